"""A record's text as a tree for `layout`: its values, and every comment with what it stands at.

Reads libyaml's events, as `reader` does, and is asked only about texts that `reader` has read:
what is nested too deep, anchors and tags never come here. Between the scalars there is nothing but
white space, indicators and comments, so that any `#` there begins a comment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

import yaml
from yaml import events

from reading_list.records.layout import Node, Part, fields_of, model_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_Place = tuple[int, int]


class Tree(NamedTuple):
    """A record's values, and the comments at its beginning that belong to no field."""

    root: Node
    header: list[str]


class Comment(NamedTuple):
    """A comment from its `#` to the end of its line; `is_alone` on a line of its own."""

    line: int
    column: int
    text: str
    is_alone: bool


class _Mark(Protocol):
    line: int
    column: int


class Event(Protocol):
    """What libyaml's events have in common as far as their kind allows it to be asked for."""

    start_mark: _Mark
    end_mark: _Mark
    value: str
    style: str | None
    flow_style: bool


def tree_of(text: str) -> Tree:
    """The tree of a text whose line ends are line feeds.

    Raises ValueError or yaml.YAMLError on what holds no mapping.
    """
    return _Builder(text).build()


def kind_of(event: Event) -> type:
    """The class of an event."""
    return type(event)


def events_of(text: str) -> list[Event]:
    """What libyaml finds in a text but for its end. Raises yaml.YAMLError."""
    next_event = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text).get_event
    found: list[Event] = []
    while kind_of(event := next_event()) is not events.StreamEndEvent:
        found.append(event)
    return found


def comments_in(lines: Sequence[str], found: list[Event]) -> Iterator[Comment]:
    """Every comment: what begins with `#` between the scalars."""
    place = (0, 0)
    last = len(lines) - 1
    scalars = [event for event in found if kind_of(event) is events.ScalarEvent]
    for event in scalars:
        yield from _in_gap(lines, place, _place(event))
        place = (event.end_mark.line, event.end_mark.column)
    yield from _in_gap(lines, place, (last, len(lines[last])))


