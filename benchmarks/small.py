"""What everybody feels: the start of the program, and this repository's own list."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from measure import Series, timed
from verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
PROGRAM = str(Path(sys.executable).with_name("reading-list"))
PARTS = ("papers", "templates", "schemas", "taxonomy.yaml", "README.md")


def measure_small(scratch: Path, rounds: int) -> Iterator[Verdict]:
    """Runs in turn: three times as many rounds, as these are short."""
    folder = scratch / "own"
    folder.mkdir()
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        elif source.exists():
            shutil.copy2(source, folder / name)
    records = sum(1 for _ in (folder / "papers").rglob("*.yaml"))
    click = Series('python -c "import click"', [])
    libraries = Series('python -c "import yaml, pydantic, jinja2"', [])
    start = Series("--help", [])
    cold = Series(f"own list ({records} records), cold", [])
    idle = Series("own list, no-op build", [])
    build = [PROGRAM, "--quiet", "build"]
    for _ in range(3 * rounds):
        click.runs.append(timed([sys.executable, "-c", "import click"], folder))
        start.runs.append(timed([PROGRAM, "--help"], folder))
        imports = "import yaml, pydantic, jinja2"
        libraries.runs.append(timed([sys.executable, "-c", imports], folder))
        forget(folder)
        cold.runs.append(timed(build, folder))
        idle.runs.append(timed(build, folder))
    yield Verdict.ratio(start, click, 3)
    yield Verdict.ratio(cold, libraries, 4)
    yield Verdict.ratio(idle, libraries, 2)


def forget(folder: Path) -> None:
    """Bring a list to the state in which it was never built."""
    shutil.rmtree(folder / "site", ignore_errors=True)
    shutil.rmtree(folder / ".cache", ignore_errors=True)
