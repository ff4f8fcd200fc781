"""Tables and lists of records: our own, and those of other programs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.conftest import TAXONOMY, item

from reading_list import leaves
from reading_list.diagnostics import Diagnostic
from reading_list.formats import Style, reader_of
from reading_list.formats.csv import read
from reading_list.records.draft import Draft

FREE = """\
Paper Title;Authors;Year;DOI;Code;Status
A *b*;Han, Song;2018;doi:10.1145/1;https://a.b/c;read
"""
ZOTERO = """\
"Item Type","Publication Year","Author","Title","Publication Title","Url","Manual Tags"
"journalArticle","2018","Han, Song; Mao, H.","A, B","A J.","https://arxiv.org/abs/1802.03494","x; y"
"""


def fields(text: str) -> dict[str, object]:
    (draft,) = read("a.csv", text)
    assert isinstance(draft, Draft), draft
    return dict(draft.fields)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            FREE,
            {"title": "A *b*", "authors": ["Han, Song"], "year": 2018, "doi": "10.1145/1",
             "links": {"code": "https://a.b/c"}, "extra": {"Status": "read"}},
        ),
        (
            ZOTERO,
            {"title": "A, B", "authors": ["Han, Song", "Mao, H."], "year": 2018, "type": "article",
             "booktitle": "A J.", "arxiv": "1802.03494", "extra": {"keywords": "x, y"}},
        ),
        ("title\tauthors\nA\tJane Doe and Joe Roe\n", {"title": "A", "authors": ["Jane Doe", "Joe Roe"]}),
        ("题目,作者\n标题,李飞飞\n", {"title": "标题", "authors": ["李飞飞"]}),
        ("title,topics\nA,\"x, y\"\n", {"title": "A", "extra": {"keywords": "x, y"}}),
        ("title,year\n'=A,c. 1999\n", {"title": "=A", "year": 1999, "extra": {"date": "c. 1999"}}),
    ],
)  # fmt: skip
def test_columns_are_known_by_their_names(text: str, found: dict[str, object]) -> None:
    expected = dict(found)
    if expected["title"] == "A *b*":
        expected["title"] = r"A \*b\*"
    assert fields(text) == expected


def test_a_cell_that_a_spreadsheet_would_run_is_guarded() -> None:
    leaf = leaves.load("formats", "csv")
    text = "".join(leaf.write([item(title="=cmd()", note="-1", volume="'=x")], TAXONOMY, Style()))
    assert ",'=cmd()," in text and ",'-1," in text
    assert fields(text) == {"title": "=cmd()", "note": "-1", "volume": "'=x"}


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("", ["no-columns"]),
        ("a,b\n1,2\n", ["no-columns"]),
        ("title,year\n,2018\nA,2018,x\n", ["no-title", "cells", None]),
        ('title,year\n"A,2018\n', [None]),
        ("title,year\n" + "x" * 1_000_001 + ",1\n", ["broken"]),
    ],
)
def test_what_is_wrong_is_said(text: str, rules: list[str | None]) -> None:
    found = [it.rule[4:] if isinstance(it, Diagnostic) else None for it in read("a", text)]
    assert found == rules


@given(st.text(st.sampled_from('title,\n";\tx\0'), max_size=50))
def test_any_table_is_read(text: str) -> None:
    list(read("a", text))
    list(read("a", f"title,x\n{text}"))


def test_fields_that_nobody_knows_are_kept() -> None:
    leaf = leaves.load("formats", "jsonl")
    (draft,) = leaf.read("a", '{"title": "A", "mood": 3, "extra": {"b": "c"}}')
    assert draft.fields == {"title": "A", "extra": {"b": "c", "mood": "3"}}


def test_a_broken_line_costs_itself_alone() -> None:
    leaf = leaves.load("formats", "jsonl")
    found = list(leaf.read("a", '{"title": "A"}\n{"title"\n\n[]\n{"title": "B"}\n'))
    assert [it.span.line if isinstance(it, Diagnostic) else None for it in found] == [
        None,
        2,
        4,
        None,
    ]


@pytest.mark.parametrize(
    ("path", "text", "name"),
    [
        ("a.bib", "", "bibtex"),
        ("a.txt", "@misc{a, title={A}}", None),
        ("a.ris", "@misc{a, title={A}}", "ris"),
        ("CITATION.cff", "cff-version: 1.2.0\n", "cff"),
        ("-", "TY  - JOUR\n", "ris"),
        ("a.json", '[{"id": 1, "type": "book", "title": "A"}]', "csl_json"),
        ("a.json", '[{"key": "a", "title": "A"}]', "json"),
        ("-", "title,year\nA,2018\n", "csv"),
        ("-", "what is this", None),
    ],
)
def test_the_format_of_a_file(path: str, text: str, name: str | None) -> None:
    found = reader_of(path, text)
    assert found == name or (name is None and found in {None, "biblatex", "bibtex"})
