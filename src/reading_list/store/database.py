"""The cache's file: its schema, opening it, locking it, dropping one that cannot be used.

A cache of another schema, cut short or full of garbage is dropped; deleting it is always right.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from reading_list import memory
from reading_list.diagnostics import ProjectError
from reading_list.store import sums
from reading_list.store.cache import EVERYTHING, Cache
from reading_list.store.prints import digest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Result = TypeVar("Result")

FILE = "reading-list.sqlite3"
_FASTER = "PRAGMA synchronous=NORMAL"  # this reads the file, and finds out if it is no database

_TABLES = """
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE folder (path TEXT PRIMARY KEY, stats BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE record (
  id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, key TEXT NOT NULL, digest TEXT NOT NULL,
  paper TEXT NOT NULL, card TEXT NOT NULL, groups TEXT NOT NULL, added TEXT NOT NULL,
  findings TEXT NOT NULL);
CREATE INDEX record_key ON record (key);
CREATE INDEX record_added ON record (added DESC, key) WHERE added != '';
CREATE INDEX record_findings ON record (id) WHERE findings != '';
CREATE TABLE entry (
  id INTEGER PRIMARY KEY, rank INTEGER NOT NULL, sort TEXT NOT NULL, key TEXT NOT NULL,
  year TEXT NOT NULL, track TEXT NOT NULL, html TEXT NOT NULL,
  brief TEXT NOT NULL, bib TEXT NOT NULL);
CREATE TABLE member (
  kind TEXT NOT NULL, id TEXT NOT NULL, label TEXT NOT NULL, count INTEGER NOT NULL,
  ids TEXT NOT NULL, labels TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE claim (
  record INTEGER NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL, former TEXT NOT NULL,
  place TEXT NOT NULL);
CREATE INDEX claim_former ON claim (former) WHERE former != '';
CREATE INDEX claim_value ON claim (kind, value);
CREATE INDEX claim_record ON claim (record);
CREATE TABLE mention (
  record INTEGER NOT NULL, target TEXT NOT NULL, place TEXT NOT NULL);
CREATE INDEX mention_target ON mention (target);
CREATE INDEX mention_record ON mention (record);
CREATE TABLE finding (scope TEXT PRIMARY KEY, findings TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE dirty (kind TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE page (
  folder TEXT NOT NULL, path TEXT NOT NULL, PRIMARY KEY (folder, path)) WITHOUT ROWID;
"""
SCHEMA = digest_of(_TABLES.encode())


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the list's build lock. Raises ProjectError while another process holds it.

    An OS lock: the kernel frees it at the death of its holder, nothing is left to clean up. Forked
    workers give up their share of it at once, lest they hold it when their parent is gone.
    """
    import fcntl

    try:
        make_cache_folder(folder)
        descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ProjectError(
                "another build of this list is running", "wait until it has ended and run again"
            ) from None
        _HELD.add(descriptor)
        yield
    finally:
        _HELD.discard(descriptor)
        os.close(descriptor)


_HELD: set[int] = set()


def _give_up() -> None:
    for descriptor in _HELD:
        os.close(descriptor)
    _HELD.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_give_up)


@contextmanager
def opened(folder: Path) -> Iterator[Cache]:
    """The cache in `folder`, made anew where it is missing or cannot be used."""
    path = folder / FILE
    try:
        make_cache_folder(folder)
        db = _usable(path)
        if db is None:
            _delete(path)
            db = _fresh(path)
    except (OSError, sqlite3.OperationalError) as error:
        raise _unwritable(folder, error) from error
    cache = Cache(path, db)
    try:
        yield cache
    except sqlite3.OperationalError as error:
        raise _unwritable(folder, error) from error
    finally:
        _close(cache)


def retried(cache: Cache, work: Callable[[Cache], Result]) -> Result:
    """What `work` does with the cache; with a fresh one where it choked on what is in it.

    A file can be whole as a database and hold garbage all the same: text that is no JSON, a paper
    that is none. Whatever the cause, a cache made anew is right; a bug shows again and is raised.
    """
    try:
        return work(cache)
    except (ProjectError, OSError):
        raise
    except Exception as error:
        if memory.ran_out(error):
            raise
        if isinstance(error, sqlite3.OperationalError) and not _is_damage(error):
            raise
        cache.db.close()
        _delete(cache.path)
        cache.db = _fresh(cache.path)
        return work(cache)


def _is_damage(error: sqlite3.OperationalError) -> bool:
    """Whether the file is at fault, and not a full disk, a lock or a permission."""
    signs = ("no such", "malformed", "not a database", "JSON", "Could not decode")
    return any(sign in str(error) for sign in signs)


@contextmanager
def at_hand(folder: Path) -> Iterator[Cache]:
    """The cache in `folder`, or a passing one while a build holds it or where nobody may write."""
    with ExitStack() as stack:
        try:
            stack.enter_context(locked(folder))
            cache = stack.enter_context(opened(folder))
        except ProjectError:
            cache = stack.enter_context(passing())
        yield cache


@contextmanager
def passing() -> Iterator[Cache]:
    """An empty cache that is gone afterwards."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="reading-list-") as folder, opened(Path(folder)) as cache:
        yield cache


def _usable(path: Path) -> sqlite3.Connection | None:
    """A connection to the cache at `path`; None where there is none, or none of this schema."""
    if path.is_symlink() or not path.is_file():
        return None
    if not _has_log(path) and not sums.is_as_remembered(path):
        return None
    db = _connect(path)
    try:
        db.execute(_FASTER)
        schema = db.execute("SELECT value FROM fact WHERE name = 'schema'").fetchone()
        sound = db.execute("PRAGMA quick_check(1)").fetchone() if _is_small(path) else ("ok",)
    except (sqlite3.DatabaseError, UnicodeDecodeError):  # so it names a damaged page
        schema = sound = None
    if schema == (SCHEMA,) and sound == ("ok",):
        return db
    db.close()
    return None


def _is_small(path: Path) -> bool:
    """Whether a check of the whole file is too quick to be felt."""
    return path.stat().st_size < 4_000_000


def _fresh(path: Path) -> sqlite3.Connection:
    db = _connect(path)
    db.execute(_FASTER)
    db.executescript("PRAGMA journal_mode=WAL; BEGIN;" + _TABLES)
    db.execute("INSERT INTO fact VALUES ('schema', ?)", (SCHEMA,))
    db.execute("INSERT INTO dirty VALUES (?, ?)", EVERYTHING)
    db.execute("COMMIT")
    return db


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None, timeout=10)


def _close(cache: Cache) -> None:
    """Close the cache and vouch for it: all is in the one file then, and its sum beside it."""
    try:
        is_changed = cache.db.total_changes > 0 or _has_log(cache.path)
    except sqlite3.ProgrammingError:  # it was closed, and there was no memory to make it anew
        return
    is_summed = is_changed and cache.path.is_file()
    is_summed = is_summed and cache.path.stat().st_size <= sums.LARGEST
    with suppress(sqlite3.Error):  # a full disk, say: what is in the log is as good
        if is_summed:
            cache.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    cache.db.close()
    if is_summed and not _has_log(cache.path):
        sums.remember(cache.path)


def _has_log(path: Path) -> bool:
    """Whether SQLite's log holds what is not in the file yet; each entry there has a sum."""
    try:
        return os.path.getsize(f"{path}-wal") > 0
    except OSError:
        return False


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        path.rmdir()  # where it is not empty, somebody has to look
    for ending in ("", "-wal", "-shm", sums.ENDING):
        name = f"{path.name}{ending}"
        path.with_name(name).unlink(missing_ok=True)


_NOTICES = {
    "CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n",
    ".gitignore": "*\n",
}


def make_cache_folder(folder: Path) -> None:
    """The folder tells backup programs and git that it holds nothing of value.

    https://bford.info/cachedir/ defines CACHEDIR.TAG and its signature.
    """
    if folder.is_symlink():
        raise ProjectError(f"{folder} is a link", "put the folder itself there")
    folder.mkdir(exist_ok=True)
    for name, text in _NOTICES.items():
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        with (
            suppress(FileExistsError),
            os.fdopen(os.open(folder / name, flags, 0o666), "w") as file,
        ):
            file.write(text)


def _unwritable(folder: Path, error: Exception) -> ProjectError:
    # SQLite calls a full disk by its name, or an input/output error when its log is in the way.
    is_full = any(word in str(error) for word in ("is full", "disk I/O", "No space", "too large"))
    room = "make room on the disk and run again, or " if is_full else ""
    return ProjectError(
        f"the cache folder {folder} cannot be used: {error}", f"{room}check who may write there"
    )
