"""Every record below `papers/` with its stat, without reading one.

100,000 stats are most of what a build costs that has nothing to do. So they are taken in loops
that run in C, and of a long list half of them by a second process.
"""

from __future__ import annotations

import gc
import os
import stat
import time
from array import array
from contextlib import suppress
from functools import partial
from itertools import accumulate, chain
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, Self

from reading_list.diagnostics import ERROR, START, Diagnostic
from reading_list.store.files import COPY_HINT, PAPERS, is_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reading_list.store.files import Project

DEEPEST_FOLDER = 16
WORTH_A_PROCESS = 20_000  # records; below, a second process takes longer to start than it saves


class Stat(NamedTuple):
    """What tells that a file has not changed. A change of content always changes `ctime_ns`."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


class Folder(NamedTuple):
    """The records of a folder by name, and the parts of their stats one after the other."""

    names: list[str]
    numbers: array[int]

    def stats(self) -> Iterator[tuple[str, Stat]]:
        """The records one by one."""
        return zip(
            self.names, map(Stat._make, zip(*[iter(self.numbers)] * 4, strict=True)), strict=True
        )


class Scan(NamedTuple):
    """The records found, by folder, and what calls itself a record and is none.

    `began_ns` is the clock before the first stat was taken.
    """

    began_ns: int
    folders: dict[str, Folder]
    findings: tuple[Diagnostic, ...]

    @property
    def size(self) -> int:
        """How many records there are."""
        return sum(len(folder.names) for folder in self.folders.values())

    @property
    def records(self) -> list[str]:
        """The records by path below the root."""
        return [f"{path}/{name}" for path, found in self.folders.items() for name in found.names]


def scan(project: Project, jobs: int = 1) -> Scan:
    """Every record below `papers/`, by as many as two processes."""
    began = time.time_ns()
    findings: list[Diagnostic] = []
    listed: list[_Listed] = []
    top = project.root / PAPERS
    if top.is_symlink():
        findings.append(_refused(PAPERS, "the folder of the records is a link", COPY_HINT))
    elif top.exists() and not top.is_dir():
        findings.append(_refused(PAPERS, "this is a file, not the folder of the records", ""))
    elif top.is_dir():
        # 100,000 stats are no garbage, and looking whether they are takes half as long again.
        was_on = gc.isenabled()
        gc.disable()
        try:
            _list_folder(str(top), PAPERS, 0, listed, findings)
            folders = _taken(listed, jobs, findings)
        finally:
            if was_on:
                gc.enable()
        return Scan(began, folders, tuple(findings))
    return Scan(began, {}, tuple(findings))


class _Listed(NamedTuple):
    """A folder, its path in the list, and the names in it that are a record's, in order."""

    place: str
    path: str
    names: list[str]


def _list_folder(
    folder: str, path: str, depth: int, listed: list[_Listed], findings: list[Diagnostic]
) -> None:
    try:
        with os.scandir(folder) as found:
            entries = {entry.name: entry for entry in found}
    except OSError as error:
        findings.append(_refused(path, f"the folder cannot be read: {error.strerror}", ""))
        return
    order = sorted(name for name in entries if not name.startswith("."))
    names = [name for name in order if name.endswith(".yaml") and (name.isascii() or is_text(name))]
    listed.append(_Listed(folder, path, names))
    if len(names) == len(order):
        return
    records = set(names)
    for name in order:
        if name in records:
            continue
        entry = entries[name]
        below = f"{path}/{name}"
        if not is_text(name):
            shown = below.encode("utf-8", "backslashreplace").decode()
            findings.append(_refused(shown, "the file's name is not UTF-8", "rename it"))
        elif entry.is_dir(follow_symlinks=False):
            if depth >= DEEPEST_FOLDER:
                findings.append(_refused(below, "the folders are nested too deep", "move it up"))
            else:
                _list_folder(entry.path, below, depth + 1, listed, findings)
        elif _is_like_a_record(name) or entry.is_symlink():
            try:
                mode = entry.stat(follow_symlinks=False).st_mode
            except OSError as error:
                findings.append(_unreadable(below, error))
            else:
                findings.append(_no_record(below, mode))


