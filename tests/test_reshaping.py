"""A term and all records that name it, changed in one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reading_list import reshaping
from reading_list.commands import check
from reading_list.diagnostics import ProjectError
from reading_list.reshaping import Reshaped, Wish
from reading_list.store.files import Project
from reading_list.talk import Talk

TAXONOMY = """\
list: {title: L}
facets:
  - id: a
    title: A
    terms:
      - {id: b, title: B, aliases: [bb]}
      - {id: c, title: C}
"""
ONE = 'title: "One"\nauthors: [Ann B]\nyear: 2020\n# why\ntopics: [b, c] # both\n'
TWO = 'title: "Two"\r\nauthors: [Cy D]\r\nyear: 2020\r\ntopics:\r\n  - bb\r\n'


@pytest.fixture
def project(make_list: Callable[[Mapping[str, str]], Path]) -> Project:
    files = {"taxonomy.yaml": TAXONOMY, "papers/2020/one.yaml": ONE, "papers/2020/two.yaml": TWO}
    return Project(make_list(files))


def done(project: Project, wish: Wish) -> tuple[str, str]:
    made = reshaping.propose(project, wish)
    assert isinstance(made, Reshaped)
    reshaping.write(project, made)
    found = check.run(project, Talk()).findings
    assert [it for it in found if it.is_error] == []
    return tuple(
        (project.root / f"papers/2020/{it}.yaml").read_bytes().decode() for it in ("one", "two")
    )


def test_rename_leaves_aliases(project: Project) -> None:
    assert done(project, Wish("rename", "b", "bee")) == (ONE.replace("[b,", "[bee,"), TWO)


def test_merge_leaves_no_topic_twice(project: Project) -> None:
    one, two = done(project, Wish("merge", "b", "c"))
    assert one == ONE.replace("[b, c]", "[c]")
    assert two == TWO.replace("bb", "c")


def test_split_moves_the_papers_that_are_named(project: Project) -> None:
    keys = reshaping.keys_of(project, ["two"], None, Talk())
    assert done(project, Wish("split", "b", "new", None, keys)) == (ONE, TWO.replace("bb", "new"))
    assert 'title: "New"' in (project.root / "taxonomy.yaml").read_text()


def test_split_by_a_query(project: Project) -> None:
    assert reshaping.keys_of(project, (), "author:ann", Talk()) == {"one"}
    with pytest.raises(ProjectError, match="no paper 'x'"):
        reshaping.keys_of(project, ["x"], None, Talk())
    with pytest.raises(ProjectError):
        reshaping.keys_of(project, (), "nofield:x year:x", Talk())


def test_move_touches_no_record(project: Project) -> None:
    assert done(project, Wish("move", "b", "c")) == (ONE, TWO)


def test_a_record_that_cannot_be_read_stops_everything(project: Project) -> None:
    (project.root / "papers/2020/bad.yaml").write_text("title: [\n")
    found = reshaping.propose(project, Wish("rename", "b", "bee"))
    assert isinstance(found, list)
    assert found[0].path == "papers/2020/bad.yaml"


def test_a_change_meanwhile_leaves_all_as_it_was(project: Project) -> None:
    made = reshaping.propose(project, Wish("merge", "b", "c"))
    assert isinstance(made, Reshaped)
    late = project.root / "taxonomy.yaml"
    late.write_text(TAXONOMY + "# later\n")
    with pytest.raises(ProjectError, match="was changed meanwhile; nothing was changed"):
        reshaping.write(project, made)
    assert late.read_text() == TAXONOMY + "# later\n"
    assert (project.root / "papers/2020/one.yaml").read_text() == ONE


@pytest.mark.parametrize("id", ["B C", "../x", "", "x" * 200, "b\n"])
def test_an_id_that_is_none_is_refused(project: Project, id: str) -> None:
    with pytest.raises(ProjectError, match="id"):
        reshaping.propose(project, Wish("rename", "b", id))