class _Builder:
    """Builds one tree.

    `end` is where the last thing read ends, `last` the part that a comment behind it belongs to,
    `taken` the number of comments that have found their place.
    """

    def __init__(self, text: str) -> None:
        self.lines = [*text.split("\n"), ""]  # what is not there at the end stands one line below
        self.events = events_of(text)
        self.at = 0
        self.comments = list(comments_in(self.lines, self.events))
        self.taken = 0
        self.last: Part | None = None
        self.end: _Place = (-1, 0)

    def build(self) -> Tree:
        starts = (
            at for at, it in enumerate(self.events) if kind_of(it) is events.MappingStartEvent
        )
        self.at = next(starts, -1)
        if self.at < 0:
            raise ValueError("not a record")
        start = self._next()
        first = self._before(self._peek())
        header = self._header(first)
        lead = [comment.text for comment in first[len(header) :]]
        root = self._mapping(start, "", -1, lead)
        root.below += [comment.text for comment in self.comments[self.taken :]]
        return Tree(root, [comment.text for comment in header])

    def _header(self, first: list[Comment]) -> list[Comment]:
        """Of the comments before the first field those that an empty line parts from it."""
        line = self._peek().start_mark.line
        number = len(first)
        while number and first[number - 1].line == line - 1:
            number, line = number - 1, line - 1
        return first[:number]

    def _peek(self) -> Event:
        return self.events[self.at]

    def _next(self) -> Event:
        self.at += 1
        return self.events[self.at - 1]

    def _mapping(self, start: Event, top: str, above: int, lead: list[str]) -> Node:
        """A mapping in the field `top` of the record; `above` is the column of what holds it."""
        node = Node("map", in_flow=bool(start.flow_style))
        model = model_of(top) if top else "Paper"
        column = start.start_mark.column
        while kind_of(self._peek()) is not events.MappingEndEvent:
            lead += self._above()
            key = self._next()
            part = Part(key.value, Node("scalar"), lead)
            node.parts.append(part)
            self._reached(key, part)
            if model and key.value not in fields_of(model):
                self._unknown(part, key, column, in_flow=node.in_flow)
            else:
                self._value(part, top or key.value, column)
            lead = []
        self._close(node, column, above, lead)
        return node

    def _sequence(self, start: Event, top: str, above: int, lead: list[str]) -> Node:
        """A list, like `_mapping`."""
        node = Node("list", in_flow=bool(start.flow_style))
        column = start.start_mark.column
        while kind_of(self._peek()) is not events.SequenceEndEvent:
            part = Part("", Node("scalar"), lead + self._above())
            node.parts.append(part)
            self._value(part, top, column)
            lead = []
        self._close(node, column, above, lead)
        return node

    def _value(self, part: Part, top: str, column: int) -> None:
        """The value of a part of a collection that begins at `column`."""
        event = self._next()
        lead: list[str] = []
        for comment in self._before(event):
            if self._is_behind(comment) and self.last is part:
                _put_beside(part, comment.text)
            else:
                lead.append(comment.text)
        if kind_of(event) is events.ScalarEvent:
            part.above += lead
            part.value = self._scalar(event, part.key, column)
            self._reached(event, part)
            return
        if event.flow_style:
            part.above += lead
            lead = []
            self.last = None
        build = self._sequence if kind_of(event) is events.SequenceStartEvent else self._mapping
        part.value = build(event, top, column, lead)
        if event.flow_style:
            self._reached(self.events[self.at - 1], part)

    def _close(self, node: Node, column: int, above: int, lead: list[str]) -> None:
        """End a collection with those of the comments that belong into it."""
        node.below += lead
        place = _place(self._next())
        while self.taken < len(self.comments) and self.comments[self.taken][:2] < place:
            comment = self.comments[self.taken]
            if self._is_behind(comment) and self.last is not None:
                _put_beside(self.last, comment.text)
            elif node.in_flow or (comment.column >= column and comment.column > above):
                node.below.append(comment.text)
            else:
                return
            self.taken += 1

    def _above(self) -> list[str]:
        """The comments above the next part; those behind the last one are put beside it."""
        above: list[str] = []
        for comment in self._before(self._peek()):
            if self._is_behind(comment) and self.last is not None:
                _put_beside(self.last, comment.text)
            else:
                above.append(comment.text)
        return above

    def _before(self, event: Event) -> list[Comment]:
        """The comments before an event that have no place yet."""
        first = self.taken
        while self.taken < len(self.comments) and self.comments[self.taken][:2] < _place(event):
            self.taken += 1
        return self.comments[first : self.taken]

    def _is_behind(self, comment: Comment) -> bool:
        # A block ends where the next line begins, and a comment there belongs to that line.
        return not comment.is_alone and comment.line == self.end[0] and self.end[1] > 0

    def _reached(self, event: Event, part: Part) -> None:
        self.end = (event.end_mark.line, event.end_mark.column)
        self.last = part

    def _scalar(self, event: Event, key: str, column: int) -> Node:
        start, end = event.start_mark, event.end_mark
        if not event.style and event.value in {"", "~", "null"}:
            return Node("scalar", event.value, (event.value,))
        if event.style in {"|", ">"}:
            return _block(event.value, self.lines[start.line : end.line], start.column, column)
        if start.line == end.line or key == "title":
            return Node("scalar", event.value)
        first, *rest = self._between((start.line, start.column), (end.line, end.column))
        return Node("scalar", event.value, (first, *(line.lstrip(" \t") for line in rest)))

    def _unknown(self, part: Part, key: Event, column: int, *, in_flow: bool) -> None:
        """A field that nobody knows, which stands as it is written, with the comments in it."""
        above, taken = list(part.above), self.taken
        self._value(part, "?", column)
        part.above, part.beside = above, ""
        end = self.end
        if not in_flow and self.taken < len(self.comments):
            self.taken += self._is_behind(self.comments[self.taken])
        for comment in self.comments[taken : self.taken]:
            end = max(end, (comment.line, len(self.lines[comment.line])))
        first, *rest = self._between(_place(key), end)
        indent = key.start_mark.column
        part.source = (
            first,
            *(line[indent:] if not line[:indent].strip() else line for line in rest),
        )
        self.last = part

    def _between(self, start: _Place, end: _Place) -> list[str]:
        """The lines of the text from one place to another."""
        lines = self.lines[start[0] : end[0] + (end[1] > 0)]
        if end[1] > 0:
            lines[-1] = lines[-1][: end[1]]
        return [lines[0][start[1] :], *lines[1:]]


def _put_beside(part: Part, comment: str) -> None:
    if part.beside:
        part.above.append(part.beside)
    part.beside = comment


def _block(text: str, lines: list[str], start: int, column: int) -> Node:
    """A block scalar: its first line from the `|` or `>` on, its lines without indentation.

    A digit behind the `|` counts from `column`, that of what holds the block (YAML 1.2.2, 8.1.1.1).
    """
    head, *body = lines
    head = head[start:] if "#" in head[start:] else head[start:].rstrip(" \t")
    digits = [sign for sign in head.split("#")[0] if sign.isdigit()]
    step = int(digits[0]) if digits else 2
    first = next((line for line in body if line.strip(" ")), "")
    indent = column + step if digits else len(first) - len(first.lstrip(" "))
    while "+" not in head.split("#")[0] and body and not body[-1].strip(" "):
        body.pop()
    return Node("scalar", text, (head, *(line[indent:] for line in body)), step)


def _place(event: Event) -> _Place:
    return (event.start_mark.line, event.start_mark.column)


def _in_gap(lines: Sequence[str], start: _Place, end: _Place) -> Iterator[Comment]:
    for number in range(start[0], end[0] + 1):
        line = lines[number]
        first = start[1] if number == start[0] else 0
        column = line.find("#", first, end[1] if number == end[0] else len(line))
        if column >= 0:
            yield Comment(number, column, line[column:], not line[:column].strip())
