"""The repository's README is an awesome list in the eyes of awesome-lint."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
README = REPOSITORY / "README.md"
SCRIPT = REPOSITORY / "tests" / "tools" / "awesome-lint.mjs"
BEGIN, END = "<!-- reading-list:begin -->", "<!-- reading-list:end -->"

pytestmark = pytest.mark.node


@pytest.fixture
def lint(node_tool: Callable[[str], Path]) -> Callable[[Path], str]:
    """A function from a Markdown file to the errors and warnings in it, one per line."""
    node_tool("awesome-lint")

    def run(path: Path) -> str:
        done = subprocess.run(["node", SCRIPT, path], capture_output=True, text=True, check=False)
        assert done.returncode in (0, 1), done.stderr
        assert (done.returncode == 1) == (": error: " in done.stdout), done.stderr
        return done.stdout

    return run


def generated_block(text: str) -> str:
    before, begin, rest = text.partition(BEGIN)
    block, end, after = rest.partition(END)
    assert begin and end, "README.md lacks one of its two marker comments"
    assert BEGIN not in block + after and END not in before + after
    return block.strip()


def test_readme_is_an_awesome_list(lint: Callable[[Path], str]) -> None:
    if not generated_block(README.read_text(encoding="utf-8")):
        pytest.skip("README.md has no list between its markers yet: make site")
    assert lint(README) == ""


def test_readme_of_a_fresh_build_is_an_awesome_list(
    lint: Callable[[Path], str], built_list: Path
) -> None:
    assert generated_block((built_list / "README.md").read_text(encoding="utf-8"))
    assert lint(built_list / "README.md") == ""


def test_hand_written_part_alone_is_an_awesome_list(
    lint: Callable[[Path], str], tmp_path: Path
) -> None:
    text = README.read_text(encoding="utf-8")
    block = generated_block(text)
    (tmp_path / "README.md").write_text(text.replace(block, "") if block else text)
    (tmp_path / "CONTRIBUTING.md").write_text("See README.md.\n")
    assert lint(tmp_path / "README.md") == ""


def test_faults_are_found(lint: Callable[[Path], str], tmp_path: Path) -> None:
    """A linter that never complains would prove nothing."""
    path = tmp_path / "README.md"
    path.write_text("# a list\n\n- [One](https://example.org) - no full stop\n\n## License\n")
    found = lint(path)
    for rule in ("heading", "badge", "contributing", "list-item", "license"):
        assert f"(awesome-{rule})" in found
