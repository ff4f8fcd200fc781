"""Every page of this repository's site is valid HTML in the eyes of html-validate."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

CONFIG = Path(__file__).resolve().parent / "tools" / "htmlvalidate.json"
SHOWN = 40

pytestmark = pytest.mark.node


@pytest.fixture
def validate(node_tool: Callable[[str], Path]) -> Callable[[Path], list[str]]:
    """A function from a folder to what is wrong in the HTML files below it, a line each."""
    program = node_tool("html-validate") / "bin" / "html-validate.mjs"

    def run(folder: Path) -> list[str]:
        options = ["--config", str(CONFIG), "--ext", "html", "--formatter", "text"]
        command = ["node", str(program), *options, str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode in (0, 1), done.stderr
        return done.stdout.splitlines()

    return run


def test_every_page_is_valid(validate: Callable[[Path], list[str]], built_site: Path) -> None:
    assert (built_site / "index.html").is_file()
    findings = validate(built_site)
    rules = Counter(finding.rpartition("[")[2].rstrip("]") for finding in findings)
    shown = "\n".join(findings[:SHOWN])
    assert not findings, f"{len(findings)} findings, {dict(rules)}; the first are\n{shown}"


def test_faults_are_found(validate: Callable[[Path], list[str]], tmp_path: Path) -> None:
    """A validator that never complains would prove nothing."""
    (tmp_path / "page.html").write_text("<!DOCTYPE html><html><body><p><div></div></p></body>")
    assert validate(tmp_path)
