"""HTML between Markdown."""

from __future__ import annotations

from reading_list.awesome.markup import cut_tables, parts_of
from reading_list.awesome.runs import plain


def test_folded_part_has_a_title_and_an_end() -> None:
    kinds = [
        part.kind for part in parts_of("<details>\n<summary><b>2024</b></summary>\n</details>\n", 1)
    ]
    assert kinds[:2] == ["summary", "close"]


def test_text_has_its_line() -> None:
    part = next(
        p for p in parts_of("<div>\n\n<p>one</p>\n<p>two</p></div>", 10) if plain(p.runs) == "two"
    )
    assert part.start == 13


def test_broken_tables_are_left_alone() -> None:
    assert cut_tables("<table><tr>")[1] == []
    assert cut_tables("```\n<table></table>\n```")[1] == []
