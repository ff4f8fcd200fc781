"""Tells whether a file is still what it was when it was last closed: a sum of its bytes beside it.

SQLite notices a broken structure, but not a bit that fell over inside a text: such a cache would
put a wrong word on a page. It guards against accidents, not against forgers: what a forged cache
can do at worst is said in `cache`.
"""

from __future__ import annotations

import os
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ENDING = ".sum"
# Summing up costs 0.5 ms a megabyte, twice a build; the cache of 5,000 records has about 32.
LARGEST = 32_000_000
_CHUNK = 1_000_000


def remember(path: Path) -> None:
    """Note what the file is now. A file of which nothing can be noted is not vouched for."""
    beside = f"{path}{ENDING}"
    try:
        said = _sum_of(path)
        with open(_anew(beside), "w", encoding="ascii") as file:
            file.write(said)
    except (OSError, MemoryError):
        return


def is_as_remembered(path: Path) -> bool:
    """False for a file that is another one than it was. A large one is not looked at."""
    try:
        if os.path.getsize(path) > LARGEST:
            return True
        with open(f"{path}{ENDING}", encoding="ascii", errors="replace") as file:
            return file.read(100) == _sum_of(path)
    except OSError:
        return False


def _sum_of(path: Path) -> str:
    """Size and sum of a file; of a large one the size alone."""
    size = os.path.getsize(path)
    if size > LARGEST:
        return f"{size}\n"
    total = 0
    with open(path, "rb") as file:
        while chunk := file.read(_CHUNK):
            total = zlib.crc32(chunk, total)
    return f"{size} {total:08x}\n"


def _anew(beside: str) -> int:
    """A descriptor of a new file: what stood there may be a link."""
    if os.path.lexists(beside):
        os.unlink(beside)
    return os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o666)
