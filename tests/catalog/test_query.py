"""The query language, by the table of cases that the search page's script is tested with too."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list.catalog.card import card_of
from reading_list.catalog.matching import Searcher, matches, ranked
from reading_list.catalog.outline import Outline
from reading_list.catalog.query import FIELDS, LONGEST, Query, parse
from reading_list.catalog.taxonomy import taxonomy_of
from reading_list.records.model import Paper

TABLE = json.loads((Path(__file__).parents[1] / "cases" / "queries.json").read_text("utf-8"))
TAXONOMY = taxonomy_of(Outline.model_validate(TABLE["taxonomy"]))
PAPERS = {key: Paper.model_validate(fields) for key, fields in TABLE["papers"].items()}
CARDS = {key: card_of(key, paper, TAXONOMY) for key, paper in PAPERS.items()}
FINDING = [case for case in TABLE["cases"] if "keys" in case]
WRONG = [case for case in TABLE["cases"] if "problem" in case]


def parsed(text: str) -> Query:
    query = parse(text, TAXONOMY)
    assert isinstance(query, Query), query
    return query


@pytest.mark.parametrize("case", FINDING, ids=[case["query"] for case in FINDING])
def test_a_query_finds_the_best_first(case: dict) -> None:
    searcher = Searcher(TAXONOMY)
    papers = [searcher.searchable(c, PAPERS[k].abstract or "") for k, c in CARDS.items()]
    found = [card.key for card in ranked(parsed(case["query"]), papers)]
    if case.get("order", True):
        assert found == case["keys"]
    assert sorted(found) == sorted(case["keys"])


@pytest.mark.parametrize("case", FINDING, ids=[case["query"] for case in FINDING])
def test_a_match_forgives_nothing(case: dict) -> None:
    query = parsed(case["query"])
    found = {k for k, c in CARDS.items() if matches(query, c, TAXONOMY, PAPERS[k].abstract or "")}
    assert found == set(case.get("exactly", case["keys"]))


@pytest.mark.parametrize("case", WRONG, ids=[case["query"] for case in WRONG])
def test_a_problem_says_where_and_what(case: dict) -> None:
    problems = parse(case["query"], TAXONOMY)
    assert isinstance(problems, tuple)
    assert len(problems) == case.get("count", 1)
    for name in ("start", "end", "message", "hint"):
        assert name not in case or getattr(problems[0], name) == case[name]


def test_every_field_has_a_case() -> None:
    queries = " ".join(case["query"] for case in FINDING)
    assert all(f"{field}:" in queries for field in FIELDS)


@given(st.text(alphabet=st.sampled_from('ab"“ -:,.year2018topic\u3000神é\0'), max_size=60))
def test_any_text_is_a_query_or_has_problems_within_it(text: str) -> None:
    found = parse(text, TAXONOMY)
    if not isinstance(found, Query):
        assert all(0 <= it.start < it.end <= len(text) and it.message for it in found)


def test_a_long_query_is_refused_and_a_dense_one_is_quick() -> None:
    assert isinstance(parse("x" * (LONGEST + 1), TAXONOMY), tuple)
    began = time.process_time()
    for text in ('"' * LONGEST, "a," * (LONGEST // 2), "year:" * 400, "-" * LONGEST, "a:" * 900):
        parse(text, TAXONOMY)
    parse("topic:" + "q," * 900, TAXONOMY)
    assert time.process_time() - began < 5
