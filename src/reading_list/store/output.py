"""The output folder: write what differs, remove what vanished, leave what others made.

A new page is created where it belongs and an existing one replaced in one step; 100,000 new files
took 2.7 s so and 19.8 s when each was written beside and moved. A page that a crash left half
written is known to the cache as unfinished and is written again.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from reading_list.diagnostics import ProjectError

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKER: Final = ".nojekyll"
BESIDE: Final = ".reading-list-new"  # one build at a time writes, so one name is enough


class Output:
    """A folder of pages. All paths are relative, with forward slashes, and come from page kinds."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._folder = str(root)
        self._known: set[str] = set()
        self._is_foreign = False

    def prepare(self) -> str:
        """Make the folder and name this very folder: another value after it was replaced."""
        with _Explained(self.root):
            self.root.mkdir(parents=True, exist_ok=True)
            marker = self.root / MARKER
            if not os.path.lexists(marker):
                self._is_foreign = any(self.root.iterdir())
                marker.write_bytes(b"")
            status = marker.stat(follow_symlinks=False)
        return f"{self._folder}:{status.st_dev}:{status.st_ino}:{status.st_mtime_ns}"

    def identity(self) -> str:
        """What `prepare` returned for the folder as it is now; empty if it must be made anew."""
        try:
            status = (self.root / MARKER).stat(follow_symlinks=False)
        except OSError:
            return ""
        return f"{self._folder}:{status.st_dev}:{status.st_ino}:{status.st_mtime_ns}"

    def write(self, path: str, body: bytes) -> bool:
        """True if the file was written, False if these bytes were there already."""
        target = f"{self._folder}/{path}"
        if (
            ".." in path or path.startswith("/") or "\0" in path
        ):  # no page kind makes such: a poisoned cache may
            raise ProjectError(f"{path} is no address of a page", "delete .cache and run again")
        with _Explained(target):
            self._make_folder(path)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
            try:
                descriptor = os.open(target, flags, 0o666)
            except FileExistsError:
                if self._is_foreign and not _holds(target, body):
                    self._leave(target)
                return _replace(target, body)
            _write_all(descriptor, body)
        return True

    def _leave(self, target: str) -> NoReturn:
        """Refuse a folder of somebody else's, which the next build has to know as that, too."""
        _unlink(f"{self._folder}/{MARKER}")
        hint = f"name an empty folder; if all in it may be replaced, put a file {MARKER} there"
        raise ProjectError(f"{target} was made by no build of a list", hint, 2)

    def read(self, path: str) -> bytes:
        """The content of a page that was written."""
        return (self.root / path).read_bytes()

    def paths(self) -> Iterator[str]:
        """The files that stand in the folder, whoever made them; links are not followed."""
        with _Explained(self.root):
            for here, folders, names in os.walk(self._folder, onerror=_raise):
                folders.sort()
                below = os.path.relpath(here, self._folder)
                prefix = "" if below == "." else f"{below}/"
                yield from (f"{prefix}{name}" for name in sorted(names))

    def has(self, path: str) -> bool:
        """Whether anything stands at `path`."""
        return (self.root / path).exists()

    def holds(self, path: str, body: bytes) -> bool:
        """Whether `body` is what stands at `path`."""
        return self._is_inside(path) and _holds(f"{self._folder}/{path}", body)

    def remove(self, path: str) -> bool:
        """Remove a page and the folder that it leaves empty; True if it was there."""
        target = f"{self._folder}/{path}"
        if not self._is_inside(path):
            return False
        try:
            with suppress(OSError):
                _unlink(f"{target}{BESIDE}")  # what a killed build may have left
            os.unlink(target)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return False
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG:  # so nothing can stand there
                return False
            raise _environment(target, error) from error
        folder = os.path.dirname(target)
        while folder != self._folder:
            try:
                os.rmdir(folder)
            except OSError:
                break
            self._known.discard(folder)
            folder = os.path.dirname(folder)
        return True

    def _is_inside(self, path: str) -> bool:
        """Whether it can be a path at all, and no link and no `..` leads out of the folder."""
        if "\0" in path:  # of what was noted beside a damaged cache
            return False
        here = self._folder
        for part in path.split("/")[:-1]:
            here = f"{here}/{part}"
            if part == ".." or os.path.islink(here):
                return False
        return True

    def _make_folder(self, path: str) -> None:
        folder = os.path.dirname(f"{self._folder}/{path}")
        if folder in self._known:
            return
        parts = path.split("/")[:-1]
        here = self._folder
        for part in parts:
            here = f"{here}/{part}"
            try:
                os.mkdir(here)
            except FileExistsError:
                if os.path.islink(here) or not os.path.isdir(here):
                    raise ProjectError(
                        f"{here} is in the way: it is no folder", "move it away and run again"
                    ) from None
        self._known.add(folder)


