"""Notices that a file of a list was saved, so that `serve` need not be told.

The folders of records and templates are watched by the system (watchfiles), the few files beside
them are looked at ten times a second. Where the system cannot watch, or is told not to, the files
are looked at instead. What a change means is found out by the build, which scans the list.
"""

from __future__ import annotations

import os
import stat
import time
from typing import TYPE_CHECKING

from reading_list.store import files
from reading_list.store.scans import scan

if TYPE_CHECKING:
    from watchfiles._rust_notify import RustNotify

    from reading_list.store.files import Project

TEMPLATES = "templates"
FOLDERS = (files.PAPERS, TEMPLATES)
TICK_SECONDS = 0.1
# An editor saves in several steps, which are one change if so much time is between them at most.
STEP_MS = 20
DEBOUNCE_MS = 100
# Looking at 100,000 files takes a third of a second: no more than a fifth of the time goes there.
REST = 4


class Watch:
    """Watches from its making until it is closed."""

    def __init__(self, project: Project, *, poll: bool = False) -> None:
        """`poll` looks at the files even where the system could watch them."""
        self._project = project
        self._notify: RustNotify | None = None
        self._is_polling = poll
        self._pause = TICK_SECONDS
        self._near = self._look_near()
        self._begin()

    @property
    def is_polling(self) -> bool:
        """Whether the files are looked at, which a large list feels."""
        return self._is_polling

    def changes(self, seconds: float) -> set[str]:
        """What changed, as paths below the list's root; empty if nothing did in so many seconds."""
        end = time.monotonic() + seconds
        found: set[str] = set()
        while not found and (left := end - time.monotonic()) > 0:
            found = self._wait(min(left, self._pause))
            near = self._look_near()
            moved = {
                name for name in near.keys() | self._near if near.get(name) != self._near[name]
            }
            self._near = near
            if moved.intersection(FOLDERS):  # what was watched is not there any more
                self._begin()
            found |= moved
        return found

    def accept_readme(self) -> None:
        """Take README as it is: a build wrote its block, and nothing else in it makes pages."""
        self._near[files.README] = self._look_near()[files.README]

    def close(self) -> None:
        """Watch no longer."""
        if self._notify is not None:
            self._notify.close()
            self._notify = None

    def _begin(self) -> None:
        self.close()
        if not self._is_polling:
            self._is_polling = not self._ask_the_system()
        if self._is_polling:
            self._seen = self._look_far()

    def _ask_the_system(self) -> bool:
        """Whether the system watches from now on: not without watchfiles, or beyond its limits."""
        try:
            from watchfiles._rust_notify import RustNotify
        except ImportError:
            return False
        root = self._project.root
        places = [str(root / name) for name in FOLDERS if _is_folder(root / name)]
        if not places:
            return True
        try:
            self._notify = RustNotify(places, False, False, 0, True, True)
        except (OSError, RuntimeError):
            return False
        return True

    def _wait(self, seconds: float) -> set[str]:
        """What changed in the folders within so many seconds."""
        if self._is_polling:
            time.sleep(seconds)
            before, self._seen = self._seen, self._look_far()
            both = before.keys() | self._seen.keys()
            return {path for path in both if before.get(path) != self._seen.get(path)}
        if self._notify is None:  # there is no folder yet
            time.sleep(seconds)
            return set()
        found = self._notify.watch(DEBOUNCE_MS, STEP_MS, max(1, int(seconds * 1000)), None)
        if isinstance(found, str):
            if found == "signal":
                raise KeyboardInterrupt
            return set()
        paths = (os.path.relpath(path, self._project.root) for _, path in found)
        return {path for path in paths if not is_noise(path)}

    def _look_near(self) -> dict[str, object]:
        """The files at the root, and which folders stand there."""
        root = self._project.root
        found: dict[str, object] = {name: _stat(root / name) for name in _FILES}
        for name in FOLDERS:
            status = _stat(root / name)
            found[name] = (status[:2], status[-1]) if status else None
        return found

    def _look_far(self) -> dict[str, object]:
        """Every file of the folders with what tells whether it changed."""
        began = time.monotonic()
        looked = scan(self._project)
        found: dict[str, object] = {its.path: its for its in looked.findings}
        for place, folder in looked.folders.items():
            found.update((f"{place}/{name}", what) for name, what in folder.stats())
        root = self._project.root
        for walked, _, below in os.walk(root / TEMPLATES):
            for name in below:
                path = os.path.relpath(os.path.join(walked, name), root)
                if not is_noise(path):
                    found[path] = _stat(os.path.join(walked, name))
        self._pause = max(TICK_SECONDS, REST * (time.monotonic() - began))
        return found


_FILES = (files.TAXONOMY, files.README)


def is_noise(path: str) -> bool:
    """Whether a path is what editors leave while they save: hidden, a copy, a probe of vim's.

    The scan of records knows those of them that hold `.yaml`.
    """
    parts = path.split("/")
    name = parts[-1]
    if any(part.startswith(".") for part in parts):
        return True
    return name.endswith(("~", "#", "___")) or name == "4913"


def _is_folder(place: os.PathLike[str]) -> bool:
    return os.path.isdir(place) and not os.path.islink(place)


def _stat(place: os.PathLike[str] | str) -> tuple[int, ...] | None:
    """What tells that a file changed; its size and times last but for the kind of file."""
    try:
        found = os.stat(place, follow_symlinks=False)
    except OSError:
        return None
    kind = stat.S_IFMT(found.st_mode)
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns, kind)
