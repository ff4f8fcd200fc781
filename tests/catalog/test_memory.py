"""The catalogue in memory answers as a page may ask."""

from __future__ import annotations

import pytest

from reading_list.catalog.card import Card
from reading_list.catalog.memory import MemoryCatalog, label_of
from reading_list.catalog.taxonomy import Taxonomy
from reading_list.catalog.view import Entry, Group, Line
from reading_list.records.model import Paper

PAPERS: dict[str, dict[str, object]] = {
    "b2018": {
        "title": "B",
        "year": "2018",
        "venue": "nips",
        "topics": ["pruning"],
        "authors": ["José García", "Song Han"],
        "added": "2019-01-01",
        "aliases": ["old-b"],
    },
    "a2018": {
        "title": "A",
        "year": "2018",
        "venue": "nips",
        "topics": ["channels", "hardware"],
        "authors": ["Jose Garcia"],
        "added": "2019-01-02",
        "related": {"extends": ["b2018", "nobody"]},
    },
    "c2017": {
        "title": "C",
        "year": "2017",
        "venue": "nips",
        "authors": ["José García"],
        "organizations": ["Intel Labs"],
        "added": "2019-01-02",
    },
    "undated": {"title": "D", "venue": "tpami"},
}


def entry_of(card: Card, taxonomy: Taxonomy) -> Entry:
    return Entry(card.key, card.year, card.track, f"<{card.title}>")


def line_of(card: Card, taxonomy: Taxonomy) -> Line:
    return Line(card.key, card.year, card.track, card.title, card.venue)


@pytest.fixture
def catalog(taxonomy: Taxonomy) -> MemoryCatalog:
    papers = {key: Paper.model_validate(fields) for key, fields in PAPERS.items()}
    return MemoryCatalog(papers, taxonomy, entry_of, line_of)


def keys(cards: list[Card]) -> list[str]:
    return [card.key for card in cards]


def test_an_empty_list_has_nothing(taxonomy: Taxonomy) -> None:
    empty = MemoryCatalog({}, taxonomy, entry_of, line_of)
    assert (empty.total(), empty.groups("year"), empty.latest(5), list(empty.all_lines())) == (
        0,
        [],
        [],
        [],
    )
    assert empty.cards("term", "pruning") == empty.parts("term", "pruning") == []
    assert (empty.count("term", "pruning"), empty.card("x"), empty.alias("x")) == (0, None, "")


def test_a_record_is_found_by_its_key(catalog: MemoryCatalog) -> None:
    assert catalog.paper("a2018").title == "A"
    card = catalog.card("a2018")
    assert card is not None
    assert card.key == "a2018"
    assert catalog.card("nobody") is None
    with pytest.raises(KeyError):
        catalog.paper("nobody")
    assert catalog.source("a2018") == "papers/2018/a2018.yaml"
    assert catalog.source("undated") == "papers/undated/undated.yaml"


def test_a_former_key_leads_to_the_record(catalog: MemoryCatalog) -> None:
    assert (catalog.alias("old-b"), catalog.alias("b2018"), catalog.alias("x")) == ("b2018", "", "")


def test_who_mentions_a_record_is_found(catalog: MemoryCatalog) -> None:
    assert keys(catalog.mentions("b2018")) == ["a2018"]
    assert keys(catalog.mentions("a2018")) == []


def test_a_group_comes_in_list_order(catalog: MemoryCatalog) -> None:
    assert keys(catalog.cards("venue", "nips")) == ["a2018", "b2018", "c2017"]
    assert keys(catalog.cards("term", "pruning")) == ["a2018", "b2018"]
    assert [entry.html for entry in catalog.entries("venue", "nips")] == ["<A>", "<B>", "<C>"]
    assert [line.key for line in catalog.all_lines()] == ["a2018", "b2018", "c2017", "undated"]


def test_groups_are_counted_and_named(catalog: MemoryCatalog) -> None:
    assert catalog.total() == 4
    assert catalog.count("term", "compression") == 2
    assert catalog.count("organization", "intel") == 1
    assert catalog.groups("author") == [
        Group("author", "jose-garcia", "José García", 3),
        Group("author", "song-han", "Song Han", 1),
    ]
    assert catalog.groups("year") == [
        Group("year", "2017", "", 1),
        Group("year", "2018", "", 2),
        Group("year", "undated", "", 1),
    ]


def test_the_parts_of_a_group_are_its_years(catalog: MemoryCatalog) -> None:
    assert catalog.parts("venue", "nips") == [
        Group("edition", "nips/2017", "", 1),
        Group("edition", "nips/2018", "", 2),
    ]
    assert [group.id for group in catalog.parts("term", "compression")] == ["compression/2018"]
    assert catalog.parts("venue", "nip") == []


def test_siblings_are_the_parts_of_one_whole(catalog: MemoryCatalog) -> None:
    assert catalog.siblings("edition", "nips/2018") == ["nips/2017", "nips/2018"]
    assert catalog.siblings("year", "2018") == ["2017", "2018", "undated"]


def test_the_latest_come_first_and_ties_by_key(catalog: MemoryCatalog) -> None:
    assert keys(catalog.latest(9)) == ["a2018", "c2017", "b2018"]
    assert keys(catalog.latest(1)) == ["a2018"]
    assert keys(catalog.latest(0)) == []


def test_a_group_is_called_as_most_of_its_papers_call_it() -> None:
    assert label_of(["Jose", "José", "José"]) == "José"
    assert label_of(["José", "Jose"]) == "Jose"
    assert label_of([]) == ""
