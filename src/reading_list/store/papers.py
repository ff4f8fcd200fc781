"""The papers of the cache in the order of their keys, one after the other."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reading_list.store.cache import Cache


class Stored(NamedTuple):
    """A whole paper: its record's path, its key, its fields and its card as JSON."""

    path: str
    key: str
    paper: str
    card: str


def stored_papers(cache: Cache) -> Iterator[Stored]:
    """Every whole paper, by key."""
    query = "SELECT path, key, paper, card FROM record WHERE card != '' ORDER BY key, path"
    yield from (Stored(*row) for row in cache.db.execute(query))


def taken_keys(cache: Cache) -> set[str]:
    """Every key that a record has or had, in small letters."""
    query = "SELECT key FROM record UNION SELECT value FROM claim WHERE kind = 'key'"
    return {str(row[0]).casefold() for row in cache.db.execute(query)}


def path_of_key(cache: Cache, key: str) -> str:
    """The path of the record of a key; empty where there is none."""
    row = cache.db.execute("SELECT path FROM record WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


def fields_of(stored: Stored) -> dict[str, object]:
    """The fields of a paper as plain values."""
    fields = json.loads(stored.paper)
    return fields if isinstance(fields, dict) else {}


def stored_paper(cache: Cache, path: str) -> Stored | None:
    """The whole paper of a record."""
    query = "SELECT path, key, paper, card FROM record WHERE path = ? AND card != ''"
    row = cache.db.execute(query, (path,)).fetchone()
    return Stored(*row) if row else None


def unread(cache: Cache) -> set[str]:
    """The paths of records that hold no whole paper."""
    return {row[0] for row in cache.db.execute("SELECT path FROM record WHERE card = ''")}
