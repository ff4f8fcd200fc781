"""The command answers at once: what it does not need yet, it does not load."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

LATE = {
    "anyascii",
    "bibtexparser",
    "jinja2",
    "latex2mathml",
    "markdown_it",
    "pydantic",
    "rapidfuzz",
    "sqlite3",
    "yaml",
}


def modules_loaded_by(*arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "reading_list", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.splitlines()[-1]
    assert done.stdout
    return set(re.findall(r"^import time: .*\| +(\S+)$", done.stderr, re.MULTILINE))


@pytest.mark.parametrize("arguments", [("--help",), ("--version",)])
def test_general_questions_load_nothing_heavy(arguments: tuple[str, ...]) -> None:
    loaded = modules_loaded_by(*arguments)
    assert "click" in loaded
    assert not loaded & LATE
