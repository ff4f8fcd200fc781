"""A record gains and never loses; who disagrees is told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reading_list.intake.merge import Conflict, merge, merge_fields
from reading_list.records.draft import Draft, Place

RECORD = {
    "title": "Deep Compression",
    "authors": ["Song Han", {"name": "Mao, Huizi", "affiliation": "Tsinghua"}],
    "year": "2016",
    "topics": ["pruning"],
    "organizations": ["Stanford", "others"],
    "links": {"code": "https://example.org/code/"},
}


def test_missing_fields_are_gained_in_the_order_of_records() -> None:
    draft = Draft({"pages": "1-2", "doi": "10.1/x", "venue": "iclr"}, Place("a.bib"))
    merged = merge(RECORD, draft)
    assert list(merged.fields) == [
        "title", "authors", "year", "venue", "topics", "organizations", "doi", "links", "pages"
    ]  # fmt: skip
    assert merged.gained == ("pages", "doi", "venue")
    assert merged.conflicts == ()


def test_topics_and_organizations_are_united_with_others_last() -> None:
    merged = merge_fields(
        RECORD, {"topics": ["Pruning", "hashing"], "organizations": ["Google", "others"]}
    )
    assert merged.fields["topics"] == ["pruning", "hashing"]
    assert merged.fields["organizations"] == ["Stanford", "Google", "others"]
    assert merged.gained == ("topics", "organizations")


def test_another_word_on_a_fact_is_a_conflict_and_the_record_stands() -> None:
    merged = merge_fields(RECORD, {"year": 2015, "links": {"code": "https://other.org"}})
    assert merged.fields == RECORD
    assert merged.gained == ()
    assert merged.conflicts == (
        Conflict("year", "2016", "2015"),
        Conflict("links.code", "https://example.org/code/", "https://other.org"),
    )


def test_the_same_in_other_words_is_no_conflict() -> None:
    said = {
        "title": "Deep compression.",
        "year": 2016,
        "authors": ["Han, Song", "H. Mao"],
        "links": {"code": "http://example.org/code"},
        "type": "article",
        "added": "2020-01-01",
    }
    assert merge_fields(RECORD, said).conflicts == ()


def test_links_and_people_gain_what_they_lack() -> None:
    said = {
        "authors": [{"name": "Song Han", "orcid": "0000-0002-4186-7618"}, "Huizi Mao"],
        "links": {"pdf": "https://example.org/a.pdf"},
        "extra": {"mood": "good"},
    }
    merged = merge_fields(RECORD, said)
    assert merged.fields["authors"] == [
        {"name": "Song Han", "orcid": "0000-0002-4186-7618"},
        {"name": "Mao, Huizi", "affiliation": "Tsinghua"},
    ]
    assert merged.gained == ("authors.1.orcid", "links.pdf", "extra")


def test_other_people_are_a_conflict() -> None:
    merged = merge_fields(RECORD, {"authors": ["Song Han"]})
    assert merged.conflicts == (Conflict("authors", "Song Han, Mao, Huizi", "Song Han"),)
    assert merged.fields == RECORD


def test_nothing_is_gained_from_nothing() -> None:
    said = {"doi": "", "topics": [], "links": {"pdf": None}, "highlight": False}
    assert merge_fields(RECORD, said).gained == ()


VALUES = st.text(max_size=5) | st.integers() | st.lists(st.text(max_size=3), max_size=3)
FIELDS = st.dictionaries(
    st.sampled_from(["title", "authors", "topics", "year", "links", "extra", "note", "doi"]), VALUES
)


@given(FIELDS, FIELDS)
def test_whatever_comes_nothing_is_lost(has: dict[str, object], offered: dict[str, object]) -> None:
    merged = merge_fields(has, offered)
    for name, value in has.items():
        kept = merged.fields[name]
        listed = value if isinstance(value, list) else [value]
        assert (
            kept == value
            or value in ("", [])
            or (isinstance(kept, list) and all(item in kept for item in listed))
        )


@given(FIELDS, FIELDS)
def test_merging_twice_gains_nothing_new(
    has: dict[str, object], offered: dict[str, object]
) -> None:
    once = merge_fields(has, offered)
    assert merge_fields(once.fields, offered).gained == ()
