"""One file outside of the site that is written piece by piece and put in place when it is whole."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reading_list.diagnostics import ProjectError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BESIDE = ".reading-list-part"


@contextmanager
def target(path: str) -> Iterator[Callable[[str], object]]:
    """A function that takes the text; the file is as before until all of it has been taken.

    Raises ProjectError where it cannot be written.
    """
    place = Path(path)
    if place.is_dir():
        raise ProjectError(f"{path} is a folder", "name a file with --output", 2)
    beside = place.with_name(f".{place.name}{BESIDE}-{os.getpid()}")
    try:
        with beside.open("x", encoding="utf-8", newline="") as file:
            yield file.write
        if place.is_file():
            beside.chmod(place.stat().st_mode & 0o777)
        # What a link leads to is written, and the link stays.
        os.replace(beside, os.path.realpath(place))
    except OSError as error:
        raise ProjectError(
            f"{path} cannot be written: {error.strerror}", "name another file with --output"
        ) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
