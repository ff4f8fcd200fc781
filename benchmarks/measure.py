"""Whole processes: how long they take, how much processor, how much memory with all their children.

Time and memory are never taken in the same run: whoever asks the kernel for the memory of a process
holds that process up.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

SAMPLE_SECONDS = 0.01
# A user's Python keeps bytecode, and the program compiled templates beside it; where the machine
# that measures tells it not to, every run would compile both again.
ENVIRONMENT = {name: it for name, it in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


class Run(NamedTuple):
    """Seconds by the clock, and of all processors together."""

    wall: float
    cpu: float


class Series(NamedTuple):
    """Runs of one command."""

    name: str
    runs: list[Run]

    @property
    def wall(self) -> float:
        """The median."""
        return statistics.median(run.wall for run in self.runs)

    @property
    def cpu(self) -> float:
        """The median."""
        return statistics.median(run.cpu for run in self.runs)

    @property
    def spread(self) -> str:
        """The fastest and the slowest run."""
        walls = [run.wall for run in self.runs]
        return f"{min(walls):.3g}–{max(walls):.3g}"

    def ratio(self, other: Series) -> float:
        """How often the other's time, median by median."""
        return self.wall / other.wall


def timed(command: Sequence[str], folder: Path, expected: int = 0) -> Run:
    """Run a command once. Ends the benchmark if it does not exit as expected."""
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        _check(command, process.returncode, expected, said)
    return Run(wall, used.ru_utime + used.ru_stime)


def peak(command: Sequence[str], folder: Path, expected: int = 0) -> int:
    """The most memory that a command and all its children hold at a time, in bytes.

    It is the sum of their proportional set sizes: what they share counts once. Files in memory
    file systems are not theirs.
    """
    most = 0
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stdout=said, stderr=said)
        while process.poll() is None:
            most = max(most, sum(map(_proportional, _tree(process.pid))))
            time.sleep(SAMPLE_SECONDS)
        _check(command, process.returncode, expected, said)
    return most


def machine() -> str:
    """Processor, cores, kernel, Python: what results depend on."""
    model = "unknown processor"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    cores = len(os.sched_getaffinity(0))
    version = ".".join(map(str, sys.version_info[:3]))
    release = os.uname().release.partition("-")[0]
    return f"{model}, {cores} cores, Linux {release}, Python {version}"


def load() -> float:
    """How many processes wanted a processor in the last minute."""
    return os.getloadavg()[0]


def _check(command: Sequence[str], code: int, expected: int, said: object) -> None:
    if code == expected:
        return
    said.seek(0)  # type: ignore[attr-defined]
    text = said.read().decode(errors="replace")  # type: ignore[attr-defined]
    sys.exit(f"{' '.join(command)} ended with {code}:\n{text[-4000:]}")


def _tree(root: int) -> list[int]:
    """A process and all below it that are alive."""
    found = [root]
    for pid in found:
        try:
            for task in Path(f"/proc/{pid}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return found


def _proportional(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    for line in text.splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0
