"""Titles without what surrounds them."""

from __future__ import annotations

import pytest

from reading_list.awesome.titles import clean_title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A Title.", "A Title"),
        ('"A Title."', "A Title"),
        ("What Is a Title?", "What Is a Title?"),
        ("  A   Title ,", "A Title"),
        ('"Lossless" Titles', '"Lossless" Titles'),
        ("A Title Read Third (3)", "A Title Read Third"),
        ("Parsel🐍: A Title", "Parsel: A Title"),
    ],
)
def test_title_is_cleaned(text: str, title: str) -> None:
    assert clean_title(text) == title
