"""The summary of a workflow's step."""

from __future__ import annotations

from pathlib import Path

import pytest

from reading_list.diagnostics import ProjectError
from reading_list.store.step import add_summary


def test_a_summary_is_added_to_what_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "summary"
    file.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(file))
    assert add_summary("é \udcff\n")
    assert file.read_text(encoding="utf-8") == "before\né \\udcff\n"
    assert not add_summary("")


def test_outside_of_a_workflow_nothing_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    assert not add_summary("x")


def test_a_file_that_cannot_be_written_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path))
    with pytest.raises(ProjectError, match="cannot be written"):
        add_summary("x")
