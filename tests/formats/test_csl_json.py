"""CSL-JSON as pandoc, Zotero and Crossref write it."""

from __future__ import annotations

import json

import pytest

from reading_list.diagnostics import Diagnostic
from reading_list.formats.csl_json import looks_like, read
from reading_list.records.draft import Draft


def fields(**item: object) -> dict[str, object]:
    text = json.dumps([{"id": "k", "type": "document", "title": "T", **item}])
    (draft,) = read("a.json", text)
    assert isinstance(draft, Draft)
    found = dict(draft.fields)
    assert found.pop("title") == "T"
    return found


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ({"type": "article"}, {"type": "preprint"}),
        ({"type": "paper-conference"}, {"type": "inproceedings"}),
        ({"type": "thesis", "genre": "Master's thesis"}, {"type": "mastersthesis"}),
        ({"type": "webpage"}, {"type": "misc", "extra": {"csl-type": "webpage"}}),
        (
            {"author": [{"family": "Maaten", "given": "Laurens", "non-dropping-particle": "van der"},
                        {"literal": "The OpenAI Team"}, {"family": "van Dyk", "given": "A."}]},
            {"type": "misc", "authors": ["Laurens van der Maaten",
                                         {"name": "The OpenAI Team", "group": True}, "A. van Dyk"]},
        ),
        ({"issued": {"date-parts": [["2018", 9]]}}, {"type": "misc", "year": 2018, "month": 9}),
        ({"issued": {"raw": "2018"}}, {"type": "misc", "year": 2018}),
        ({"issued": "2018-09"}, {"type": "misc", "year": 2018, "month": 9}),
        ({"DOI": "https://doi.org/10.1145/1"}, {"type": "misc", "doi": "10.1145/1"}),
        ({"page": "1–9", "issue": 3}, {"type": "misc", "pages": "1-9", "number": "3"}),
        ({"type": "article", "number": "arXiv:1802.03494", "publisher": "arXiv"},
         {"type": "preprint", "arxiv": "1802.03494"}),
        ({"unheard": [1], "note": "tex.a: b"}, {"type": "misc", "extra": {"a": "b", "unheard": "[1]"}}),
        ({"ISSN": "1558-2256,0018-9219"}, {"type": "misc", "issn": "1558-2256", "extra": {"ISSN": "0018-9219"}}),
    ],
)  # fmt: skip
def test_items(item: dict[str, object], found: dict[str, object]) -> None:
    assert fields(**item) == found


def test_markup_of_titles() -> None:
    text = '[{"id": 1, "type": "book", "title": "On <i>E. coli</i> &amp; <sub>2</sub> *"}]'
    (draft,) = read("a", text)
    assert isinstance(draft, Draft)
    assert draft.fields["title"] == r"On *E. coli* & 2 \*"
    assert draft.key == "1"


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("", ["no-list"]),
        ("7", ["no-list"]),
        ("[", ["cut"]),
        ("[" * 100_000, ["nested"]),
        ('[{"id":1,"type":"book","title":"A"}', [None, "cut"]),
        ('[{"id":1},\n{"title" "x"},\n{"id":1,"type":"book","title":"A"}]', ["no-title", "broken", None]),
        ("[1, null]", ["no-object", "no-object"]),
        ('[{"id":' + "9" * 10_000 + ',"title":"x"}]', ["broken"]),
        ('{"title": "x"', ["broken"]),
    ],
)  # fmt: skip
def test_broken_text_costs_what_is_broken(text: str, rules: list[str | None]) -> None:
    found = [
        it.rule.removeprefix("csl-json/") if isinstance(it, Diagnostic) else None
        for it in read("a", text)
    ]
    assert found == rules


def test_it_is_told_from_other_json() -> None:
    assert looks_like('[{"id": "x", "type": "article-journal"}]')
    assert not looks_like('[{"key": "x", "title": "A", "type": "article"}]')
    assert not looks_like("[1]")
