"""The scripts that browsers get are those of `scripts/`, shortened: --bless writes them anew."""

from __future__ import annotations

import gzip
import subprocess
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
WRITTEN, SHIPPED = REPOSITORY / "scripts", REPOSITORY / "templates" / "assets"
NAMES = sorted(file.name for file in WRITTEN.glob("*.js"))
MOST = 25_000  # bytes of all scripts together, as servers send them


def test_no_script_is_shipped_that_nobody_wrote() -> None:
    assert sorted(file.name for file in SHIPPED.glob("*.js")) == NAMES


@pytest.mark.node
@pytest.mark.parametrize("name", NAMES)
def test_what_is_shipped_is_what_is_written(node_tool, bless: bool, name: str) -> None:
    terser = node_tool("terser") / "bin" / "terser"
    options = ["--compress", "passes=3,ecma=2022,unsafe_arrows=true", "--mangle"]
    done = subprocess.run(
        ["node", terser, WRITTEN / name, *options], capture_output=True, text=True, check=True
    )
    if bless:
        (SHIPPED / name).write_text(done.stdout, encoding="utf-8")
    assert (SHIPPED / name).read_text("utf-8") == done.stdout, "run `make scripts`"


def test_all_scripts_together_are_small() -> None:
    worker = REPOSITORY / "templates" / "files" / "sw.js"
    files = [*(SHIPPED / name for name in NAMES), worker]
    sizes = {file.name: len(gzip.compress(file.read_bytes(), 6)) for file in files}
    assert sum(sizes.values()) < MOST, sizes
