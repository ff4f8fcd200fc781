"""Replies of services, kept for a day, so that a second look costs nobody anything.

One SQLite file beside the list's own cache; deleting it is always right, and one that cannot be
used is left alone. What stands in it is a stranger's text and is read as such.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from reading_list.store.database import make_cache_folder

if TYPE_CHECKING:
    from pathlib import Path

FILE = "replies.sqlite3"
KEPT = 24 * 3600  # seconds
_ROOM = 50_000_000  # bytes of bodies
_TABLE = """CREATE TABLE IF NOT EXISTS reply_1 (
  url TEXT NOT NULL, accept TEXT NOT NULL, at INTEGER NOT NULL, address TEXT NOT NULL,
  body BLOB NOT NULL, PRIMARY KEY (url, accept)) WITHOUT ROWID"""


class Kept(NamedTuple):
    """A reply: the address that it came from in the end, and its body."""

    address: str
    body: bytes


class Replies:
    """The kept replies of a folder; none where the folder or its file cannot be used."""

    def __init__(self, folder: Path | None) -> None:
        self._lock = threading.Lock()
        self._db = _opened(folder) if folder is not None else None

    def get(self, url: str, accept: str) -> Kept | None:
        """What was said to this request within the last day."""
        if self._db is None:
            return None
        query = (
            "SELECT address, body FROM reply_1 WHERE url = ? AND accept = ? AND at > ? AND at <= ?"
        )
        now = int(time.time())
        with self._lock, suppress(sqlite3.Error, TypeError):
            row = self._db.execute(query, (url, accept, now - KEPT, now)).fetchone()
            if row is not None and isinstance(row[0], str) and isinstance(row[1], bytes):
                return Kept(row[0], row[1])
        return None

    def put(self, url: str, accept: str, kept: Kept) -> None:
        """Keep a reply, and forget those that are old or for which there is no room."""
        if self._db is None or len(kept.body) > _ROOM // 10:
            return
        now = int(time.time())
        with self._lock, suppress(sqlite3.Error), self._db:
            self._db.execute("DELETE FROM reply_1 WHERE at <= ? OR at > ?", (now - KEPT, now))
            held = self._db.execute("SELECT sum(length(body)) FROM reply_1").fetchone()[0] or 0
            if held + len(kept.body) > _ROOM:
                self._db.execute("DELETE FROM reply_1")
            row = (url, accept, now, *kept)
            self._db.execute("INSERT OR REPLACE INTO reply_1 VALUES (?, ?, ?, ?, ?)", row)

    def forget(self, url: str, accept: str) -> None:
        """Drop a reply that turned out to be of no use."""
        if self._db is None:
            return
        with self._lock, suppress(sqlite3.Error), self._db:
            self._db.execute("DELETE FROM reply_1 WHERE url = ? AND accept = ?", (url, accept))

    def close(self) -> None:
        """Give the file back."""
        if self._db is not None:
            self._db.close()


def _opened(folder: Path, *, again: bool = True) -> sqlite3.Connection | None:
    target = folder / FILE
    if os.path.islink(folder) or os.path.islink(target):
        return None
    try:
        make_cache_folder(folder)
        connection = sqlite3.connect(target, timeout=2, check_same_thread=False)
    except (OSError, sqlite3.Error):
        return None
    try:
        # What a power cut damages is dropped and asked for again: the disk need not be waited for.
        connection.execute("PRAGMA synchronous=OFF")
        with connection:
            connection.execute(_TABLE)
    except sqlite3.Error as error:
        connection.close()
        if again and not isinstance(error, sqlite3.OperationalError):  # no database at all
            with suppress(OSError):
                target.unlink()
            return _opened(folder, again=False)
        return None
    return connection
