"""The targets of `make fuzz` follow the program: each still takes texts."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

RUN = Path(__file__).resolve().parents[2] / "fuzz" / "run.py"


@pytest.mark.slow
def test_every_target_takes_texts_and_finds_nothing() -> None:
    done = subprocess.run(
        [sys.executable, str(RUN), "--minutes", "0.1"],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    counts = re.findall(r"^(\w[\w ]*?) +([\d,]+)$", done.stdout, re.MULTILINE)
    assert len(counts) >= 23, done.stdout
    assert all(int(number.replace(",", "")) > 0 for _, number in counts)