def _taken(listed: list[_Listed], jobs: int, findings: list[Diagnostic]) -> dict[str, Folder]:
    """The stats of all names."""
    total = sum(len(its.names) for its in listed)
    if jobs > 1 and total >= WORTH_A_PROCESS and hasattr(os, "fork"):
        cut = [
            _cut(its, start, total // 2)
            for its, start in zip(listed, _starts(listed), strict=False)
        ]
        with _Helper([theirs for _, theirs in cut]) as helper:
            found_here = [_numbers_or_none(mine) for mine, _ in cut]
            found_there = helper.numbers()
        pairs = zip(found_here, found_there, strict=True)
        numbers = [None if a is None or b is None else a + b for a, b in pairs]
    else:
        numbers = [_numbers_or_none(its) for its in listed]
    folders = {}
    for its, found in zip(listed, numbers, strict=True):
        folder = _folder(its, found, findings)
        if folder.names:
            folders[its.path] = folder
    return folders


def _starts(listed: list[_Listed]) -> Iterator[int]:
    """How many names come before those of each folder."""
    return accumulate((len(its.names) for its in listed), initial=0)


def _cut(its: _Listed, start: int, middle: int) -> tuple[_Listed, _Listed]:
    """A folder in two: the names up to the middle of all names, and the rest."""
    place = min(max(middle - start, 0), len(its.names))
    return its._replace(names=its.names[:place]), its._replace(names=its.names[place:])


class _Helper:
    """A process that takes the stats of some folders while this one takes those of others."""

    def __init__(self, listed: Sequence[_Listed]) -> None:
        self._listed = listed

    def __enter__(self) -> Self:
        self._pipe, end = os.pipe()
        self._process = os.fork()
        if self._process == 0:
            with suppress(BaseException):
                os.close(self._pipe)
                _write_all(end, [_numbers(its) for its in self._listed])
            os._exit(0)
        os.close(end)
        return self

    def __exit__(self, *error: object) -> None:
        os.close(self._pipe)
        os.waitpid(self._process, 0)

    def numbers(self) -> list[array[int] | None]:
        """What it found; where it failed, what this process finds."""
        pieces = []
        while piece := os.read(self._pipe, 1 << 20):
            pieces.append(piece)
        body = memoryview(b"".join(pieces))
        lengths = [len(its.names) * _WIDTH * 8 for its in self._listed]
        if len(body) != sum(lengths):
            return [_numbers_or_none(its) for its in self._listed]
        found: list[array[int] | None] = []
        for length in lengths:
            numbers = array("q")
            numbers.frombytes(body[:length])
            found.append(numbers)
            body = body[length:]
        return found


def _write_all(descriptor: int, arrays: Sequence[array[int]]) -> None:
    body = memoryview(b"".join(numbers.tobytes() for numbers in arrays))
    while body:
        body = body[os.write(descriptor, body) :]


_PARTS = attrgetter("st_mode", "st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")
_WIDTH = 5


def _numbers(its: _Listed) -> array[int]:
    """The parts of the stats of a folder's files. Raises OSError where one cannot be looked at."""
    if not its.names:
        return array("q")
    flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(its.place, flags)
    try:
        stats = map(partial(os.lstat, dir_fd=descriptor), its.names)
        return _array(chain.from_iterable(map(_PARTS, stats)))
    except OverflowError:  # an inode may have 64 bits
        stats = map(partial(os.lstat, dir_fd=descriptor), its.names)
        return _array(map(_signed, chain.from_iterable(map(_PARTS, stats))))
    finally:
        os.close(descriptor)


def _array(numbers: Iterator[int]) -> array[int]:
    return array("q", numbers)


def _signed(number: int) -> int:
    return (number + 2**63) % 2**64 - 2**63


def _numbers_or_none(its: _Listed) -> array[int] | None:
    try:
        return _numbers(its)
    except OSError:
        return None


def _folder(its: _Listed, numbers: array[int] | None, findings: list[Diagnostic]) -> Folder:
    """The records of a folder; what only has the name of one goes to `findings`."""
    names = its.names
    if numbers is None:
        names, numbers = _one_by_one(its, findings)
    modes = numbers[::_WIDTH]
    if not all(map(stat.S_ISREG, set(modes))):
        places = [place for place, mode in enumerate(modes) if not stat.S_ISREG(mode)]
        for place in reversed(places):
            findings.append(_no_record(f"{its.path}/{names[place]}", modes[place]))
            del numbers[_WIDTH * place : _WIDTH * (place + 1)]
        others = set(places)
        names = [name for place, name in enumerate(names) if place not in others]
    found = array("q", bytes(8 * 4 * len(names)))
    for part in range(4):
        found[part::4] = numbers[part + 1 :: _WIDTH]
    return Folder(names, found)


def _one_by_one(its: _Listed, findings: list[Diagnostic]) -> tuple[list[str], array[int]]:
    names: list[str] = []
    numbers = array("q")
    for name in its.names:
        try:
            status = os.lstat(f"{its.place}/{name}")
        except OSError as error:
            findings.append(_unreadable(f"{its.path}/{name}", error))
            continue
        names.append(name)
        numbers.extend(map(_signed, _PARTS(status)))
    return names, numbers


def _no_record(path: str, mode: int) -> Diagnostic:
    """What stands where a record is looked for."""
    if stat.S_ISLNK(mode):
        return _refused(path, "this is a link, not a record", COPY_HINT)
    if stat.S_ISDIR(mode):
        message = "this is a folder, though its name is a record's"
        return _refused(path, message, "name the folder without `.yaml`")
    if not stat.S_ISREG(mode):
        return _refused(path, "this is no ordinary file", "delete it")
    return _refused(path, "a record's name ends in `.yaml`", "rename the file")


def _unreadable(path: str, error: OSError) -> Diagnostic:
    return _refused(path, f"the file cannot be read: {error.strerror}", "")


def _refused(path: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(path, START, ERROR, "files/unreadable", message, hint)


def _is_like_a_record(name: str) -> bool:
    """Whether somebody may have meant a record: `x.yaml`, `x.YAML`, `x.yml`, `x.yaml.txt`.

    What editors keep beside it is none: `x.yaml~`, `#x.yaml#`, `x.yaml___jb_tmp___`.
    """
    if name.endswith(("~", "#", "___")):
        return False
    return any(it in name.casefold() for it in (".yaml", ".yml"))
