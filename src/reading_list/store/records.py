"""Writes many records at once, all of them or none.

New texts are written beside the list first and moved into place last. A journal remembers what is
being moved, so that what a killed run left half done is undone by the next one.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from reading_list.diagnostics import ProjectError
from reading_list.store.files import PAPERS, TAXONOMY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reading_list.store.files import Project

FOLDER = "import"
JOURNAL = "journal.json"
_RECORD = re.compile(rf"{PAPERS}(?:/[^/\x00]+){{1,16}}/[A-Za-z0-9-]+\.yaml")


def write_records(project: Project, texts: Mapping[str, str], *, old: Mapping[str, str]) -> None:
    """Put each text at its path below the root; `old` is what stands there now, for those that do.

    Raises ProjectError, and leaves everything as it was, where a file is in the way, was changed
    meanwhile, or cannot be written. The caller holds the list's lock.
    """
    undo_unfinished(project)
    folder = project.cache / FOLDER
    for path in texts:
        _check_place(project, path)
    steps = [(path, path in old) for path in sorted(texts)]
    try:
        folder.mkdir(parents=True)
        for number, (path, is_old) in enumerate(steps):
            _write(folder / f"{number}.new", texts[path])
            if is_old:
                _write(folder / f"{number}.old", old[path])
        _write(folder / f"{JOURNAL}.part", json.dumps(steps))
        os.replace(folder / f"{JOURNAL}.part", folder / JOURNAL)
        for number, (path, is_old) in enumerate(steps):
            _move(project, folder, number, path, is_old=is_old, has=old.get(path, ""))
    except OSError as error:
        undo_unfinished(project)
        raise ProjectError(
            f"the records cannot be written: {error.strerror}; nothing was changed",
            "run again when this is mended",
        ) from error
    except BaseException:
        undo_unfinished(project)
        raise
    (folder / JOURNAL).unlink()
    shutil.rmtree(folder)


def undo_unfinished(project: Project) -> bool:
    """Take back what a run that ended too early has moved; True if there was such."""
    folder = project.cache / FOLDER
    if not folder.is_dir() or folder.is_symlink():
        return False
    steps = _journal(folder / JOURNAL)
    for number, (path, is_old) in enumerate(steps):
        target = project.root / path
        if (folder / f"{number}.new").exists() or not _is_safe(project, path):
            continue  # not moved yet
        if is_old:
            kept = folder / f"{number}.old"
            if kept.is_file():
                os.replace(kept, target)
        elif path != TAXONOMY:  # which no run has ever made
            target.unlink(missing_ok=True)
            _remove_empty(target.parent, project.root / PAPERS)
    shutil.rmtree(folder)
    return bool(steps)


def read_old(project: Project, path: str) -> str:
    """The text of a record as it is now."""
    from reading_list.store.files import read_record, read_taxonomy

    raw = read_taxonomy(project) if path == TAXONOMY else read_record(project, path)
    if not isinstance(raw, bytes):
        raise ProjectError(f"{path}: {raw.message}", raw.hint)
    return raw.decode("utf-8-sig")


def _write(path: Path, text: str) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    with os.fdopen(os.open(path, flags, 0o666), "w", encoding="utf-8", newline="") as file:
        file.write(text)


def _move(
    project: Project, folder: Path, number: int, path: str, *, is_old: bool, has: str
) -> None:
    target = project.root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    source = folder / f"{number}.new"
    if not is_old:
        if os.path.lexists(target):
            raise ProjectError(f"{path} is there already; nothing was changed", "run again")
        os.rename(source, target)
        return
    if read_old(project, path) != has.removeprefix("\ufeff"):
        raise ProjectError(f"{path} was changed meanwhile; nothing was changed", "run again")
    os.chmod(source, os.stat(target).st_mode & 0o777)
    os.replace(source, target)


def _check_place(project: Project, path: str) -> None:
    if not _is_safe(project, path):
        raise ProjectError(f"{path} is no place for a record", "a link or a file is in the way")


def _is_safe(project: Project, path: str) -> bool:
    """Whether the path is a record's and no link leads it out of the list."""
    if path == TAXONOMY:  # replaced with the records that a renamed term touches
        return not (project.root / path).is_symlink()
    if not _RECORD.fullmatch(path) or ".." in path.split("/"):
        return False
    here = project.root
    for part in path.split("/")[:-1]:
        here = here / part
        if here.is_symlink() or (here.exists() and not here.is_dir()):
            return False
    return True


def _journal(path: Path) -> list[tuple[str, bool]]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return [(str(name), bool(is_old)) for name, is_old in rows]
    except (OSError, ValueError, TypeError, RecursionError):
        return []


def _remove_empty(folder: Path, top: Path) -> None:
    while folder != top and top in folder.parents:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent
