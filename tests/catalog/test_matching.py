"""How well papers fit: what ranks above what. The cases of test_query.py hold for both."""

from __future__ import annotations

from reading_list.catalog.card import Card, card_of
from reading_list.catalog.matching import Searcher, has_of, ranked
from reading_list.catalog.outline import Outline
from reading_list.catalog.query import Query, parse
from reading_list.catalog.taxonomy import taxonomy_of
from reading_list.records.model import Paper

TAXONOMY = taxonomy_of(
    Outline.model_validate(
        {"list": {"title": "A"}, "facets": [{"id": "t", "title": "Brain things"}]}
    )
)


def card(key: str, title: str, **fields: object) -> Card:
    fields = {"topics": ["t"], **fields}
    return card_of(key, Paper.model_validate({"title": title, **fields}), TAXONOMY)


def order_of(text: str, *cards: Card) -> str:
    query = parse(text, TAXONOMY)
    assert isinstance(query, Query)
    searcher = Searcher(TAXONOMY)
    return " ".join(it.key for it in ranked(query, [searcher.searchable(c) for c in cards]))


def test_a_title_ranks_above_authors_and_topics() -> None:
    found = order_of(
        "brain", card("c", "On z"), card("b", "A", authors=["Brain"]), card("a", "In brain")
    )
    assert found == "a b c"


def test_whole_words_rank_above_begun_ones_and_short_titles_above_long_ones() -> None:
    cards = (
        card("c", "On pruned nets"),
        card("b", "On prune among many more words"),
        card("a", "On prune"),
    )
    assert order_of("prune", *cards) == "a b c"


def test_words_that_begin_a_title_rank_above_a_row_and_a_row_above_scattered_ones() -> None:
    cards = (
        card("c", "Brain of optimal size here"),
        card("b", "About optimal brain sizes here"),
        card("a", "Optimal brain size right here"),
    )
    assert order_of("optimal brain", *cards) == "a b c"


def test_equals_stand_in_list_order_and_a_star_before_them() -> None:
    cards = (card("c", "Net b", year=2018), card("b", "Net a", year=2018), card("d", "Net z"))
    assert order_of("net", *cards) == "b c d"
    assert order_of("net", *cards, card("a", "Net x", year=1990, highlight=True)) == "a b c d"


def test_slips_are_forgiven_only_in_words_that_stand_nowhere() -> None:
    cards = (card("a", "Pruning"), card("b", "Priming"))
    assert order_of("pruning", *cards) == "a"
    assert order_of("prunimg", *cards) == "a"
    assert order_of("pru", *cards) == "a"
    assert order_of("prx", *cards) == ""


def test_what_a_paper_has() -> None:
    assert has_of(card("a", "A", arxiv="1510.00149")) == {"arxiv", "pdf"}
    assert has_of(card("a", "A", doi="10.5555/a.b", note="N")) == {"doi", "paper", "note"}
