"""`reading-list term` from the command line."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reading_list.commands.term import run
from reading_list.reshaping import Wish
from reading_list.store.files import Project

FILES = {
    "taxonomy.yaml": "list: {title: L}\nfacets:\n  - {id: a, title: A}\n  - {id: b, title: B}\n",
    "papers/2020/one.yaml": 'title: "One"\nyear: 2020\ntopics: [a]\n',
}


@pytest.fixture
def root(make_list: Callable[[Mapping[str, str]], Path]) -> Path:
    return make_list(FILES)


def term(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-m", "reading_list", "--root", str(root), "term", *words]
    return subprocess.run(program, capture_output=True, text=True, check=False)


def text_of(root: Path) -> str:
    return "".join((root / path).read_text() for path in FILES)


def test_it_shows_and_writes_nothing_unasked(root: Path) -> None:
    done = term(root, "rename", "a", "c")
    assert done.returncode == 2
    assert "-topics: [a]\n+topics: [c]\n" in done.stdout
    assert "taxonomy.yaml and 1 record would change; nothing was written" in done.stderr
    assert text_of(root) == "".join(FILES.values())


def test_it_writes_when_told_to(root: Path) -> None:
    done = term(root, "rename", "a", "c", "--title", "See", "-y")
    assert (done.returncode, done.stderr) == (0, "taxonomy.yaml and 1 record changed\n")
    assert '{id: c, title: "See", formerly: [a]}' in text_of(root)
    done = term(root, "merge", "c", "b", "--yes")
    assert done.returncode == 0
    assert "{id: b, title: B, formerly: [c, a]}" in text_of(root)
    assert "topics: [b]" in text_of(root)


def test_a_person_is_asked(root: Path) -> None:
    asked: list[str] = []

    def no(text: str) -> str:
        asked.append(text)
        return "n"

    report = run(Project(root), Wish("move", "a", "b"), ask=no)
    assert report.exit_code == 1
    assert "+++ taxonomy.yaml" in asked[0]
    assert text_of(root) == "".join(FILES.values())
    assert run(Project(root), Wish("move", "a", "b"), ask=lambda _: "").exit_code == 0
    assert "terms:\n      - {id: a, title: A}\n" in text_of(root)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("rename", "x", "y"), "there is no term 'x'"),
        (("move", "a"), "say --top"),
        (("move", "a", "b", "--top"), "say --top"),
        (("split", "a", "c", "--paper", "x"), "there is no paper 'x'"),
        (("rename", "a", "A B"), "the id"),
    ],
)
def test_wrong_words_end_with_2(root: Path, words: tuple[str, ...], said: str) -> None:
    done = term(root, *words, "-y")
    assert done.returncode == 2
    assert said in done.stderr
    assert text_of(root) == "".join(FILES.values())
