"""Edits that take a field out of a record, put one in, or put all into their order.

They change the lines of that field alone. Where a comment would be lost or torn from what it
speaks of there is no edit: an empty tuple.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from yaml import events

from reading_list.diagnostics import Edit, Span
from reading_list.records.layout import fields_of
from reading_list.records.tree import Comment, Event, comments_in, events_of, kind_of
from reading_list.records.writer import MODELINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reading_list.records.reader import Document, Loc

_Place = tuple[int, int]


class Field(NamedTuple):
    """From where to where a field or item stands, counted from 0; `in_flow`: in brackets."""

    start: _Place
    end: _Place
    in_flow: bool


@dataclass(frozen=True)
class Outline:
    """A record's lines, its comments, where each field and item stands, in their order."""

    lines: list[str]
    comments: Sequence[Comment]
    fields: dict[Loc, Field]

    def beside(self, loc: Loc) -> list[Loc]:
        """The fields or items of the collection that holds `loc`, itself among them."""
        return self._by_holder[loc[:-1]]

    @cached_property
    def _by_holder(self) -> dict[Loc, list[Loc]]:
        found: dict[Loc, list[Loc]] = {}
        for loc in self.fields:
            found.setdefault(loc[:-1], []).append(loc)
        return found

    def has_comment(self, start: _Place, end: _Place) -> bool:
        """Whether a comment begins between two places."""
        return any(start <= comment[:2] < end for comment in self.comments)


def drop(document: Document, *loc: str | int) -> tuple[Edit, ...]:
    """The edit that deletes a field or item; of the last one, with the field that holds it."""
    return drops(document, [loc])[0]


def drops(document: Document, locs: Iterable[Loc]) -> list[tuple[Edit, ...]]:
    """What `drop` says of each of many places; no two may stand in one list."""
    outline = outline_of(document.text)
    return [_drop(outline, loc) if loc in outline.fields else () for loc in locs]


def add(document: Document, name: str, value: str) -> tuple[Edit, ...]:
    """The edit that puts the field `name` of the record in its place; `value` is YAML."""
    outline = outline_of(document.text)
    order = fields_of("Paper")
    own = [loc for loc in outline.fields if len(loc) == 1]
    before = [loc for loc in own if order.get(str(loc[0]), len(order)) < order[name]]
    if not own:
        return ()
    if not before:
        field = outline.fields[own[0]]
        pad = " " * field.start[1]
        text = f"{name}: {value}, " if field.in_flow else f"{name}: {value}\n{pad}"
        return (Edit(_span(field.start, field.start), text),)
    field = outline.fields[before[-1]]
    if field.in_flow:
        return (Edit(_span(field.end, field.end), f", {name}: {value}"),)
    line = line_behind(outline, field)
    end = "\r\n" if outline.lines[0].endswith("\r") else "\n"
    new = " " * field.start[1] + f"{name}: {value}"
    if line >= len(outline.lines):  # the last line has no end
        place = (line - 1, len(outline.lines[-1]))
        return (Edit(_span(place, place), f"{end}{new}"),)
    return (Edit(_span((line, 0), (line, 0)), f"{new}{end}"),)


def reorder(document: Document) -> tuple[Edit, ...]:
    """The edit that puts the record's fields into their order, each with its comments."""
    outline = outline_of(document.text)
    names = [str(loc[0]) for loc in outline.fields if len(loc) == 1]
    fields = [field for loc, field in outline.fields.items() if len(loc) == 1]
    column = fields[0].start[1] if fields else 0
    if any(it.in_flow or outline.lines[it.start[0]][:column].strip() for it in fields):
        return ()
    starts = _chunk_starts(outline, fields)
    order = fields_of("Paper")
    ranks = [order.get(name, len(order)) for name in names]
    wanted = sorted(range(len(names)), key=lambda index: ranks[index])
    moved = [place for place, index in enumerate(wanted) if place != index]
    if not moved or document.text[-1:] != "\n":
        return ()
    first, last = moved[0], moved[-1]
    chunks = [outline.lines[starts[index] : starts[index + 1]] for index in wanted]
    text = "".join(f"{line}\n" for chunk in chunks[first : last + 1] for line in chunk)
    return (Edit(_span((starts[first], 0), (starts[last + 1], 0)), text),)


