"""`reading-list from-issue`: issues as GitHub makes them of the forms, kind and hostile ones."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from reading_list.commands import check
from reading_list.commands.from_issue import Wishes, run
from reading_list.commands.init import Wishes as New
from reading_list.commands.init import begin
from reading_list.diagnostics import ProjectError
from reading_list.intake.issues import ADD, CORRECT
from reading_list.store.files import Project
from reading_list.talk import Talk

HOSTILE = [
    "$(touch pwned)", "`touch pwned`", "'; touch pwned; '", '"\n- x: !!python/object', "../../x",
    "%0A::error::x", "${{ secrets.GITHUB_TOKEN }}", "<script>alert(1)</script>", "\u202egnp.exe",
    "--output=/tmp/x", "```\n# big\n```", "@everyone #1 https://evil.example",
]  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Project:
    begin(tmp_path / "list", New("A List"), Talk())
    return Project(tmp_path / "list")


def issue(labels: tuple[str, ...], *answers: str) -> str:
    padded = [*answers, *[""] * len(labels)]
    rows = zip(labels, padded, strict=False)
    return "\n\n".join(f"### {label}\n\n{answer or '_No response_'}" for label, answer in rows)


def files_of(project: Project) -> dict[str, bytes]:
    return {
        it.relative_to(project.root).as_posix(): it.read_bytes()
        for it in project.root.parent.rglob("*")
        if it.is_file() and ".cache" not in it.parts
    }


BIBTEX = (
    "@inproceedings{han2015learning, title={Learning both Weights}, author={Song Han}, year=2015}"
)


def test_an_addition_becomes_a_record(project: Project) -> None:
    before = files_of(project)
    report = run(project, Talk(), issue(ADD, "", BIBTEX, "", "", "", "NIPS", "First Topic, x"))
    assert report.exit_code == 0
    new = files_of(project).keys() - before.keys()
    assert new == {"papers/2015/han2015learning.yaml"}
    text = (project.root / "papers/2015/han2015learning.yaml").read_text()
    assert "venue: nips\ntopics: [first-topic]\n" in text
    assert "Topics that the list does not have: `x`" in report.text
    assert check.run(project, Talk()).exit_code == 0


def test_an_identifier_alone_needs_the_sources(project: Project) -> None:
    report = run(project, Talk(), issue(ADD, "10.1000/x"))
    assert report.exit_code == 1
    assert "fill in its title" in report.text


def test_the_same_paper_twice_is_refused_with_the_place_of_the_first(project: Project) -> None:
    text = issue(ADD, "", "", "Optimal Brain Damage", "Yann LeCun")
    report = run(project, Talk(), text)
    assert report.exit_code == 1
    assert "papers/1989/lecun1989optimal.yaml:3:8" in report.text


def test_a_correction_changes_one_field(project: Project) -> None:
    report = run(project, Talk(), issue(CORRECT, "lecun1989optimal", "pages", "598-605", "p. 598"))
    assert report.exit_code == 0
    assert "+pages: 598-605" in report.text
    assert "pages: 598-605\n" in (project.root / "papers/1989/lecun1989optimal.yaml").read_text()


def test_a_dry_run_writes_nothing(project: Project) -> None:
    before = files_of(project)
    run(project, Talk(), issue(ADD, "", BIBTEX), Wishes(dry_run=True))
    run(
        project,
        Talk(),
        issue(CORRECT, "lecun1989optimal", "pages", "1-2", "s"),
        Wishes(dry_run=True),
    )
    assert files_of(project) == before


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_answers_run_nothing_and_stay_in_papers(project: Project, text: str) -> None:
    before = files_of(project)
    for answers in ([text] * 9, ["", "", text, text, text, text, text, "", text], ["", text]):
        report = run(project, Talk(), issue(ADD, *answers))
        assert report.exit_code in {0, 1}
        assert_inert(report.text)
    for field in ("title", "note", "year", "links.code", text):
        for paper in ("lecun1989optimal", text):
            report = run(project, Talk(), issue(CORRECT, paper, field, text, text))
            assert report.exit_code in {0, 1}
            assert_inert(report.text)
    changed = {
        path for path, raw in files_of(project).items() if raw != before.get(path)
    } | before.keys() - files_of(project).keys()
    assert all(re.fullmatch(r"papers/[a-z0-9]+/[A-Za-z0-9-]+\.yaml", it) for it in changed)
    assert not any(it.name == "pwned" for it in project.root.parent.rglob("*"))
    assert check.run(project, Talk()).exit_code == 0


def assert_inert(text: str) -> None:
    """Outside of code nothing of the stranger's text is markup, a name or an address."""
    outside = re.sub(r"^(`{3,})[a-z]*\n.*?^\1$", "", text, flags=re.S | re.M)
    outside = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", outside)
    assert not re.search(r"<script|@everyone|#1|https://evil", outside), outside


def test_from_the_command_line(project: Project) -> None:
    program = [sys.executable, "-m", "reading_list", "--root", str(project.root), "from-issue", "-"]
    done = subprocess.run(program, input="no form", capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout.startswith("The text does not follow one of the forms")
    assert done.stderr == ""


def test_without_sources_what_was_typed_counts(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_name(*_: object, **__: object) -> NoReturn:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", no_name)
    look_up = Wishes(look_up=True, seconds=20)
    known = ("10.1000/xyz", "", "A Paper", "Ann B", "2020", "", "first-topic")
    report = run(project, Talk(), issue(ADD, *known), look_up)
    assert report.exit_code == 0
    assert "The sources could not be asked" in report.text
    assert "doi: 10.1000/xyz\n" in (project.root / "papers/2020/b2020paper.yaml").read_text()
    with pytest.raises(ProjectError, match="no network"):
        run(project, Talk(), issue(ADD, "10.1000/other"), look_up)


def test_an_address_that_nobody_asked_is_named(project: Project) -> None:
    known = ("https://example.org/paper", "", "A Paper", "Ann B", "2020", "", "first-topic")
    report = run(project, Talk(), issue(ADD, *known), Wishes(dry_run=True))
    assert report.exit_code == 0
    assert "so this is in no field" in report.text
    assert "example" in report.text.rpartition("so this is in no field")[2]
