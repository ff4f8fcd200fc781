"""Nothing runs or styles that stands in the page itself: the policy of each page forbids it.

JSON-LD is data in a script element: no browser runs it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reading_list.audit._parts import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reading_list.audit._parts import Tag

_RULE = "site/inline"
_HINT = "put it into a file of templates/assets/ and name that"
_LINKED_DATA = "application/ld+json"


def problems(tags: Iterable[Tag]) -> Iterator[Problem]:
    """What stands in the page and would run, style or be a page of its own."""
    for tag in tags:
        at = (tag.line, tag.column, _RULE)
        if tag.name == "style":
            yield Problem(*at, "a style sheet in the page", _HINT)
        elif tag.name == "script":
            yield from _script(tag)
        for name, _ in tag.attributes:
            if name == "style":
                yield Problem(*at, f"a style of its own on <{tag.name}>", _HINT)
            elif name.startswith("on"):
                yield Problem(*at, f"a script in the attribute {name} of <{tag.name}>", _HINT)
            elif name == "srcdoc":
                yield Problem(*at, f"a page in an attribute of <{tag.name}>", "leave it out")


def _script(tag: Tag) -> Iterator[Problem]:
    kind = (tag.get("type") or "").strip().lower()
    if kind == _LINKED_DATA:
        try:
            json.loads(tag.text)
        except (ValueError, RecursionError) as error:
            message = f"this JSON-LD is no JSON: {error}"
            yield Problem(tag.line, tag.column, "site/linked-data", message, "mend the template")
    elif tag.get("src") is None or tag.text.strip():
        yield Problem(tag.line, tag.column, _RULE, "a script in the page", _HINT)
