"""Titles without what surrounds them."""

from __future__ import annotations

import pytest

from reading_list.awesome.reader import read
from reading_list.awesome.tags import clean_title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A Title.", "A Title"),
        ('"A Title."', "A Title"),
        ("What Is a Title?", "What Is a Title?"),
        ("  A   Title ,", "A Title"),
        ('"Lossless" Titles', '"Lossless" Titles'),
    ],
)
def test_title_is_cleaned(text: str, title: str) -> None:
    assert clean_title(text) == title


def test_adverb_in_brackets_begins_a_title() -> None:
    (draft,) = read(
        "# L\n\n## Papers\n\n- (Nearly) Optimal Ropes for Many Boats [[paper]](https://arxiv.org/abs/1901.00001)\n",
        "x.md",
    ).drafts
    assert draft.fields["title"] == "(Nearly) Optimal Ropes for Many Boats"
