"""`check`: every problem, or those of some files; the whole list is looked at all the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from reading_list.commands.check import run
from reading_list.diagnostics import ProjectError
from reading_list.reports import Report
from reading_list.store.files import Project
from reading_list.talk import Talk

TAXONOMY = "list: {title: A}\nvenues: [{id: eccv, name: E, editions: [{year: 2018, note: n}]}]\n"
GOOD = "title: Good\nauthors: [A]\nyear: 2018\nvenue: eccv\n"
NO_AUTHORS = "title: No authors\nyear: 2018\nvenue: eccv\n"
FILES = {
    "taxonomy.yaml": TAXONOMY,
    "papers/2018/good.yaml": GOOD,
    "papers/2018/colon.yaml": "title: a: b\n",
    "papers/2018/none.yaml": NO_AUTHORS,
    "papers/2018b/x.yaml": "title: a: b\n",
}


@pytest.fixture
def project(make_list: Callable[[Mapping[str, str]], Path]) -> Project:
    return Project(make_list(FILES).resolve())


def checked(project: Project, paths: Sequence[str] = ()) -> Report:
    return run(project, Talk(), paths, 1)


def files(report: Report) -> list[str]:
    return [found.path for found in report.findings]


def test_all_problems_are_reported_in_order(project: Project) -> None:
    report = checked(project)
    assert files(report) == [
        "papers/2018/colon.yaml",
        "papers/2018/none.yaml",
        "papers/2018b/x.yaml",
    ]
    assert (report.exit_code, report.text) == (1, "")
    assert report.said == "2 errors and 1 warning in 4 records"


def test_warnings_alone_are_no_failure(project: Project) -> None:
    for name in ("2018/colon", "2018b/x"):
        (project.root / "papers" / f"{name}.yaml").unlink()
    report = checked(project)
    assert (report.exit_code, report.said) == (0, "0 errors and 1 warning in 2 records")


def test_without_problems_there_is_nothing_to_report(project: Project) -> None:
    for name in ("2018/colon", "2018/none", "2018b/x"):
        (project.root / "papers" / f"{name}.yaml").unlink()
    assert checked(project) == Report(said="1 record, nothing to report")


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("papers/2018/colon.yaml", ["2018/colon"]),
        ("papers/2018", ["2018/colon", "2018/none"]),
        ("papers/2018/", ["2018/colon", "2018/none"]),
        ("papers/2018/../2018b/x.yaml", ["2018b/x"]),
        ("./papers/2018b", ["2018b/x"]),
        ("papers", ["2018/colon", "2018/none", "2018b/x"]),
        (".", ["2018/colon", "2018/none", "2018b/x"]),
        ("papers/2018/good.yaml", []),
        ("taxonomy.yaml", []),
    ],
)
def test_a_path_narrows_what_is_shown(
    project: Project, monkeypatch: pytest.MonkeyPatch, path: str, names: list[str]
) -> None:
    monkeypatch.chdir(project.root)
    wanted = [f"papers/{name}.yaml" for name in names]
    assert files(checked(project, [path])) == wanted
    assert files(checked(project, [str(project.root / path)])) == wanted


def test_several_paths_are_shown_together(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root / "papers")
    report = checked(project, ["2018b/x.yaml", "2018/none.yaml"])
    assert files(report) == ["papers/2018/none.yaml", "papers/2018b/x.yaml"]


def test_only_what_is_shown_decides_the_exit_code(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root)
    assert checked(project, ["papers/2018/none.yaml"]).exit_code == 0
    assert checked(project, ["papers/2018/colon.yaml"]).exit_code == 1


def test_a_path_is_also_meant_from_the_list(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert files(checked(project, ["papers/2018b"])) == ["papers/2018b/x.yaml"]


def test_a_path_behind_a_link_is_the_same_file(project: Project, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(project.root)
    path = tmp_path / "link" / "papers" / "2018b" / "x.yaml"
    assert files(checked(project, [str(path)])) == ["papers/2018b/x.yaml"]


@pytest.mark.parametrize(
    "path", ["papers/2018/typo.yaml", "papers/nowhere", "/etc/passwd", "..", "x" * 5_000]
)
def test_a_path_that_is_no_file_of_the_list_is_said(
    project: Project, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """A slip in a path must not look like a list without problems."""
    monkeypatch.chdir(project.root)
    with pytest.raises(ProjectError, match="is not in the list") as caught:
        checked(project, [path])
    assert caught.value.exit_code == 2


def test_a_record_that_is_a_link_is_still_its_own_path(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root)
    (project.root / "papers" / "2018" / "link.yaml").symlink_to("/etc/passwd")
    assert files(checked(project, ["papers/2018/link.yaml"])) == ["papers/2018/link.yaml"]


def test_nothing_but_the_cache_is_written(project: Project) -> None:
    before = {path: path.stat() for path in project.root.rglob("*") if path.is_file()}
    checked(project)
    assert {path: path.stat() for path in before} == before
    assert {path.name for path in project.root.iterdir()} == {".cache", "papers", "taxonomy.yaml"}
