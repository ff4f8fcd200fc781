"""Names and how often they occur."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Tally(NamedTuple):
    """A name that leads to a page, and a number of papers."""

    title: str
    path: str
    size: int


def most_common(ids: Iterable[str]) -> list[str]:
    """The ids, the most frequent first, then by alphabet."""
    counts = Counter(ids)
    return sorted(counts, key=lambda id: (-counts[id], id))
