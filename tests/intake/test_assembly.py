"""Drafts become records or enrich them, and every doubt is said."""

from __future__ import annotations

import pytest

from reading_list.catalog.outline import Outline
from reading_list.catalog.taxonomy import taxonomy_of
from reading_list.intake.assembly import Assembly, Origin
from reading_list.intake.duplicates import known_of
from reading_list.records.draft import Draft, Place

TAXONOMY = taxonomy_of(
    Outline.model_validate(
        {
            "list": {"title": "A list"},
            "facets": [{"id": "topic", "title": "T", "terms": [{"id": "pruning", "title": "P"}]}],
            "venues": [{"id": "iclr", "name": "ICLR"}],
        }
    )
)
THERE = {"han2016deep": {"title": "Deep Compression", "authors": ["Song Han"], "topics": ["topic"]}}


def draft(key: str | None = None, **fields: object) -> Draft:
    return Draft({"title": "A title", **fields}, Place("a.bib", 7, 3), key)


@pytest.fixture
def assembly() -> Assembly:
    known = known_of(THERE.items())
    return Assembly(known, {"han2016deep", "old"}, THERE.__getitem__, TAXONOMY)


def test_a_new_paper_gets_its_key_and_its_place(assembly: Assembly) -> None:
    assert assembly.add(draft(authors=["Ada Bee"], year=2018, venue="iclr")) == Origin(
        "bee2018title", is_new=True
    )
    assert assembly.add(draft("Wish:1", title="Other", venue="iclr")) == Origin(
        "Wish-1", is_new=True
    )
    assert assembly.paths() == {
        "bee2018title": "papers/2018/bee2018title.yaml",
        "Wish-1": "papers/undated/Wish-1.yaml",
    }
    assert not assembly.findings


def test_a_known_paper_gains_and_its_record_stands(assembly: Assembly) -> None:
    origin = assembly.add(
        draft(title="deep compression", authors=["Song Han"], year=2016, topics=["pruning"])
    )
    assert origin == Origin("han2016deep", is_new=False)
    assert assembly.changed["han2016deep"]["year"] == 2016
    assert assembly.changed["han2016deep"]["topics"] == ["topic", "pruning"]
    assert not assembly.new


def test_a_conflict_is_a_warning_at_the_draft(assembly: Assembly) -> None:
    assembly.add(draft("a", venue="iclr", year=2018, doi="10.1145/1"))
    assembly.add(draft("b", venue="iclr", year=2019, doi="10.1145/1"))
    (found,) = assembly.findings
    assert (found.rule, found.path, found.span.line, found.span.column) == (
        "import/conflict", "a.bib", 7, 3,
    )  # fmt: skip
    assert "'2018'" in found.message and "'2019'" in found.message
    assert assembly.new["a"]["year"] == 2018


def test_a_paper_without_a_place_is_an_error(assembly: Assembly) -> None:
    assert assembly.add(draft(booktitle="Somewhere")) is None
    (found,) = assembly.findings
    assert found.is_error
    assert found.rule == "import/no-place"
    assert "'Somewhere'" in found.message


def test_all_papers_get_the_topics_that_the_user_wants() -> None:
    assembly = Assembly(known_of([]), set(), THERE.__getitem__, TAXONOMY, ["pruning"])
    assembly.add(draft("a"))
    assert assembly.new["a"]["topics"] == ["pruning"]


def test_a_former_key_that_somebody_has_is_not_taken(assembly: Assembly) -> None:
    assembly.add(draft("a", venue="iclr", aliases=["OLD", "free"]))
    assembly.add(draft("free", title="Quite another", venue="iclr"))
    assert assembly.new["a"]["aliases"] == ["free"]
    assert "free-2" in assembly.new


def test_what_was_moved_is_said(assembly: Assembly) -> None:
    assembly.add(draft("a", venue="iclr", isbn="1"))
    (found,) = assembly.findings
    assert found.rule == "import/remark"
    assert assembly.new["a"]["extra"] == {"isbn": "1"}
