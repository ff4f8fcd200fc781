"""Throws texts at every reader for some minutes: no exception, no hang, no growth may come of it.

    make fuzz MINUTES=5

Texts are put together from pieces of each format and mutations of the corpus beside this file. The
first input of each failure is written to `fuzz/found/`; make it a case of `tests/hostile/
test_found.py` and, if it is of a new kind, a file of the corpus.
"""

from __future__ import annotations

import argparse
import random
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pieces import damaged, made
from targets import Files, targets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE = Path(__file__).resolve().parent
SLOWEST = 20  # seconds for one input of some kB
TURN = 20  # texts for a reader at a time


class Failures:
    """What went wrong, each kind once."""

    def __init__(self) -> None:
        self.told: set[str] = set()

    def add(self, name: str, given: str | bytes, error: Exception) -> None:
        """Write down the input of a failure of a new kind."""
        place = traceback.extract_tb(error.__traceback__)[-1]
        told = f"{name}: {type(error).__name__} at {place.filename}:{place.lineno}"
        if told in self.told:
            return
        self.told.add(told)
        (HERE / "found").mkdir(exist_ok=True)
        target = HERE / "found" / f"{len(self.told)}.txt"
        target.write_text(f"{told}\n{error}\n{given!r}\n", "utf-8", "backslashreplace")
        sys.stdout.write(f"{told}\n")


def corpus_by_kind() -> dict[str, list[str]]:
    """The texts of the corpus by the reader that they are for: `<reader>/<file>`."""
    found: dict[str, list[str]] = {}
    for path in sorted((HERE / "corpus").glob("*/*")):
        found.setdefault(path.parent.name, []).append(path.read_text("utf-8"))
    return found


def inputs(
    known: dict[str, Callable[[str], object]], files: Files, random_: random.Random
) -> Iterator[tuple[str, str | bytes, Callable[[], object]]]:
    """For ever: the name of a reader, what it is given, and the call."""
    corpus = corpus_by_kind()
    while True:
        for name, read in known.items():
            for _ in range(TURN):
                text = made(name, random_, corpus)
                yield name, text, lambda read=read, text=text: read(text)  # type: ignore[misc]
        raw = damaged(files.whole, random_)
        yield "cache file", raw, lambda raw=raw: files.database(raw)  # type: ignore[misc]


def main() -> int:
    """Run for some minutes; the exit code is 1 if something was found."""
    options = argparse.ArgumentParser()
    options.add_argument("--minutes", type=float, default=1)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--only", default="", help="a reader, or several with commas between")
    chosen = options.parse_args()
    until = time.monotonic() + 60 * chosen.minutes
    tried: Counter[str] = Counter()
    failures = Failures()

    def too_slow(*_: object) -> None:
        raise TimeoutError(f"more than {SLOWEST} s")

    signal.signal(signal.SIGALRM, too_slow)
    with TemporaryDirectory(prefix="fuzz-") as folder:
        files = Files(Path(folder))
        known = targets(files)
        if chosen.only:
            known = {name: known[name] for name in chosen.only.split(",")}
        seeded = random.Random(chosen.seed)  # it has to come again
        for name, given, call in inputs(known, files, seeded):
            if time.monotonic() > until:
                break
            tried[name] += 1
            signal.alarm(SLOWEST)
            try:
                call()
            except Exception as error:  # that is what is looked for
                failures.add(name, given, error)
            finally:
                signal.alarm(0)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
    for name, number in sorted(tried.items()):
        sys.stdout.write(f"{name:<16} {number:>9,}\n")
    sys.stdout.write(f"{'in all':<16} {tried.total():>9,}, {len(failures.told)} found, {peak} MB\n")
    return 1 if failures.told else 0


if __name__ == "__main__":
    sys.exit(main())
