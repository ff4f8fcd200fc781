"""Titles that nothing marks."""

from __future__ import annotations

import pytest

from reading_list.awesome.bare_titles import plain_title
from reading_list.awesome.parts import Line


def title_of(text: str) -> tuple[str, list[str] | None]:
    flat = [False] * len(text)
    found = plain_title(Line(text, flat, flat, flat, [0] * len(text), {}, text), 0, [], [])
    return found.title, found.authors


@pytest.mark.parametrize(
    ("text", "title", "authors"),
    [
        ("Tall! Taller! A Study of Towers (SIGMOD 2017)", "Tall! Taller! A Study of Towers", None),
        ("A Study of Towers - Jane Doe, John Roe", "A Study of Towers", None),
        (
            "Jane Doe, John Roe, A Study of Towers, 2014",
            "A Study of Towers",
            ["Jane Doe", "John Roe"],
        ),
        (
            "Lu Y, van den Berg A, Stone P, et al. Towers by night[J]. arXiv, 2015",
            "Towers by night",
            ["Lu Y", "van den Berg A", "Stone P", "others"],
        ),
        (
            "C. Igel, M.A. Moor, et al., A Study of Towers, ESANN, 2007",
            "A Study of Towers",
            ["C. Igel", "M.A. Moor", "others"],
        ),
        (
            "Learning to hash for big data - A survey",
            "Learning to hash for big data - A survey",
            None,
        ),
    ],
)
def test_title_ends_where_people_and_venues_begin(
    text: str, title: str, authors: list[str] | None
) -> None:
    assert title_of(text) == (title, authors)
