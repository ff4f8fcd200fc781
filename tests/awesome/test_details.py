"""Lines below an entry."""

from __future__ import annotations

import pytest

from reading_list.awesome.blocks import blocks_of
from reading_list.awesome.details import is_detail, is_nothing, take_detail
from reading_list.awesome.parts import Entry
from reading_list.awesome.runs import Run, text_runs


@pytest.mark.parametrize(
    "text",
    [
        "论文：https://arxiv.org/abs/2004.00010",
        "代码：暂无",
        "Jane Doe, John Roe, Ann Poe",
        "📅 Date: March 27, 2026",
        "CVPR 2020 Oral",
    ],
)
def test_detail_is_told_from_an_entry(text: str) -> None:
    assert is_detail(text_runs(text))


@pytest.mark.parametrize(
    "text", ["A Title of Some Words", "Grinding Lenses with Sand. (Example Inc)"]
)
def test_entry_is_no_detail(text: str) -> None:
    assert not is_detail([Run(text)])


@pytest.mark.parametrize(
    "text",
    [
        f"*{first} Doe, John Roe, Hua Li.* [[Paper](https://arxiv.org/abs/1905.00001)]"
        " [[Code](https://github.com/a/b)], 2022.12"
        for first in ("Jane", "jane")
    ],
)
def test_links_behind_people_are_kept(text: str) -> None:
    entry = Entry()
    assert take_detail(entry, blocks_of(text)[0].runs)
    assert [name.casefold() for name in entry.authors] == ["jane doe", "john roe", "hua li"]
    assert [link.kind for link in entry.links] == ["arxiv", "code"]
    assert (entry.issue.year, entry.issue.month) == (2022, 12)


def test_details_end_in_their_fields() -> None:
    entry = Entry()
    for text in (
        "Publisher: Nature 2019",
        "Institutions: Example Labs",
        "Authors: Jane Doe",
        "TLDR: short",
    ):
        assert take_detail(entry, text_runs(text))
    assert (entry.issue.venue, entry.organizations, entry.authors) == (
        "Nature",
        ["Example Labs"],
        ["Jane Doe"],
    )
    assert entry.notes == ["TLDR: short"]
    assert is_nothing("N/A")
