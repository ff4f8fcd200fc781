"""Candidates and their lines."""

from __future__ import annotations

from reading_list.awesome.blocks import blocks_of
from reading_list.awesome.ledger import Ledger
from reading_list.awesome.walk import Walker


def test_entry_owns_the_lines_of_its_details() -> None:
    text = "## A\n\n**A Title of Some Words**\n\n- Paper: https://arxiv.org/abs/1901.00001\n"
    walker = Walker(Ledger(text.split("\n")))
    walker.walk(blocks_of(text))
    assert [candidate.lines for candidate in walker.candidates] == [(3, 5)]
