"""Checks of how a record is written, as far as a reader or a tool may stumble over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.diagnostics import WARNING
from reading_list.records.explain import shown
from reading_list.records.layout import fields_of
from reading_list.records.scalars import is_misread, quoted
from reading_list.records.surgery import reorder
from reading_list.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reading_list.diagnostics import Diagnostic
    from reading_list.records.parse import Parsed
    from reading_list.records.reader import Loc, Node


@rule("layout/order", WARNING)
def order(record: Parsed) -> Iterator[Diagnostic]:
    """Fields stand in the order of the documentation, so that changes meet where they should.

    wrong: |
        venue: eccv
        title: "A"
    right: |
        title: "A"
        venue: eccv
    """
    places = fields_of("Paper")
    last, before = -1, ""
    for name in record.document.data or {}:
        place = places.get(name, last)
        if place < last:
            message = f"'{name}' stands behind '{shown(before)}'"
            edits = reorder(record.document)
            hint = "put the fields into their order: reading-list format"
            yield record.at(name, of_key=True).report(message, hint=hint, edits=edits)
            return
        if name in places:
            last, before = place, name


@rule("layout/quotes", WARNING)
def quotes(record: Parsed) -> Iterator[Diagnostic]:
    """A text that other readers of YAML take for a number, a date or a truth value is in quotes.

    wrong: |
        title: "A"
        venue: eccv
        arxiv: 1802.10280
    right: |
        title: "A"
        venue: eccv
        arxiv: "1802.10280"
    """
    for loc, text in _texts(record.document.data or {}):
        spot = record.at(*loc)
        line = spot.snippet
        if line[spot.span.column - 1 : spot.span.column] in {'"', "'", "|", ">"}:
            continue
        message = f"without quotes `{shown(text)}` is no text to other readers of YAML"
        edit = quoted(text)
        yield spot.report(message, hint=f"write `{edit}`", edit=edit)


# What these hold is no text.
_VALUES = frozenset({"year", "month", "highlight", "group", "added"})
# How longer texts begin that are misread; all others are words of up to five letters.
_FIRST = frozenset("0123456789+-.~=<")


def _texts(data: dict[str, Node]) -> Iterator[tuple[Loc, str]]:
    """The texts that would be misread, and read back as something else."""
    waiting: list[tuple[Loc, dict[str, Node] | list[Node]]] = [((), data)]
    for loc, held in waiting:
        items = held.items() if isinstance(held, dict) else enumerate(held)
        for step, item in items:
            if isinstance(item, str):
                is_suspect = item[:1] in _FIRST or 0 < len(item) < 6
                if is_suspect and step not in _VALUES and _is_altered(item):
                    yield (*loc, step), item
            elif item:
                waiting.append(((*loc, step), item))


def _is_altered(text: str) -> bool:
    """A whole number without zeros before it is the same as a text, where one is wanted."""
    return not (text.isdecimal() and text[0] != "0") and is_misread(text)
