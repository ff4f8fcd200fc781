"""What a record may not say, in words about this very record: the mistakes that people make."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from reading_list.diagnostics import Diagnostic
from reading_list.records.complaints import complaints
from reading_list.records.model import Line, Value
from reading_list.records.parse import parse
from reading_list.records.reader import read
from reading_list.records.writer import apply

FIELDS = "the fields here are title, authors, year, month, venue, track, type, topics,"
MANY = "title: A\nauthors: [B]\n"

# Input, line:column-end column, rule, message, beginning of the hint, the text after the repair.
MISTAKES: list[tuple[str, str, str, str, str, str | None]] = [
    # Names of fields.
    ("titel: A\nyear: 2018\n", "1:1-6", "unknown-field",
     "unknown field 'titel' (did you mean 'title'?)", "write `title:`", "title: A\nyear: 2018\n"),
    ("title: A\nauthor: [B]\n", "2:1-7", "unknown-field",
     "unknown field 'author' (did you mean 'authors'?)", "write `authors:`", MANY),
    ('title: A\n"author": [B]\n', "2:1-9", "unknown-field", "unknown field 'author' (did you",
     "write `authors:`", MANY),
    ("title: A\nauthors: [B]\nzzzzz: C\n", "3:1-6", "unknown-field", "unknown field 'zzzzz'",
     FIELDS, None),
    ("title: A\nauthors: [B]\nauthor: C\n", "3:1-7", "unknown-field", "unknown field 'author'",
     FIELDS, None),
    ("title: A\nlinks: {pdff: https://a.b}\n", "2:9-13", "unknown-field",
     "unknown field 'pdff' (did you mean 'pdf'?)", "write `pdf:`",
     "title: A\nlinks: {pdf: https://a.b}\n"),
    ("title: A\nauthors:\n  - {nam: B}\n", "3:6-9", "unknown-field",
     "unknown field 'nam' (did you mean 'name'?)", "write `name:`",
     "title: A\nauthors:\n  - {name: B}\n"),
    ("title: A\nauthors:\n  - {name: B, x-y: C}\n", "3:15-18", "unknown-field",
     "unknown field 'x-y'", "the fields here are name, orcid, affiliation, group, person", None),
    ("title: A\n<<: {year: 2018}\n", "2:1-3", "unknown-field", "unknown field '<<'", FIELDS, None),
    ("title: A\n? |\n  x\n: B\n", "2:3-1", "unknown-field", "unknown field 'x'", FIELDS, None),
    # Fields that are missing or empty.
    ("year: 2018\n", "1:1-1", "missing-field", "the field 'title' is missing",
     'add `title: "..."`', None),
    ("# c\nyear: 2018\n", "1:1-1", "missing-field", "the field 'title' is missing", "add", None),
    ("title: A\nauthors:\n  - B\n  - {orcid: 0000-0002-4186-7618}\n", "4:5-6", "missing-field",
     "the field 'name' is missing", "add `name: ...`", None),
    ("title:\n", "1:7-7", "no-value", "'title' has no value", "write one, or leave it out", None),
    ("title: A\nauthors:\nyear: 2018\n", "2:9-9", "no-value", "'authors' has no value", "write",
     None),
    ("title: A\ntopics: [a, ~]\n", "2:13-14", "no-value", "an item of topics has no value",
     "write", None),
    ('title: "  "\n', "1:8-12", "wrong-type", "'title' is empty",
     "write something, or leave it out", None),
    # The shape of values.
    ("title: A\ntopics: pruning\n", "2:9-16", "wrong-type",
     "'topics' is a list, here stands one text", "write `topics: [pruning]`",
     "title: A\ntopics: [pruning]\n"),
    ("title: A\nauthors: Song Han # MIT\n", "2:10-18", "wrong-type",
     "'authors' is a list, here stands one text", "write `authors: [Song Han]`",
     "title: A\nauthors: [Song Han] # MIT\n"),
    ('title: A\ntopics: "a: b"\n', "2:9-15", "wrong-type", "'topics' is a list, here stands one",
     'write `topics: ["a: b"]`', 'title: A\ntopics: ["a: b"]\n'),
    ("title: A\nauthors: Song Han, Yihui He\n", "2:10-28", "wrong-type",
     "'authors' is a list, here stands one text", "write `authors: [first, second]`", None),
    ("title: A\nauthors: Song Han and Yihui He\n", "2:10-31", "wrong-type",
     "'authors' is a list, here stands one text", "write `authors: [first, second]`", None),
    ("title: A\nauthors:\n  -B\n  -C\n", "3:3-5", "wrong-type",
     "'authors' is a list, here stands one text", "write `authors: [first, second]`", None),
    ("title: A\ntopics: {a: b}\n", "2:9-10", "wrong-type",
     "'topics' is a list, here stands `field: value` pairs", "write `topics: [first", None),
    ("title: [A]\n", "1:8-9", "wrong-type", "'title' is one text, here stands a list",
     'write `title: "..."`', None),
    ("title: A\ntopics: [[a]]\n", "2:10-11", "wrong-type",
     "an item of topics is one text, here stands a list", "put the item in double quotes", None),
    ("title: A\ntopics: [a: b]\n", "2:10-10", "wrong-type",
     "an item of topics is one text, here stands `field: value` pairs", "put the item", None),
    ("title: A\nauthors: [[B]]\n", "2:11-12", "wrong-type",
     "an item of authors has fields of its own, here stands a list", "one `field: value`", None),
    ("title: A\nlinks: https://a.b\n", "2:8-19", "wrong-type",
     "'links' has fields of its own, here stands one text", "one `field: value` a line", None),
    ("title: A\nyear: [2018]\n", "2:7-8", "wrong-type", "'year' is one value, here stands a list",
     "write `year: ...`", None),
    ("title: A\nhighlight: [x]\n", "2:12-13", "wrong-type",
     "'highlight' is one value, here stands a list", "write `highlight: ...`", None),
    ("title: A\ntype: [book]\n", "2:7-8", "wrong-type", "'type' is one word, here stands a list",
     "one of article, inproceedings,", None),
    ("title: A\nvenue: " + "x" * 501 + "\n", "2:8-509", "wrong-type",
     "'venue' is longer than 500 characters", "shorten it", None),
    ("title: A\nlanguage: english\n", "2:11-18", "wrong-type",
     "'english' has not the form of 'language'", "a language tag such as en, zh or pt-BR", None),
    # Words of a fixed set.
    ("title: A\ntype: inproceding\n", "2:7-18", "unknown-type",
     "unknown type 'inproceding' (did you mean 'inproceedings'?)", "one of article, inproceed",
     "title: A\ntype: inproceedings\n"),
    ("title: A\ntrack: Oral\n", "2:8-12", "unknown-track",
     "unknown track 'Oral' (did you mean 'oral'?)", "one of oral, spotlight, poster,",
     "title: A\ntrack: oral\n"),
    ("title: A\ntrack: keynote\n", "2:8-15", "unknown-track", "unknown track 'keynote'",
     "one of oral, spotlight, poster, workshop, demo, short, tutorial, thesis, invited,", None),
    # Values of their own form.
    ("title: A\nyear: 18\n", "2:7-9", "year", "a year has four digits, not `18`",
     "write it as 2018", None),
    ("title: A\nyear: 0018\n", "2:7-11", "year", "the year 0018 cannot be right", "the year", None),
    ("title: A\nmonth: June # 2018\n", "2:8-12", "month", "a month is a number", "write `6`",
     "title: A\nmonth: 6 # 2018\n"),
    ("title: A\nmonth: 13\n", "2:8-10", "month", "`13` is no month", "write a number from", None),
    ("title: A\nhighlight: yes\n", "2:12-15", "highlight", "`yes` is neither true nor false",
     "write `true` or leave it out", None),
    ("title: A\nadded: 2019-02-30\n", "2:8-18", "added", "`2019-02-30` is no date",
     "write year-month-day, as 2019-01-20", None),
    ("title: A\npages: 815--832\n", "2:8-16", "pages",
     "a page range is written with one plain hyphen", "write `815-832`",
     "title: A\npages: 815-832\n"),
    ("title: A\npages: 815 – 832\n", "2:8-17", "pages", "a page range is written with one",
     "write `815-832`", "title: A\npages: 815-832\n"),
    ("title: A\ndoi: https://doi.org/10.1145/3007787\n", "2:6-37", "doi", "",
     "write `10.1145/3007787`", "title: A\ndoi: 10.1145/3007787\n"),
    ('title: A\ndoi: "https://doi.org/10.1145/3007787"\n', "2:6-39", "doi", "",
     "write `10.1145/3007787`", "title: A\ndoi: 10.1145/3007787\n"),
    ("title: A\narxiv: 1802.03494v2\n", "2:8-20", "arxiv", "", "write `1802.03494`",
     'title: A\narxiv: "1802.03494"\n'),
    ("title: A\nlinks:\n  code: github.com/a/b\n", "3:9-23", "url", "", "write `https",
     'title: A\nlinks:\n  code: "https://github.com/a/b"\n'),
    ("title: A\nauthors:\n  - {name: B, orcid: 0000-0002-4186-7619}\n", "3:22-41", "orcid", "", "",
     None),
    ("title: A\ntopics: [a, b, A]\n", "2:9-10", "topics", "'A' stands here twice",
     "keep one of them", None),
    ("title: A\norganizations: [others, MIT]\n", "2:16-17", "organizations",
     "`others` stands for the rest and comes last", "move it to the end", None),
    ('title: A\nvenue: "a\\nb"\n', "2:8-14", "venue", "this text has more than one line",
     "write it in one line", None),
    ("title: A\nrelated: {preprint_of: [a b]}\n", "2:25-28", "preprint-of", "", "", None),
]  # fmt: skip


def findings_of(text: str) -> tuple[Diagnostic, ...]:
    return parse("papers/x.yaml", text.encode()).diagnostics


@pytest.mark.parametrize(("text", "place", "rule", "message", "hint", "mended"), MISTAKES)
def test_a_mistake_is_named_at_its_place_with_what_to_do(
    text: str, place: str, rule: str, message: str, hint: str, mended: str | None
) -> None:
    (finding,) = findings_of(text)
    span = finding.span
    assert f"{span.line}:{span.column}-{span.end_column}" == place
    assert finding.rule == f"records/{rule}"
    assert finding.message.startswith(message)
    assert finding.hint.startswith(hint)
    assert finding.hint
    assert finding.is_error
    assert finding.snippet == text.split("\n")[span.line - 1][:400]
    assert bool(finding.edits) == (mended is not None)


@pytest.mark.parametrize(
    ("text", "mended"), [(case[0], case[5]) for case in MISTAKES if case[5] is not None]
)
def test_the_repair_silences_the_finding_and_changes_nothing_else(text: str, mended: str) -> None:
    (finding,) = findings_of(text)
    assert apply(text, finding.edits) == mended
    assert findings_of(mended) == ()


def test_each_mistake_of_a_record_is_reported_in_one_run() -> None:
    text = (
        "titel: A\nautors: [B]\nyear: 18\ntopics: x\n"
        "links: {pdf: x y, cod: https://a.b}\nmonth: May\n"
    )
    assert sorted((f.span.line, f.rule) for f in findings_of(text)) == [
        (1, "records/unknown-field"),
        (2, "records/unknown-field"),
        (3, "records/year"),
        (4, "records/wrong-type"),
        (5, "records/unknown-field"),
        (5, "records/url"),
        (6, "records/month"),
    ]


def test_of_two_slips_the_first_is_taken_for_the_missing_field() -> None:
    first, second = findings_of("titel: A\ntitl: B\n")
    assert first.message == "unknown field 'titel' (did you mean 'title'?)"
    assert second.message == "unknown field 'titl'"
    assert second.edits == ()


def test_a_slip_beside_a_missing_field_means_that_one() -> None:
    (finding,) = findings_of("title: A\nauthors:\n  - {nme: B, orcid: 0000-0002-4186-7618}\n")
    assert finding.message == "unknown field 'nme' (did you mean 'name'?)"


def test_the_name_of_an_author_written_short_is_pointed_at_itself() -> None:
    (finding,) = findings_of(f"title: A\nauthors: [B, {'x' * 501}]\n")
    assert (finding.span.line, finding.span.column) == (2, 14)


class Inner(Value):
    name: Line


class Outer(Value):
    inner: Inner


def test_what_is_missing_inside_a_field_is_missed_at_that_field() -> None:
    document = read("x.yaml", b"# c\ninner:\n  {}\n")
    with pytest.raises(ValidationError) as caught:
        Outer.model_validate(document.data)
    (finding,) = complaints(document, caught.value, Outer, "a")
    assert (finding.rule, finding.message) == (
        "a/missing-field",
        "the field 'name' of 'inner' is missing",
    )
    assert (finding.span.line, finding.span.column) == (3, 3)


def test_hostile_names_and_values_are_shown_short_and_inert() -> None:
    long = "x" * 5_000
    for finding in findings_of(f'title: A\n"{long}": B\ntype: {long}\ntrack: "a\u200bb"\n'):
        assert len(finding.message) < 150
        assert finding.message.isprintable()


def test_thousands_of_slips_are_answered_and_each_has_its_place() -> None:
    text = "title: A\nauthors:\n" + "- {nam: B}\n" * 2_000
    found = findings_of(text)
    # Each gives two complaints, of which the first 500 are looked at.
    *slips, more = found
    assert [f.span.line for f in slips] == sorted(f.span.line for f in slips)
    assert {f.message for f in slips} == {"unknown field 'nam' (did you mean 'name'?)"}
    assert (more.rule, more.message) == ("records/more", "3,500 more things are wrong in this file")
