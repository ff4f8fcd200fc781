"""What work costs."""

from __future__ import annotations

import time

from reading_list.store.usage import Stopwatch


def test_a_stopwatch_runs_and_memory_is_that_of_a_python() -> None:
    watch = Stopwatch()
    time.sleep(0.02)
    first, second = watch.read(), watch.read()
    assert 0.02 <= first.seconds <= second.seconds < 60
    assert 1_000_000 < first.memory < 100_000_000_000
    held = bytearray(50_000_000)
    assert watch.read().memory >= len(held)
