"""Measure speed and memory, and print one table: `python benchmarks/run.py N [N...]`.

Every figure is the median of whole processes. What is compared runs in turn, in the same minutes,
on the same memory file system, so that a busy machine slows down both. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import compileall
import shutil
import sys
import tempfile
from pathlib import Path

from large import hugo_version, measure_large
from measure import load, machine
from small import measure_small
from verdict import HEAD, Verdict

MEMORY = Path("/dev/shm")
SOURCE = Path(__file__).parents[1] / "src"


def main() -> None:
    """Measure what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", metavar="N", type=int, nargs="+", help="records of a list")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of runs in turn (5)")
    parser.add_argument("--seed", type=int, default=1, help="another synthetic list (1)")
    parser.add_argument("--no-small", action="store_true", help="only the synthetic lists")
    chosen = parser.parse_args()
    folder = MEMORY if MEMORY.is_dir() else None
    # As installing does; without it every start of a changed program compiles what changed.
    compileall.compile_dir(SOURCE, quiet=2)
    scratch = Path(tempfile.mkdtemp(prefix="reading-list-bench-", dir=folder))
    where = "in memory (/dev/shm)" if folder else f"in {scratch.parent}, which may be a disk"
    print(f"{machine()}; {hugo_version()}; {chosen.rounds} rounds, files {where}")
    print(f"load before: {load():.1f}")
    rows: list[Verdict] = []
    try:
        if not chosen.no_small:
            _say("start and own list")
            rows += measure_small(scratch, chosen.rounds)
        for count in chosen.records:
            _say(f"{count:,} records")
            for found in measure_large(scratch, count, chosen.rounds, chosen.seed):
                if isinstance(found, Verdict):
                    rows.append(found)
                else:
                    print(found, flush=True)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    print(f"load after: {load():.1f}\n")
    print(HEAD)
    print("\n".join(row.line() for row in rows))


def _say(what: str) -> None:
    print(f"measuring: {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
