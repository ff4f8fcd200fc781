"""The whole path in a real repository: clone, add, commit, check, diff, merge, build; and the sad
ends of it, with what they say.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reading_list.commands.init import Wishes, begin
from reading_list.talk import Talk

ENTRY = """\
@inproceedings{{{key},
  title = {{{title}}},
  author = {{{author}}},
  booktitle = {{Advances in Neural Information Processing Systems}},
  year = {{{year}}},
}}
"""
HAN = ENTRY.format(
    key="han2015learning",
    title="Learning both Weights and Connections for Efficient Neural Networks",
    author="Song Han and Jeff Pool and John Tran and William J. Dally",
    year=2015,
)
WEN = ENTRY.format(
    key="wen2016learning",
    title="Learning Structured Sparsity in Deep Neural Networks",
    author="Wei Wen and Chunpeng Wu and Yandan Wang and Yiran Chen and Hai Li",
    year=2016,
)


class Clone:
    """A contributor's clone of the list."""

    def __init__(self, remote: Path, root: Path) -> None:
        self.root = root
        subprocess.run(["git", "clone", "-q", remote, root], check=True)
        self.git("config", "user.name", "A")
        self.git("config", "user.email", "a@example.org")

    def git(self, *words: str, code: int = 0) -> str:
        done = subprocess.run(
            ["git", *words], cwd=self.root, capture_output=True, text=True, check=False
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    def list(self, *words: str, told: str = "", code: int = 0) -> tuple[str, str]:
        """Run reading-list; what it printed, and what it said beside."""
        environment = {**os.environ, "GITHUB_STEP_SUMMARY": "", "CI": "true"}
        done = subprocess.run(
            [sys.executable, "-m", "reading_list", *words],
            cwd=self.root, input=told, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout, done.stderr

    def add(self, branch: str, entry: str) -> str:
        """A branch with one more paper, pushed; the path of its record."""
        self.git("switch", "-q", "-c", branch, "origin/main")
        path = self.list("add", "-", "--topic", "first-topic", "--yes", told=entry)[0].strip()
        self.git("add", "papers")
        self.git("commit", "-q", "-m", f"Add {path}")
        self.git("push", "-q", "origin", branch)
        return path


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    """A bare repository with the first commit of a new list, as `init` leaves it."""
    root = tmp_path / "first"
    begin(root, Wishes("Small Networks"), Talk())
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run([*git, "init", "-q", "-b", "main"], cwd=root, check=True)
    subprocess.run([*git, "add", "."], cwd=root, check=True)
    subprocess.run([*git, "commit", "-q", "-m", "Begin the list"], cwd=root, check=True)
    subprocess.run(["git", "clone", "-q", "--bare", root, tmp_path / "remote.git"], check=True)
    return tmp_path / "remote.git"


@pytest.fixture
def clone(remote: Path, tmp_path: Path) -> Clone:
    return Clone(remote, tmp_path / "clone")


def test_two_additions_meet_nowhere(remote: Path, clone: Clone, tmp_path: Path) -> None:
    han = clone.add("han", HAN)
    assert han == "papers/2015/han2015learning.yaml"
    assert clone.git("show", "--name-only", "--format=").split() == [han]
    assert clone.list("check", "--format", "github", "--changed", "origin/main")[0] == ""
    said, _ = clone.list("diff", "origin/main")
    assert "Learning both Weights and Connections" in said
    markdown, _ = clone.list("diff", "origin/main", "--format", "markdown")
    assert "han2015learning" in markdown

    wen = Clone(remote, tmp_path / "other").add("wen", WEN)
    clone.git("fetch", "-q")
    clone.git("switch", "-q", "main")
    clone.git("merge", "-q", "--no-edit", "origin/han")
    clone.git("merge", "-q", "--no-edit", "origin/wen")
    assert clone.list("check", "--format", "github")[0] == ""
    _, said = clone.list("build")
    assert said.startswith("3 records: ")
    for key in (Path(han).stem, Path(wen).stem):
        assert (clone.root / "site" / "papers" / f"{key}.html").exists()
    readme = (clone.root / "README.md").read_text()
    assert "Learning Structured Sparsity" in readme
    assert "Learning both Weights" in readme
    assert clone.git("status", "--porcelain").split() == ["M", "README.md"]


def test_the_same_paper_added_again_is_refused_with_its_place(clone: Clone) -> None:
    path = clone.add("han", HAN)
    said, beside = clone.list("add", "-", "--yes", told=HAN.replace("han2015learning", "x"), code=1)
    assert f"{path}:2:8: error add/duplicate" in said
    assert "the paper is in the list already: han2015learning has this title" in said
    assert beside == "nothing was written\n"


def test_the_same_paper_on_two_branches_is_found_after_the_merge(
    remote: Path, clone: Clone, tmp_path: Path
) -> None:
    doi = HAN.replace("year =", "doi = {10.5555/2969239.2969366},\n  year =")
    clone.add("one", doi)
    Clone(remote, tmp_path / "other").add("two", doi.replace("han2015learning", "han2015both"))
    clone.git("fetch", "-q")
    clone.git("switch", "-q", "main")
    clone.git("merge", "-q", "--no-edit", "origin/one")
    clone.git("merge", "-q", "--no-edit", "origin/two")
    said, _ = clone.list("check", "--format", "github", "--changed", "origin/main", code=1)
    at = [it.partition(",line=")[0] for it in said.splitlines()]
    assert set(at) == {
        "::error file=papers/2015/han2015both.yaml",
        "::error file=papers/2015/han2015learning.yaml",
    }
    assert "title=duplicates/doi" in said
    assert "stands in papers/2015/han2015learning.yaml:" in said
    assert "10.5555/2969239.2969366" in said
    _, beside = clone.list("build", code=1)
    assert "nothing was written" in beside


def test_the_same_key_for_two_papers_is_a_conflict_of_git(
    remote: Path, clone: Clone, tmp_path: Path
) -> None:
    clone.add("one", HAN)
    other = HAN.replace("Efficient Neural Networks", "Something Else").replace("Pool", "Other")
    Clone(remote, tmp_path / "other").add("two", other)
    clone.git("fetch", "-q")
    clone.git("switch", "-q", "main")
    clone.git("merge", "-q", "--no-edit", "origin/one")
    assert "CONFLICT (add/add)" in clone.git("merge", "--no-edit", "origin/two", code=1)
    said, _ = clone.list("check", code=1)
    assert said.startswith(
        "papers/2015/han2015learning.yaml:2:1: error yaml/conflict: "
        "two branches meet here, and the file still holds both sides\n"
    )


def written(clone: Clone, text: str) -> str:
    """What an annotation says of a record that a contributor wrote by hand."""
    clone.git("switch", "-q", "-c", "branch")
    path = clone.root / "papers" / "2015" / "han2015learning.yaml"
    path.parent.mkdir()
    path.write_text(text)
    clone.git("add", ".")
    clone.git("commit", "-q", "-m", "Add")
    said, _ = clone.list("check", "--format", "github", "--changed", "origin/main", code=1)
    return said


def test_an_unknown_topic_is_an_annotation_with_a_guess(clone: Clone) -> None:
    said = written(clone, 'title: "T"\nauthors: [Song Han]\nyear: 2015\ntopics: [frist-topic]\n')
    assert said.startswith(
        "::error file=papers/2015/han2015learning.yaml,line=4,endLine=4,"
        "title=records/unknown-topic,col=10,endColumn=20::"
        "unknown topic 'frist-topic' (did you mean 'first-topic'?)"
    )


def test_broken_yaml_is_an_annotation_at_its_place(clone: Clone) -> None:
    said = written(clone, "title: GANs: a survey\nyear: 2015\ntopics: [first-topic]\n")
    assert said.startswith("::error file=papers/2015/han2015learning.yaml,line=1,")
    assert "title=yaml/" in said
    mended, beside = clone.list("check", "--fix")
    assert "mended papers/2015/han2015learning.yaml:1" in mended + beside
    text = (clone.root / "papers/2015/han2015learning.yaml").read_text()
    assert text.startswith('title: "GANs: a survey"\n')


def test_a_branch_that_renames_a_key_is_told_what_it_breaks(clone: Clone) -> None:
    clone.git("switch", "-q", "-c", "branch")
    clone.git("mv", "papers/1989/lecun1989optimal.yaml", "papers/1989/lecun1989brain.yaml")
    clone.git("commit", "-q", "-m", "Rename")
    said, _ = clone.list("diff", "origin/main", code=1)
    assert "lecun1989optimal" in said
