"""A record read: its paper, its places, all that is wrong with it, and what is left of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list.diagnostics import ERROR, WARNING, Edit, Span
from reading_list.records.parse import UNTITLED, Parsed, Spot, parse

GOOD = b"""\
title: "AMC: AutoML"
authors:
  - Yihui He
  - {name: Song Han, affiliation: MIT}
year: 2018
related:
  extends: [han2016deep]
"""


def test_a_good_record_is_a_whole_paper_without_a_word() -> None:
    record = parse("papers/2018/he2018amc.yaml", GOOD)
    assert record.is_whole
    assert record.diagnostics == ()
    assert (record.key, record.path) == ("he2018amc", "papers/2018/he2018amc.yaml")
    assert record.paper is not None
    assert [person.name for person in record.paper.authors] == ["Yihui He", "Song Han"]
    assert record.paper.year == 2018


@pytest.mark.parametrize(
    ("path", "key"),
    [("papers/x.yaml", "x"), ("papers/a.b/x.y.yaml", "x.y"), ("papers/王.yaml", "王")],
)
def test_the_key_is_the_stem_of_the_file(path: str, key: str) -> None:
    assert parse(path, GOOD).key == parse(path, b"").key == key


@pytest.mark.parametrize("raw", [b"", b"a: b: c", b"- a", b"\xff", b"a: &x b"])
def test_what_cannot_be_read_has_no_paper(raw: bytes) -> None:
    record = parse("papers/x.yaml", raw)
    assert (record.paper, record.is_whole) == (None, False)
    assert record.diagnostics == record.document.diagnostics
    assert len(record.diagnostics) == 1


def test_wrong_fields_leave_the_rest_for_the_rules() -> None:
    record = parse("x.yaml", b"title: A\nyear: 18\nauthors: [B, {nam: C}]\nvenue: eccv\nfoo: 1\n")
    assert not record.is_whole
    assert record.paper is not None
    assert (record.paper.title, record.paper.venue) == ("A", "eccv")
    assert (record.paper.year, record.paper.authors) == (None, ())
    assert [finding.rule for finding in record.diagnostics] == [
        "records/unknown-field",
        "records/unknown-field",
        "records/year",
    ]


def test_a_wrong_title_stands_as_untitled() -> None:
    for raw in (b"title: [A]\nvenue: eccv\n", b"venue: eccv\n", b"titel: A\nvenue: eccv\n"):
        record = parse("x.yaml", raw)
        assert record.paper is not None
        assert (record.paper.title, record.paper.venue) == (UNTITLED, "eccv")
        assert not record.is_whole


def test_a_duplicate_field_keeps_a_paper_from_being_whole() -> None:
    record = parse("x.yaml", b"title: A\nvenue: eccv\ntitle: B\n")
    assert record.paper is not None
    assert record.paper.title == "A"
    assert not record.is_whole
    assert [finding.rule for finding in record.diagnostics] == ["yaml/duplicate-key"]


def at(record: Parsed, *loc: str | int, of_key: bool = False) -> str:
    span = record.at(*loc, of_key=of_key).span
    return f"{span.line}:{span.column}"


def test_a_place_is_found_by_its_path() -> None:
    record = parse("x.yaml", GOOD)
    assert at(record, "title") == "1:8"
    assert at(record, "title", of_key=True) == "1:1"
    assert at(record, "authors", 1, "affiliation") == "4:35"
    assert at(record, "related", "extends", 0) == "7:13"


def test_the_name_of_an_author_is_found_in_both_forms() -> None:
    record = parse("x.yaml", GOOD)
    assert at(record, "authors", 0, "name") == "3:5"
    assert at(record, "authors", 1, "name") == "4:12"


def test_what_is_not_there_is_at_what_should_hold_it() -> None:
    record = parse("x.yaml", GOOD)
    assert at(record, "related", "see") == "6:1"
    assert at(record, "authors", 1, "orcid") == "4:5"
    assert at(record, "venue") == "1:1"
    assert at(parse("x.yaml", b""), "title", of_key=True) == "1:1"


def test_a_spot_reports_with_its_line_and_its_repair() -> None:
    record = parse("x.yaml", GOOD)
    spot = record.at("year")._replace(rule="a/b", severity=WARNING)
    found = spot.report("old", hint="newer", edit="2019")
    assert (found.rule, found.severity) == ("a/b", WARNING)
    assert (found.message, found.hint) == ("old", "newer")
    assert found.snippet == "year: 2018"
    assert found.edits == (Edit(Span(5, 7, 5, 11), "2019"),)
    assert found.path == "x.yaml"


def test_a_spot_without_a_repair_has_no_edit_and_an_empty_one_is_one() -> None:
    spot = parse("x.yaml", GOOD).at("year")
    assert isinstance(spot, Spot)
    assert spot.severity is ERROR
    assert spot.report("old").edits == ()
    assert spot.report("old", edit="").edits == (Edit(spot.span, ""),)


FIELDS = (
    "title authors year month venue topics doi arxiv links pages language highlight related aliases"
    " added extra type nothing"
).split()
VALUES = (
    " |a|2018|[a, b]|[a, a]|[[a]]|{a: b}|{name: b}|[{name: b}]|~|true|[others, b]|10.1145/1|[{}]|0"
    '|{pdf: x}|{extends: [x]}|{}|[]|""|" "|{extends: {a: b}}|[~]'
).split("|")


@given(st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(VALUES), max_size=5))
def test_any_values_are_a_whole_paper_or_findings_in_the_file(fields: dict[str, str]) -> None:
    text = "".join(f"{name}: {value}\n" for name, value in fields.items())
    record = parse("x.yaml", text.encode())
    assert record.is_whole == (not record.diagnostics)
    assert record.is_whole <= (record.paper is not None)
    for finding in record.diagnostics:
        assert finding.message
        assert finding.hint
        assert finding.span.line <= max(1, len(fields))


def test_a_wrong_field_of_an_author_hides_nothing_beside_it() -> None:
    text = 'title: A\nauthors: [Bob Jones, {name: A B, orcid: "0"}]\nlinks: {pdf: x, code: "https://a.b"}\n'
    record = parse("papers/x.yaml", text.encode())
    assert not record.is_whole
    assert [person.name for person in record.facts.authors] == ["Bob Jones", "A B"]
    assert record.facts.links.code == "https://a.b"
    assert [found.rule for found in record.diagnostics] == ["records/orcid", "records/url"]
