"""What a piece of work costs: seconds by the clock, and the most memory that a process took."""

from __future__ import annotations

import sys
import time
from typing import NamedTuple


class Usage(NamedTuple):
    """Seconds since a stopwatch was started, and bytes; 0 bytes where nobody counts them.

    Memory is that of the process that took most, this one or one that it started and that has
    ended: what processes share would be counted twice in a sum.
    """

    seconds: float
    memory: int


class Stopwatch:
    """Runs from its making."""

    def __init__(self) -> None:
        self._began = time.perf_counter()

    def read(self) -> Usage:
        """What was used until now."""
        return Usage(time.perf_counter() - self._began, _most_memory())


def _most_memory() -> int:
    try:
        import resource
    except ImportError:  # not on Windows
        return 0
    unit = 1 if sys.platform == "darwin" else 1024  # getrusage(2) of each system
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(who).ru_maxrss for who in whose) * unit
