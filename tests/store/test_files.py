"""A list's files: what is found, what is read of it, and what is never opened."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from reading_list.diagnostics import Diagnostic, ProjectError
from reading_list.records.limits import RECORD_LIMITS, TAXONOMY_LIMITS
from reading_list.store.files import (
    Project,
    find_project,
    is_text,
    read_record,
    read_taxonomy,
    read_text,
)

NOT_ROOT = pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
GOOD = "title: A\n"


def read(project: Project, path: str) -> str:
    """What hinders the reading of a record."""
    found = read_record(project, path)
    assert isinstance(found, Diagnostic)
    assert (found.path, found.rule) == (path, "files/unreadable")
    return found.message


def test_the_bytes_of_a_record_are_read_as_they_are(project: Project, papers: Path) -> None:
    for raw in (b"", b"\xff\0\r\n", GOOD.encode()):
        (papers / "x.yaml").write_bytes(raw)
        assert read_record(project, "papers/x.yaml") == raw


@pytest.mark.parametrize("size", [RECORD_LIMITS.size, RECORD_LIMITS.size + 1, 50_000_000])
def test_of_a_huge_record_one_byte_too_many_is_read(
    project: Project, papers: Path, size: int
) -> None:
    with (papers / "huge.yaml").open("wb") as file:
        file.truncate(size)
    raw = read_record(project, "papers/huge.yaml")
    assert isinstance(raw, bytes)
    assert len(raw) == min(size, RECORD_LIMITS.size + 1)


def test_of_a_huge_taxonomy_one_byte_too_many_is_read(project: Project) -> None:
    with (project.root / "taxonomy.yaml").open("wb") as file:
        file.truncate(50_000_000)
    raw = read_taxonomy(project)
    assert isinstance(raw, bytes)
    assert len(raw) == TAXONOMY_LIMITS.size + 1


@pytest.fixture
def no_more_files() -> Iterator[None]:
    """Fails when the test left a file open."""
    before = len(list(Path("/dev/fd").iterdir()))
    yield
    assert len(list(Path("/dev/fd").iterdir())) == before


@pytest.mark.usefixtures("no_more_files")
def test_what_has_become_no_file_since_it_was_found_is_never_opened(
    project: Project, papers: Path
) -> None:
    assert read(project, "papers/gone.yaml") == "the file has vanished while it was being read"
    (papers / "x.yaml").symlink_to("2018/a.yaml")
    assert read(project, "papers/x.yaml") == "this is a link, not a file"
    (papers / "y.yaml").mkdir()
    assert read(project, "papers/y.yaml") == "this is no ordinary file"
    os.mkfifo(papers / "z.yaml")
    assert read(project, "papers/z.yaml") == "this is no ordinary file"
    (papers / "loop.yaml").symlink_to("loop.yaml")
    assert read(project, "papers/loop.yaml") == "this is a link, not a file"
    assert read(project, f"papers/{'x' * 300}.yaml").startswith("the file cannot be read: ")
    assert read(project, "papers/2018/a.yaml/b.yaml").startswith("the file cannot be read: ")


@NOT_ROOT
def test_a_record_that_may_not_be_read_is_named(project: Project, papers: Path) -> None:
    (papers / "2018" / "a.yaml").chmod(0)
    assert read(project, "papers/2018/a.yaml") == "the file cannot be read: Permission denied"


def test_a_linked_taxonomy_is_a_finding(project: Project) -> None:
    (project.root / "taxonomy.yaml").rename(project.root / "t.yaml")
    (project.root / "taxonomy.yaml").symlink_to("t.yaml")
    found = read_taxonomy(project)
    assert isinstance(found, Diagnostic)
    assert (found.path, found.message) == ("taxonomy.yaml", "this is a link, not a file")


def test_a_text_is_read_as_it_is_and_none_where_there_is_none(tmp_path: Path) -> None:
    assert read_text(tmp_path / "README.md") is None
    (tmp_path / "README.md").write_bytes("\ufeffé\r\nb".encode())
    assert read_text(tmp_path / "README.md") == "\ufeffé\r\nb"


@pytest.mark.usefixtures("no_more_files")
def test_a_text_that_cannot_be_read_whole_stops_the_work(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_bytes(b"\xff")
    with pytest.raises(ProjectError, match=r"README\.md is not UTF-8 text"):
        read_text(path)
    path.write_bytes(b"x" * 11)
    with pytest.raises(ProjectError, match=r"README\.md is larger than"):
        read_text(path, 10)
    path.write_bytes(b"x" * 10)
    assert read_text(path, 10) == "x" * 10
    path.unlink()
    path.mkdir()
    with pytest.raises(ProjectError, match=r"README\.md: this is no ordinary file"):
        read_text(path)
    path.rmdir()
    (tmp_path / "other").write_bytes(b"x")
    path.symlink_to("other")
    with pytest.raises(ProjectError, match=r"README\.md: this is a link"):
        read_text(path)


def test_a_list_is_found_from_anywhere_in_it(
    project: Project, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(papers / "2018")
    assert find_project().root == project.root.resolve()
    assert find_project(project.root).root == project.root.resolve()
    monkeypatch.chdir(project.root.parent)
    assert find_project(Path("list")).root == project.root.resolve()
    assert Project(project.root).cache == project.root / ".cache"


def test_a_list_behind_a_link_has_its_real_place(project: Project, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(project.root)
    assert find_project(tmp_path / "link").root == project.root.resolve()


def test_a_folder_that_was_named_has_to_be_the_list_itself(project: Project, papers: Path) -> None:
    for start in (papers, project.root / "nothing", project.root / "taxonomy.yaml",
                  Path("x" * 5_000), project.root / "loop" / "x"):  # fmt: skip
        with pytest.raises(ProjectError, match="there is no list in ") as caught:
            find_project(start)
        assert caught.value.exit_code == 3
        assert "--root" in caught.value.hint


def test_no_list_above_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ProjectError, match=r"there is no list in .* or above"):
        find_project()
    (tmp_path / "taxonomy.yaml").mkdir()
    with pytest.raises(ProjectError):
        find_project()


def test_a_current_folder_that_is_gone_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    with pytest.raises(ProjectError, match="has been deleted"):
        find_project()


def test_text_is_what_utf8_can_hold() -> None:
    assert is_text("王\n")
    assert not is_text("\udcff")
