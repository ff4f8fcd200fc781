"""What belongs to an entry."""

from __future__ import annotations

from reading_list.awesome.blocks import blocks_of
from reading_list.awesome.nesting import is_all_detail, is_links, split_lines, title_heading


def test_links_and_details_are_told_from_text() -> None:
    assert is_links(blocks_of("[a](https://a.org) | [b](https://b.org)\n")[0])
    assert not is_links(blocks_of("see [a](https://a.org)\n")[0])
    assert is_all_detail(blocks_of("- Paper: https://a.org\n  - CVPR 2020\n")[0])


def test_lines_of_a_paragraph_keep_their_numbers() -> None:
    assert [number for number, _ in split_lines(blocks_of("\n\na\nb\n")[0])] == [3, 4]


def test_first_heading_names_the_list_unless_entries_follow() -> None:
    assert title_heading(blocks_of("# A\n## B\n")) is not None
    assert title_heading(blocks_of("# A\n- x\n# B\n")) is None
