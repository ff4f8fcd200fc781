"""What a record gained, as edits of its file: comments, order and layout of the rest stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.diagnostics import Edit, Span
from reading_list.records import scalars, writer
from reading_list.records.model import Paper

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reading_list.records.reader import Document, Loc, Node

_ORDER = {name: place for place, name in enumerate(Paper.model_fields)}


def changed_text(document: Document, after: Mapping[str, object]) -> str:
    """The record's text with what `after` has and the document has not.

    Raises ValueError where the text cannot be changed so without touching what stands in it.
    """
    from reading_list.records.reader import read

    text = writer.apply(document.text, edits_of(document, after))
    again = read(document.path, text.encode())
    if again.data is None or again.diagnostics or again.data != _as_read(after):
        raise ValueError("its layout leaves no certain place for them")
    return text


def edits_of(document: Document, after: Mapping[str, object]) -> tuple[Edit, ...]:
    """Insertions alone: new fields, new items of lists, new fields of mappings."""
    data = document.data or {}
    edits: list[Edit] = []
    fields: dict[Span, str] = {}  # several may be new at one place
    for name in sorted(after, key=lambda name: _ORDER.get(name, len(_ORDER))):
        if name not in data:
            new = _new_field(document, name, after[name])
            before = fields.get(new.span, "")
            fields[new.span] = before + (new.text.removeprefix("\n") if before else new.text)
        elif data[name] != after[name] and data[name] != _plain(after[name]):
            edits.extend(_grown(document, (name,), data[name], after[name]))
    return (*edits, *(Edit(span, text) for span, text in fields.items()))


def _new_field(document: Document, name: str, value: object) -> Edit:
    """Before the field that follows in the order of records, else at the end."""
    _, _, printed = writer.emit({name: value}, document.path).partition("\n")
    rank = _ORDER.get(name, len(_ORDER))
    following = [
        span.line
        for loc, span in document.keys.items()
        if len(loc) == 1 and _ORDER.get(str(loc[0]), len(_ORDER)) > rank
    ]
    lines = document.text.split("\n")
    if following:
        line = min(following)
        while line > 1 and lines[line - 2].startswith("#") and line > 2:
            line -= 1  # comments above a field belong to it
        return Edit(Span(line, 1, line, 1), printed)
    if lines[-1]:
        end = len(lines[-1]) + 1
        return Edit(Span(len(lines), end, len(lines), end), f"\n{printed}")
    return Edit(Span(len(lines), 1, len(lines), 1), printed)


def _grown(document: Document, loc: Loc, has: Node, value: object) -> Iterator[Edit]:
    if isinstance(has, list) and isinstance(value, (list, tuple)):
        yield from _grown_list(document, loc, has, list(value))
    elif isinstance(has, dict) and isinstance(value, dict):
        yield from _grown_map(document, loc, has, value)
    elif isinstance(has, str) and isinstance(value, dict):
        yield Edit(document.marks[loc], _flow(value))  # an author who has an ORCID now
    else:
        raise ValueError("a value would be overwritten")  # noqa: TRY004


def _grown_list(
    document: Document, loc: Loc, has: list[Node], value: list[object]
) -> Iterator[Edit]:
    plain = [_plain(item) for item in value]
    if len(value) == len(has):
        for place, item in enumerate(value):
            if has[place] != plain[place]:
                yield from _grown(document, (*loc, place), has[place], item)
        return
    new = [item for item, text in zip(value, plain, strict=True) if text not in has]
    if not has or len(new) + len(has) != len(value):
        raise ValueError("a list would lose an item")
    # New items stand before `others`, else at the end.
    last = has[-1] == plain[-1] and plain[-1] not in plain[: len(has) - 1]
    place = len(has) - (2 if last else 1)
    if place < 0:
        raise ValueError("a list of `others` alone")
    after = document.marks[(*loc, place)]
    at = Span(after.end_line, after.end_column, after.end_line, after.end_column)
    if _is_flow(document, loc):
        yield Edit(at, "".join(f", {_flow(item)}" for item in new))
        return
    first = document.marks[(*loc, 0)]
    lines = document.text.split("\n")
    indent = lines[first.line - 1][: first.column - 1]
    if indent.strip() != "-":
        raise ValueError("a list in a list")
    end = _line_end(lines, at)
    yield Edit(end, "".join(f"\n{indent}{_flow(item)}" for item in new))


def _grown_map(
    document: Document, loc: Loc, has: dict[str, Node], value: Mapping[str, object]
) -> Iterator[Edit]:
    new = {key: item for key, item in value.items() if key not in has}
    for key, item in value.items():
        if key in has and has[key] != _plain(item):
            yield from _grown(document, (*loc, key), has[key], item)
    if not new:
        return
    if not has:
        raise ValueError("an empty mapping")
    last = max((document.marks[(*loc, key)] for key in has), key=lambda span: span[2:])
    at = Span(last.end_line, last.end_column, last.end_line, last.end_column)
    in_flow = _is_flow(document, loc)
    printed = [f"{scalars.key(key)}: {_flow(item, in_flow=in_flow)}" for key, item in new.items()]
    if in_flow:
        yield Edit(at, "".join(f", {text}" for text in printed))
        return
    lines = document.text.split("\n")
    first = min(document.keys[(*loc, key)] for key in has)
    before = lines[first.line - 1][: first.column - 1]
    indent = " " * len(before)
    yield Edit(_line_end(lines, at), "".join(f"\n{indent}{text}" for text in printed))


def _line_end(lines: list[str], at: Span) -> Span:
    """The end of the line, past a comment that stands beside the value."""
    if at.column == 1:  # the end of a block scalar is the beginning of the next line
        raise ValueError("a text over several lines is the last")
    line = lines[at.line - 1].rstrip("\r")
    return Span(at.line, len(line) + 1, at.line, len(line) + 1)


def _is_flow(document: Document, loc: Loc) -> bool:
    span = document.marks[loc]
    return document.text.split("\n")[span.line - 1][span.column - 1] in "[{"


def _flow(value: object, *, in_flow: bool = True) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        inner = (f"{scalars.key(key)}: {_flow(item)}" for key, item in value.items())
        return "{" + ", ".join(inner) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return scalars.scalar(str(value), in_flow=in_flow)


def _plain(value: object) -> Node:
    """A value as the reader gives it."""
    if value is None:
        return None
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _as_read(fields: Mapping[str, object]) -> dict[str, Node]:
    return {name: _plain(value) for name, value in fields.items() if value is not None}
