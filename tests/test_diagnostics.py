"""Findings as values: their order, and their way through the cache."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list.diagnostics import (
    ERROR,
    START,
    WARNING,
    Diagnostic,
    Edit,
    ProjectError,
    Severity,
    Span,
    diagnostic_of,
    in_order,
)

numbers = st.integers(1, 1_000_000)
spans = st.builds(Span, numbers, numbers, numbers, numbers)
edits = st.lists(st.builds(Edit, spans, st.text(), st.booleans()), max_size=3).map(tuple)
texts = st.text(max_size=20)
diagnostics = st.builds(
    Diagnostic, texts, spans, st.sampled_from(Severity), texts, texts, texts, texts, edits
)


@given(diagnostics)
def test_what_was_written_as_json_is_read_back_equal(found: Diagnostic) -> None:
    again = diagnostic_of(json.loads(json.dumps(found.to_json())))
    assert again == found
    assert isinstance(again.span, Span)
    assert isinstance(again.severity, Severity)
    assert all(isinstance(edit, Edit) and isinstance(edit.span, Span) for edit in again.edits)


GOOD = ["a", [1, 1, 1, 1], "error", "b/c", "d", "", "", [[[1, 1, 1, 2], "x", True]]]


def test_a_row_by_hand_is_the_finding_it_says() -> None:
    edits = (Edit(Span(1, 1, 1, 2), "x"),)
    assert diagnostic_of(GOOD) == Diagnostic("a", START, ERROR, "b/c", "d", edits=edits)


@pytest.mark.parametrize(
    "row",
    [
        [],
        GOOD[:-1],
        [*GOOD, 1],
        [None, *GOOD[1:]],
        ["a", [1, 1, 1], *GOOD[2:]],
        ["a", ["x", 1, 1, 1], *GOOD[2:]],
        ["a", "1111", *GOOD[2:]],
        ["a", [1, 1, 1, 1], "fatal", *GOOD[3:]],
        [*GOOD[:7], [["x"]]],
        [*GOOD[:7], [[[1], "x", True]]],
    ],
)
def test_any_other_row_is_refused(row: list[object]) -> None:
    with pytest.raises(ValueError):
        diagnostic_of(row)


def at(path: str, line: int, column: int, rule: str, message: str = "") -> Diagnostic:
    return Diagnostic(path, Span(line, column, line, column + 1), WARNING, rule, message)


def test_findings_are_sorted_by_file_line_column_and_rule() -> None:
    wanted = [
        at("a", 2, 1, "x/a"),
        at("a", 10, 1, "x/a"),
        at("a", 10, 2, "x/a"),
        at("a", 10, 2, "x/b", "1"),
        at("a", 10, 2, "x/b", "2"),
        at("b", 1, 1, "x/a"),
    ]
    assert in_order(reversed(wanted)) == wanted


def test_a_finding_made_twice_stands_once() -> None:
    assert in_order([at("a", 1, 1, "x/a"), at("a", 1, 1, "x/a")]) == [at("a", 1, 1, "x/a")]


def test_no_order_is_left_to_the_hash() -> None:
    wanted = [at("a", 1, 1, "x/a")._replace(hint=f"hint {number}") for number in range(8)]
    assert in_order(reversed(wanted)) == wanted


def test_only_errors_stop_a_build() -> None:
    assert Diagnostic("a", START, ERROR, "x/a", "").is_error
    assert not Diagnostic("a", START, WARNING, "x/a", "").is_error


def test_a_guess_is_no_repair() -> None:
    sure, guess = Edit(START, "x"), Edit(START, "y", is_certain=False)
    found = Diagnostic("a", START, ERROR, "x/a", "")
    assert found.repair == ()
    assert found._replace(edits=(sure,)).repair == (sure,)
    assert found._replace(edits=(sure, guess)).repair == ()


def test_a_project_error_is_of_the_environment_unless_it_says_so() -> None:
    assert ProjectError("a").exit_code == 3
    assert ProjectError("a", "b", 2).exit_code == 2
    assert (str(ProjectError("a", "b")), ProjectError("a", "b").hint) == ("a", "b")
