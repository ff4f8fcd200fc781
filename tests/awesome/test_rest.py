"""What stands around a title."""

from __future__ import annotations

from reading_list.awesome.parts import Entry
from reading_list.awesome.reader import read
from reading_list.awesome.rest import notes_of, read_rest


def test_volume_and_pages_are_kept() -> None:
    entry = Entry("T")
    read_rest(entry, "", ". Nature 521.7553 (2015): 436-444. (A remark)")
    assert (entry.issue.venue, entry.issue.year) == ("Nature", 2015)
    assert entry.imprint == {"volume": "521", "number": "7553", "pages": "436-444"}
    assert list(notes_of(entry)) == ["A remark"]


def test_brackets_tell_venue_and_organization() -> None:
    entry = Entry("T")
    read_rest(entry, "", " [arXiv '17, Google] (Extended version)")
    assert (entry.issue.venue, entry.organizations, entry.notes) == (
        "arXiv",
        ["Google"],
        ["Extended version"],
    )


def test_two_family_names_and_a_year_in_brackets_are_people() -> None:
    text = "# L\n\n## Papers\n\n- Sparse Ropes (Palm & Quist, 2011)\n"
    (draft,) = read(text, "x.md").drafts
    assert draft.fields["title"] == "Sparse Ropes"
    assert draft.fields["authors"] == ["Palm", "Quist"]
