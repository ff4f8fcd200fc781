"""Which records have changed since they were last read, told by their stats.

Stats are compared a folder at a time, as the bytes in which they are kept: of 100,000 records only
those in folders where something changed are looked at one by one.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

from reading_list.store.scans import Folder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reading_list.store.scans import Scan

# A file changed twice within the resolution of a file system's clock can keep its stat: git calls
# such an entry racy. FAT counts in steps of two seconds.
RACY_NS = 2_000_000_000


class Changes(NamedTuple):
    """Records to read, records that are gone, and the folders' bytes to keep once they are read."""

    unseen: list[str]
    gone: list[str]
    kept: dict[str, bytes]


def changes(found: Scan, known: Mapping[str, bytes], *, stale: bool) -> Changes:
    """What is new against the bytes that were kept; with `stale` everything is."""
    unseen: list[str] = []
    gone: list[str] = []
    kept: dict[str, bytes] = {}
    for path, folder in found.folders.items():
        before = known.get(path, b"")
        if not stale and _encode(folder) == before:
            continue
        old = dict(_decode(before).stats())
        for name, stat in folder.stats():
            if stale or old.get(name) != stat:
                unseen.append(f"{path}/{name}")
        gone.extend(f"{path}/{name}" for name in old.keys() - set(folder.names))
        kept[path] = _encode(_without_young(folder, found.began_ns - RACY_NS))
    for path in known.keys() - found.folders.keys():
        gone.extend(f"{path}/{name}" for name in _decode(known[path]).names)
        kept[path] = b""
    return Changes(unseen, sorted(gone), kept)


def _without_young(folder: Folder, limit: int) -> Folder:
    """Files younger than the limit get a time of change that none has: they are read again."""
    numbers = folder.numbers[:]
    for place, (_, stat) in enumerate(folder.stats()):
        if max(stat.mtime_ns, stat.ctime_ns) > limit:
            numbers[4 * place + 2] = 0
    return Folder(folder.names, numbers)


def _encode(folder: Folder) -> bytes:
    # No name holds the character U+0000.
    return "\0".join(folder.names).encode() + b"\0\0" + folder.numbers.tobytes()


def _decode(kept: bytes) -> Folder:
    """Raises ValueError where the bytes are none of ours."""
    if not kept:
        return Folder([], array("q"))
    names, _, numbers = kept.partition(b"\0\0")
    found = array("q")
    found.frombytes(numbers)
    folder = Folder(names.decode().split("\0"), found)
    if len(found) != 4 * len(folder.names):
        raise ValueError("the stats of a folder are not as they were written")
    return folder
