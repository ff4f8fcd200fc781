"""`reading-list init`."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from reading_list.commands.init import command, run
from reading_list.context import Context
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
