"""How fast one host may be asked: a gap between requests, what its headers say, `Retry-After`."""

from __future__ import annotations

import re
import threading
import time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# Seconds between requests as the services ask for them: arXiv one in three seconds (terms of use
# of its API), Semantic Scholar and DBLP about one a second.
_GAPS = {
    "export.arxiv.org": 3.0,
    "arxiv.org": 3.0,
    "api.crossref.org": 0.1,
    "doi.org": 0.2,
    "api.openalex.org": 0.2,
}
_GAP = 1.0
_LONGEST_GAP = 60.0


class Pace:
    """Makes callers wait for their turn at a host. Threads may share it."""

    def __init__(
        self,
        *,
        is_patient: bool = True,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._least = 1.0 if is_patient else 0.0
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._next: dict[str, float] = {}
        self._gaps: dict[str, float] = {}

    def wait(self, host: str, until: float) -> bool:
        """Wait for the host's turn; False, without waiting, where that comes after `until`."""
        gap = self._gaps.get(host, _GAPS.get(host, _GAP) * self._least)
        with self._lock:
            now = self._clock()
            turn = max(now, self._next.get(host, now))
            if turn > until:
                return False
            self._next[host] = turn + gap
        if turn > now:
            self._sleep(turn - now)
        return True

    def hear(self, host: str, headers: Mapping[str, str]) -> None:
        """Heed a host's rate headers: so many requests (`x-rate-limit-limit`) in such an interval.

        Crossref sends both; others a `retry-after` alone, which `hold` heeds.
        """
        number = re.fullmatch(r"[0-9]{1,9}", headers.get("x-rate-limit-limit", ""))
        interval = re.fullmatch(r"([0-9]{1,9})s?", headers.get("x-rate-limit-interval", ""))
        if number and interval and int(number[0]) > 0:
            gap = min(int(interval[1]) / int(number[0]), _LONGEST_GAP)
            with self._lock:
                self._gaps[host] = gap

    def hold(self, host: str, seconds: float) -> None:
        """Leave a host alone for a while."""
        with self._lock:
            self._next[host] = max(self._next.get(host, 0.0), self._clock() + seconds)


def retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """The seconds that `Retry-After` asks for (RFC 9110, 10.2.3); None where it says nothing.

    `now` is the time since the epoch, for the form that gives a date.
    """
    text = headers.get("retry-after", "").strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - now)
    except (ValueError, TypeError, OverflowError):
        return None
