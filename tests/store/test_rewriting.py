"""Record files are changed only as long as they hold what the change was made for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reading_list.diagnostics import ProjectError
from reading_list.store.files import Project
from reading_list.store.rewriting import rewrite

PATH = "papers/2018/a.yaml"


@pytest.fixture
def project(make_list: Callable[[Mapping[str, str]], Path]) -> Project:
    return Project(make_list({PATH: "title: A\n"}))


def test_a_record_is_replaced_and_keeps_its_mode(project: Project) -> None:
    file = project.root / PATH
    file.chmod(0o640)
    rewrite(project, PATH, b"title: A\n", b"title: B\n")
    assert file.read_bytes() == b"title: B\n"
    assert file.stat().st_mode & 0o777 == 0o640
    assert [it.name for it in file.parent.iterdir()] == ["a.yaml"]


def test_what_was_saved_meanwhile_is_kept(project: Project) -> None:
    with pytest.raises(ProjectError, match="has changed"):
        rewrite(project, PATH, b"title: old\n", b"title: B\n")
    assert (project.root / PATH).read_bytes() == b"title: A\n"


@pytest.mark.parametrize("what", ["link", "gone", "folder"])
def test_what_is_no_record_any_more_is_left(project: Project, tmp_path: Path, what: str) -> None:
    file = project.root / PATH
    file.unlink()
    outside = tmp_path / "outside"
    outside.write_bytes(b"title: A\n")
    if what == "link":
        file.symlink_to(outside)
    elif what == "folder":
        file.mkdir()
    with pytest.raises(ProjectError):
        rewrite(project, PATH, b"title: A\n", b"title: B\n")
    assert outside.read_bytes() == b"title: A\n"
