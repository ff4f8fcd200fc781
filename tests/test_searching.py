"""Searching a list on disk, as `reading-list search` does."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reading_list.catalog.query import Problem, as_typed
from reading_list.commands.search import run
from reading_list.diagnostics import ProjectError
from reading_list.searching import complaint, search
from reading_list.store.files import Project
from reading_list.talk import Talk

Make = Callable[[Mapping[str, str]], Path]

TAXONOMY = {
    "list": {"title": "A"},
    "facets": [{"id": "t", "title": "T", "terms": [{"id": "pruning", "title": "Pruning"}]}],
    "venues": [{"id": "v", "name": "Venue", "acronym": "VEN"}],
}
FILES = {
    "taxonomy.yaml": json.dumps(TAXONOMY),
    "papers/2018/a2018.yaml": 'title: "A *good* paper"\nauthors: [Ann Ünal, B, C, D, E]\n'
    "year: 2018\nvenue: v\ntopics: [pruning]\narxiv: '1802.03494'\nhighlight: true\n",
    "papers/2017/b2017.yaml": 'title: "Another paper among many"\nyear: 2017\ntopics: [t]\n'
    "abstract: of zebras\n",
    "papers/2017/c2017.yaml": "title: [\n",
}


def test_the_best_stand_first_and_the_rest_is_counted(make_list: Make) -> None:
    project = Project(make_list(FILES))
    report = run(project, Talk(), ["paper"], limit=1)
    assert report.text == "A good paper ★\n    Ann Ünal, B, C, D and others\n    VEN 2018  a2018\n"
    assert report.said == "2 papers of 2, the first 1 shown"
    assert report.exit_code == 0
    assert run(project, Talk(), ["zebras"], form="keys").text == "b2017\n"
    assert run(project, Talk(), ["author:unal"], form="keys").text == "a2018\n"


def test_what_changed_is_found_at_once(make_list: Make) -> None:
    root = make_list(FILES)
    assert run(Project(root), Talk(), ["walrus"]).exit_code == 1
    (root / "papers/2017/b2017.yaml").write_text("title: Walrus\nyear: 2017\ntopics: [t]\n")
    assert run(Project(root), Talk(), ["walrus"], form="keys").text == "b2017\n"


def test_json_is_a_line_for_each_paper(make_list: Make) -> None:
    report = run(Project(make_list(FILES)), Talk(), ["topic:pruning"], form="json")
    (line,) = report.text.splitlines()
    paper = json.loads(line)
    assert (paper["key"], paper["title"], paper["where"]) == ("a2018", "A good paper", "VEN 2018")


def test_a_query_that_means_nothing_is_the_users_mistake(make_list: Make) -> None:
    with pytest.raises(ProjectError) as raised:
        search(Project(make_list(FILES)), "topic:prunin yeer:2018 x", None, Talk())
    assert raised.value.exit_code == 2
    assert "topic:prunin" not in raised.value.message  # it is the beginning of a name
    assert "yeer:2018: there is no field yeer:" in raised.value.message
    assert raised.value.hint == "did you mean year:?"


def test_all_that_is_wrong_is_said_at_once() -> None:
    message, hint = complaint("abc def", [Problem(0, 3, "one", "h"), Problem(4, 7, "two", "h")])
    assert message == "the query cannot be read: abc: one; def: two"
    assert hint == "h"


def test_a_taxonomy_that_cannot_be_read_is_reported(make_list: Make) -> None:
    report = run(Project(make_list({**FILES, "taxonomy.yaml": "list: ["})), Talk(), ["x"])
    assert report.exit_code == 1
    assert report.findings


@pytest.mark.parametrize(
    ("words", "query"),
    [
        (["deep", "author:han"], "deep author:han"),
        (["a b", "c"], '"a b" c'),
        (["author:Song Han", "x"], 'author:"Song Han" x'),
        (["-author:Song Han", "x"], '-author:"Song Han" x'),
        (["one argument author:x"], "one argument author:x"),
        (['"a b"', "c"], '"a b" c'),
    ],
)
def test_quotes_that_the_shell_took_come_back(words: list[str], query: str) -> None:
    assert as_typed(words) == query