def _chunk_starts(outline: Outline, fields: Sequence[Field]) -> list[int]:
    """The first line of each field with the comments above it, and the line behind the last."""
    alone = _alone(outline)
    starts: list[int] = []
    for field in fields:
        line = field.start[0]
        while alone.get(line - 1, -1) == field.start[1]:
            line -= 1
        starts.append(line)
    return [*starts, line_behind(outline, fields[-1])]


def line_behind(outline: Outline, field: Field) -> int:
    """The line behind a field and the comments below it that are deeper than its name."""
    alone = _alone(outline)
    line = field.end[0] + (field.end[1] > 0)
    while alone.get(line, -1) > field.start[1]:
        line += 1
    return line


def _alone(outline: Outline) -> dict[int, int]:
    """The columns of comments on lines of their own; the line for editors stays on top."""
    return {
        comment.line: comment.column
        for comment in outline.comments
        if comment.is_alone and not comment.text.startswith(MODELINE)
    }


def _drop(outline: Outline, loc: Loc) -> tuple[Edit, ...]:
    siblings = outline.beside(loc)
    if len(siblings) == 1:
        return _drop(outline, loc[:-1]) if len(loc) > 1 else ()
    field = outline.fields[loc]
    at = siblings.index(loc)
    if field.in_flow:
        start, end = field.start, field.end
        if at + 1 < len(siblings):
            end = outline.fields[siblings[at + 1]].start
        else:
            start = outline.fields[siblings[at - 1]].end
        return () if outline.has_comment(start, end) else (Edit(_span(start, end), ""),)
    line = field.start[0]
    after = field.end[0] + (field.end[1] > 0)
    lead = outline.lines[line][: field.start[1]].strip()
    is_alone = lead in ({"-"} if isinstance(loc[-1], int) else {""})
    commented = outline.has_comment((line, 0), (after, 0)) or any(
        comment.line == line - 1 and comment.is_alone for comment in outline.comments
    )
    if not is_alone or commented:
        return ()
    if after >= len(outline.lines):  # the last line has no end: the one before gives its own
        before = (line - 1, len(outline.lines[line - 1])) if line else (0, 0)
        return (Edit(_span(before, (after - 1, len(outline.lines[-1]))), ""),)
    return (Edit(_span((line, 0), (after, 0)), ""),)


def _span(start: _Place, end: _Place) -> Span:
    return Span(start[0] + 1, start[1] + 1, end[0] + 1, end[1] + 1)


@lru_cache(maxsize=1)  # a record with many findings asks for each of them
def outline_of(text: str) -> Outline:
    """Where everything stands in a text that `reader` could read."""
    found = events_of(text)
    lines = text.split("\n")
    outline = Outline(lines, list(comments_in([*lines, ""], found)), {})
    stream = iter(found)
    for event in stream:
        if kind_of(event) is events.MappingStartEvent:
            _walk(stream, event, (), outline.fields)
            break
    return outline


def _walk(stream: Iterator[Event], start: Event, loc: Loc, fields: dict[Loc, Field]) -> _Place:
    """Note where everything in a collection stands; the end of the last thing in it."""
    is_mapping = kind_of(start) is events.MappingStartEvent
    in_flow = bool(start.flow_style)
    end = (start.end_mark.line, start.end_mark.column)
    for number, event in enumerate(stream):
        if kind_of(event) in {events.MappingEndEvent, events.SequenceEndEvent}:
            return (event.end_mark.line, event.end_mark.column) if in_flow else end
        here: Loc = (*loc, event.value if is_mapping else number)
        if here in fields:  # of a field that stands there twice the first is meant
            here = (*loc, f"{event.value}\0{number}")
        begin = (event.start_mark.line, event.start_mark.column)
        value = next(stream) if is_mapping else event
        end = (value.end_mark.line, value.end_mark.column)
        if kind_of(value) is not events.ScalarEvent:
            end = _walk(stream, value, here, fields)
        fields[here] = Field(begin, end, in_flow)
    return end
