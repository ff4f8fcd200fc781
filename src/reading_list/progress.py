"""Progress on a terminal: phase, count, rate, time left, in one line that is wiped at the end."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING

from reading_list.talk import Talk

if TYPE_CHECKING:
    from collections.abc import Callable

QUIET_SECONDS = 0.5
BETWEEN_SECONDS = 0.1
# A rate over less than that is a guess that jumps about.
RATED_SECONDS = 0.3


class TerminalTalk(Talk):
    """Shows what goes on once the whole work has taken half a second.

    The line begins anew with each phase, and the work may be followed by another one: `serve`
    builds again and again.
    """

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write
        self._started = self._phase_started = time.monotonic()
        self._shown = 0.0
        self._phase = ""
        self._total = self._done = 0
        self._is_over = False

    def begin(self, phase: str, total: int) -> None:
        """See `Talk`."""
        now = time.monotonic()
        if self._is_over:
            self._started = now
            self._is_over = False
        self._phase, self._total, self._done = phase, total, 0
        self._phase_started = now
        if now - self._started >= QUIET_SECONDS:
            self._show(now)  # at once: the first step of a phase may take long

    def step(self, number: int) -> None:
        """See `Talk`."""
        self._done += number
        now = time.monotonic()
        if now - self._started >= QUIET_SECONDS and now - self._shown >= BETWEEN_SECONDS:
            self._show(now)

    def end(self) -> None:
        """See `Talk`."""
        if self._shown:
            self._write("\r\x1b[K")
        self._shown = 0.0
        self._is_over = True

    def _show(self, now: float) -> None:
        self._shown = now
        said = self._phase
        if self._total:
            said += f": {self._done:,} of {self._total:,}"
        passed = now - self._phase_started
        if self._done and passed >= RATED_SECONDS:
            rate = self._done / passed
            left = max(0, self._total - self._done) / rate
            said += f", {rate:,.0f} a second, {_duration(left)} left"
        # A line that wraps cannot be wiped.
        columns = shutil.get_terminal_size().columns - 1
        self._write(f"\r\x1b[K{said[:columns]}")


def _duration(seconds: float) -> str:
    """`9 s`, `2 min 5 s`."""
    whole = round(seconds)
    return f"{whole} s" if whole < 60 else f"{whole // 60} min {whole % 60} s"
