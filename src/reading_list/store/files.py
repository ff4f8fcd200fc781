"""A list's files: find the list, read its records.

Links are never followed and special files never opened: a record, a template or an output folder
that is a link may come from a stranger's pull request and lead anywhere.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import NamedTuple

from reading_list.diagnostics import ERROR, START, Diagnostic, ProjectError
from reading_list.records.limits import RECORD_LIMITS, TAXONOMY_LIMITS

TAXONOMY = "taxonomy.yaml"
PAPERS = "papers"
README = "README.md"


class Project(NamedTuple):
    """A list on disk; `root` is absolute."""

    root: Path

    @property
    def cache(self) -> Path:
        """The folder of what can be made anew."""
        return self.root / ".cache"


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


COPY_HINT = "put the file itself there instead of a link"


def _read(place: str, path: str, limit: int) -> bytes | Diagnostic:
    try:
        descriptor = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return _refused(path, "the file has vanished while it was being read", "run again")
    except OSError as error:
        if error.errno in {errno.ELOOP, errno.EMLINK}:
            return _refused(path, "this is a link, not a file", COPY_HINT)
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
