"""The scripts of the workflows, run as a runner does, with what strangers may write.

git is real, with a bare repository for a remote; `gh` is one that writes down what it is asked.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from reading_list import founding
from reading_list.commands.init import Wishes, begin
from reading_list.talk import Talk

REPOSITORY = Path(__file__).resolve().parent.parent
GH = REPOSITORY / "tests" / "tools" / "gh_that_writes_down.py"
WORKFLOWS = founding.workflows(founding.LOCAL_ACTION)
HOSTILE = [
    "$(touch pwned)", "`touch pwned`", '"; touch pwned; "', "'; touch pwned; '",
    "\n; touch pwned\n", "${{ github.token }}", "-x", "--force", "*", "::set-output name=a::b",
    "a\\", "%0A", "😀" * 20,
]  # fmt: skip


class Runner:
    """A folder with a clone of a new list, a bare remote, and a `gh` on the path."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.root = home / "list"
        self.remote = home / "remote.git"
        self.temp = home / "temp"
        self.answers: list[tuple[str, str]] = []
        begin(self.root, Wishes("A List"), Talk())
        self.git("init", "-q", "-b", "main")
        self.git("add", ".")
        self.git("commit", "-q", "-m", "Begin the list")
        subprocess.run(["git", "clone", "-q", "--bare", self.root, self.remote], check=True)
        self.git("remote", "add", "origin", str(self.remote))
        programs = home / "bin"
        programs.mkdir()
        self.temp.mkdir()
        for name, words in (("gh", [str(GH)]), ("reading-list", ["-m", "reading_list"])):
            script = programs / name
            script.write_text(f'#!/bin/sh\nexec "{sys.executable}" {" ".join(words)} "$@"\n')
            script.chmod(0o755)

    def git(self, *words: str) -> str:
        identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        return subprocess.run(
            ["git", *identity, *words], cwd=self.root, capture_output=True, text=True, check=True
        ).stdout

    def step(
        self, workflow: str, name: str, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Run the script of a step with the shell that GitHub uses."""
        jobs = yaml.safe_load(WORKFLOWS[f".github/workflows/{workflow}.yml"])["jobs"]
        steps = [step for job in jobs.values() for step in job["steps"] if step.get("name") == name]
        script = self.home / "step.sh"
        script.write_text(steps[-1]["run"])
        (self.home / "answers.json").write_text(json.dumps(self.answers))
        known = {
            "PATH": f"{self.home / 'bin'}:{os.environ['PATH']}",
            "HOME": str(self.home),
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_OUTPUT": str(self.home / "output"),
            "GITHUB_STEP_SUMMARY": str(self.home / "summary"),
            "GH_LOG": str(self.home / "log"),
            "GH_ANSWERS": str(self.home / "answers.json"),
            "PYTHONPATH": str(REPOSITORY / "src"),
            "CI": "true",
        }
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", script],
            cwd=self.root, env={**known, **environment}, capture_output=True, text=True,
            check=False,
        )  # fmt: skip

    def calls(self) -> list[dict]:
        log = self.home / "log"
        return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []

    def output(self) -> str:
        place = self.home / "output"
        return place.read_text() if place.exists() else ""

    def is_unhurt(self) -> bool:
        return not list(self.home.rglob("pwned"))


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("runner") / "home"
    home.mkdir()
    Runner(home)
    return home


@pytest.fixture
def runner(prepared: Path, tmp_path: Path) -> Runner:
    home = tmp_path / "home"
    shutil.copytree(prepared, home)
    made = Runner.__new__(Runner)
    made.home, made.root, made.remote = home, home / "list", home / "remote.git"
    made.temp, made.answers = home / "temp", []
    made.git("remote", "set-url", "origin", str(made.remote))
    return made


def add_form(title: str, note: str = "_No response_") -> str:
    labels = [
        "DOI, arXiv id or address", "BibTeX", "Title", "Authors", "Year", "Venue", "Topics",
        "Links", "Note",
    ]  # fmt: skip
    known = {
        "Title": title,
        "Authors": "Ann B",
        "Year": "2020",
        "Topics": "first-topic",
        "Note": note,
    }
    return "\n\n".join(f"### {it}\n\n{known.get(it, '_No response_')}" for it in labels)


ISSUE = {"NUMBER": "7", "BRANCH": "issue-7", "DEFAULT": "main", "LOGIN": "someone", "LOGIN_ID": "1"}


def test_an_accepted_issue_becomes_a_branch_and_a_pull_request(runner: Runner) -> None:
    done = runner.step("issue", "Read the issue", BODY=add_form("A New Paper"), NUMBER="7")
    assert done.returncode == 0, done.stderr
    assert runner.output() == "status=0\n"
    done = runner.step("issue", "Open the pull request", **ISSUE)
    assert done.returncode == 0, done.stderr
    changed = runner.git("diff", "--name-only", "main", "issue-7").split()
    assert changed == ["papers/2020/b2020new.yaml"]
    said = runner.git("log", "-1", "--format=%B", "issue-7")
    assert "Co-authored-by: someone <1+someone@users.noreply.github.com>" in said
    assert "issue-7" in subprocess.check_output(["git", "branch"], cwd=runner.remote, text=True)
    (made,) = [call for call in runner.calls() if call["words"][:2] == ["pr", "create"]]
    assert made["body"].startswith("Adds `papers/2020/b2020new.yaml`")
    assert made["body"].endswith("\nCloses #7\n")


def test_an_issue_that_cannot_be_taken_in_is_answered(runner: Runner) -> None:
    done = runner.step("issue", "Read the issue", BODY="Hello!", NUMBER="7")
    assert done.returncode == 0, done.stderr
    assert runner.output() == "status=1\n"
    commented, edited = runner.calls()
    assert commented["words"][:3] == ["issue", "comment", "7"]
    assert commented["body"].startswith("The text does not follow one of the forms")
    assert edited["words"] == ["issue", "edit", "7", "--remove-label", "accepted"]
    assert runner.git("status", "--porcelain") == ""


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_issues_run_nothing(runner: Runner, text: str) -> None:
    for body in (add_form(text, text), text):
        done = runner.step("issue", "Read the issue", BODY=body, NUMBER="7")
        assert done.returncode == 0, done.stderr
    if "status=0" in runner.output():
        done = runner.step("issue", "Open the pull request", **ISSUE)
        assert done.returncode == 0, done.stderr
        changed = runner.git("diff", "--name-only", "main", "issue-7").split()
        assert len(changed) == 1
        assert changed[0].startswith("papers/2020/")
    assert runner.is_unhurt()


COMMENT = {"REPOSITORY": "o/r", "OWNER": "o", "BRANCH": "b", "SHA": "1" * 40, "MARK": "<!-- m -->"}


def left(runner: Runner, text: bytes) -> None:
    (runner.temp / "comment").mkdir(exist_ok=True)
    (runner.temp / "comment" / "comment.md").write_bytes(text)


def test_a_comment_is_written_and_renewed(runner: Runner) -> None:
    left(runner, b"1 paper added\n")
    runner.answers = [("repos/o/r/pulls", "12\n")]
    assert runner.step("comment", "Write or renew the comment", **COMMENT).returncode == 0
    made = runner.calls()[-1]
    assert made["words"][1:4] == ["--method", "POST", "repos/o/r/issues/12/comments"]
    assert made["body"] == "<!-- m -->\n\n1 paper added\n"
    runner.answers += [("issues/12/comments --jq", "99\n100\n")]
    assert runner.step("comment", "Write or renew the comment", **COMMENT).returncode == 0
    assert runner.calls()[-1]["words"][1:4] == ["--method", "PATCH", "repos/o/r/issues/comments/99"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_branches_and_comments_run_nothing(runner: Runner, text: str) -> None:
    left(runner, f"{text} @everyone\n".encode() + b"\xff\xfe" + b"@a" * 100_000)
    runner.answers = [("repos/o/r/pulls", "12\n")]
    done = runner.step("comment", "Write or renew the comment", **{**COMMENT, "BRANCH": text})
    assert done.returncode == 0, done.stderr
    asked, made = runner.calls()[0], runner.calls()[-1]
    assert f"head=o:{text}" in asked["words"]
    assert len(made["body"]) < 65_536
    assert "@e" not in made["body"]
    assert "@a" not in made["body"]
    assert runner.is_unhurt()


def test_nobody_comments_where_there_is_nothing_to_say(runner: Runner) -> None:
    assert runner.step("comment", "Write or renew the comment", **COMMENT).returncode == 0
    assert runner.calls() == []
    left(runner, b"x")
    assert runner.step("comment", "Write or renew the comment", **COMMENT).returncode == 0
    assert len(runner.calls()) == 1  # no pull request is at this commit
    (runner.temp / "comment" / "comment.md").unlink()
    (runner.temp / "comment" / "comment.md").symlink_to("/etc/hostname")
    assert runner.step("comment", "Write or renew the comment", **COMMENT).returncode == 0
    assert len(runner.calls()) == 1


def test_readme_is_committed_when_it_changed_and_only_then(runner: Runner) -> None:
    words = {"BRANCH": "main"}
    assert "up to date" in runner.step("publish", "Commit what is generated", **words).stdout
    new = runner.root / "papers" / "2020" / "b2020new.yaml"
    new.parent.mkdir()
    new.write_text('title: "A New Paper"\nyear: 2020\ntopics: [first-topic]\n')
    runner.git("add", ".")
    runner.git("commit", "-q", "-m", "Add a paper")
    assert runner.step("publish", "Build").returncode == 0
    done = runner.step("publish", "Commit what is generated", **words)
    assert done.returncode == 0, done.stderr
    files = ["git", "show", "--name-only", "--format=%s", "main"]
    shown = subprocess.check_output(files, cwd=runner.remote, text=True).split("\n")
    assert shown[0] == "Write the list in README anew"
    assert shown[2:-1] == ["README.md"]


def test_a_branch_that_moved_on_is_left_alone(runner: Runner) -> None:
    other = runner.home / "other"
    subprocess.run(["git", "clone", "-q", runner.remote, other], check=True)
    (other / "x.txt").write_text("x")
    identity = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run([*identity, "add", "."], cwd=other, check=True)
    subprocess.run([*identity, "commit", "-q", "-m", "Faster"], cwd=other, check=True)
    subprocess.run([*identity, "push", "-q"], cwd=other, check=True)
    readme = runner.root / "README.md"
    readme.write_text(readme.read_text() + "\nMore.\n")
    done = runner.step("publish", "Commit what is generated", BRANCH="main")
    assert done.returncode == 0, done.stderr
    assert "::notice::The branch has moved on" in done.stdout
    last = subprocess.check_output(
        ["git", "log", "-1", "--format=%s", "main"], cwd=runner.remote, text=True
    )
    assert last == "Faster\n"


def test_a_refused_push_is_red(runner: Runner) -> None:
    hook = runner.remote / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    readme = runner.root / "README.md"
    readme.write_text(readme.read_text() + "\nMore.\n")
    assert runner.step("publish", "Commit what is generated", BRANCH="main").returncode == 1


@pytest.mark.parametrize(
    ("dead", "issue", "asked"),
    [
        ("1", "", ["label", "issue create"]),
        ("1", "5", ["issue edit"]),
        ("0", "5", ["issue close"]),
        ("0", "", []),
    ],
)
def test_one_issue_is_opened_renewed_and_closed(
    runner: Runner, dead: str, issue: str, asked: list[str]
) -> None:
    (runner.temp / "links.md").write_text("| `x` |\n")
    runner.answers = [("issue list", f"{issue}\n" if issue else "")]
    done = runner.step("links", "Open, renew or close the issue", DEAD=dead)
    assert done.returncode == 0, done.stderr
    said = [" ".join(call["words"]) for call in runner.calls()[1:]]
    assert [
        words for words, start in zip(said, asked, strict=True) if words.startswith(start)
    ] == said


def test_the_history_of_links_is_fetched_and_kept(runner: Runner) -> None:
    runner.answers = [("run list", "42\n")]
    assert runner.step("links", "Fetch the history of the last run").returncode == 0
    assert runner.calls()[-1]["words"][:3] == ["run", "download", "42"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_pull_request_is_compared_and_checked(runner: Runner, text: str) -> None:
    base = runner.git("rev-parse", "HEAD").strip()
    new = runner.root / "papers" / "2020" / "b2020new.yaml"
    new.parent.mkdir()
    shown = json.dumps(text, ensure_ascii=False)
    new.write_text(f"title: {shown}\nauthors: [Ann B]\nyear: 2020\ntopics: [first-topic]\n")
    runner.git("switch", "-q", "-c", "branch")
    runner.git("add", ".")
    runner.git("commit", "-q", "-m", "Add")
    done = runner.step("check", "Say what the branch does", BASE=base)
    assert done.returncode == 0, done.stderr
    assert "b2020new" in (runner.temp / "comment" / "comment.md").read_text()
    done = runner.step("check", "Check", BASE=base)
    assert done.returncode in {0, 1}, done.stderr
    assert all(line.startswith("::") for line in done.stdout.splitlines()), done.stdout
    assert runner.is_unhurt()
