"""What badges say."""

from __future__ import annotations

from reading_list.awesome.badges import badge_of


def test_badge_says_its_text_and_where_it_leads() -> None:
    assert badge_of("https://img.shields.io/badge/CVPR-2023-blue", "") == ("CVPR 2023", "")
    assert badge_of("https://img.shields.io/badge/a--b_c-d-red.svg", "") == ("a-b c d", "")
    assert badge_of("https://img.shields.io/github/stars/a/b.svg?x", "") == (
        "stars",
        "https://github.com/a/b",
    )
    assert badge_of("https://img.shields.io/static/v1?label=ICLR&message=2024", "") == (
        "ICLR 2024",
        "",
    )


def test_other_pictures_are_no_badges() -> None:
    assert badge_of("figure.png", "a figure") is None
