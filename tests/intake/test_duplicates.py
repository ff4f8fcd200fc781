"""The same paper is found however it is written, and two papers are not taken for one."""

from __future__ import annotations

import pytest

from reading_list.intake.duplicates import Known, Same, find, known_of
from reading_list.records.draft import Draft, Place

THERE = {
    "han2016deep": {
        "title": "Deep Compression: Compressing Deep Neural Networks",
        "authors": ["Song Han", "Huizi Mao", "William J. Dally"],
        "doi": "10.1145/ABC",
        "arxiv": "1510.00149",
    },
    "survey2017": {"title": "A Survey of the Large Hadron Collider, Part I", "authors": ["A. Bee"]},
    "intro2011": {"title": "Introduction", "authors": ["Jane Doe"]},
    "anonymous2012": {"title": "Nobody Signed This Paper"},
}


@pytest.fixture(scope="module")
def known() -> Known:
    return known_of(THERE.items())


@pytest.mark.parametrize(
    ("fields", "same"),
    [
        ({"title": "Other", "doi": "10.1145/abc"}, Same("han2016deep", "doi")),
        ({"title": "Other", "arxiv": "1510.00149"}, Same("han2016deep", "arxiv")),
        (
            {"title": "Other", "doi": "10.48550/arXiv.1510.00149"},
            Same("han2016deep", "arxiv"),
        ),
        (
            {"title": "deep compression -- compressing deep neural networks.", "authors": ["Han"]},
            Same("han2016deep", "title"),
        ),
        (
            {"title": "Deep Compresion: Compressing Deep Neural Network", "authors": ["H. Mao"]},
            Same("han2016deep", "near"),
        ),
        ({"title": "Nobody signed this paper", "authors": ["X Y"]}, Same("anonymous2012", "title")),
        ({"title": "Introduction"}, Same("intro2011", "title")),
        ({"title": "Introduction", "authors": ["John Roe"]}, None),
        (
            {"title": "A Survey of the Large Hadron Collider, Part II", "authors": ["A. Bee"]},
            None,
        ),
        (
            {"title": "A Survey of the Large Hadron Colliders, Part I", "authors": ["A. Bee"]},
            Same("survey2017", "near"),
        ),
        (
            {"title": "A Survey of the Large Hadron Colliders, Part I", "authors": ["C. Dee"]},
            None,
        ),
        (
            {
                "title": "Deep Compresion: Compressing Deep Neural Networks",
                "authors": ["Song Han"],
                "doi": "10.1145/other",
            },
            None,
        ),
        ({"title": "!!!"}, None),
        ({"title": ["no text"]}, None),
        ({}, None),
    ],
)
def test_what_is_the_same(known: Known, fields: dict[str, object], same: Same | None) -> None:
    assert find(Draft(fields, Place("a.bib")), known) == same


def test_the_same_people_come_before_the_same_title() -> None:
    known = known_of([("a", {"title": "Introduction"}), ("b", {**THERE["intro2011"]})])
    assert known.same({"title": "Introduction", "authors": ["Doe, Jane"]}) == Same("b", "title")


def test_many_papers_of_one_title_take_no_time() -> None:
    """A square of 20,000 would take minutes."""
    known = Known()
    for number in range(20_000):
        fields = {"title": "The very same title for all of them", "authors": [f"A Bee{number}"]}
        known.same(fields)
        known.add(str(number), fields)
    assert known.same({"title": "The very same title for all of them", "authors": ["A Bee3"]})
