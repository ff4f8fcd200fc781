"""Blocks and their lines."""

from __future__ import annotations

from reading_list.awesome.blocks import blocks_of
from reading_list.awesome.runs import plain


def test_one_space_nests_an_item() -> None:
    (item,) = blocks_of("  * a\n   * b\n")
    assert [plain(child.runs) for child in item.children] == ["b"]
    assert (item.start, item.end) == (1, 2)


def test_hash_signs_without_a_space_are_a_heading() -> None:
    assert [(block.kind, block.level) for block in blocks_of("##Models\n")] == [("heading", 2)]


def test_table_of_html_stays_whole_across_blank_lines() -> None:
    text = "a\n\n<table>\n<tr><td>x</td>\n\n<td>y</td></tr>\n</table>\n"
    table = blocks_of(text)[1]
    assert (table.kind, table.start, table.end) == ("table", 3, 7)
    assert [plain(cell) for cell in table.rows[0].cells] == ["x", "y"]


def test_underlined_heading_has_both_lines() -> None:
    assert [(b.start, b.end) for b in blocks_of("A\n===\n")] == [(1, 2)]
