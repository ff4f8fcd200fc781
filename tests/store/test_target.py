"""A file is whole or as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from reading_list.diagnostics import ProjectError
from reading_list.store.target import target


def test_a_file_is_written_piece_by_piece(tmp_path: Path) -> None:
    with target(str(tmp_path / "a.bib")) as put:
        put("é\r\n")
        put("b")
    assert (tmp_path / "a.bib").read_bytes() == "é\r\nb".encode()
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_is_as_it_was_when_something_goes_wrong(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text("old")

    def broken() -> None:
        with target(str(tmp_path / "a.bib")) as put:
            put("new")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken()
    assert (tmp_path / "a.bib").read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    with target(str(tmp_path / "link")) as put:
        put("new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


@pytest.mark.parametrize("name", ["", "none/a.bib"])
def test_a_place_where_nothing_can_be_written_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(ProjectError), target(str(tmp_path / name)):
        pass
