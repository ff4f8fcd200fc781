"""Words for venues and topics become what the taxonomy calls them, and nothing else changes."""

from __future__ import annotations

import pytest

from reading_list.catalog.outline import Outline
from reading_list.catalog.taxonomy import Taxonomy, taxonomy_of
from reading_list.intake.naming import named, with_topics

OUTLINE = {
    "list": {"title": "A list"},
    "facets": [
        {
            "id": "compression",
            "title": "Compression",
            "terms": [
                {"id": "pruning", "title": "Pruning", "terms": [{"id": "channels", "title": "C"}]},
                {"id": "hashing", "title": "Hashing", "aliases": ["Hash Tricks"]},
            ],
        }
    ],
    "venues": [
        {
            "id": "nips",
            "name": "Conference on Neural Information Processing Systems",
            "acronyms": [{"NIPS": "..2017"}, {"NeurIPS": "2018.."}],
            "proceedings": "Advances in Neural Information Processing Systems",
            "publisher": "Curran Associates",
        },
        {"id": "icml", "name": "International Conference on Machine Learning", "acronym": "ICML"},
        {"id": "prd", "name": "Physical Review D", "type": "journal", "aliases": ["Phys.Rev.D"]},
        {"id": "arxiv", "name": "arXiv", "type": "preprint"},
    ],
    "organizations": [{"id": "mit", "name": "MIT"}],
}


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return taxonomy_of(Outline.model_validate(OUTLINE))


@pytest.mark.parametrize(
    ("container", "venue", "stays"),
    [
        ("Advances in Neural Information Processing Systems", "nips", False),
        ("NeurIPS", "nips", False),
        ("Phys.Rev.D", "prd", False),
        ("Proceedings of the 35th International Conference on Machine Learning", "icml", True),
        ("Proc. of the Thing (ICML 2018)", "icml", True),
        ("ICML 2018", "icml", True),
        ("ICML'18", "icml", True),
        ("Advances in Neural Information Processing Systems 31", "nips", True),
        ("Workshop on Nothing", None, True),
        ("x" * 1000, None, True),
    ],
)
def test_a_container_that_is_a_venue(
    taxonomy: Taxonomy, container: str, venue: str | None, stays: bool
) -> None:
    made = named({"title": "A", "booktitle": container, "type": "misc"}, taxonomy)
    assert made.get("venue") == venue
    assert ("booktitle" in made) == stays


def test_what_follows_from_the_venue_is_not_repeated(taxonomy: Taxonomy) -> None:
    fields = {"booktitle": "NIPS", "type": "inproceedings", "publisher": "curran associates"}
    assert named(fields, taxonomy) == {"venue": "nips"}
    assert named({**fields, "type": "article"}, taxonomy)["type"] == "article"


def test_a_preprint_is_in_the_venue_of_preprints(taxonomy: Taxonomy) -> None:
    assert named({"type": "preprint", "arxiv": "1802.03494"}, taxonomy)["venue"] == "arxiv"


def test_known_keywords_become_topics_and_others_stay(taxonomy: Taxonomy) -> None:
    made = named({"extra": {"keywords": "hash tricks, Pruning; other"}}, taxonomy)
    assert made == {"topics": ["hashing", "pruning"], "extra": {"keywords": "other"}}


def test_names_that_nobody_knows_are_words(taxonomy: Taxonomy) -> None:
    fields = {
        "venue": "Unheard",
        "topics": ["pruning", "unheard"],
        "organizations": ["MIT", "Nowhere", "others"],
    }
    assert named(fields, taxonomy) == {
        "booktitle": "Unheard",
        "topics": ["pruning"],
        "organizations": ["MIT", "others"],
        "extra": {"keywords": "unheard", "organizations": "Nowhere"},
    }


def test_the_finer_topic_says_the_coarser(taxonomy: Taxonomy) -> None:
    assert with_topics(["pruning", "hashing"], ["channels"], taxonomy) == ["hashing", "channels"]
