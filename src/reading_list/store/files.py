"""A list's files: find the list, scan and read its records, write its pages.

Links are never followed and special files never opened: a record, a template or an output folder
that is a link may come from a stranger's pull request and lead anywhere.
"""

from __future__ import annotations

import errno
import gc
import os
import stat
import time
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from reading_list.diagnostics import ERROR, START, Diagnostic, ProjectError
from reading_list.records.limits import RECORD_LIMITS, TAXONOMY_LIMITS

TAXONOMY = "taxonomy.yaml"
PAPERS = "papers"
README = "README.md"
DEEPEST_FOLDER = 16


class Project(NamedTuple):
    """A list on disk; `root` is absolute."""

    root: Path

    @property
    def cache(self) -> Path:
        """The folder of what can be made anew."""
        return self.root / ".cache"


class Stat(NamedTuple):
    """What tells that a file has not changed. A change of content always changes `ctime_ns`."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


class Scan(NamedTuple):
    """The records found, by folder and name, and what calls itself a record and is none.

    `began_ns` is the clock before the first stat was taken.
    """

    began_ns: int
    folders: dict[str, dict[str, Stat]]
    findings: tuple[Diagnostic, ...]

    @property
    def records(self) -> list[str]:
        """The records by path below the root."""
        return [f"{folder}/{name}" for folder, names in self.folders.items() for name in names]


def find_project(start: Path | None = None) -> Project:
    """The list that holds `start` (or the current folder). Raises ProjectError if there is none."""
    try:
        first = (start or Path.cwd()).absolute()
    except FileNotFoundError as error:
        raise ProjectError("the current folder has been deleted", "go to another one") from error
    candidates = [first] if start is not None else [first, *first.parents]
    for folder in candidates:
        if os.path.isfile(folder / TAXONOMY):
            return Project(folder.resolve())
    where = f"in {first}" if start is not None else f"in {first} or above"
    raise ProjectError(
        f"there is no list {where}", f"a list has a {TAXONOMY}; name its folder with --root"
    )


def path_in_list(project: Project, path: str) -> str:
    """What a user calls `path`, as a path below the list's root; the root itself is `.`.

    It is looked for from the current folder, then from the root. Raises ProjectError (usage) where
    it is not in the list or not there at all.
    """
    for start in (os.getcwd(), project.root):
        whole = os.path.normpath(os.path.join(start, path))
        place = Path(os.path.realpath(os.path.dirname(whole)), os.path.basename(whole))
        if place.is_relative_to(project.root) and os.path.lexists(place):
            return place.relative_to(project.root).as_posix()
    raise ProjectError(
        f"{path} is not in the list {project.root}", "name a record or a folder of the list", 2
    )


def has_folder(project: Project, name: str) -> bool:
    """Whether the list has a folder of that name at its root."""
    return (project.root / name).is_dir()


def scan(project: Project) -> Scan:
    """Every record below `papers/`, with its stat, without reading one."""
    began = time.time_ns()
    folders: dict[str, dict[str, Stat]] = {}
    findings: list[Diagnostic] = []
    top = project.root / PAPERS
    if top.is_symlink():
        findings.append(_refused(PAPERS, "the folder of the records is a link", _COPY_HINT))
    elif top.exists() and not top.is_dir():
        findings.append(_refused(PAPERS, "this is a file, not the folder of the records", ""))
    elif top.is_dir():
        # 100,000 stats are no garbage, and looking whether they are takes half as long again.
        was_on = gc.isenabled()
        gc.disable()
        try:
            _scan_folder(str(top), PAPERS, 0, folders, findings)
        finally:
            if was_on:
                gc.enable()
    return Scan(began, folders, tuple(findings))


def read_record(project: Project, path: str) -> bytes | Diagnostic:
    """The bytes of a record, at most one more than it may have; what hinders as a diagnostic."""
    return _read(f"{project.root}/{path}", path, RECORD_LIMITS.size)


def read_taxonomy(project: Project) -> bytes | Diagnostic:
    """The bytes of `taxonomy.yaml`."""
    return _read(f"{project.root}/{TAXONOMY}", TAXONOMY, TAXONOMY_LIMITS.size)


def read_text(path: Path, limit: int = 16_000_000) -> str | None:
    """A whole UTF-8 text file, or None where there is none. Raises ProjectError on all else."""
    found = _read(str(path), path.name, limit)
    if isinstance(found, Diagnostic):
        if not path.exists():
            return None
        raise ProjectError(f"{path.name}: {found.message}", found.hint)
    if len(found) > limit:
        raise ProjectError(f"{path.name} is larger than {limit // 1000:,} kB", "shorten it")
    try:
        return found.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProjectError(f"{path.name} is not UTF-8 text", "save it as UTF-8") from error


def is_text(name: str) -> bool:
    """Whether the name of a file is UTF-8; bytes that are not stand in it as surrogates."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


