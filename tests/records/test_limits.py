"""What a file may hold, in numbers that others rely on."""

from __future__ import annotations

from reading_list.records.limits import RECORD_LIMITS, TAXONOMY_LIMITS


def test_a_taxonomy_may_hold_more_of_everything_than_a_record() -> None:
    assert all(more > less for more, less in zip(TAXONOMY_LIMITS, RECORD_LIMITS, strict=True))


def test_the_reader_may_recurse_as_deep_as_the_limits_say() -> None:
    from reading_list.records.reader import read

    for limits in (RECORD_LIMITS, TAXONOMY_LIMITS):
        deepest = b"a: " + b"[" * (limits.depth - 1) + b"]" * (limits.depth - 1)
        assert read("x", deepest, limits).diagnostics == ()
        deeper = b"a: " + b"[" * limits.depth + b"]" * limits.depth
        assert [f.rule for f in read("x", deeper, limits).diagnostics] == ["yaml/too-deep"]
