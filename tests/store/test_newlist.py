"""New lists on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from reading_list.diagnostics import ProjectError
from reading_list.store.newlist import check_place, source_file, write_list


def test_list_is_written_whole(tmp_path: Path) -> None:
    project = write_list(tmp_path / "a" / "b", {"taxonomy.yaml": "x", "papers/2020/y.yaml": "z"})
    assert (project.root / "papers/2020/y.yaml").read_text() == "z"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]


def test_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    with pytest.raises(ProjectError):
        check_place(str(tmp_path))
    with pytest.raises(ProjectError):
        check_place(str(tmp_path / "x"))
    assert check_place(str(tmp_path / "new")) == tmp_path / "new"


def test_folder_as_source_means_its_readme(tmp_path: Path) -> None:
    with pytest.raises(ProjectError):
        source_file(str(tmp_path))
    (tmp_path / "Readme.md").write_text("")
    assert source_file(str(tmp_path)) == str(tmp_path / "Readme.md")
    assert source_file("x.md") == "x.md"