_COPY_HINT = "put the file itself there instead of a link"


def _scan_folder(
    folder: str,
    path: str,
    depth: int,
    folders: dict[str, dict[str, Stat]],
    findings: list[Diagnostic],
) -> None:
    try:
        with os.scandir(folder) as listed:
            entries = sorted(listed, key=_name_of)
    except OSError as error:
        findings.append(_refused(path, f"the folder cannot be read: {error.strerror}", ""))
        return
    records: dict[str, Stat] = {}
    for entry in entries:
        name = entry.name
        if name.startswith("."):
            continue
        if name.endswith(".yaml") and name.isascii() and entry.is_file(follow_symlinks=False):
            # As nearly all are, so that nothing more is done for them than must be.
            try:
                found = entry.stat(follow_symlinks=False)
            except OSError:
                _scan_record(entry, path, records, findings)
                continue
            stat_of = (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
            records[name] = tuple.__new__(Stat, stat_of)
            continue
        below = f"{path}/{name}"
        if not is_text(name):
            shown = below.encode("utf-8", "backslashreplace").decode()
            findings.append(_refused(shown, "the file's name is not UTF-8", "rename it"))
        elif entry.is_dir(follow_symlinks=False) and not name.endswith(".yaml"):
            if depth >= DEEPEST_FOLDER:
                findings.append(_refused(below, "the folders are nested too deep", "move it up"))
            else:
                _scan_folder(entry.path, below, depth + 1, folders, findings)
        elif _is_like_a_record(name) or entry.is_symlink():
            _scan_record(entry, path, records, findings)
    if records:
        folders[path] = records


_name_of = attrgetter("name")


def _scan_record(
    entry: os.DirEntry[str], folder: str, records: dict[str, Stat], findings: list[Diagnostic]
) -> None:
    name = entry.name
    path = f"{folder}/{name}"
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError as error:
        findings.append(_refused(path, f"the file cannot be read: {error.strerror}", ""))
        return
    if stat.S_ISLNK(status.st_mode):
        findings.append(_refused(path, "this is a link, not a record", _COPY_HINT))
    elif stat.S_ISDIR(status.st_mode):
        message = "this is a folder, though its name is a record's"
        findings.append(_refused(path, message, "name the folder without `.yaml`"))
    elif not stat.S_ISREG(status.st_mode):
        findings.append(_refused(path, "this is no ordinary file", "delete it"))
    elif not name.endswith(".yaml"):
        findings.append(_refused(path, "a record's name ends in `.yaml`", "rename the file"))
    else:
        records[name] = Stat(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def _read(place: str, path: str, limit: int) -> bytes | Diagnostic:
    try:
        descriptor = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return _refused(path, "the file has vanished while it was being read", "run again")
    except OSError as error:
        if error.errno in {errno.ELOOP, errno.EMLINK}:
            return _refused(path, "this is a link, not a file", _COPY_HINT)
        return _refused(path, f"the file cannot be read: {error.strerror}", "check its permissions")
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return _refused(path, "this is no ordinary file", "put a text file there instead")
        # One byte more than there are tells that this was all; a file may grow meanwhile.
        content = os.read(descriptor, min(status.st_size, limit) + 1)
        if len(content) == status.st_size or len(content) > limit:
            return content
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return content + file.read(limit + 1 - len(content))
    except OSError as error:
        return _refused(path, f"the file cannot be read: {error.strerror}", "")
    finally:
        os.close(descriptor)


def _refused(path: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(path, START, ERROR, "files/unreadable", message, hint)


def _is_like_a_record(name: str) -> bool:
    """Whether somebody may have meant a record: `x.yaml`, `x.YAML`, `x.yml`, `x.yaml.txt`.

    What editors keep beside it is none: `x.yaml~`, `#x.yaml#`, `x.yaml___jb_tmp___`.
    """
    if name.endswith(("~", "#", "___")):
        return False
    return any(it in name.casefold() for it in (".yaml", ".yml"))
