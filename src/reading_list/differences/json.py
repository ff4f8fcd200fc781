"""`diff --format json`: what a branch does, for other programs; docs/diff.schema.json says how."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reading_list.differences import Differences, Entry

VERSION = 1


def render(found: Differences) -> str:
    """One JSON object with a list for each kind of difference."""
    value = {
        "version": VERSION,
        "added": [{**it._asdict(), "entry": _entry(it.entry)} for it in found.added],
        "removed": [it._asdict() for it in found.removed],
        "changed": [
            {
                **it._asdict(),
                "fields": [field._asdict() for field in it.fields],
                "entry": _entry(it.entry),
            }
            for it in found.changed
        ],
        "named": [it._asdict() for it in found.named],
        "lost": [it._asdict() for it in found.lost],
        "unreadable": [it._asdict() for it in found.unreadable],
    }
    return json.dumps(value, ensure_ascii=True, indent=1) + "\n"


def _entry(entry: Entry) -> dict[str, object]:
    return entry._asdict()
