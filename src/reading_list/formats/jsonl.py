"""Records as JSON Lines and back: one object a line, as `json` has them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reading_list.formats._json_items import lines_of
from reading_list.formats._plain_fields import fields_of
from reading_list.formats._record_items import drafts, first_object

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.diagnostics import Diagnostic
    from reading_list.formats import Item, Style
    from reading_list.records.draft import Draft

EXTENSIONS = (".jsonl", ".ndjson")
HAS_ASCII = True


def looks_like(text: str) -> bool:
    """Whether the first line is an object with the fields of a record."""
    return text.lstrip("\ufeff \t\r\n")[:1] == "{" and first_object(text)


def read(path: str, text: str) -> Iterator[Draft | Diagnostic]:
    """The records as drafts, in their order, with findings where they arise."""
    yield from drafts(path, lines_of(path, text, "jsonl"), "jsonl")


def write(items: Iterable[Item], taxonomy: Taxonomy, style: Style) -> Iterator[str]:
    """One record a line."""
    del taxonomy
    for item in items:
        made = {"key": item.key, **fields_of(item.paper)}
        yield json.dumps(made, ensure_ascii=style.ascii, separators=(",", ":")) + "\n"