@contextmanager
def passing() -> Iterator[Output]:
    """An output folder that is gone afterwards."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="reading-list-") as folder:
        yield Output(Path(folder) / "site")


def check_output(output: Path, root: Path) -> Path:
    """The absolute output folder. Raises ProjectError where the list's own files would be hit."""
    target = output if output.is_absolute() else root / output
    target = Path(os.path.normpath(target))
    if os.path.islink(target):
        raise ProjectError(f"{target} is a link", "name the folder itself with --output", 2)
    real = Path(os.path.realpath(target))
    sources = [
        root,
        *(root / name for name in ("papers", "templates", "schemas", "src", ".git", ".cache")),
    ]
    if real in sources or real in root.parents or any(s in real.parents for s in sources[1:]):
        raise ProjectError(
            f"{target} holds the list itself", "name another folder with --output", 2
        )
    if os.path.exists(target) and not os.path.isdir(target):
        raise ProjectError(f"{target} is no folder", "name another one with --output", 2)
    return target


def make_folder(folder: Path) -> None:
    """Make a folder of the list where there is none."""
    if folder.is_symlink():
        raise ProjectError(f"{folder} is a link", "put the folder itself there")
    with _Explained(folder):
        folder.mkdir(exist_ok=True)


def replace_file(path: Path, body: bytes) -> bool:
    """Put `body` at `path` in one step, keeping its mode; False if it was there already."""
    with _Explained(path):
        return _replace(str(path), body)


class _Explained:
    """Turns an OSError into a ProjectError that says what to do."""

    def __init__(self, target: Path | str) -> None:
        self._target = target

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OSError):
            raise _environment(self._target, error) from error


def _raise(error: OSError) -> None:
    raise error


_HINTS = {
    errno.ENOSPC: "make room on the disk and run again: the build goes on where it stopped",
    errno.EDQUOT: "make room on the disk and run again: the build goes on where it stopped",
    errno.EACCES: "check who may write there",
    errno.EPERM: "check who may write there",
    errno.EROFS: "the file system is read-only: name another folder with --output",
    errno.ENAMETOOLONG: "shorten the record's key",
}


def _environment(target: Path | str, error: OSError) -> ProjectError:
    hint = _HINTS.get(error.errno or 0, "run again when this is mended")
    return ProjectError(f"{target} cannot be written: {error.strerror}", hint)


def _replace(target: str, body: bytes) -> bool:
    beside = f"{target}{BESIDE}"
    _unlink(beside)  # what a killed build may have left
    if _holds(target, body):
        return False
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o666)
    try:
        _write_all(descriptor, body)
        if os.path.isfile(target) and not os.path.islink(target):
            os.chmod(beside, os.stat(target).st_mode & 0o777)
        os.replace(beside, target)
    except BaseException:
        _unlink(beside)
        raise
    return True


def _unlink(target: str) -> bool:
    try:
        os.unlink(target)
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def _holds(target: str, body: bytes) -> bool:
    try:
        descriptor = os.open(target, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size != len(body):
            return False
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read() == body
    finally:
        os.close(descriptor)


def _write_all(descriptor: int, body: bytes) -> None:
    try:
        left = memoryview(body)
        while left:
            left = left[os.write(descriptor, left) :]
    finally:
        os.close(descriptor)
