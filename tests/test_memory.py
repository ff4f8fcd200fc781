from __future__ import annotations

import errno

import pytest

from reading_list.memory import ran_out


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        OSError(errno.ENOMEM, "Cannot allocate memory", "src"),
        ImportError("_csv.so: failed to map segment from shared object"),
        SystemError("error return without exception set"),
    ],
)
def test_a_lack_of_memory_is_known_by_each_of_its_names(error: Exception) -> None:
    assert ran_out(error)


@pytest.mark.parametrize(
    "error",
    [ValueError(), OSError(errno.ENOSPC, "No space left"), ImportError("No module named 'x'")],
)
def test_other_errors_are_none(error: Exception) -> None:
    assert not ran_out(error)


def test_the_cause_of_an_error_counts() -> None:
    error = ValueError("x")
    error.__context__ = RuntimeError("y")
    error.__context__.__cause__ = OSError(errno.ENOMEM, "no")
    assert ran_out(error)


def test_a_circle_of_causes_ends() -> None:
    one, two = ValueError("one"), ValueError("two")
    one.__cause__, two.__cause__ = two, one
    assert not ran_out(one)
