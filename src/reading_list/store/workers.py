"""Work in several processes, in order: what comes back does not depend on who was first.

Functions are top-level and take and return plain values. Few items are done here, by the same
function.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import deque
from typing import TYPE_CHECKING, Any, TypeVar

from reading_list.diagnostics import ProjectError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future, ProcessPoolExecutor

Item = TypeVar("Item")
Result = TypeVar("Result")
Setup = TypeVar("Setup")

CHUNK = 250
WORTH_A_POOL = 1000


def default_jobs() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def map_chunks(
    make: Callable[[Setup], Callable[[Sequence[Item]], Result]],
    setup: Setup,
    items: Sequence[Item],
    jobs: int,
    meanwhile: Callable[[], object] | None = None,
) -> Iterator[tuple[int, Result]]:
    """`make(setup)` applied to chunks of `items`: (items in the chunk, result), in order.

    Each process calls `make` once, with what this one has loaded by then at hand. `meanwhile` is
    done here while other processes have begun; where there are none it is left undone. Raises
    ProjectError when a process was ended from outside or none can be started.
    """
    chunks = [items[start : start + CHUNK] for start in range(0, len(items), CHUNK)]
    if jobs <= 1 or len(items) < WORTH_A_POOL:
        work = make(setup)
        for chunk in chunks:
            yield len(chunk), work(chunk)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    context = multiprocessing.get_context("fork" if hasattr(os, "fork") else None)
    gc.freeze()
    life = os.pipe()
    pool = ProcessPoolExecutor(jobs, context, initializer=_start, initargs=(make, setup, life))
    try:
        yield from _in_order(pool, chunks, 3 * jobs, meanwhile)
    except BrokenProcessPool as error:
        raise ProjectError(
            "a worker process was ended from outside",
            "run again; if memory is short, with --jobs 1",
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)
        os.close(life[0])
        os.close(life[1])
        gc.unfreeze()


def _in_order(
    pool: ProcessPoolExecutor,
    chunks: list[Sequence[Item]],
    ahead: int,
    meanwhile: Callable[[], object] | None,
) -> Iterator[tuple[int, Result]]:
    waiting: deque[tuple[int, Future[Result]]] = deque()
    for chunk in chunks:
        waiting.append((len(chunk), _submitted(pool, chunk)))
        if len(waiting) >= ahead:
            if meanwhile:
                meanwhile()
                meanwhile = None
            size, future = waiting.popleft()
            yield size, future.result()
    if meanwhile:
        meanwhile()
    while waiting:
        size, future = waiting.popleft()
        yield size, future.result()


def _submitted(pool: ProcessPoolExecutor, chunk: Sequence[Item]) -> Future[Any]:
    """A chunk handed over, for which processes and a thread may have to be started."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        return pool.submit(_work, chunk)
    except BrokenProcessPool:
        raise
    except (OSError, RuntimeError) as error:  # out of processes, memory or threads
        what = f"no worker process can be started: {error}"
        raise ProjectError(what, "run again with --jobs 1") from error


_current: Callable[[Any], Any] | None = None


def _start(
    make: Callable[[Any], Callable[[Any], Any]], setup: object, life: tuple[int, int]
) -> None:
    global _current  # noqa: PLW0603  # what a process is set up with lives as long as it
    # Jinja leaves circles of garbage with every page: uncollected, 10,000 records took 356 MB
    # instead of 239.
    gc.freeze()
    gc.set_threshold(20_000)
    os.close(life[1])
    threading.Thread(target=_end_with_parent, args=(life[0],), daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it and ends the pool
    _current = make(setup)


def _end_with_parent(life: int) -> None:
    """Wait for the end of a pipe that the parent alone holds open: it was killed."""
    os.read(life, 1)
    os._exit(1)


def _work(chunk: Any) -> Any:
    if _current is None:
        raise RuntimeError("the worker was not set up")
    return _current(chunk)
