"""Fates of lines."""

from __future__ import annotations

from reading_list.awesome.ledger import Ledger


def test_the_most_that_a_line_became_counts() -> None:
    ledger = Ledger(["a", "", "b", "c"])
    ledger.put((1, 2, 3), "left", "first")
    ledger.put((1,), "record", "a paper", 1)
    ledger.put((1,), "topic", "no more")
    ledger.put((3,), "left", "second")
    ledger.put((3, 4), "left", "third", fallback=True)
    assert [(n, line.fate, line.why) for n, line in ledger.all()] == [
        (1, "record", "a paper"), (3, "left", "first"), (4, "left", "third"),
    ]  # fmt: skip
    assert ledger.get(2) is None
    assert ledger.get(99) is None
