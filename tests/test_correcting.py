"""One field of a record with another value; the rest of it stays byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reading_list import correcting, holdings
from reading_list.intake.issues import Correction, Refusal
from reading_list.store.files import Project
from reading_list.talk import Talk

TAXONOMY = """\
list: {title: L}
facets:
  - {id: a, title: A, terms: [{id: b, title: B}]}
"""
RECORD = """\
# by hand
title: "One"  # said so
authors:
  - Ann B
  - Cy D
year: 2020
topics: [b]
doi: 10.1000/x # seen
links:
  code: https://example.org/old
unknown: {kept: yes}
"""
PATH = "papers/2020/b2020one.yaml"


@pytest.fixture
def project(make_list: Callable[[Mapping[str, str]], Path]) -> Project:
    record = RECORD.replace("unknown: {kept: yes}\n", "extra: {kept: yes}\n")
    return Project(make_list({"taxonomy.yaml": TAXONOMY, PATH: record}))


def corrected(
    project: Project, field: str, value: str, paper: str = "b2020one"
) -> correcting.Corrected:
    here = holdings.listed(project, Talk())
    assert not isinstance(here, list)
    made = correcting.propose(project, here, Correction(paper, field, value, "s"))
    correcting.write(project, made)
    return made


@pytest.mark.parametrize(
    ("field", "value", "old", "new"),
    [
        ("title", "Two: a Study", 'title: "One"  # said so', 'title: "Two: a Study"  # said so'),
        ("doi", "10.1000/y", "10.1000/x # seen", "10.1000/y # seen"),
        ("authors", "Eve F", "  - Ann B\n  - Cy D\n", "  - Eve F\n"),
        ("topics", "a, b", "topics: [b]", "topics: [a, b]"),
        ("links.code", "https://example.org/new", "org/old", "org/new"),
        ("links.pdf", "https://e.org/p", "org/old\n", "org/old\n  pdf: https://e.org/p\n"),
        ("month", "3", "year: 2020\n", "year: 2020\nmonth: 3\n"),
    ],
)
def test_only_the_field_changes(
    project: Project, field: str, value: str, old: str, new: str
) -> None:
    before = (project.root / PATH).read_text()
    corrected(project, field, value)
    assert (project.root / PATH).read_text() == before.replace(old, new)


def test_another_year_is_another_folder(project: Project) -> None:
    made = corrected(project, "year", "2021")
    assert made.findings == ()
    assert not (project.root / PATH).exists()
    assert "year: 2021\n" in (project.root / "papers/2021/b2020one.yaml").read_text()


@pytest.mark.parametrize("field", ["doi", "year", "links.code", "month"])
def test_a_value_that_is_wrong_is_a_finding(project: Project, field: str) -> None:
    here = holdings.listed(project, Talk())
    assert not isinstance(here, list)
    made = correcting.propose(project, here, Correction("b2020one", field, "javascript:1", "s"))
    assert any(it.is_error for it in made.findings)


@pytest.mark.parametrize(
    ("field", "value", "paper"),
    [
        ("title", "x", "../../etc/passwd"),
        ("title", "x", "nobody2020x"),
        ("title", "x", "b2020one\n---"),
        ("aliases", "x", "b2020one"),
        ("something else", "x", "b2020one"),
        ("title", "One", "b2020one"),
        ("title", "a\x07b", "b2020one"),
        ("extra", "x", "b2020one"),
    ],
)
def test_what_cannot_be_is_refused(project: Project, field: str, value: str, paper: str) -> None:
    before = (project.root / PATH).read_bytes()
    with pytest.raises(Refusal):
        corrected(project, field, value, paper)
    assert (project.root / PATH).read_bytes() == before


def test_a_comment_is_never_lost(project: Project) -> None:
    path = project.root / PATH
    path.write_text(path.read_text().replace("  - Cy D\n", "  - Cy D # the second\n"))
    with pytest.raises(Refusal, match="needs a person"):
        corrected(project, "authors", "Eve F")


@pytest.mark.parametrize(
    "text", ["b2020one", "papers/2020/b2020one.yaml", "https://x.org/papers/b2020one.html?a#b"]
)
def test_ways_to_name_a_paper(text: str) -> None:
    assert correcting.key_in(text) == "b2020one"
