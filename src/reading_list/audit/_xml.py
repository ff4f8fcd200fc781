"""XML to elements with their places; no document type is read, so no entity can swell."""

from __future__ import annotations

from typing import NamedTuple
from xml.parsers import expat

from reading_list.audit._parts import Problem

_DEEPEST = 50


class Element(NamedTuple):
    """An element: `namespace local`, its attributes, its elements, the pieces of its text."""

    name: str
    attributes: dict[str, str]
    children: list[Element]
    pieces: list[str]
    line: int
    column: int

    @property
    def text(self) -> str:
        """Its own text without the space around it."""
        return "".join(self.pieces).strip()

    def all(self, name: str) -> list[Element]:
        """The elements of that name right below this one, in this one's namespace."""
        wanted = f"{self.name.rpartition(' ')[0]} {name}".lstrip()
        return [child for child in self.children if child.name == wanted]

    def first(self, name: str) -> Element | None:
        """The first of `all`."""
        return next(iter(self.all(name)), None)


def parsed(text: str, rule: str) -> Element | Problem:
    """The root of a document, or why it is none."""
    machine = expat.ParserCreate(namespace_separator=" ")
    machine.buffer_text = True
    top = Element("", {}, [], [], 1, 1)
    opened = [top]

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(opened) > _DEEPEST:
            raise _Refused(f"elements are more than {_DEEPEST} deep")
        line, column = machine.CurrentLineNumber, machine.CurrentColumnNumber + 1
        element = Element(name, attributes, [], [], line, column)
        opened[-1].children.append(element)
        opened.append(element)

    def say(data: str) -> None:
        opened[-1].pieces.append(data)

    def refuse(*_: object) -> None:
        raise _Refused("a document type, which feed readers may fetch")

    machine.StartElementHandler = start
    machine.EndElementHandler = lambda _: opened.pop()
    machine.CharacterDataHandler = say
    machine.StartDoctypeDeclHandler = refuse
    try:
        machine.Parse(text.encode("utf-8"), True)
    except expat.ExpatError as error:
        message = expat.ErrorString(error.code) or "it cannot be read"
        where = (error.lineno, error.offset + 1)
        return Problem(*where, rule, f"this is no well-formed XML: {message}", _HINT)
    except _Refused as error:
        where = (machine.CurrentLineNumber, machine.CurrentColumnNumber + 1)
        return Problem(*where, rule, str(error), _HINT)
    return top.children[0]


class _Refused(Exception):
    pass


_HINT = "build again; if it comes back, report it as a bug of the program"
