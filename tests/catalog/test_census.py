from __future__ import annotations

import pytest

from reading_list.catalog.card import Card, card_of
from reading_list.catalog.census import Count, census
from reading_list.catalog.taxonomy import Taxonomy, taxonomy_of
from reading_list.catalog.taxonomy_checks import read_taxonomy
from reading_list.records.parse import parse

TAXONOMY = """list: {title: A}
facets:
  - {id: b, title: Big, terms: [{id: small, title: Small}]}
  - {id: a, title: Another}
venues: [{id: v, name: Venue, acronym: VEN}]
organizations: [{id: o, name: Org}, {id: lab, name: Lab, parent: o}]
"""


@pytest.fixture
def taxonomy() -> Taxonomy:
    outline, _, findings = read_taxonomy("taxonomy.yaml", TAXONOMY.encode())
    assert outline is not None and not findings
    return taxonomy_of(outline)


def card(taxonomy: Taxonomy, key: str, more: str) -> Card:
    return card_of(key, parse(f"papers/{key}.yaml", f'title: "T"\n{more}'.encode()).facts, taxonomy)


def test_the_numbers_are_those_of_groups_and_of_all_above_them(taxonomy: Taxonomy) -> None:
    cards = [
        card(taxonomy, "x", "authors: [Ann Lee]\nyear: 2018\nvenue: v\ntrack: oral\n"
             "topics: [small, a]\norganizations: [lab]\ndoi: 10.1145/3007787.3001163\n"),
        card(taxonomy, "y", "authors: [Ann Lee, Bo Li]\nyear: 2019\nvenue: v\ntopics: [b]\n"
             "organizations: [o]\narxiv: '1802.03494'\nlinks: {code: 'https://a.example/b'}\n"),
        card(taxonomy, "z", "topics: [a]\n"),
    ]  # fmt: skip
    found = census(cards, taxonomy)
    assert found.papers == 3
    assert [it[::2] for it in found.years] == [("2019", 1), ("2018", 1), ("undated", 1)]
    assert found.topics == (
        Count("b", "Big", 2), Count("small", "Small", 1, 1), Count("a", "Another", 2)
    )  # fmt: skip
    assert found.venues == (Count("v", "VEN", 2),)
    assert found.tracks == (Count("oral", "oral", 1),)
    assert found.organizations == (Count("o", "Org", 2), Count("lab", "Lab", 1))
    assert [(it.title, it.papers) for it in found.authors] == [("Ann Lee", 2), ("Bo Li", 1)]
    assert {it.id: it.papers for it in found.known} == {
        "authors": 2, "doi": 1, "arxiv": 1, "pdf": 1, "code": 1, "note": 0
    }  # fmt: skip
    assert census(cards[::-1], taxonomy) == found


def test_no_papers_are_no_counts(taxonomy: Taxonomy) -> None:
    found = census([], taxonomy)
    assert found.papers == 0 and not found.years and not found.topics
