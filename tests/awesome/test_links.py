"""Kinds of links."""

from __future__ import annotations

import pytest

from reading_list.awesome.links import is_anchor, is_web, kind_of_word, target_of, without_emoji


@pytest.mark.parametrize(
    ("url", "kind", "identifier"),
    [
        ("http://arxiv.org/pdf/1512.03385v1.pdf", "arxiv", "1512.03385"),
        ("https://arxiv.org/abs/math.gt/0309136", "arxiv", "math.GT/0309136"),
        ("https://dl.acm.org/doi/abs/10.1145/3007787.3001163", "doi", "10.1145/3007787.3001163"),
        ("https://openreview.net/pdf?id=abc", "pdf", ""),
        ("https://openreview.net/forum?id=abc", "paper", ""),
        ("https://github.com/a/b", "code", ""),
        ("https://zhuanlan.zhihu.com/p/1", "discussion", ""),
        ("https://www.bilibili.com/video/1", "video", ""),
        ("https://unknown.example/x", "", ""),
    ],
)
def test_address_tells_its_kind(url: str, kind: str, identifier: str) -> None:
    assert target_of(url)[:2] == (kind, identifier)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("[PDF]", "pdf"),
        ("📄 Paper (Low Resolution)", "paper"),
        ("代码（即将开源）", "code"),
        ("Project Page", "project"),
        ("code1", "code"),
        ("bib", ""),
        ("Learning to Transfer", None),
        ("x" * 1000, None),
    ],
)
def test_word_tells_its_kind_or_nothing(word: str, kind: str | None) -> None:
    assert kind_of_word(word) == kind


def test_only_the_web_is_a_link() -> None:
    assert is_web("https://example.org")
    assert not is_web("javascript:alert(1)")
    assert is_anchor("#a")
    assert without_emoji("🔥 a :star: b").split() == ["a", "b"]


def test_whole_book_of_a_publisher_is_no_paper() -> None:
    assert not target_of("https://www.springer.com/gp/book/9783030721152").is_paper
    assert target_of("https://link.springer.com/article/10.1007/s1").is_paper
