"""Abbreviations of venues."""

from __future__ import annotations

from reading_list.awesome.venue_names import KNOWN, lookup


def test_former_names_are_known() -> None:
    assert KNOWN["nips"].name == "NeurIPS"
    assert KNOWN["corr"] == ("arXiv", "preprint")


def test_words_are_venues_in_capitals_alone() -> None:
    assert lookup("FAST") is not None
    assert lookup("Fast") is None
