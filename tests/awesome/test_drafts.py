"""Entries as fields of records."""

from __future__ import annotations

from reading_list.awesome.drafts import escape_markdown, fields_of, title_of, whole_issue
from reading_list.awesome.parts import Entry, Link
from reading_list.awesome.sections import Section
from reading_list.awesome.venues import Issue


def test_second_link_of_a_kind_is_kept_in_the_note() -> None:
    entry = Entry(
        "T",
        links=[
            Link("code", "https://github.com/a/b", "code"),
            Link("code", "https://github.com/c/d", "tf"),
        ],
    )
    fields = fields_of(entry, Section("", 0, 0))
    assert fields["links"] == {"code": "https://github.com/a/b"}
    assert fields["note"] == "[tf](https://github.com/c/d)"


def test_headings_add_what_the_entry_does_not_state() -> None:
    section = Section("", 0, 0).add("2018", 2, 1).add("CVPR", 3, 2)
    assert whole_issue(Issue(), section)[:3] == ("CVPR", "conference", 2018)
    assert whole_issue(Issue("ICML", "conference", 2019), section)[0] == "ICML"


def test_what_is_no_markup_stays_none() -> None:
    assert title_of("A* Search") == "A\\* Search"
    assert escape_markdown("[a]") == "\\[a\\]"
