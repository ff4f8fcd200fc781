"""A record's file as the cache keeps it; what becomes of rows is tested in `test_ingest`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reading_list.catalog.outline import Outline
from reading_list.catalog.taxonomy import Taxonomy, taxonomy_of
from reading_list.rows import Row, Task, json_of, reader
from reading_list.store.files import Project

PATH = "papers/2018/a2018.yaml"
TEXT = "title: Paper A\nauthors: [Ann Author]\nyear: 2018\nvenue: eccv\naliases: [old]\n"


@pytest.fixture
def taxonomy() -> Taxonomy:
    outline = {"list": {"title": "A"}, "venues": [{"id": "eccv", "name": "E"}]}
    return taxonomy_of(Outline.model_validate(outline))


@pytest.fixture
def row_of(
    make_list: Callable[[Mapping[str, str]], Path], taxonomy: Taxonomy
) -> Callable[..., Row | None]:
    def read(text: str, digest: str = "", known: Taxonomy | None = taxonomy) -> Row | None:
        project = Project(make_list({PATH: text}))
        (row,) = reader((project, known))([Task(PATH, digest)])
        return row

    return read


def test_a_whole_record_has_its_paper_card_and_groups(row_of: Callable[..., Row]) -> None:
    row = row_of(TEXT)
    assert (row.path, row.key, row.findings, row.added) == (PATH, "a2018", "", "")
    assert json.loads(row.paper)["title"] == "Paper A"
    groups = {(kind, id) for kind, id, _ in json.loads(row.groups)}
    assert {("venue", "eccv"), ("year", "2018"), ("author", "ann-author")} <= groups


def test_it_claims_its_keys_and_knows_which_are_former(row_of: Callable[..., Row]) -> None:
    claims = {(kind, value, former) for kind, value, former, _ in row_of(TEXT).claims}
    assert claims == {("key", "a2018", ""), ("key", "old", "old"), ("title", "papera", "")}


def test_the_same_bytes_are_not_read_again(row_of: Callable[..., Row | None]) -> None:
    first = row_of(TEXT)
    assert first is not None
    assert row_of(TEXT, first.digest) is None
    assert row_of(TEXT + "month: 3\n", first.digest) is not None


def test_a_record_with_a_mistake_has_findings_and_no_card(row_of: Callable[..., Row]) -> None:
    row = row_of(TEXT.replace("2018", "18"))
    assert (row.paper, row.card, row.groups) == ("", "", "[]")
    assert json.loads(row.findings)


def test_a_file_that_cannot_be_read_has_a_finding_and_no_digest(
    make_list: Callable[[Mapping[str, str]], Path], taxonomy: Taxonomy
) -> None:
    project = Project(make_list({}))
    (row,) = reader((project, taxonomy))([Task(PATH, "")])
    assert row is not None
    assert (row.digest, row.key) == ("", "a2018")
    assert "vanished" in row.findings


def test_without_a_taxonomy_a_record_is_checked_and_not_indexed(
    row_of: Callable[..., Row],
) -> None:
    row = row_of(TEXT, known=None)
    assert (row.card, row.groups) == ("", "[]")


def test_no_findings_are_no_text() -> None:
    assert json_of([]) == ""
