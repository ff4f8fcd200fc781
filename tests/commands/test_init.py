"""`reading-list init`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from reading_list.commands import build, check, format
from reading_list.commands.init import Wishes, begin, command, run
from reading_list.context import Context
from reading_list.diagnostics import ProjectError
from reading_list.store.files import Project
from reading_list.talk import Talk

TEXT = "# L\n## A\n- [A Title of Some Words](https://arxiv.org/abs/1901.00001)\n\n***\n"


def test_list_is_made_and_what_was_left_out_is_reported(tmp_path: Path) -> None:
    report = run(tmp_path / "l", TEXT, "x.md")
    assert report.exit_code == 0
    assert report.text == "x.md:5: left out: a rule\n"
    assert (tmp_path / "l" / "taxonomy.yaml").exists()
    assert len(list((tmp_path / "l" / "papers").rglob("*.yaml"))) == 1


def test_every_line_is_reported_on_demand(tmp_path: Path) -> None:
    assert run(tmp_path / "l", TEXT, "x.md", verbose=True).text.count("\n") == 4


def test_nothing_is_written_of_a_list_with_an_error(tmp_path: Path) -> None:
    report = run(tmp_path / "l", "[" * 100_000, "x.md")
    assert report.exit_code == 1
    assert report.findings
    assert not (tmp_path / "l").exists()


def test_explain_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text(TEXT)
    context = Context(None, "never", Talk(), quiet=False)
    result = CliRunner().invoke(
        command, ["--from", str(tmp_path), "--explain", "3"], obj=context, standalone_mode=False
    )
    assert result.exception is not None  # a folder without a README
    result = CliRunner().invoke(
        command,
        ["--from", str(tmp_path / "x.md"), "--explain", "3"],
        obj=context,
        standalone_mode=False,
    )
    assert "A Title of Some Words" in result.return_value.text


def test_a_new_list_passes_its_own_checks(tmp_path: Path) -> None:
    folder = tmp_path / "sparse-networks"
    report = begin(folder, Wishes(), Talk())
    assert report.exit_code == 0
    assert "1 record" in report.said
    root = Project(folder)
    checked = check.run(root, Talk())
    assert (checked.exit_code, list(checked.findings)) == (0, [])
    assert format.run(root, Talk(), check=True).exit_code == 0
    assert "### First Topic" in (folder / "README.md").read_text()
    assert (folder / "site" / "index.html").exists()


def test_a_new_list_is_clean_after_its_first_commit_and_build(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    begin(folder, Wishes("One"), Talk())
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "Begin")
    build.run(Project(folder), Talk())
    assert git(folder, "status", "--porcelain", "--ignored").split() == [
        "!!", ".cache/", "!!", "site/",
    ]  # fmt: skip


@pytest.mark.node
def test_a_new_list_is_an_awesome_list(tmp_path: Path, node_tool: Callable[[str], Path]) -> None:
    node_tool("awesome-lint")
    begin(tmp_path / "sparse-networks", Wishes(), Talk())
    run(tmp_path / "from", TEXT.replace("# L", "# List of Things"), "x.md")
    script = Path(__file__).resolve().parents[1] / "tools" / "awesome-lint.mjs"
    for name in ("sparse-networks", "from"):
        readme = tmp_path / name / "README.md"
        done = subprocess.run(["node", script, readme], capture_output=True, text=True, check=False)
        assert done.stdout == ""
        assert done.returncode == 0, done.stderr


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "note.txt").write_text("mine")
    done = reading_list("init", str(tmp_path / "mine"))
    assert done.returncode == 2
    assert done.stderr == (
        f"reading-list: the folder {tmp_path}/mine is not empty\n  hint: name a new or empty one\n"
    )
    assert [it.name for it in (tmp_path / "mine").iterdir()] == ["note.txt"]


@pytest.mark.parametrize("program", ["-r evil.txt", 'a"]\n- x', "", "a\\b", "a\nb"])
def test_a_program_that_is_no_requirement_is_refused(tmp_path: Path, program: str) -> None:
    with pytest.raises(ProjectError, match="no requirement"):
        begin(tmp_path / "l", Wishes(program=program), Talk())
    assert not (tmp_path / "l").exists()


@pytest.mark.parametrize("title", ["", " ", "x" * 201, "a\x07b"])
def test_a_title_that_is_none_is_refused(tmp_path: Path, title: str) -> None:
    with pytest.raises(ProjectError, match="needs a title"):
        begin(tmp_path / "l", Wishes(title), Talk())


def test_options_of_from_alone_are_refused(tmp_path: Path) -> None:
    done = reading_list("init", str(tmp_path / "l"), "--partial")
    assert done.returncode == 2
    assert "belong to --from" in done.stderr


def reading_list(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reading_list", *words], capture_output=True, text=True, check=False
    )


def git(folder: Path, *words: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    return subprocess.run(
        ["git", *identity, *words], cwd=folder, capture_output=True, text=True, check=True
    ).stdout
