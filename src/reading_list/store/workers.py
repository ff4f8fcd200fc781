"""Work in several processes, in order: what comes back does not depend on who was first.

Functions are top-level and take and return plain values. Few items are done here, by the same
function.

A pool of the standard library hands over through threads. Where memory was short, one of them died
of it and the other waited for ever; here the process that waits does all of it itself.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar

from reading_list.diagnostics import ProjectError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Item = TypeVar("Item")
Result = TypeVar("Result")
Setup = TypeVar("Setup")

CHUNK = 250
SMALL_CHUNK = 20
WORTH_A_POOL = 1000
WORTH_A_HELPER = 100
_NUMBER = 4  # bytes; pipes pass on so few of them as one
_PATIENCE = 10.0  # seconds that a process may take to end by itself


class Closing(Generic[Item, Result]):
    """A function of chunks that holds something open, to be closed after the last of them.

    Garbage in circles, as templates leave it, would keep it open for who knows how long. A forked
    process needs no such care: it ends.
    """

    def __init__(
        self, work: Callable[[Sequence[Item]], Result], close: Callable[[], object]
    ) -> None:
        self._work = work
        self.close = close

    def __call__(self, items: Sequence[Item]) -> Result:
        return self._work(items)


def default_jobs() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def map_chunks(
    make: Callable[[Setup], Callable[[Sequence[Item]], Result]],
    setup: Setup,
    items: Sequence[Item],
    jobs: int,
    meanwhile: Callable[[], object] | None = None,
    *,
    is_long: bool = False,
) -> Iterator[tuple[int, Result]]:
    """`make(setup)` applied to chunks of `items`: (items in the chunk, result), in order.

    Each process calls `make` once, with what this one has loaded by then at hand. `meanwhile` is
    done here while other processes have begun; where there are none it is left undone. Where it
    `is_long`, one other process does what would be too few items for a pool. Raises ProjectError
    when a process was ended from outside or none can be started.
    """
    is_few = len(items) < WORTH_A_POOL
    is_here = jobs <= 1 or not hasattr(os, "fork")
    is_here = is_here or (is_few and not (is_long and len(items) >= WORTH_A_HELPER))
    # So many that whoever ends last does not work long alone.
    size = CHUNK if is_here else min(CHUNK, max(SMALL_CHUNK, len(items) // (16 * jobs)))
    chunks = [items[start : start + size] for start in range(0, len(items), size)]
    if is_here:
        work = make(setup)
        try:
            for chunk in chunks:
                yield len(chunk), work(chunk)
        finally:
            if isinstance(work, Closing):
                work.close()
        return
    gc.freeze()
    try:
        pool = _Pool(make, setup, chunks, 1 if is_few else min(jobs, len(chunks)))
        try:
            yield from pool.results(3 * jobs, meanwhile)
        finally:
            pool.close()
    finally:
        gc.unfreeze()


class _Pool:
    """Forked processes, which have all chunks at hand and take the numbers of theirs from a pipe.

    One of them ended when its own pipe of results does: nobody else holds the other end open.
    """

    def __init__(
        self,
        make: Callable[[Any], Callable[[Any], Any]],
        setup: object,
        chunks: list[Sequence[Any]],
        jobs: int,
    ) -> None:
        import multiprocessing

        context = multiprocessing.get_context("fork")
        self._chunks = chunks
        self._processes: list[BaseProcess] = []
        self._results: list[Connection] = []
        self._numbers = os.pipe()
        self._life = os.pipe()
        try:
            for _ in range(jobs):
                ours, theirs = context.Pipe(duplex=False)
                self._results.append(ours)
                foreign = [self._numbers[1], self._life[1], *(it.fileno() for it in self._results)]
                pipes = (self._numbers[0], self._life[0], theirs)
                process = context.Process(
                    target=_serve, args=(make, setup, chunks, pipes, foreign), daemon=True
                )
                try:
                    process.start()
                finally:
                    theirs.close()
                self._processes.append(process)
        except (OSError, RuntimeError) as error:  # out of processes or memory
            self.close()
            what = f"no worker process can be started: {error}"
            raise ProjectError(what, "run again with --jobs 1") from error
        except BaseException:
            self.close()
            raise

    def results(
        self, ahead: int, meanwhile: Callable[[], object] | None
    ) -> Iterator[tuple[int, Any]]:
        """(items in the chunk, result) in order; no more than `ahead` chunks are in work."""
        from multiprocessing.connection import wait

        done: dict[int, Any] = {}
        given = 0
        for wanted in range(len(self._chunks)):
            while given < min(wanted + ahead, len(self._chunks)):
                os.write(self._numbers[1], given.to_bytes(_NUMBER, "big"))
                given += 1
            if meanwhile:
                meanwhile()
                meanwhile = None
            while wanted not in done:
                for connection in wait(self._results):
                    number, result, error = _received(connection)
                    if error is not None:
                        raise error
                    done[number] = result
            yield len(self._chunks[wanted]), done.pop(wanted)

    def close(self) -> None:
        """End all processes, those that work once they have done so."""
        for descriptor in self._numbers:
            os.close(descriptor)
        for connection in self._results:
            connection.close()
        for process in self._processes:
            process.join(_PATIENCE)
            if process.exitcode is None:
                process.kill()
                process.join()
            process.close()
        for descriptor in self._life:
            os.close(descriptor)


def _received(connection: Any) -> tuple[int, Any, BaseException | None]:
    try:
        answer: tuple[int, Any, BaseException | None] = connection.recv()
    except (EOFError, OSError) as error:
        raise ProjectError(
            "a worker process was ended from outside",
            "run again; if memory is short, with --jobs 1",
        ) from error
    return answer


def _serve(
    make: Callable[[Any], Callable[[Any], Any]],
    setup: object,
    chunks: list[Sequence[Any]],
    pipes: tuple[int, int, Connection],
    foreign: list[int],
) -> NoReturn:
    """The life of a process: what it does not need is closed, then chunk after chunk."""
    numbers, life, answers = pipes
    code = 1
    with suppress(BaseException):  # the other process is told by the end of `answers`
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it and ends the pool
        for descriptor in foreign:
            os.close(descriptor)
        # Jinja leaves circles of garbage with every page: uncollected, 10,000 records took 356 MB
        # instead of 239.
        gc.freeze()
        gc.set_threshold(20_000)
        threading.Thread(target=_end_with_parent, args=(life,), daemon=True).start()
        work: Callable[[Any], Any] | None = None
        while taken := os.read(numbers, _NUMBER):
            number = int.from_bytes(taken, "big")
            answer: tuple[int, Any, Exception | None]
            try:
                work = work or make(setup)
                answer = (number, work(chunks[number]), None)
            except Exception as error:  # raised where the work is waited for
                error.add_note(traceback.format_exc())
                answer = (number, None, error)
            answers.send(answer)
        code = 0
    os._exit(code)


def _end_with_parent(life: int) -> None:
    """Wait for the end of a pipe that the parent alone holds open: it was killed."""
    os.read(life, 1)
    os._exit(1)
