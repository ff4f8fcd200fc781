"""`stats` as users type it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import small_list

Make = Callable[[Mapping[str, str]], Path]


def stats(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-m", "reading_list", "--root", str(root), "stats", *arguments]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))}
    return subprocess.run(program, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def root(make_list: Make) -> Path:
    return make_list(small_list.files(he2017amc=small_list.PREPRINT, broken2017="title: [\n"))


def test_tables_of_the_whole_list(root: Path) -> None:
    done = stats(root)
    assert done.returncode == 0
    assert done.stderr == "2 papers of 2\n"
    assert done.stdout.startswith(
        "Years\n  2  2017\n\n"
        "Topics, with those below them\n  2  Compression\n  2    Pruning\n\n"
        "Venues\n  1  ICLR\n\nAuthors\n"
    )
    assert "What is known\n  2  authors\n  0  doi\n  2  arxiv\n" in done.stdout
    assert "Tracks" not in done.stdout


def test_of_the_largest_so_many_are_shown(root: Path) -> None:
    assert "Authors\n  1  Jan Kautz\n     and 2 more\n" in stats(root, "--limit", "1").stdout
    assert "more" not in stats(root, "--limit", "0").stdout


def test_a_query_chooses_what_is_counted_to_the_letter(root: Path) -> None:
    found = json.loads(stats(root, "--format", "json", "venue:iclr").stdout)
    assert (found["version"], found["query"]) == (1, "venue:iclr")
    assert (found["papers"], found["of"]) == (1, 2)
    assert found["topics"] == [
        {"id": "compression", "title": "Compression", "papers": 1},
        {"id": "pruning", "title": "Pruning", "papers": 1},
    ]
    assert found["known"]["arxiv"] == 1
    assert stats(root, "prunning").returncode == 1  # a slip that `search` would forgive
    assert stats(root, "author:molchanov").stderr == "1 paper of 2\n"


def test_a_query_that_means_nothing_and_a_taxonomy_that_cannot_be_read_are_said(root: Path) -> None:
    done = stats(root, "yeer:2018")
    assert done.returncode == 2 and "yeer" in done.stderr and not done.stdout
    (root / "taxonomy.yaml").write_text("list: [\n")
    done = stats(root)
    assert done.returncode == 1 and "taxonomy.yaml:" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
