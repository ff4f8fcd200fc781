"""Progress on a terminal: phase, count, rate, time left, in one line that is wiped at the end."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from reading_list.talk import Talk

if TYPE_CHECKING:
    from collections.abc import Callable

QUIET_SECONDS = 0.5
BETWEEN_SECONDS = 0.1


class TerminalTalk(Talk):
    """Shows a phase once the whole work has taken half a second."""

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write
        self._started = self._phase_started = time.monotonic()
        self._shown = 0.0
        self._phase = ""
        self._total = self._done = 0

    def begin(self, phase: str, total: int) -> None:
        """See `Talk`."""
        self._phase, self._total, self._done = phase, total, 0
        self._phase_started = time.monotonic()

    def step(self, number: int) -> None:
        """See `Talk`."""
        self._done += number
        now = time.monotonic()
        if now - self._started < QUIET_SECONDS or now - self._shown < BETWEEN_SECONDS:
            return
        self._shown = now
        rate = self._done / max(now - self._phase_started, 0.001)
        left = (self._total - self._done) / rate if rate else 0
        counted = f"{self._done:,} of {self._total:,}"
        self._write(f"\r\x1b[K{self._phase}: {counted}, {rate:,.0f} a second, {left:.0f} s left")

    def end(self) -> None:
        """See `Talk`."""
        if self._shown:
            self._write("\r\x1b[K")
