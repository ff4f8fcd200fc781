"""Objects with the fields of records as drafts, for JSON and JSON Lines."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from reading_list.diagnostics import Diagnostic
from reading_list.formats._json_items import finding
from reading_list.records.draft import Draft, Place
from reading_list.records.model import Paper

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reading_list.formats._json_items import Found

_CSL = re.compile(r'"(?:id|container-title|issued)"\s*:')
_OWN = re.compile(r'"title"\s*:')


def first_object(text: str) -> bool:
    """Whether the beginning of a text has a title and is not CSL's."""
    start = text[:5000]
    return bool(_OWN.search(start)) and not _CSL.search(start)


def drafts(
    path: str, found: Iterable[Found | Diagnostic], family: str
) -> Iterator[Draft | Diagnostic]:
    """A draft for each object that has a title; fields that no record has go into `extra`."""
    for item in found:
        if isinstance(item, Diagnostic):
            yield item
            continue
        line, fields = item
        key = fields.pop("key", None)
        if not isinstance(fields.get("title"), str):
            message = "this object has no title"
            yield finding(path, line, f"{family}/no-title", message, 'add `"title": "..."`')
            continue
        yield Draft(known(fields), Place(path, line), str(key) if key else None)


def known(fields: dict[str, object]) -> dict[str, object]:
    """The fields that records have, and the others as text under `extra`."""
    made = {name: value for name, value in fields.items() if name in Paper.model_fields}
    extra = made.get("extra")
    spare = dict(extra) if isinstance(extra, dict) else {}
    for name, value in fields.items():
        if name not in made and value not in (None, "", [], {}):
            spare[name] = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    if spare:
        made["extra"] = spare
    return made
