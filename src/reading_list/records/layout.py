"""The canonical layout of a record: order of fields, lists on one line or many, quotes, comments.

Prints a tree of `Part`s, which `writer` makes of plain values and `tree` of a file with its
comments. A field that nobody knows stands as it was written, behind those that are known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from reading_list.records import scalars

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

WIDTH = 100
STEP = 2
# Texts that are always in double quotes: they often hold a colon, and so need no second thought.
QUOTED = frozenset({"title", "note", "abstract"})
# Fields that are meant to hold a number, a truth value or a date, and how one looks.
_BARE = frozenset({"year", "month", "highlight", "group", "added"})
_BARE_TEXT = re.compile(r"[0-9]+|true|false|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MODELS = {"authors": "Person", "editors": "Person", "links": "Links", "related": "Related"}


@dataclass(slots=True)
class Node:
    """A value: a scalar with its `text`, or a list or mapping with its `parts`.

    `source` are the lines of a scalar that stays as it was written (a block, a text over several
    lines, nothing), the first from its first character on, the others without the indentation
    that they share; `step` is how far they are indented from their field. `below` are comments
    behind the last part. `in_flow` is true for what stood in brackets or braces.
    """

    kind: str
    text: str = ""
    source: tuple[str, ...] = ()
    step: int = STEP
    parts: list[Part] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    in_flow: bool = False


@dataclass(slots=True)
class Part:
    """An item of a list or a field of a mapping, with the comments above and beside it.

    `source` are the lines of a field that nobody knows, key and all.
    """

    key: str
    value: Node
    above: list[str] = field(default_factory=list)
    beside: str = ""
    source: tuple[str, ...] = ()


def printed(root: Node) -> str:
    """The text of a record whose fields are the parts of `root`."""
    lines = [line for part in in_order(root.parts, "Paper") for line in _field(part, "", part.key)]
    return "".join(f"{line}\n" for line in [*lines, *root.below])


def in_order(parts: Sequence[Part], model: str) -> Sequence[Part]:
    """The parts in the order of the model's fields, unknown ones behind them as they came."""
    if not model:
        return parts
    order = fields_of(model)
    return sorted(parts, key=lambda part: order.get(part.key, len(order)))


@cache
def fields_of(model: str) -> dict[str, int]:
    """The fields of a model of records, and the place of each."""
    from reading_list.records import model as models

    fields: Iterable[str] = getattr(models, model).model_fields
    return {name: place for place, name in enumerate(fields)}


def model_of(top: str) -> str:
    """The model of the mappings in the field `top` of a record; empty if they have none."""
    return _MODELS.get(top, "")


def _field(part: Part, pad: str, top: str) -> Iterator[str]:
    """The lines of a field; `top` is the name of the field of the record that it is in."""
    yield from (pad + comment for comment in part.above)
    if part.source:
        *before, last = _indented(part.source, pad)
        yield from [*before, _beside(last, part.beside)]
        return
    name, value = f"{pad}{scalars.key(part.key)}:", part.value
    if value.kind != "scalar" and not value.parts:
        yield from (pad + comment for comment in value.below)
        value = Node(value.kind)
    if value.kind == "scalar":
        yield from _scalar_lines(name, value, part, pad)
        return
    flat = _flat(value, top) if _may_be_flat(value, part.key, top) else None
    if flat is not None and len(name) + 1 + len(flat) <= WIDTH:
        yield _beside(f"{name} {flat}", part.beside)
        return
    yield _beside(name, part.beside)
    inner = pad + " " * STEP
    write = _item if value.kind == "list" else _field
    for below in _ordered(value, top):
        yield from write(below, inner, top)
    yield from (inner + comment for comment in value.below)


def _item(part: Part, pad: str, top: str) -> Iterator[str]:
    """The lines of an item of a list."""
    value = part.value
    lead = [*part.above, *_above_first(value, top)]
    if not value.parts and value.kind != "scalar":
        lead += value.below
        value = Node(value.kind)
    flat = _flat(value, top) if value.kind != "scalar" else None
    is_flat = flat is not None and (len(pad) + 2 + len(flat) <= WIDTH or not value.parts)
    if value.kind != "scalar" and not is_flat and part.beside:
        lead.append(part.beside)
    yield from (pad + comment for comment in lead)
    if value.kind == "scalar":
        yield from _scalar_lines(f"{pad}-", value, part, pad)
    elif is_flat:
        yield _beside(f"{pad}- {flat}", part.beside)
    else:
        inner = pad + " " * STEP
        write = _item if value.kind == "list" else _field
        lines = [line for it in _ordered(value, top) for line in write(it, inner, top)]
        yield f"{pad}- {lines[0].removeprefix(inner)}"
        yield from lines[1:]
        yield from (inner + comment for comment in value.below)


def _above_first(value: Node, top: str) -> list[str]:
    """Take what is said above the first part of an item: that part stands on the dash's line."""
    taken: list[str] = []
    while value.parts:
        first = _ordered(value, top)[0]
        taken += first.above
        first.above = []
        if value.kind == "map":
            break
        value = first.value
    return taken


def _ordered(value: Node, top: str) -> Sequence[Part]:
    return in_order(value.parts, model_of(top)) if value.kind == "map" else value.parts


def _scalar_lines(name: str, value: Node, part: Part, pad: str) -> Iterator[str]:
    """A name or dash and its scalar, the comment behind the last line."""
    first, *rest = value.source or (_scalar(value.text, part.key),)
    lines = [f"{name} {first}".rstrip(" ") if not first else f"{name} {first}"]
    lines += _indented(rest, pad + " " * value.step)
    lines[-1] = _beside(lines[-1], part.beside)
    yield from lines


def _indented(lines: Sequence[str], pad: str) -> Iterator[str]:
    yield from (pad + line if line else "" for line in lines)


def _beside(line: str, comment: str) -> str:
    return f"{line} {comment}" if comment else line


def _scalar(text: str, name: str, *, in_flow: bool = False) -> str:
    if name in _BARE and _BARE_TEXT.fullmatch(text):
        return text
    quote = name in QUOTED
    return scalars.quoted(text) if quote else scalars.scalar(text, in_flow=in_flow)


def _may_be_flat(value: Node, name: str, top: str) -> bool:
    """Whether a field's value goes on one line if there is room for it.

    Of people and links there is one a line, so that changes of two of them do not meet.
    """
    if not value.parts or (value.kind == "list" and top == "related"):
        return True
    if name == top == "related":
        return True
    scalar = all(part.value.kind == "scalar" for part in value.parts)
    return value.kind == "list" and scalar and top not in {"authors", "editors"}


def _flat(value: Node, top: str) -> str | None:
    """A list or mapping on one line; None where comments or long texts in it forbid that."""
    if value.below:
        return None
    shown: list[str] = []
    is_map = value.kind == "map"
    for part in _ordered(value, top):
        if part.above or part.beside or (part.source and not value.in_flow):
            return None
        if part.source:
            inner: str | None = part.source[0] if len(part.source) == 1 else None
        else:
            inner = _flat_value(part, top)
            if inner is not None and is_map:
                inner = f"{scalars.key(part.key)}: {inner}".rstrip(" ")
        if inner is None:
            return None
        shown.append(inner)
    return f"{{{', '.join(shown)}}}" if is_map else f"[{', '.join(shown)}]"


def _flat_value(part: Part, top: str) -> str | None:
    value = part.value
    if value.kind != "scalar":
        return _flat(value, top)
    if len(value.source) > 1:
        return None
    return value.source[0] if value.source else _scalar(value.text, part.key, in_flow=True)
