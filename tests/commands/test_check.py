"""`check`: every problem, or those of some files; the whole list is looked at all the same."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from reading_list.commands.check import Choice, run
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
    def state(path: Path) -> tuple[int, ...]:
        found = path.stat()  # but for the time of the last look, which a check may change
        return found.st_ino, found.st_size, found.st_mode, found.st_mtime_ns, found.st_ctime_ns

    before = {path: state(path) for path in project.root.rglob("*") if path.is_file()}
    checked(project)
    assert {path: state(path) for path in before} == before
    assert {path.name for path in project.root.iterdir()} == {".cache", "papers", "taxonomy.yaml"}


# Repairs


def test_fix_makes_what_is_certain_and_reports_the_rest(project: Project) -> None:
    text = "title: GANs: a survey.\nvenue: eccv\nyear: 2018\nauthors: [A]\n"
    (project.root / "papers/2018/colon.yaml").write_text(text)
    report = run(project, Talk(), ["papers/2018"], 1, Choice(fix=True))
    assert (project.root / "papers/2018/colon.yaml").read_text() == (
        'title: "GANs: a survey"\nauthors: [A]\nyear: 2018\nvenue: eccv\n'
    )
    assert [it.rule for it in report.findings] == ["records/no-authors"]
    said = report.said.splitlines()
    assert [line.split(" ")[2] for line in said[:3]] == [
        "yaml/colon:", "titles/full-stop:", "layout/order:",
    ]  # fmt: skip
    assert said[3] == "0 errors and 1 warning in 3 records"
    assert (project.root / "papers/2018b/x.yaml").read_text() == "title: a: b\n"
    assert run(project, Talk(), ["papers/2018"], 1, Choice(fix=True)).said == said[3]


def test_fix_keeps_what_comes_before_and_behind(project: Project) -> None:
    file = project.root / "papers/2018/good.yaml"
    file.write_bytes(
        b"\xef\xbb\xbf# a\r\ntitle: Deep. # b\r\nauthors: [A]\r\nyear: 2018\r\nvenue: eccv"
    )
    run(project, Talk(), [], 1, Choice(fix=True))
    assert file.read_bytes() == (
        b'\xef\xbb\xbf# a\r\ntitle: "Deep" # b\r\nauthors: [A]\r\nyear: 2018\r\nvenue: eccv'
    )


def test_fix_mends_the_taxonomy_before_the_records_that_rest_on_it(project: Project) -> None:
    taxonomy = project.root / "taxonomy.yaml"
    before = taxonomy.read_text()
    taxonomy.write_text(f"{before}people:\n  - id: a\n    name: Dr: A\n    # mine\n")
    record = project.root / "papers/2018/x.yaml"
    record.parent.mkdir(parents=True, exist_ok=True)
    record.write_text('title: "Deep."\nauthors: [A B]\nyear: 2018\nvenue: eccv\n')
    report = run(project, Talk(), [], 1, Choice(fix=True))
    assert taxonomy.read_text() == f'{before}people:\n  - id: a\n    name: "Dr: A"\n    # mine\n'
    assert record.read_text().startswith('title: "Deep"\n')
    assert "mended taxonomy.yaml:" in report.said


def test_fix_leaves_guesses_and_links_alone(project: Project, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("title: a: b\n")
    (project.root / "papers/2018/link.yaml").symlink_to(outside)
    (project.root / "taxonomy.yaml").write_text("list: {title: A: b}\n")
    run(project, Talk(), [], 1, Choice(fix=True))
    assert outside.read_text() == "title: a: b\n"
    assert (project.root / "taxonomy.yaml").read_text() == "list: {title: A: b}\n"


# Forms, branches, baselines


def git(project: Project, *words: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", "-C", str(project.root), *identity, *words], check=True)


@pytest.fixture
def branch(project: Project) -> Project:
    git(project, "init", "-q", "-b", "main")
    (project.root / ".gitignore").write_text(".cache/\n")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "x")
    git(project, "checkout", "-qb", "work")
    return project


def touched(project: Project) -> list[str]:
    return files(run(project, Talk(), [], 1, Choice(changed="main")))


def test_only_what_a_branch_touches_is_shown(branch: Project) -> None:
    assert touched(branch) == []
    (branch.root / "papers/2018/new.yaml").write_text(NO_AUTHORS.replace("No", "New"))
    assert touched(branch) == ["papers/2018/new.yaml"]
    git(branch, "add", "-A")
    git(branch, "commit", "-qm", "new")
    assert touched(branch) == ["papers/2018/new.yaml"]


def test_what_a_branch_touches_is_checked_against_the_whole_list(branch: Project) -> None:
    (branch.root / "papers/2018/copy.yaml").write_text(GOOD)
    report = run(branch, Talk(), [], 1, Choice(changed="main"))
    assert [(it.path, it.rule) for it in report.findings] == [
        ("papers/2018/copy.yaml", "duplicates/title")
    ]
    assert "papers/2018/good.yaml:1:8" in report.findings[0].message
    assert report.exit_code == 1


def test_what_a_branch_breaks_elsewhere_is_shown(branch: Project) -> None:
    related = "title: R\nauthors: [A]\nyear: 2018\nvenue: eccv\nrelated: {see: [good]}\n"
    (branch.root / "papers/2018/r.yaml").write_text(related)
    git(branch, "add", "-A")
    git(branch, "commit", "-qm", "r")
    git(branch, "branch", "-f", "main")
    (branch.root / "papers/2018/good.yaml").unlink()
    assert touched(branch) == ["papers/2018/r.yaml"]
    git(branch, "checkout", "-q", "papers")
    (branch.root / "taxonomy.yaml").write_text(TAXONOMY.replace("id: eccv", "id: iccv"))
    assert set(touched(branch)) >= {"papers/2018/good.yaml", "papers/2018/r.yaml"}


def test_a_form_for_ci_is_text(branch: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(branch.root / "summary"))
    (branch.root / "papers/2018/new.yaml").write_text("title: a: b\n")
    report = run(branch, Talk(), [], 1, Choice("github", changed="main"))
    assert (report.findings, report.exit_code) == ((), 1)
    assert report.text.startswith("::error file=papers/2018/new.yaml,line=1,")
    assert "papers/2018/new.yaml:1:9" in (branch.root / "summary").read_text()
    whole = run(branch, Talk(), [], 1, Choice("json"))
    assert len(json.loads(whole.text)["findings"]) == 4
    assert run(branch, Talk(), ["papers/2018/good.yaml"], 1, Choice("junit")).exit_code == 0


def test_sarif_says_what_a_rule_wants(project: Project) -> None:
    report = run(project, Talk(), ["papers/2018/none.yaml"], 1, Choice("sarif"))
    (rule,) = json.loads(report.text)["runs"][0]["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"].startswith("A paper names its authors")


def test_old_findings_are_kept_silent_about(project: Project, tmp_path: Path) -> None:
    file = str(tmp_path / "old.json")
    written = run(project, Talk(), [], 1, Choice(write_baseline=file))
    assert (written.findings, written.exit_code) == ((), 0)
    assert written.said == f"3 findings in the baseline {file}"
    quiet = run(project, Talk(), [], 1, Choice(baseline=file))
    assert (quiet.findings, quiet.exit_code) == ((), 0)
    assert quiet.said.startswith("3 findings of the baseline not shown\n")
    (project.root / "papers/2018/new.yaml").write_text("# moved\ntitle: a: b\n")
    assert files(run(project, Talk(), [], 1, Choice(baseline=file))) == ["papers/2018/new.yaml"]
