"""Parts of an entry."""

from __future__ import annotations

from reading_list.awesome.parts import Entry, Link
from reading_list.awesome.venues import Issue


def test_venue_goes_before_a_preprint_and_else_the_first_word_stands() -> None:
    entry = Entry("T")
    entry.take_issue(Issue("arXiv", "preprint", 2019))
    entry.take_issue(Issue("ICML", "conference", 2020))
    entry.take_issue(Issue("CVPR", "conference", 2021, track="oral"))
    assert (entry.issue.venue, entry.issue.year, entry.issue.track) == ("ICML", 2020, "oral")


def test_address_is_kept_once() -> None:
    entry = Entry("T")
    entry.add_link(Link("pdf", "https://a.org/x.pdf"))
    entry.add_link(Link("paper", "https://a.org/x.pdf"))
    assert len(entry.links) == 1
    assert entry.has_paper
