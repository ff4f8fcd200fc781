"""Work in processes: in order, once for each item, the same for any number of processes."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading_list.diagnostics import ProjectError
from reading_list.store.workers import (
    CHUNK,
    WORTH_A_HELPER,
    WORTH_A_POOL,
    Closing,
    default_jobs,
    map_chunks,
)

MANY = 33 * CHUNK + 7


def adding(setup: int) -> Callable[[Sequence[int]], list[int]]:
    return lambda numbers: [number + setup for number in numbers]


def counting(setup: list[int]) -> Callable[[Sequence[int]], tuple[int, int]]:
    """How often this process was set up, and which process it is."""
    setup.append(1)
    return lambda numbers: (len(setup), os.getpid())


def failing(setup: int) -> Callable[[Sequence[int]], int]:
    def work(numbers: Sequence[int]) -> int:
        if setup in numbers:
            raise ValueError(f"cannot do {setup}")
        return len(numbers)

    return work


def dying(setup: int) -> Callable[[Sequence[int]], int]:
    def work(numbers: Sequence[int]) -> int:
        if setup in numbers:
            os.kill(os.getpid(), signal.SIGKILL)
        return len(numbers)

    return work


@given(st.integers(0, 3 * CHUNK + 1), st.integers(0, 9))
def test_each_item_is_done_once_and_in_order(number: int, setup: int) -> None:
    items = range(number)
    done = list(map_chunks(adding, setup, items, 1))
    assert [result for _, results in done for result in results] == [n + setup for n in items]
    assert [size for size, _ in done] == [len(results) for _, results in done]
    assert all(size == CHUNK for size, _ in done[:-1])


@settings(max_examples=3)
@given(st.sampled_from([WORTH_A_POOL, MANY]), st.integers(2, 3))
def test_more_processes_give_the_same(number: int, jobs: int) -> None:
    items = list(range(number))
    done = [list(map_chunks(adding, 5, items, number)) for number in (jobs, 1)]
    one, other = ([it for _, results in chunks for it in results] for chunks in done)
    assert one == other
    assert all(size == len(results) for chunks in done for size, results in chunks)


def test_the_last_chunks_keep_all_processes_busy() -> None:
    sizes = [size for size, _ in map_chunks(adding, 0, range(WORTH_A_POOL), 2)]
    assert sum(sizes) == WORTH_A_POOL
    assert max(sizes) * 10 <= WORTH_A_POOL


def test_nothing_to_do_is_done() -> None:
    assert list(map_chunks(adding, 0, [], 4)) == []


def test_few_items_are_done_here() -> None:
    items = range(WORTH_A_POOL - 1)
    assert {pid for _, (_, pid) in map_chunks(counting, [], items, 8)} == {os.getpid()}


def test_many_items_are_done_elsewhere_and_each_process_is_set_up_once() -> None:
    setup: list[int] = []
    results = [result for _, result in map_chunks(counting, setup, range(MANY), 2)]
    assert {times for times, _ in results} == {1}
    assert os.getpid() not in {pid for _, pid in results}
    assert setup == []


def test_one_job_is_done_here_however_much_it_is() -> None:
    setup: list[int] = []
    results = [result for _, result in map_chunks(counting, setup, range(MANY), 1)]
    assert {pid for _, pid in results} == {os.getpid()}
    assert setup == [1]


def test_no_more_work_is_handed_out_than_is_soon_wanted() -> None:
    """A reader that stops, stops the work."""
    results = map_chunks(adding, 0, range(MANY), 2)
    assert next(results)[1][0] == 0
    results.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_a_function_raises_is_raised_here(jobs: int) -> None:
    results = map_chunks(failing, CHUNK + 1, range(MANY), jobs)
    assert next(results) == (CHUNK, CHUNK)
    with pytest.raises(ValueError, match=f"cannot do {CHUNK + 1}"):
        next(results)


def test_a_process_that_is_killed_is_said_and_not_waited_for() -> None:
    with pytest.raises(ProjectError, match="a worker process was ended from outside") as caught:
        list(map_chunks(dying, 3, range(MANY), 2))
    assert caught.value.exit_code == 3
    assert "--jobs 1" in caught.value.hint


def test_the_collector_is_as_it_was() -> None:
    before = gc.get_freeze_count()
    list(map_chunks(adding, 0, range(MANY), 2))
    assert gc.get_freeze_count() == before
    assert gc.isenabled()


def test_there_is_always_a_processor() -> None:
    assert default_jobs() >= 1


def test_meanwhile_this_process_does_something_else_once() -> None:
    done: list[int] = []
    items = range(WORTH_A_POOL)
    found = [size for size, _ in map_chunks(adding, 2, items, 2, lambda: done.append(1))]
    assert (sum(found), done) == (WORTH_A_POOL, [1])


def test_alone_there_is_no_meanwhile() -> None:
    done: list[int] = []
    assert list(map_chunks(adding, 2, range(3), 1, lambda: done.append(1)))
    assert done == []


def starving(setup: int) -> Callable[[Sequence[int]], int]:
    """Too little memory for what is to be made, in this process alone."""
    import resource

    def work(numbers: Sequence[int]) -> int:
        if setup in numbers:
            resource.setrlimit(resource.RLIMIT_AS, (10_000_000, 10_000_000))
            return len(bytearray(1_000_000_000))
        return len(numbers)

    return work


def test_a_worker_without_memory_ends_the_work_as_one_process_would() -> None:
    with pytest.raises(MemoryError):
        list(map_chunks(starving, 5, range(MANY), 2))
    assert sum(size for size, _ in map_chunks(starving, -1, range(MANY), 2)) == MANY


def test_where_no_process_can_be_started_there_is_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refuse)
    with pytest.raises(ProjectError, match="no worker process can be started") as caught:
        list(map_chunks(adding, 5, range(MANY), 2))
    assert caught.value.hint == "run again with --jobs 1"


def test_where_no_thread_can_be_started_nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """With little memory there is no room for a thread's stack, here or in the workers."""

    def refuse(self: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    with pytest.raises(ProjectError, match="a worker process was ended from outside") as caught:
        list(map_chunks(adding, 5, range(MANY), 2))
    assert "--jobs 1" in caught.value.hint


def test_what_failed_elsewhere_says_where() -> None:
    with pytest.raises(ValueError, match="cannot do 3") as caught:
        list(map_chunks(failing, 3, range(MANY), 2))
    assert "in work" in "".join(caught.value.__notes__)


def test_processes_end_with_the_work() -> None:
    for stop in (False, True):
        results = map_chunks(adding, 0, range(MANY), 2)
        next(results)
        assert len(multiprocessing.active_children()) == 2
        if stop:
            results.close()  # type: ignore[attr-defined]
        else:
            list(results)
        assert multiprocessing.active_children() == []


def test_what_is_held_open_is_closed_after_the_last_chunk() -> None:
    said: list[object] = []
    work = Closing(lambda items: said.append(list(items)), lambda: said.append("closed"))
    assert [size for size, _ in map_chunks(lambda _: work, None, [1, 2], 1)] == [2]
    assert said == [[1, 2], "closed"]


def test_what_is_held_open_is_closed_where_the_work_fails() -> None:
    closed: list[str] = []

    def fail(items: object) -> None:
        raise ValueError(items)

    work = Closing(fail, lambda: closed.append("closed"))
    with pytest.raises(ValueError, match="1"):
        list(map_chunks(lambda _: work, None, [1], 1))
    assert closed == ["closed"]


def test_one_other_process_does_few_items_beside_what_is_long() -> None:
    done: list[int] = []
    items = range(WORTH_A_HELPER)
    results = list(map_chunks(counting, [], items, 3, lambda: done.append(1), is_long=True))
    assert sum(size for size, _ in results) == WORTH_A_HELPER
    pids = {pid for _, (_, pid) in results}
    assert len(pids) == 1
    assert os.getpid() not in pids
    assert done == [1]
