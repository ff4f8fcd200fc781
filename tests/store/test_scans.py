"""Which records are found, with their stats, and what only looks like one."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from reading_list.store import scans
from reading_list.store.files import Project, read_record
from reading_list.store.scans import DEEPEST_FOLDER, scan

NOT_ROOT = pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
GOOD = "title: A\n"


def refusals(project: Project) -> dict[str, str]:
    """What scanning complains of, by path; all of it is errors at the first line with a rule."""
    findings = scan(project).findings
    assert all(found.rule == "files/unreadable" and found.is_error for found in findings)
    assert all(tuple(found.span) == (1, 1, 1, 1) for found in findings)
    return {found.path: found.message for found in findings}


def test_records_are_found_at_any_depth_in_order_with_their_stat(
    project: Project, papers: Path
) -> None:
    for path in ("b.yaml", "2018/b.yaml", "2018/a-b/c/d.yaml", "undated/x.yaml"):
        (papers / path).parent.mkdir(parents=True, exist_ok=True)
        (papers / path).write_text(GOOD)
    found = scan(project)
    assert sorted(found.records) == [
        "papers/2018/a-b/c/d.yaml",
        "papers/2018/a.yaml",
        "papers/2018/b.yaml",
        "papers/b.yaml",
        "papers/undated/x.yaml",
    ]
    status = (papers / "b.yaml").stat()
    assert dict(found.folders["papers"].stats())["b.yaml"] == (
        len(GOOD),
        status.st_mtime_ns,
        status.st_ctime_ns,
        status.st_ino,
    )
    assert found.findings == ()


def test_the_clock_is_read_before_the_first_stat(project: Project, papers: Path) -> None:
    (papers / "b.yaml").write_text(GOOD)
    before = scan(project)
    (papers / "c.yaml").write_text(GOOD)
    after = scan(project)
    assert before.began_ns < after.began_ns
    assert (
        dict(after.folders["papers"].stats())["c.yaml"].mtime_ns > before.began_ns - 1_000_000_000
    )


def test_other_files_are_none_of_our_business(project: Project, papers: Path) -> None:
    for name in ("README.md", ".hidden.yaml", "a.yaml~", "#a.yaml#", "a.json", "yaml"):
        (papers / name).write_text("x")
    (papers / ".git").mkdir()
    (papers / ".git" / "x.yaml").write_text("x")
    (papers / "empty").mkdir()
    found = scan(project)
    assert found.records == ["papers/2018/a.yaml"]
    assert found.findings == ()


def test_a_list_without_records_is_empty(project: Project, papers: Path) -> None:
    (papers / "2018" / "a.yaml").unlink()
    assert scan(project)[1:] == ({}, ())
    (papers / "2018").rmdir()
    papers.rmdir()
    assert scan(project)[1:] == ({}, ())


def test_what_only_looks_like_a_record_is_named_and_hides_nothing(
    project: Project, papers: Path
) -> None:
    (papers / "folder.yaml").mkdir()
    (papers / "folder.yaml" / "inner.yaml").write_text(GOOD)
    (papers / "link.yaml").symlink_to("2018/a.yaml")
    (papers / "loop.yaml").symlink_to("loop.yaml")
    (papers / "lost.yaml").symlink_to("nowhere")
    (papers / "linked").symlink_to(papers)
    (papers / "notes.md").symlink_to("/etc/passwd")
    os.mkfifo(papers / "pipe.yaml")
    (papers / "short.yml").write_text(GOOD)
    link = "this is a link, not a record"
    assert refusals(project) == {
        "papers/folder.yaml": "this is a folder, though its name is a record's",
        "papers/link.yaml": link,
        "papers/linked": link,
        "papers/loop.yaml": link,
        "papers/lost.yaml": link,
        "papers/notes.md": link,
        "papers/pipe.yaml": "this is no ordinary file",
        "papers/short.yml": "a record's name ends in `.yaml`",
    }
    assert scan(project).records == ["papers/2018/a.yaml"]
    assert all(found.hint for found in scan(project).findings)


def test_a_socket_is_no_record(project: Project, papers: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(papers)  # the path of a socket has to be short
        try:
            server.bind("s.yaml")
        finally:
            os.chdir(here)
        assert refusals(project) == {"papers/s.yaml": "this is no ordinary file"}


def test_a_linked_folder_of_records_is_not_followed(project: Project, papers: Path) -> None:
    papers.rename(project.root / "elsewhere")
    papers.symlink_to("elsewhere")
    assert refusals(project) == {"papers": "the folder of the records is a link"}
    assert scan(project).records == []


def test_folders_are_read_to_a_depth_and_then_named(project: Project, papers: Path) -> None:
    deepest = papers.joinpath(*"d" * DEEPEST_FOLDER)
    (deepest / "too-deep").mkdir(parents=True)
    (deepest / "x.yaml").write_text(GOOD)
    (deepest / "too-deep" / "y.yaml").write_text(GOOD)
    path = f"papers/{'d/' * DEEPEST_FOLDER}"
    assert refusals(project) == {f"{path}too-deep": "the folders are nested too deep"}
    assert set(scan(project).records) == {f"{path}x.yaml", "papers/2018/a.yaml"}


def test_a_name_that_is_not_utf8_is_named_in_words_that_are(project: Project, papers: Path) -> None:
    for name in (b"\xff.yaml", b"\xfe"):
        Path(os.fsdecode(os.fsencode(papers) + b"/" + name)).write_text(GOOD)
    assert refusals(project) == {
        "papers/\\udcfe": "the file's name is not UTF-8",
        "papers/\\udcff.yaml": "the file's name is not UTF-8",
    }


@pytest.mark.parametrize("name", ["a\nb", "\x1b[2J", "\u202ex", "a b", "\\", "'\"", "王😀"])
def test_any_other_name_is_found_and_read(project: Project, papers: Path, name: str) -> None:
    (papers / f"{name}.yaml").write_text(GOOD)
    path = f"papers/{name}.yaml"
    assert path in scan(project).records
    assert read_record(project, path) == GOOD.encode()


@NOT_ROOT
def test_a_folder_that_may_not_be_read_is_named(project: Project, papers: Path) -> None:
    (papers / "2018").chmod(0)
    try:
        assert refusals(project) == {"papers/2018": "the folder cannot be read: Permission denied"}
    finally:
        (papers / "2018").chmod(0o700)


@pytest.mark.parametrize("middle", ["whole folders", "a folder in two"])
def test_a_second_process_finds_the_same(
    project: Project, papers: Path, monkeypatch: pytest.MonkeyPatch, middle: str
) -> None:
    for place in range(6 if middle == "whole folders" else 1):
        (papers / f"{place}").mkdir()
        for name in range(5):
            (papers / f"{place}/{name}.yaml").write_text(GOOD * (name + 1))
    (papers / "0/link.yaml").symlink_to("0.yaml")
    alone = scan(project)
    monkeypatch.setattr(scans, "WORTH_A_PROCESS", 2)
    both = scan(project, jobs=2)
    assert both[1:] == alone[1:]
    assert both.size == alone.size == len(both.records)
    assert [it.path for it in both.findings] == ["papers/0/link.yaml"]


def test_where_the_second_process_fails_the_first_does_its_work(
    project: Project, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "bcde":
        (papers / f"{name}.yaml").write_text(GOOD)
    alone = scan(project)
    monkeypatch.setattr(scans, "WORTH_A_PROCESS", 2)

    def fail(*_: object) -> None:
        raise OSError("no room in the pipe")

    monkeypatch.setattr(scans, "_write_all", fail)
    assert scan(project, jobs=2)[1:] == alone[1:]


def test_a_stat_of_64_bits_is_kept(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = scans._PARTS

    def large(status: os.stat_result) -> tuple[int, ...]:
        return (*parts(status)[:4], 2**64 - 1)

    monkeypatch.setattr(scans, "_PARTS", large)
    (stat,) = dict(scan(project).folders["papers/2018"].stats()).values()
    assert (stat.size, stat.inode) == (len(GOOD), -1)


def test_a_file_that_vanishes_while_it_is_looked_at_is_named(
    project: Project, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (papers / "2018/b.yaml").write_text(GOOD)
    lstat = os.lstat

    def gone(path: str, **more: int) -> os.stat_result:
        if path.endswith("b.yaml"):
            raise FileNotFoundError(2, "No such file or directory")
        return lstat(path, **more)

    monkeypatch.setattr(os, "lstat", gone)
    found = scan(project)
    assert found.records == ["papers/2018/a.yaml"]
    assert [it.path for it in found.findings] == ["papers/2018/b.yaml"]
