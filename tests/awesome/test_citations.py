"""Whole citations where a title is expected."""

from __future__ import annotations

import pytest

from reading_list.awesome.citations import cited_in


@pytest.mark.parametrize(
    ("text", "authors", "title"),
    [
        ("Hale 2003 : What a lamp says", ["Hale"], "What a lamp says"),
        ("Hale, Moor 2004: Lamps or bells?", ["Hale", "Moor"], "Lamps or bells?"),
        ("Brook et al. Reading Fog Horns", ["Brook", "others"], "Reading Fog Horns"),
        (
            'Hale & Moor. "Lamps Seen at Night." ICML. 2012.',
            ["Hale", "Moor"],
            "Lamps Seen at Night",
        ),
        (
            "Ines Hale, Wei Brook. Lamps at Night. ICML 2018",
            ["Ines Hale", "Wei Brook"],
            "Lamps at Night",
        ),
        ("Lamps Seen at Night. ICML 2018. Ines Hale and Wei Brook.", [], "Lamps Seen at Night"),
    ],
)
def test_citation_is_taken_apart(text: str, authors: list[str], title: str) -> None:
    cited = cited_in(text)
    assert cited is not None
    assert (cited.authors, cited.title) == (authors, title)


@pytest.mark.parametrize(
    "text",
    [
        "Two-level walkers on graphs. II. A short application",
        "HARBOUR 2017: The challenge of lamps",
        "A Tool that Reads the Manual",
        'Lamps that "Read the Manual" by night',
        "Lamps: a short survey of glass",
    ],
)
def test_title_is_no_citation(text: str) -> None:
    assert cited_in(text) is None


def test_people_and_venue_behind_a_dash_are_no_part_of_the_title() -> None:
    found = cited_in("Ropes of hemp for small boats — Palm et al. (Nature Ropes, 2019)")
    assert found == (["Palm", "others"], "Ropes of hemp for small boats", "Nature Ropes, 2019")
    assert cited_in("Ropes of hemp for small boats — Palm, Quist & Hale") is not None


def test_rest_of_a_title_behind_a_dash_stays_with_it() -> None:
    assert cited_in("Ropes of hemp for small boats — Learning and Vision") is None
    assert cited_in("Ropes of hemp — how old keepers tied them to the pier") is None
