"""XML of a service as a tree, without what XML can be made to do.

No document type is read: so no entity can swell or fetch anything. Depth and size are limited.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from reading_list.lookups import _answers as answers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reading_list.diagnostics import Diagnostic

_DEEPEST = 50
_MOST = 100_000  # elements


class Element(NamedTuple):
    """An element: its local name, its attributes, its own text and elements in order."""

    name: str
    attributes: dict[str, str]
    content: list[str | Element]

    def all(self, name: str) -> Iterator[Element]:
        """The elements of that name right below this one."""
        return (c for c in self.content if isinstance(c, Element) and c.name == name)

    def text(self, name: str = "") -> str:
        """All text in this element, or in its first one called `name`."""
        if name:
            first = next(self.all(name), None)
            return first.text() if first else ""
        return "".join(c if isinstance(c, str) else c.text() for c in self.content)


def parsed_xml(body: bytes, url: str) -> Element | Diagnostic:
    """The root of an XML document, or why there is none."""
    machine = expat.ParserCreate(namespace_separator=" ")
    machine.buffer_text = True
    root = Element("", {}, [])
    open_ones = [root]
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if len(open_ones) > _DEEPEST or count > _MOST:
            raise _Refused("too much in it")
        element = Element(name.rpartition(" ")[2], attributes, [])
        open_ones[-1].content.append(element)
        open_ones.append(element)

    def say(text: str) -> None:
        open_ones[-1].content.append(text)

    def refuse(*_: object) -> None:
        raise _Refused("a document type in it")

    machine.StartElementHandler = start
    machine.EndElementHandler = lambda _: open_ones.pop()
    machine.CharacterDataHandler = say
    machine.StartDoctypeDeclHandler = refuse
    machine.EntityDeclHandler = refuse
    try:
        machine.Parse(body, True)
    except (expat.ExpatError, _Refused, ValueError, LookupError) as error:
        what = str(error) if isinstance(error, _Refused) else "no whole XML"
        return answers.refused(url, f"the answer is of no use: {what}", "try again later")
    return next(c for c in root.content if isinstance(c, Element))


class _Refused(Exception):
    pass
