"""`import` and `export` as users type them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

TAXONOMY = "list: {title: A list}\nfacets: [{id: topic, title: Topic}]\n"
BIB = "@misc{doe2018a, title = {A {Über}title}, author = {Doe, Jane}, year = 2018}\n"


@pytest.fixture
def root(make_list: Callable[[Mapping[str, str]], Path]) -> Path:
    return make_list({"taxonomy.yaml": TAXONOMY, "refs.bib": BIB})


def run(root: Path, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reading_list", "--root", str(root), *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        input=given,
        check=False,
        cwd=root,
        env={**os.environ, "PYTHONUTF8": "1"},
    )


def test_a_file_comes_in_and_goes_out(root: Path) -> None:
    done = run(root, "import", "--topic", "topic", "refs.bib")
    assert (done.returncode, done.stdout) == (0, "")
    assert (
        done.stderr == "1 entry read: 1 new record, 0 known already (0 records gained something)\n"
    )
    assert run(root, "check").returncode == 0
    done = run(root, "export", "--to", "bibtex")
    assert done.returncode == 0
    assert "title = {A {Übertitle}}" in done.stdout or "title = {A Übertitle}" in done.stdout
    assert done.stderr == "1 paper exported\n"
    done = run(root, "export", "year:2018", "--to", "bibtex", "--ascii", "-o", "out.bib")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "1 paper of 1 exported\n"
    assert (root / "out.bib").read_bytes().isascii()


def test_standard_input_and_an_error(root: Path) -> None:
    done = run(root, "import", "-", given=BIB)
    assert done.returncode == 1
    assert done.stdout.startswith("<stdin>:1:1: error import/no-place: ")
    assert done.stderr.endswith("1 error: nothing was written (--partial takes the rest)\n")
    assert not (root / "papers").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["import"], "Missing argument"),
        (["import", "none.bib"], "none.bib cannot be read"),
        (["import", "--format", "word", "refs.bib"], "none of"),
        (["import", "--topic", "topics", "refs.bib"], "did you mean 'topic'?"),
        (["export"], "--to is missing"),
        (["export", "--to", "bibtx"], "Did you mean 'bibtex'?"),
        (["export", "--to", "ris", "--ascii"], "cannot say all in ASCII"),
        (["export", "--to", "ris", "--style", "apa"], "has no styles"),
        (["export", "--to", "text", "--style", "mla"], "plain, apa, ieee, acm"),
        (["export", "--to", "text", "--style", "none.csl"], "none.csl cannot be read"),
        (["export", "year:x", "--to", "json"], "year"),
    ],
)
def test_slips_of_the_user(root: Path, words: list[str], said: str) -> None:
    done = run(root, *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stdout == ""


def test_a_style_alone_means_text(root: Path) -> None:
    run(root, "import", "--topic", "topic", "refs.bib")
    done = run(root, "export", "--style", "apa")
    assert done.stdout == "Doe, J. (2018). A Übertitle.\n"


def test_a_reader_that_goes_away_is_no_bug(root: Path) -> None:
    run(root, "import", "--topic", "topic", "refs.bib")
    command = f"{sys.executable} -m reading_list --root {root} export --to json | head -c 0"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr


def test_a_line_of_a_list_is_explained_and_nothing_written(root: Path) -> None:
    (root / "more.md").write_text("# L\n## A\n- [A Title](https://arxiv.org/abs/1901.00001)\n")
    done = run(root, "import", "--explain", "3", "more.md")
    assert done.returncode == 0
    assert "title: A Title" in done.stdout
    assert not (root / "papers").exists()
    two = run(root, "import", "--explain", "3", "more.md", "refs.bib")
    assert (two.returncode, "one file alone" in two.stderr) == (2, True)
