"""The catalogue as the cache holds it: a `CatalogView` that reads what a page asks for."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from reading_list.catalog.card import Card, card_from_json, order
from reading_list.catalog.scope import PARTS
from reading_list.catalog.view import Entry, Group, Line, Record
from reading_list.formats.markdown import entry_line
from reading_list.records.model import Paper

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from reading_list.catalog.taxonomy import Taxonomy

_MEMBERS = "SELECT value FROM json_each((SELECT ids FROM member WHERE kind = ? AND id = ?))"
_AFTER = "\U0010ffff"
LINES_KEPT = 5000  # more than a README may hold
LARGE_GROUP = 1000
COUNTS_KEPT = 10_000


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
        self._rows: dict[str, _Row] = {}  # of the records whose pages are being made
        self._named: set[str] = set()  # which of those others mention
        self._lines: dict[str, Line] = {}
        # Of the group that was asked for last: several pages about it come one after the other.
        self._last_cards: tuple[tuple[str, str], list[Card]] = (("", ""), [])
        self._last_newest: tuple[tuple[str, str, int], list[Card]] = (("", "", 0), [])
        self._last_records: tuple[tuple[str, str], list[Record]] = (("", ""), [])
        self._counts: dict[tuple[str, str], int] = {}
        self._last_abstracts: tuple[tuple[str, str], dict[str, str]] = (("", ""), {})

    @property
    def taxonomy(self) -> Taxonomy:
        """See `CatalogView`, as for all that follows."""
        return self._taxonomy

    def expect(self, keys: Iterable[str]) -> None:
        """Read the rows of some records at once, as their pages are about to be made."""
        query = (
            "SELECT key, path, paper, card FROM record WHERE card != '' AND key IN "
            "(SELECT value FROM json_each(?)) ORDER BY path DESC"
        )
        names = json.dumps(list(dict.fromkeys(keys)))
        self._rows = {row[0]: _Row(*row) for row in self._db.execute(query, (names,))}
        query = "SELECT target FROM mention WHERE target IN (SELECT value FROM json_each(?))"
        self._named = {row[0] for row in self._db.execute(query, (names,))}

    def paper(self, key: str) -> Paper:
        row = self._row(key)
        if row.parsed is None:
            row.parsed = Paper.from_json(row.paper)
        return row.parsed

    def source(self, key: str) -> str:
        return self._row(key).path

    def alias(self, key: str) -> str:
        query = (
            "SELECT r.key FROM claim c JOIN record r ON r.id = c.record "
            "WHERE c.former = ? AND c.former != '' AND r.card != '' ORDER BY r.path"
        )
        row = self._db.execute(query, (key,)).fetchone()
        return str(row[0]) if row else ""

    def card(self, key: str) -> Card | None:
        text = self._row(key).card or self._row(self.alias(key)).card
        return card_from_json(text) if text else None

    def mentions(self, key: str) -> list[Card]:
        names = (key, *self.paper(key).aliases)
        if len(names) == 1 and key in self._rows and key not in self._named:
            return []
        ids = {
            row[0]
            for name in names
            for row in self._db.execute("SELECT record FROM mention WHERE target = ?", (name,))
        }
        query = (
            "SELECT card FROM record WHERE card != '' AND id IN (SELECT value FROM json_each(?))"
        )
        return self._cards(query, (json.dumps(sorted(ids)),)) if ids else []

    def cards(self, kind: str, id: str) -> list[Card]:
        if self._last_cards[0] != (kind, id):
            query = f"SELECT card FROM record WHERE id IN ({_MEMBERS})"  # noqa: S608
            self._last_cards = ((kind, id), self._cards(query, (kind, id)))
        return self._last_cards[1]

    def abstracts(self, kind: str, id: str) -> dict[str, str]:
        if self._last_abstracts[0] != (kind, id):
            columns = "key, json_extract(paper, '$.abstract')"
            query = f"SELECT {columns} FROM record WHERE id IN ({_MEMBERS})"  # noqa: S608
            rows = self._db.execute(query, (kind, id))
            self._last_abstracts = ((kind, id), {key: text for key, text in rows if text})
        return self._last_abstracts[1]

    def records(self, kind: str, id: str) -> list[Record]:
        if self._last_records[0] == (kind, id):
            return self._last_records[1]
        query = (
            "SELECT key, paper, bib, card FROM entry JOIN record USING (id, key) "  # noqa: S608
            f"WHERE id IN ({_MEMBERS}) ORDER BY rank, sort, key"
        )
        found = [Record(*row) for row in self._db.execute(query, (kind, id))]
        if len(found) <= LARGE_GROUP:
            self._last_records = ((kind, id), found)
        return found

    def dates(self, kind: str, id: str) -> list[tuple[str, str]]:
        query = (
            "SELECT key, added FROM entry JOIN record USING (id, key) "  # noqa: S608
            f"WHERE id IN ({_MEMBERS}) ORDER BY rank, sort, key"
        )
        return self._db.execute(query, (kind, id)).fetchall()

    def newest(self, kind: str, id: str, number: int) -> list[Card]:
        if self.count(kind, id) > LARGE_GROUP:
            return list(islice(self._newest_of_all(kind, id), number))
        if self._last_cards[0] == (kind, id):
            dated = sorted((c for c in self._last_cards[1] if c.added), key=lambda c: c.key)
            return sorted(dated, key=lambda c: c.added, reverse=True)[:number]
        if self._last_newest[0] == (kind, id, number):
            return self._last_newest[1]
        query = (
            f"SELECT card FROM record WHERE id IN ({_MEMBERS}) AND added != '' "  # noqa: S608
            "ORDER BY added DESC, key LIMIT ?"
        )
        found = [card_from_json(row[0]) for row in self._db.execute(query, (kind, id, number))]
        self._last_newest = ((kind, id, number), found)
        return found

    def entries(self, kind: str, id: str, *, brief: bool = False) -> list[Entry]:
        columns = f"key, year, track, {'brief, 1' if brief else 'html, 0'}"
        query = f"SELECT {columns} FROM entry WHERE id IN ({_MEMBERS}) ORDER BY rank, sort, key"  # noqa: S608
        return list(map(Entry._make, self._db.execute(query, (kind, id))))

    def count(self, kind: str, id: str) -> int:
        known = self._counts.get((kind, id))
        if known is not None:
            return known
        query = "SELECT count FROM member WHERE kind = ? AND id = ?"
        row = self._db.execute(query, (kind, id)).fetchone()
        if len(self._counts) >= COUNTS_KEPT:
            self._counts.clear()
        found = self._counts[kind, id] = int(row[0]) if row else 0
        return found

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
        # Every paper is in one year's group; counting records looks at each of them.
        query = "SELECT coalesce(sum(count), 0) FROM member WHERE kind = 'year'"
        return int(self._db.execute(query).fetchone()[0])

    def letters(self) -> int:
        title = Card._fields.index("title")
        query = f"SELECT coalesce(sum(length(json_extract(card, '$[{title}]'))), 0) FROM record WHERE card != ''"  # noqa: S608, E501
        return int(self._db.execute(query).fetchone()[0])

    def latest(self, number: int) -> list[Card]:
        query = (
            "SELECT card FROM record WHERE added != '' AND card != '' "
            "ORDER BY added DESC, key LIMIT ?"
        )
        return [card_from_json(row[0]) for row in self._db.execute(query, (number,))]

    def numbered(self, keys: Sequence[str]) -> list[tuple[int, Card, Paper]]:
        """Some records with the ids under which the cache keeps them."""
        marks = ",".join("?" * len(keys))
        query = f"SELECT id, card, paper FROM record WHERE key IN ({marks}) AND card != ''"  # noqa: S608
        rows = self._db.execute(query, keys)
        return [(id, card_from_json(card), Paper.from_json(text)) for id, card, text in rows]

    def keys(self, kind: str, id: str) -> set[str]:
        query = f"SELECT key FROM entry WHERE id IN ({_MEMBERS})"  # noqa: S608
        return {row[0] for row in self._db.execute(query, (kind, id))}

    def lines(self, kind: str, id: str, without: Collection[str] = ()) -> Iterator[Line]:
        return self._lines_of(f"AND id IN ({_MEMBERS})", (kind, id), without)

    def all_lines(self, without: Collection[str] = ()) -> Iterator[Line]:
        return self._lines_of("", (), without)

    def all_cards(self) -> Iterator[tuple[Card, str]]:
        """Every card of the list with the paper's abstract, empty where it has none."""
        query = (
            "SELECT card, coalesce(json_extract(paper, '$.abstract'), '') FROM record "
            "WHERE card != '' ORDER BY key"
        )
        return ((card_from_json(card), text) for card, text in self._db.execute(query))

    def close(self) -> None:
        """Give the connection back."""
        self._db.close()

    def _newest_of_all(self, kind: str, id: str) -> Iterator[Card]:
        """The cards of a group of many, found among those that joined the list last.

        A large group has its newest papers near the list's, so that few rows are looked at; all
        the group's papers would be a third of the list.
        """
        query = (
            "SELECT card, groups FROM record WHERE added != '' AND card != '' "
            "ORDER BY added DESC, key"
        )
        # As ingest wrote it; inside a label its quotes would be escaped.
        membership = json.dumps([kind, id], ensure_ascii=False)[:-1] + ", "
        for card, groups in self._db.execute(query):
            if membership in groups:
                yield card_from_json(card)

    def _row(self, key: str) -> _Row:
        """A record's row; one that nobody expected is not kept."""
        if key in self._rows:
            return self._rows[key]
        query = "SELECT path, paper, card FROM record WHERE key = ? AND card != '' ORDER BY path"
        found = self._db.execute(query, (key,)).fetchone()
        return _Row(key, *(found or ("", "", "")))

    def _lines_of(
        self, which: str, values: tuple[str, ...], without: Collection[str]
    ) -> Iterator[Line]:
        """The lines of records in list order, each made when it is asked for, and once."""
        query = (
            "SELECT key, card FROM record JOIN entry USING (id, key) "  # noqa: S608
            f"WHERE card != '' {which} ORDER BY rank, sort, key"
        )
        for key, text in self._db.execute(query, values):
            if key in without:
                continue
            line = self._lines.get(key)
            if line is None:
                if len(self._lines) >= LINES_KEPT:
                    self._lines.clear()
                card = card_from_json(text)
                texts = entry_line(card, self._taxonomy)
                line = self._lines[key] = Line(key, card.year, card.track, *texts)
            yield line

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
