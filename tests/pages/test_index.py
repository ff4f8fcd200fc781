"""The papers of a year for the search page's script come out of it as they went in."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list.catalog.card import Card, card_of
from reading_list.pages._index import END, LETTERS, key_of, papers_of, script, stream

from .conftest import HOSTILE, PAPERS, make_taxonomy  # noqa: TID252

TAXONOMY = make_taxonomy()


def unpacked(column: dict) -> list[list[str]]:
    """What the script does with a column."""
    pieces, rows = column["pieces"].split(" "), column["rows"].split(END)
    found = []
    for row in rows:
        at, ids = 0, []
        while at < len(row):
            value = LETTERS.index(row[at])
            at += 1
            if value >= column["short"]:
                value -= column["short"]
                for _ in range(column["width"] - 1):
                    value = value * len(LETTERS) + LETTERS.index(row[at])
                    at += 1
                value += column["short"]
            ids.append(pieces[value])
        found.append(ids)
    return found


@given(st.lists(st.lists(st.text("ab,é神<\"\\~'", min_size=1, max_size=4), max_size=6), min_size=1))
def test_a_column_comes_out_as_it_went_in(rows: list[list[str]]) -> None:
    assert unpacked(stream(rows)) == rows


@pytest.mark.parametrize("count", [1, 92, 93, 500, 6000, 20_000])
def test_a_column_of_many_pieces_comes_out_as_it_went_in(count: int) -> None:
    rows = [[f"p{n}", "often"] for n in range(count)]
    column = stream(rows)
    assert unpacked(column) == rows
    assert "often" in column["pieces"][:6]
    assert max(map(len, column["rows"].split(END))) <= 1 + column["width"]


def card(key: str, **fields: object) -> Card:
    paper = PAPERS["plain2018"].model_copy(update=fields)
    return card_of(key, paper, TAXONOMY)


@pytest.mark.parametrize(
    ("key", "short"),
    [
        ("han2018plain", "B"),
        ("han2018plainpaper", "BC"),
        ("han2018paper-b", "C-b"),
        ("han2018other", "other"),
        ("Han2018plain", "!Han2018plain"),
        ("he2018amc", "!he2018amc"),
        ("han2017plain", "!han2017plain"),
    ],
)
def test_a_key_is_what_does_not_follow_from_the_paper(key: str, short: str) -> None:
    assert key_of(card(key), "A plain paper".split()) == short


def test_a_script_is_one_call_with_plain_values() -> None:
    text = script("f", "2018", {"a": [HOSTILE, "\u2028</script>"]})
    assert text.startswith('f("2018",{') and text.endswith(")\n")
    assert json.loads(f"[{text[2:-2]}]") == ["2018", {"a": [HOSTILE, "\u2028</script>"]}]
    assert script("f", "\ud800") == 'f("?")\n'


def test_columns_have_a_row_for_each_paper() -> None:
    cards = [card_of(key, paper, TAXONOMY) for key, paper in PAPERS.items()]
    columns = papers_of(cards, {"hostile2017": "An abstract."}, TAXONOMY)
    streams = [value for value in columns.values() if isinstance(value, dict)]
    assert all(it["rows"].count(END) == len(cards) - 1 for it in streams)
    assert unpacked(columns["title"])[0] == ["A", "plain", "paper"]
    assert unpacked(columns["author"])[0] == ["Song", "Han,", "Ada", "Lovelace,"]
    assert unpacked(columns["author"])[1][-1] == "…,"
    assert unpacked(columns["has"])[1] == ["abstract,award,note"]


def test_a_paper_of_a_large_list_takes_thirty_bytes_at_most() -> None:
    benchmarks = Path(__file__).resolve().parents[2] / "benchmarks"
    sys.path.insert(0, str(benchmarks))
    try:
        import corpus
        from groups import taxonomy_yaml
    finally:
        sys.path.remove(str(benchmarks))
    from reading_list.catalog.card import order
    from reading_list.catalog.taxonomy import taxonomy_of
    from reading_list.catalog.taxonomy_checks import read_taxonomy
    from reading_list.records.parse import parse

    outline = read_taxonomy("taxonomy.yaml", taxonomy_yaml().encode())[0]
    assert outline
    taxonomy = taxonomy_of(outline)
    cards = []
    for record in corpus.records(40_000):
        if record.year >= 2023:  # a year as large as that of a list of 80,000
            paper = parse(f"papers/{record.key}.yaml", corpus.record_yaml(record).encode()).paper
            assert paper
            cards.append(card_of(record.key, paper, taxonomy)._replace(year="2024"))
    cards.sort(key=order)
    size = len(gzip.compress(script("f", papers_of(cards, {}, taxonomy)).encode(), 9))
    assert size / len(cards) < 30
