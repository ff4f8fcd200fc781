"""Titles without what surrounds them."""

from __future__ import annotations

import pytest

from reading_list.awesome.reader import read
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


def _title(line: str) -> str:
    (draft,) = read(f"# L\n\n## Papers\n\n{line}\n", "x.md").drafts
    return str(draft.fields["title"])


def test_bold_words_in_front_of_a_linked_title_name_what_it_is_about() -> None:
    line = "- **Tide table embedding**, [Harbours told apart by their tide tables](https://arxiv.org/abs/1901.00001), 2020."
    assert _title(line) == "Harbours told apart by their tide tables"


def test_title_may_end_in_the_word_for_a_thesis() -> None:
    line = "- [The Practice of Piloting PhD Thesis](https://arxiv.org/abs/1901.00001)"
    assert _title(line).startswith("The Practice of Piloting")
