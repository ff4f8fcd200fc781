"""Which records have changed since they were last read, told by their stats.

Stats are compared a folder at a time, as the text in which they are kept: of 100,000 records only
those in folders where something changed are looked at one by one.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reading_list.store.files import Scan, Stat

# A file changed twice within the resolution of a file system's clock can keep its stat: git calls
# such an entry racy. FAT counts in steps of two seconds.
RACY_NS = 2_000_000_000


class Changes(NamedTuple):
    """Records to read, records that are gone, and the folders' texts to keep once they are read."""

    unseen: list[str]
    gone: list[str]
    texts: dict[str, str]


def changes(found: Scan, known: Mapping[str, str], *, stale: bool) -> Changes:
    """What is new against the texts that were kept; with `stale` everything is."""
    unseen: list[str] = []
    gone: list[str] = []
    texts: dict[str, str] = {}
    for folder, stats in found.folders.items():
        kept = known.get(folder, "")
        if _encode(stats) == kept and not stale:
            continue
        before = json.loads(kept) if kept else {}
        for name, stat in stats.items():
            if stale or before.get(name) != list(stat):
                unseen.append(f"{folder}/{name}")
        gone.extend(f"{folder}/{name}" for name in before if name not in stats)
        texts[folder] = _encode(_without_young(stats, found.began_ns - RACY_NS))
    for folder in known.keys() - found.folders.keys():
        gone.extend(f"{folder}/{name}" for name in json.loads(known[folder]))
        texts[folder] = ""
    return Changes(unseen, sorted(gone), texts)


def _without_young(stats: Mapping[str, Stat], limit: int) -> dict[str, Stat]:
    """Files younger than the limit get a time of change that none has: they are read again."""
    return {
        name: stat._replace(ctime_ns=0) if max(stat.mtime_ns, stat.ctime_ns) > limit else stat
        for name, stat in stats.items()
    }


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
