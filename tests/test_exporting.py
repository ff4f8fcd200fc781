"""The list, or a part of it, in another format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reading_list.diagnostics import ProjectError
from reading_list.exporting import Exported, Wanted, export
from reading_list.formats import writers
from reading_list.store.files import Project
from reading_list.talk import Talk

TAXONOMY = "list: {title: A list}\nfacets: [{id: topic, title: Topic}, {id: other, title: O}]\n"


@pytest.fixture
def project(make_list: Callable[[Mapping[str, str]], Path]) -> Project:
    return Project(
        make_list(
            {
                "taxonomy.yaml": TAXONOMY,
                "papers/2018/b.yaml": 'title: "Bee"\nyear: 2018\ntopics: [topic]\n',
                "papers/2019/a.yaml": 'title: "Ant"\nyear: 2019\ntopics: [other]\n',
                "papers/2017/c.yaml": 'title: "Cat"\nyear: 2017\ntopics: [topic]\n',
            }
        )
    )


def write(project: Project, name: str, query: str = "") -> tuple[str, Exported]:
    pieces: list[str] = []
    done = export(project, Wanted(name, query), pieces.append, Talk())
    return "".join(pieces), done


def test_papers_come_by_key_or_as_lists_show_them(project: Project) -> None:
    text, done = write(project, "jsonl")
    assert [line[8:9] for line in text.splitlines()] == ["a", "b", "c"]
    assert done == Exported([], 3, 3)
    assert [line[:3] for line in write(project, "text")[0].splitlines()] == ["Ant", "Bee", "Cat"]


def test_a_query_takes_a_part(project: Project) -> None:
    text, done = write(project, "bibtex", "topic:topic year:2018..")
    assert text.count("@") == 1
    assert "@misc{b," in text
    assert (done.written, done.total) == (1, 3)


def test_a_query_that_means_nothing_is_a_slip_of_the_user(project: Project) -> None:
    with pytest.raises(ProjectError) as error:
        write(project, "bibtex", "topic:nowhere")
    assert error.value.exit_code == 2


def test_a_record_that_cannot_be_read_is_missing_and_said(project: Project) -> None:
    (project.root / "papers/2018/b.yaml").write_text("title: [\n")
    text, done = write(project, "jsonl")
    assert text.count("\n") == 2
    assert {found.path for found in done.findings} == {"papers/2018/b.yaml"}


def test_a_broken_taxonomy_ends_it(project: Project) -> None:
    (project.root / "taxonomy.yaml").write_text("list: [\n")
    text, done = write(project, "jsonl")
    assert text == ""
    assert done.findings


@pytest.mark.parametrize("name", sorted(writers()))
def test_every_format_is_the_same_twice_and_can_be_empty(project: Project, name: str) -> None:
    assert write(project, name) == write(project, name)
    _, done = write(project, name, "nowhere")
    assert done.written == 0
