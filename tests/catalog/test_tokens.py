"""The words of texts as searching compares them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list.catalog.tokens import is_dense, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        (" — & ", ()),
        ("Deep Compression: EIE", ("deep", "compression", "eie")),
        ("low-rank 8-bit", ("low", "rank", "8", "bit")),
        ("O’Neil's Xi'an", ("oneils", "xian")),
        ("Straße Łukasz ÉMILE ﬁ ² İ", ("strasse", "lukasz", "emile", "fi", "2", "i")),
        ("Transformer模型2代", ("transformer", "模型", "2", "代")),
        ("ガイド が", ("ガイド", "が")),
        ("हिन्दी", ("हिन्दी",)),
        ("a_b\u200bc", ("a", "bc")),
    ],
)
def test_the_words_of_a_text(text: str, expected: tuple[str, ...]) -> None:
    assert tokens(text) == expected


def test_scripts_without_spaces_are_dense() -> None:
    assert all(is_dense(tokens(word)[0]) for word in ("神经", "신경망", "カナ", "ไทย", "ខ្មែរ"))
    assert not any(is_dense(tokens(word)[0]) for word in ("a", "é", "العميق", "हिन्दी", "ж", "2"))


@given(st.text())
def test_words_of_words_are_the_same_words(text: str) -> None:
    found = tokens(text)
    assert tokens(" ".join(found)) == found
    assert all(len({is_dense(char) for char in word}) == 1 for word in found)
