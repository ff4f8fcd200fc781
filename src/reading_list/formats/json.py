"""Records as a list of JSON objects and back: their own fields, and `key`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reading_list.formats._json_items import items_of
from reading_list.formats._plain_fields import fields_of
from reading_list.formats._record_items import drafts, first_object

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.diagnostics import Diagnostic
    from reading_list.formats import Item, Style
    from reading_list.records.draft import Draft

EXTENSIONS = (".json",)
HAS_ASCII = True


def looks_like(text: str) -> bool:
    """Whether this is a list of objects with the fields of records."""
    return text.lstrip("\ufeff \t\r\n")[:1] == "[" and first_object(text)


def read(path: str, text: str) -> Iterator[Draft | Diagnostic]:
    """The records as drafts, in their order, with findings where they arise."""
    yield from drafts(path, items_of(path, text, "json"), "json")


def write(items: Iterable[Item], taxonomy: Taxonomy, style: Style) -> Iterator[str]:
    """A list with one record a line."""
    del taxonomy
    start = "["
    for item in items:
        made = {"key": item.key, **fields_of(item.paper)}
        yield f"{start}\n{json.dumps(made, ensure_ascii=style.ascii, separators=(',', ':'))}"
        start = ","
    yield "\n]\n" if start == "," else "[]\n"
