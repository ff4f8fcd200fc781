"""Candidates and their lines."""

from __future__ import annotations

from reading_list.awesome.blocks import blocks_of
from reading_list.awesome.ledger import Ledger
from reading_list.awesome.reader import read
from reading_list.awesome.walk import Walker


def test_entry_owns_the_lines_of_its_details() -> None:
    text = "## A\n\n**A Title of Some Words**\n\n- Paper: https://arxiv.org/abs/1901.00001\n"
    walker = Walker(Ledger(text.split("\n")))
    walker.walk(blocks_of(text))
    assert [candidate.lines for candidate in walker.candidates] == [(3, 5)]


def test_topic_behind_a_tag_in_brackets_is_no_paper() -> None:
    text = "# L\n\n## T\n\n- [SPE-RECO] Speech recognition\n  - [Trees by Walking](https://arxiv.org/abs/1905.00021)\n- [SPE-SYN] Synthesis of speech from text\n"
    assert [d.fields["title"] for d in read(text, "x.md").drafts] == ["Trees by Walking"]


def test_two_linked_titles_in_one_paragraph_are_two_papers() -> None:
    text = "# L\n\n## T\n\n[Trees by Walking](https://arxiv.org/abs/1905.00021)\n[Ants by Walking](https://arxiv.org/abs/1905.00022)\n"
    assert [d.place.line for d in read(text, "x.md").drafts] == [5, 6]
