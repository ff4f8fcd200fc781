from __future__ import annotations

import small_list

from reading_list.catalog.taxonomy import taxonomy_of
from reading_list.catalog.taxonomy_checks import read_taxonomy
from reading_list.intake.topics import Suggestion, suggest

OUTLINE = read_taxonomy("taxonomy.yaml", small_list.TAXONOMY.encode())[0]
assert OUTLINE is not None
TAXONOMY = taxonomy_of(OUTLINE)
PAPERS = [
    ("a2017prune", "Pruning Filters of Convolutional Networks", ("pruning",)),
    ("b2018ternary", "Trained Ternary Weights for Integer Arithmetic", ("quantization",)),
    ("c2018search", "Architecture Search on Phones", ("automl",)),
    *((f"x{number}", f"Networks Number {number}", ("pruning",)) for number in range(20)),
]


def terms(title: str, abstract: str = "") -> list[str]:
    found = suggest({"title": title, "abstract": abstract}, PAPERS, TAXONOMY)
    return [it.term for it in found]


def test_a_name_in_the_title_is_suggested_whatever_its_ending() -> None:
    found = suggest({"title": "Networks can be Pruned"}, (), TAXONOMY)
    assert found == [Suggestion("pruning", "'Pruning' is in the text")]
    assert terms("On Sparsity of Things")[0] == "pruning"


def test_papers_that_share_rare_words_are_asked() -> None:
    found = suggest({"title": "Ternary Arithmetic"}, PAPERS, TAXONOMY)
    assert found[0] == Suggestion("quantization", "as b2018ternary")


def test_the_abstract_weighs_less_than_the_title() -> None:
    assert terms("Quantization of Things", "we compare with pruning")[:2] == [
        "quantization",
        "pruning",
    ]


def test_a_whole_is_not_suggested_beside_its_part() -> None:
    assert "compression" not in terms("Compression by Pruning")


def test_nothing_is_suggested_where_nothing_fits() -> None:
    assert terms("Zebras") == []
    assert suggest({}, PAPERS, TAXONOMY) == []


def test_the_same_paper_gets_the_same_suggestions_in_any_order() -> None:
    title = {"title": "Integer Filters for Search on Phones"}
    assert suggest(title, PAPERS, TAXONOMY) == suggest(title, PAPERS[::-1], TAXONOMY)
