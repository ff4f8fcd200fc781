"""`build`: what it says of the site that it made, or did not make."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reading_list.commands.build import run
from reading_list.diagnostics import ProjectError
from reading_list.reports import Report
from reading_list.store.files import Project
from reading_list.talk import Talk

TAXONOMY = "list: {title: A}\nvenues: [{id: eccv, name: E, editions: [{year: 2018, note: n}]}]\n"
GOOD = "title: Good\nauthors: [A]\nyear: 2018\nvenue: eccv\n"
NO_AUTHORS = "title: No authors\nyear: 2018\nvenue: eccv\n"


@pytest.fixture
def project(make_list: Callable[[Mapping[str, str]], Path]) -> Project:
    files = {"taxonomy.yaml": TAXONOMY, "papers/2018/good.yaml": GOOD}
    return Project(make_list(files).resolve())


class Ends(Talk):
    """Whether the talk of the work was ended, so that nothing is printed over it."""

    ended = False

    def begin(self, phase: str, total: int) -> None:
        self.ended = False

    def end(self) -> None:
        self.ended = True


def built(project: Project, output: Path | None = None) -> Report:
    talk = Ends()
    report = run(project, talk, output, 1)
    assert talk.ended
    return report


def test_a_build_says_what_it_wrote_and_where(project: Project) -> None:
    report = built(project)
    assert (report.findings, report.text, report.exit_code) == ([], "", 0)
    said = r"1 record: (\d+) pages written, 0 kept, 0 removed in (.*/site); [0-9.]+ s, [0-9]+ MB"
    match = re.fullmatch(said, report.said)
    assert match
    pages = [path for path in (project.root / "site").rglob("*.*") if path.name != ".nojekyll"]
    assert int(match[1]) == len(pages)
    assert Path(match[2]) == project.root / "site"


def test_a_second_build_says_that_nothing_was_to_do(project: Project) -> None:
    built(project)
    assert built(project).said.startswith("1 record: 0 pages written, 0 kept, 0 removed in ")


def test_errors_alone_are_reported_and_nothing_is_written(project: Project) -> None:
    folder = project.root / "papers" / "2018"
    (folder / "none.yaml").write_text(NO_AUTHORS)
    (folder / "colon.yaml").write_text("title: a: b\n")
    report = built(project)
    assert [found.rule for found in report.findings] == ["yaml/colon"]
    assert report.exit_code == 1
    assert report.said == "1 error and 1 warning in 3 records: nothing was written"
    assert not (project.root / "site").exists()


def test_warnings_are_counted_and_left_to_check(project: Project) -> None:
    (project.root / "papers" / "2018" / "none.yaml").write_text(NO_AUTHORS)
    report = built(project)
    assert (report.findings, report.exit_code) == ([], 0)
    assert report.said.splitlines()[1:] == ["1 warning: see reading-list check"]


def test_a_readme_without_a_block_is_mentioned(project: Project) -> None:
    (project.root / "README.md").write_text("# Mine\n")
    assert "README.md has no block for the list" in built(project).said.splitlines()[-1]


def test_an_output_folder_is_taken_from_the_list(project: Project) -> None:
    assert (
        built(project, Path("public"))
        .said.partition(";")[0]
        .endswith(f" removed in {project.root}/public")
    )
    assert (project.root / "public" / "index.html").exists()


def test_the_list_itself_is_no_output_folder(project: Project) -> None:
    with pytest.raises(ProjectError, match="holds the list itself") as caught:
        run(project, Talk(), Path("papers"), 1)
    assert caught.value.exit_code == 2
