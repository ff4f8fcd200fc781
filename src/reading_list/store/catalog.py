"""The catalogue as the cache holds it: a `CatalogView` that reads what a page asks for."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reading_list.catalog.card import Card, card_from_json, order
from reading_list.catalog.view import PARTS, Entry, Group
from reading_list.records.model import Paper

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reading_list.catalog.taxonomy import Taxonomy

_MEMBERS = "SELECT value FROM json_each((SELECT ids FROM member WHERE kind = ? AND id = ?))"
_AFTER = "\U0010ffff"


@dataclass(slots=True)
class _Row:
    """What the cache knows of a record; empty texts if it has no whole paper of that key."""

    key: str
    path: str
    paper: str
    card: str
    parsed: Paper | None = None


class StoredCatalog:
    """Reads the cache at `path`; each process opens its own."""

    def __init__(self, path: Path, taxonomy: Taxonomy) -> None:
        self._db = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)
        self._db.execute("PRAGMA mmap_size=268435456")
        self._taxonomy = taxonomy
        self._last: _Row | None = None

    @property
    def taxonomy(self) -> Taxonomy:
        """See `CatalogView`, as for all that follows."""
        return self._taxonomy

    def paper(self, key: str) -> Paper:
        row = self._row(key)
        if row.parsed is None:
            row.parsed = Paper.model_validate_json(row.paper)
        return row.parsed

    def source(self, key: str) -> str:
        return self._row(key).path

    def alias(self, key: str) -> str:
        query = (
            "SELECT r.key FROM claim c JOIN record r ON r.id = c.record "
            "WHERE c.former = ? AND r.card != '' ORDER BY r.path"
        )
        row = self._db.execute(query, (key,)).fetchone()
        return str(row[0]) if row else ""

    def card(self, key: str) -> Card | None:
        text = self._row(key).card or self._row(self.alias(key)).card
        return card_from_json(text) if text else None

    def mentions(self, key: str) -> list[Card]:
        query = (
            "SELECT DISTINCT r.card FROM mention m JOIN record r ON r.id = m.record "
            "WHERE (m.target = ?1 OR m.target IN (SELECT c.former FROM claim c "
            "JOIN record k ON k.id = c.record WHERE k.key = ?1 AND c.former != '')) "
            "AND r.card != ''"
        )
        return self._cards(query, (key,))

    def cards(self, kind: str, id: str) -> list[Card]:
        return self._cards(f"SELECT card FROM record WHERE id IN ({_MEMBERS})", (kind, id))  # noqa: S608

    def entries(self, kind: str, id: str) -> list[Entry]:
        columns = "key, year, track, html, markdown, again"
        query = f"SELECT {columns} FROM entry WHERE id IN ({_MEMBERS}) ORDER BY rank, sort, key"  # noqa: S608
        return [Entry(*row) for row in self._db.execute(query, (kind, id))]

    def count(self, kind: str, id: str) -> int:
        query = "SELECT count FROM member WHERE kind = ? AND id = ?"
        row = self._db.execute(query, (kind, id)).fetchone()
        return int(row[0]) if row else 0

    def parts(self, kind: str, id: str) -> list[Group]:
        return self._groups(PARTS[kind], f"{id}/", f"{id}/{_AFTER}")

    def siblings(self, kind: str, id: str) -> list[str]:
        above = id.rpartition("/")[0]
        first, last = (f"{above}/", f"{above}/{_AFTER}") if above else ("", _AFTER)
        return [group.id for group in self._groups(kind, first, last)]

    def groups(self, kind: str) -> list[Group]:
        return self._groups(kind, "", _AFTER)

    def largest(self, kind: str, number: int) -> list[Group]:
        query = (
            "SELECT kind, id, label, count FROM member "
            "WHERE kind = ? ORDER BY count DESC, id LIMIT ?"
        )
        return [Group(*row) for row in self._db.execute(query, (kind, number))]

    def number(self, kind: str) -> int:
        query = "SELECT count(*) FROM member WHERE kind = ?"
        return int(self._db.execute(query, (kind,)).fetchone()[0])

    def total(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM record WHERE card != ''").fetchone()[0])

    def latest(self, number: int) -> list[Card]:
        query = (
            "SELECT card FROM record WHERE added != '' AND card != '' "
            "ORDER BY added DESC, key LIMIT ?"
        )
        return [card_from_json(row[0]) for row in self._db.execute(query, (number,))]

    def numbered_cards(self, keys: Sequence[str]) -> list[tuple[int, Card]]:
        """The cards of some records with the ids under which the cache keeps them."""
        marks = ",".join("?" * len(keys))
        query = f"SELECT id, card FROM record WHERE key IN ({marks}) AND card != ''"  # noqa: S608
        return [(row[0], card_from_json(row[1])) for row in self._db.execute(query, keys)]

    def all_entries(self) -> list[Entry]:
        """Every entry of the list, in list order."""
        columns = "key, year, track, html, markdown, again"
        query = f"SELECT {columns} FROM entry ORDER BY rank, sort, key"  # noqa: S608
        return [Entry(*row) for row in self._db.execute(query)]

    def close(self) -> None:
        """Give the connection back."""
        self._db.close()

    def _row(self, key: str) -> _Row:
        """A record's row; the last one is kept, as the pages of a record come one after another."""
        if self._last is None or self._last.key != key:
            query = (
                "SELECT path, paper, card FROM record WHERE key = ? AND card != '' ORDER BY path"
            )
            found = self._db.execute(query, (key,)).fetchone()
            self._last = _Row(key, *(found or ("", "", "")))
        return self._last

    def _cards(self, query: str, values: tuple[str, ...]) -> list[Card]:
        return sorted(
            (card_from_json(row[0]) for row in self._db.execute(query, values)), key=order
        )

    def _groups(self, kind: str, first: str, last: str) -> list[Group]:
        query = (
            "SELECT kind, id, label, count FROM member "
            "WHERE kind = ? AND id >= ? AND id < ? ORDER BY id"
        )
        return [Group(*row) for row in self._db.execute(query, (kind, first, last))]
