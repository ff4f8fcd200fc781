"""What earlier runs found out, in one SQLite file that may be deleted at any time.

It holds JSON text, digests and rendered entries, and never code: a cache that a stranger poisoned
can at worst give wrong pages.

Two marks make a crash harmless. What a change of the records makes out of date is put into `dirty`
in the transaction that stores the change, and taken out only after the pages were written. And a
page's address is known to `page` before the page is written, so that it can vanish again.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator
    from pathlib import Path

EVERYTHING = ("*", "")


class Known(NamedTuple):
    """A record as the cache knows it; empty texts stand for a record without a paper."""

    id: int
    path: str
    key: str
    digest: str
    paper: str
    card: str
    groups: str


Stake: TypeAlias = "tuple[int, str, str, str, str]"
Mention: TypeAlias = "tuple[int, str, str]"


class Cache:
    """An open cache. One process writes; others read (`store.catalog`)."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self.path = path
        self.db = db

    def fact(self, name: str) -> str:
        """A remembered value; empty if there is none."""
        row = self.db.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def set_fact(self, name: str, value: str) -> None:
        """Remember a value."""
        self.db.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))

    def folders(self) -> dict[str, bytes]:
        """The stats of the records in each folder as they were read (`store.stats`)."""
        return dict(self.db.execute("SELECT path, stats FROM folder"))

    def set_folders(self, kept: dict[str, bytes]) -> None:
        """Replace the stats of folders; no bytes forget one."""
        gone = [(folder,) for folder, stats in kept.items() if not stats]
        self.db.executemany("DELETE FROM folder WHERE path = ?", gone)
        rows = ((folder, stats) for folder, stats in kept.items() if stats)
        self.db.executemany("INSERT OR REPLACE INTO folder VALUES (?, ?)", rows)

    def known(self, paths: Iterable[str]) -> dict[str, Known]:
        """The rows of some records, by path."""
        columns = "id, path, key, digest, paper, card, groups"
        found = {}
        for part in _parts(paths):
            marks = ",".join("?" * len(part))
            query = f"SELECT {columns} FROM record WHERE path IN ({marks})"  # noqa: S608
            for row in self.db.execute(query, part):
                found[row[1]] = Known(*row)
        return found

    def put(self, rows: Iterable[tuple[object, ...]]) -> None:
        """Store records: id, path, key, digest, paper, card, groups, added, findings."""
        marks = ",".join("?" * 9)
        self.db.executemany(f"INSERT OR REPLACE INTO record VALUES ({marks})", rows)  # noqa: S608

    def put_stakes(
        self, ids: Iterable[int], claims: Iterable[Stake], mentions: Iterable[Mention]
    ) -> None:
        """Replace what some records claim and mention."""
        rows = [(id,) for id in ids]
        self.db.executemany("DELETE FROM claim WHERE record = ?", rows)
        self.db.executemany("DELETE FROM mention WHERE record = ?", rows)
        self.db.executemany("INSERT INTO claim VALUES (?, ?, ?, ?, ?)", claims)
        self.db.executemany("INSERT INTO mention VALUES (?, ?, ?)", mentions)

    def remove(self, ids: Iterable[int]) -> None:
        """Forget records, their entries, claims and mentions."""
        rows = [(id,) for id in ids]
        for table, column in (
            ("record", "id"),
            ("entry", "id"),
            ("claim", "record"),
            ("mention", "record"),
        ):
            self.db.executemany(f"DELETE FROM {table} WHERE {column} = ?", rows)  # noqa: S608

    def next_id(self) -> int:
        """An id that no record has."""
        return int(self.db.execute("SELECT coalesce(max(id), 0) + 1 FROM record").fetchone()[0])

    def claimed(self, id: int) -> list[tuple[str, str]]:
        """What a record claims: (kind, value)."""
        return list(self.db.execute("SELECT kind, value FROM claim WHERE record = ?", (id,)))

    def clashes(
        self, touched: Iterable[tuple[str, str]] | None
    ) -> list[tuple[str, str, str, str, str, str]]:
        """Claims of values that several records claim: kind, value, path, key, place, paper.

        The paper comes with titles alone, since authors tell papers of one title apart. Only the
        touched values are looked at; None stands for all.
        """
        query = (
            "SELECT c.kind, c.value, r.path, r.key, c.place, "
            "CASE c.kind WHEN 'title' THEN r.paper ELSE '' END "
            "FROM claim c JOIN record r ON r.id = c.record "
            "WHERE c.kind = ? AND c.value = ? ORDER BY r.path, c.place"
        )
        if touched is None:
            touched = self.db.execute(
                "SELECT kind, value FROM claim GROUP BY kind, value HAVING count(*) > 1"
            ).fetchall()
        found = []
        for value in sorted(touched):
            rows = self.db.execute(query, value).fetchall()
            if len({row[2] for row in rows}) > 1:
                found.extend(rows)
        return found

    def dangling(self) -> list[tuple[str, str, str]]:
        """The mentions that lead to no record: path, key, place."""
        return self.db.execute(
            "SELECT r.path, r.key, m.place FROM mention m JOIN record r ON r.id = m.record "
            "WHERE NOT EXISTS (SELECT 1 FROM record k WHERE k.key = m.target) "
            "AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.former = m.target AND c.former != '') "
            "ORDER BY r.path, m.place"
        ).fetchall()

    def mentioning(self, keys: Iterable[str]) -> set[str]:
        """The keys of the records that mention some keys."""
        query = "SELECT r.key FROM mention m JOIN record r ON r.id = m.record WHERE m.target = ?"
        return {row[0] for key in keys for row in self.db.execute(query, (key,))}

    def successors(self, keys: Iterable[str]) -> set[str]:
        """The keys of the records that were once called so."""
        query = (
            "SELECT r.key FROM claim c JOIN record r ON r.id = c.record "
            "WHERE c.former = ? AND c.former != ''"
        )
        return {row[0] for key in keys for row in self.db.execute(query, (key,))}

    def keys(self) -> list[str]:
        """The key of every record."""
        return [row[0] for row in self.db.execute("SELECT key FROM record ORDER BY key")]

    def is_claimed_key(self, key: str) -> bool:
        """Whether a record has or had this key."""
        query = (
            "SELECT 1 FROM record WHERE key = ?1 "
            "UNION ALL SELECT 1 FROM claim WHERE former = ?1 AND former != ''"
        )
        return self.db.execute(query, (key,)).fetchone() is not None

    def paper_keys(self) -> list[str]:
        """The key of every record that holds a whole paper."""
        query = "SELECT key FROM record WHERE card != '' ORDER BY key"
        return [row[0] for row in self.db.execute(query)]

    def papers(self) -> list[tuple[str, str]]:
        """Key and JSON of every whole paper, by key."""
        query = "SELECT key, paper FROM record WHERE paper != '' ORDER BY key, path"
        return [(key, paper) for key, paper in self.db.execute(query)]

    def aliases(self) -> list[str]:
        """Every former key of a record that holds a whole paper."""
        query = (
            "SELECT DISTINCT c.former FROM claim c JOIN record r ON r.id = c.record "
            "WHERE c.former != '' AND r.card != ''"
        )
        return [row[0] for row in self.db.execute(query)]

    def has_alias(self, former: str) -> bool:
        """Whether a whole paper was once called so."""
        query = (
            "SELECT 1 FROM claim c JOIN record r ON r.id = c.record "
            "WHERE c.former = ? AND c.former != '' AND r.card != ''"
        )
        return self.db.execute(query, (former,)).fetchone() is not None

    def has_record(self, key: str) -> bool:
        """Whether a whole paper has this key."""
        query = "SELECT 1 FROM record WHERE key = ? AND card != ''"
        return self.db.execute(query, (key,)).fetchone() is not None

    def put_members(self, group: tuple[str, str], label: str, members: dict[int, str]) -> None:
        """Store a group; an empty one is forgotten."""
        if not members:
            self.db.execute("DELETE FROM member WHERE kind = ? AND id = ?", group)
            return
        ids = json.dumps(list(members), separators=(",", ":"))
        labels = json.dumps(list(members.values()), ensure_ascii=False) if label else ""
        row = (*group, label, len(members), ids, labels)
        self.db.execute("INSERT OR REPLACE INTO member VALUES (?, ?, ?, ?, ?, ?)", row)

    def counts(self, kinds: Iterable[str] | None = None) -> dict[tuple[str, str], int]:
        """The number of papers of every group, of some kinds or of all."""
        query = "SELECT kind, id, count FROM member"
        if kinds is None:
            return {(kind, id): count for kind, id, count in self.db.execute(query)}
        rows = (row for it in kinds for row in self.db.execute(f"{query} WHERE kind = ?", (it,)))
        return {(kind, id): count for kind, id, count in rows}

    def siblings(self, kind: str, prefix: str) -> list[str]:
        """The ids of a kind that begin with a prefix."""
        query = "SELECT id FROM member WHERE kind = ? AND id >= ? AND id < ?"
        return [row[0] for row in self.db.execute(query, (kind, prefix, prefix + "\U0010ffff"))]

    def editions_of(self, year: str) -> list[str]:
        """The ids of the editions of a year."""
        query = "SELECT id FROM member WHERE kind = 'edition' AND id LIKE '%/' || ?"
        return [row[0] for row in self.db.execute(query, (year,))]

    def set_findings(self, scope: str, findings: str) -> None:
        """Store the findings of a scope beyond single records; empty text forgets them."""
        if findings:
            self.db.execute("INSERT OR REPLACE INTO finding VALUES (?, ?)", (scope, findings))
        else:
            self.db.execute("DELETE FROM finding WHERE scope = ?", (scope,))

    def forget_findings(self, prefix: str) -> None:
        """Forget the findings of every scope that begins with a prefix."""
        self.db.execute(
            "DELETE FROM finding WHERE scope >= ? AND scope < ?", (prefix, prefix + "\U0010ffff")
        )

    def put_entries(self, rows: Iterable[tuple[object, ...]]) -> None:
        """Store rendered entries: id, rank, sort, key, year, track, html, brief, bib."""
        marks = ",".join("?" * 9)
        self.db.executemany(f"INSERT OR REPLACE INTO entry VALUES ({marks})", rows)  # noqa: S608

    def dirty(self) -> set[tuple[str, str]]:
        """What pages must be made anew for: (kind, id) of records and groups, or `EVERYTHING`."""
        return set(self.db.execute("SELECT kind, id FROM dirty"))

    def clear_dirty(self) -> None:
        """Every page is as it should be."""
        self.db.execute("DELETE FROM dirty")

    def add_dirty(self, keys: Iterable[tuple[str, str]]) -> None:
        """Pages about these are out of date."""
        self.db.executemany("INSERT OR IGNORE INTO dirty VALUES (?, ?)", keys)

    def members(self, groups: Iterable[tuple[str, str]]) -> dict[tuple[str, str], dict[int, str]]:
        """The records of some groups by id, with the label each gives the group."""
        found = {}
        query = "SELECT ids, labels FROM member WHERE kind = ? AND id = ?"
        for group in groups:
            row = self.db.execute(query, group).fetchone()
            if row:
                ids = json.loads(row[0])
                labels = json.loads(row[1]) if row[1] else [""] * len(ids)
                found[group] = dict(zip(ids, labels, strict=True))
        return found

    def findings(self) -> Iterator[str]:
        """The stored findings of records and of the list, each a JSON list."""
        query = (
            "SELECT findings FROM record WHERE findings != '' "
            "UNION ALL SELECT findings FROM finding"
        )
        for row in self.db.execute(query):
            yield row[0]

    def pages(self, folder: str) -> set[str]:
        """The addresses of the pages that builds have put into an output folder."""
        query = "SELECT path FROM page WHERE folder = ?"
        return {row[0] for row in self.db.execute(query, (folder,))}

    def add_pages(self, folder: str, paths: Iterable[str]) -> None:
        """Remember pages before they are written."""
        rows = ((folder, path) for path in paths)
        self.db.executemany("INSERT OR IGNORE INTO page VALUES (?, ?)", rows)

    def drop_pages(self, folder: str, paths: Iterable[str] | None = None) -> None:
        """Forget pages after they were removed; all of a folder that is another one by now."""
        if paths is None:
            self.db.execute("DELETE FROM page WHERE folder = ?", (folder,))
        else:
            rows = ((folder, path) for path in paths)
            self.db.executemany("DELETE FROM page WHERE folder = ? AND path = ?", rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")


def _parts(values: Iterable[str], size: int = 500) -> Iterator[list[str]]:
    part: list[str] = []
    for value in values:
        part.append(value)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part
