"""Findings as people read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list.diagnostics import ERROR, START, WARNING, Diagnostic, Severity, Span
from reading_list.reports import Report, human, plain, plural, summary
from reading_list.text import is_inert

UNKNOWN = Diagnostic(
    "papers/2018/x.yaml",
    Span(4, 10, 4, 18),
    ERROR,
    "records/unknown-topic",
    "unknown topic 'prunning'",
    "did you mean 'pruning'?",
    "topics: [prunning]",
)


def lines(found: Diagnostic) -> list[str]:
    return list(human([found]))


def test_a_finding_has_its_place_its_line_its_caret_and_its_hint() -> None:
    assert lines(UNKNOWN) == [
        "papers/2018/x.yaml:4:10: error records/unknown-topic: unknown topic 'prunning'",
        "      4 | topics: [prunning]",
        "        |          ^^^^^^^^",
        "  hint: did you mean 'pruning'?",
    ]


def test_without_source_and_hint_one_line_is_left() -> None:
    found = Diagnostic("taxonomy.yaml", START, WARNING, "a/b", "c", snippet="  \t")
    assert lines(found) == ["taxonomy.yaml:1:1: warning a/b: c"]


def test_findings_keep_their_order() -> None:
    other = Diagnostic("a.yaml", START, ERROR, "a/b", "c")
    assert list(human([UNKNOWN, other]))[-1] == "a.yaml:1:1: error a/b: c"


def caret(snippet: str, span: Span) -> tuple[str, str]:
    """The source line and the caret line, without their frame."""
    _, source, marks = lines(Diagnostic("a", span, ERROR, "a/b", "c", snippet=snippet))
    return source[10:], marks[10:]


@pytest.mark.parametrize(
    ("snippet", "span", "marks"),
    [
        ("title: a", Span(1, 1, 1, 6), "^^^^^"),
        ("title: a", Span(1, 8, 1, 9), "       ^"),
        ("year:", Span(1, 6, 1, 6), "     ^"),  # nothing stands there: one caret all the same
        ("title: |", Span(1, 8, 3, 1), "       ^"),  # goes on below: to the end of this line
        ("note: one", Span(1, 7, 2, 4), "      ^^^"),
        ("\tname: x", Span(1, 8, 1, 9), "       ^"),  # a tab is one column, and shown as one
        ("name: 王伟, x", Span(1, 7, 1, 9), "      ^^^^"),  # as wide as on the terminal
        ("name: 王伟, x", Span(1, 11, 1, 12), "            ^"),
        ("name: 😀, x", Span(1, 10, 1, 11), "          ^"),
        ("name: e\u0301, x", Span(1, 11, 1, 12), "         ^"),
        ("name: ไม่, x", Span(1, 12, 1, 13), "          ^"),
        ("name: \x1b, x", Span(1, 10, 1, 11), "            ^"),  # as wide as its escape
        ("title: a", Span(1, 30, 1, 31), "        ^"),  # beyond the line: behind its end
    ],
)
def test_the_caret_stands_below_what_is_meant(snippet: str, span: Span, marks: str) -> None:
    assert caret(snippet, span)[1] == marks


def test_a_long_line_is_shown_around_the_finding() -> None:
    source, marks = caret("a" * 200 + "X" + "b" * 200, Span(1, 201, 1, 202))
    assert len(source) == 100
    assert source[marks.index("^")] == "X"
    _, marks = caret("a" * 200 + "XYZ" + "b" * 200, Span(1, 201, 1, 204))
    assert marks.strip() == "^^^"


def test_a_finding_longer_than_what_is_shown_is_marked_to_the_end() -> None:
    source, marks = caret("title: " + "x" * 390, Span(1, 8, 1, 900_008))
    assert len(source) == len(marks) == 100


def test_hostile_text_is_inert() -> None:
    bad = "\x1b[2J\u202e\x07"
    found = Diagnostic(bad, START, ERROR, "a/b", bad, bad, bad)
    assert all(is_inert(line) for line in lines(found))
    assert lines(found)[0] == ("\\x1b[2J\\u202e\\x07:1:1: error a/b: \\x1b[2J\\u202e\\x07")


@given(st.text(max_size=300), st.integers(1, 500), st.integers(0, 500), st.sampled_from(Severity))
def test_every_line_of_any_finding_is_one_inert_line(
    text: str, column: int, width: int, severity: Severity
) -> None:
    span = Span(7, column, 7, column + width)
    shown = lines(Diagnostic(text, span, severity, "a/b", text, text, text))
    assert all(is_inert(line) for line in shown)
    assert 1 <= len(shown) <= 4


def test_colour_adds_nothing_but_colour() -> None:
    styles: list[str] = []

    def paint(text: str, style: str) -> str:
        styles.append(style)
        return f"<{style}>{text}</{style}>"

    painted = "\n".join(human([UNKNOWN], paint))
    for style in set(styles):
        painted = painted.replace(f"<{style}>", "").replace(f"</{style}>", "")
    assert painted.splitlines() == lines(UNKNOWN)
    assert set(styles) == {"place", "error", "frame", "hint"}
    assert plain("x", "error") == "x"


@pytest.mark.parametrize(
    ("severities", "records", "text"),
    [
        ([], 0, "0 errors and 0 warnings in 0 records"),
        ([ERROR], 1, "1 error and 0 warnings in 1 record"),
        ([ERROR, WARNING, ERROR], 1219, "2 errors and 1 warning in 1,219 records"),
    ],
)
def test_the_summary_counts(severities: list[Severity], records: int, text: str) -> None:
    found = [Diagnostic("a", START, severity, "a/b", "c") for severity in severities]
    assert summary(found, records) == text


def test_numbers_have_their_words() -> None:
    assert [plural(n, "page") for n in (0, 1, 2, 1000)] == [
        "0 pages",
        "1 page",
        "2 pages",
        "1,000 pages",
    ]


def test_an_empty_report_is_fine() -> None:
    assert Report() == ((), "", "", 0)
