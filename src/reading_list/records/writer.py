"""Values to the text of a new record, and edits into the text of one that is there.

A new record comes out in the canonical layout (`layout`). Of a record that is there nothing
changes but the spans that the edits name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from reading_list.records import scalars
from reading_list.records.layout import QUOTED, Node, Part, printed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reading_list.diagnostics import Edit, Span

MODELINE = "# yaml-language-server: $schema="
SCHEMA = "schemas/paper.schema.json"
_LONGEST_KEY = 100


def emit(fields: Mapping[str, object], path: str = "papers/0000/key.yaml") -> str:
    """The text of a record that holds `fields`, for the file `path` below the list's root.

    Values are text, numbers, truth values, lists and mappings of them; what is None is left out.
    Raises ValueError for what no record can hold: another kind of value, an empty or overlong
    name of a field, a control character (`scalars.writable` leaves those out).
    """
    root = _node(fields, "")
    return f"{modeline(path)}\n{printed(root)}"


def modeline(path: str) -> str:
    """The first line of the record at `path`, by which editors find the schema."""
    return f"{MODELINE}{'../' * path.count('/')}{SCHEMA}"


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with each edit's text in the place of its span; the same edit counts once.

    Raises ValueError where two edits touch the same place or a span is not in the text.
    """
    starts = _line_starts(text)
    pieces: list[str] = []
    done = 0
    last: tuple[int, int] | None = None
    for begin, end, new in sorted({(*_range(text, starts, it.span), it.text) for it in edits}):
        if begin < done or (begin, end) == last:
            raise ValueError("two edits change the same place")
        pieces += (text[done:begin], new)
        done, last = end, (begin, end)
    return "".join([*pieces, text[done:]])


def _line_starts(text: str) -> list[int]:
    starts = [0]
    place = text.find("\n")
    while place >= 0:
        starts.append(place + 1)
        place = text.find("\n", place + 1)
    return starts


def _range(text: str, starts: list[int], span: Span) -> tuple[int, int]:
    """The span as two places in the text."""
    ends = []
    for line, column in ((span.line, span.column), (span.end_line, span.end_column)):
        if not (1 <= line <= len(starts) and column >= 1):
            raise ValueError("an edit is outside of the text")
        place = starts[line - 1] + column - 1
        if place > (starts[line] if line < len(starts) else len(text)):
            raise ValueError("an edit is outside of the text")
        ends.append(place)
    begin, end = ends
    if end < begin:
        raise ValueError("an edit ends before it begins")
    return begin, end


def _node(value: object, name: str) -> Node:
    if isinstance(value, bool):
        return Node("scalar", "true" if value else "false")
    if isinstance(value, int):
        return Node("scalar", str(value))
    if isinstance(value, str):
        _check(value, name)
        is_block = name in QUOTED and name != "title" and "\n" in value
        return Node("scalar", value, (is_block and scalars.block(value)) or ())
    if isinstance(value, (list, tuple)):
        return Node("list", parts=[Part("", _node(item, "")) for item in value])
    if isinstance(value, Mapping):
        return Node(
            "map", parts=[_part(key, item) for key, item in value.items() if item is not None]
        )
    raise ValueError(f"a record cannot hold {type(value).__name__} in '{name}'")


def _part(key: object, value: object) -> Part:
    if not isinstance(key, str) or not 0 < len(key) <= _LONGEST_KEY or "\n" in key:
        raise ValueError("the name of a field is a short text on one line")
    _check(key, key)
    return Part(key, _node(value, key))


def _check(text: str, name: str) -> None:
    if not scalars.is_writable(text):
        raise ValueError(f"'{name[:40]!r}' holds a character that may not stand in a record")
