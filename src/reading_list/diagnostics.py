"""What is wrong with the data, as values; what is wrong with the machine, as an exception.

A diagnostic names a file, a place in it, the rule that speaks, what is wrong with this very value
and what to type instead. Rules return diagnostics, only the command line prints them.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """An error stops a build; a warning is a gap or a doubt that a curator may leave as it is."""

    ERROR = "error"
    WARNING = "warning"


ERROR = Severity.ERROR
WARNING = Severity.WARNING


class Span(NamedTuple):
    """A stretch of text; lines and columns count code points from 1, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(1, 1, 1, 1)


class Edit(NamedTuple):
    """A repair: put `text` where `span` stands.

    One that is not certain, such as a word that may be meant, is for a person to choose. Of a
    finding's edits all are made or none.
    """

    span: Span
    text: str
    is_certain: bool = True


class Diagnostic(NamedTuple):
    """One finding.

    `snippet` is the source line at `span` as it was when the finding was made, so that a report
    can show it without reading the file again. `rule` is `family/name`.
    """

    path: str
    span: Span
    severity: Severity
    rule: str
    message: str
    hint: str = ""
    snippet: str = ""
    edits: tuple[Edit, ...] = ()

    @property
    def is_error(self) -> bool:
        """True when this finding stops a build."""
        return self.severity is Severity.ERROR

    @property
    def repair(self) -> tuple[Edit, ...]:
        """The edits that may be made unasked; empty where one of them is only a guess."""
        return self.edits if all(edit.is_certain for edit in self.edits) else ()

    def to_json(self) -> list[object]:
        """A list of plain values for the cache."""
        edits = [[list(edit.span), edit.text, edit.is_certain] for edit in self.edits]
        return [
            self.path,
            list(self.span),
            self.severity.value,
            self.rule,
            self.message,
            self.hint,
            self.snippet,
            edits,
        ]


def diagnostic_of(row: list[object]) -> Diagnostic:
    """The finding that `Diagnostic.to_json` wrote. Raises ValueError on any other shape."""
    match row:
        case [
            str(path),
            list(span),
            str(severity),
            str(rule),
            str(message),
            str(hint),
            str(snippet),
            list(edits),
        ]:
            made = tuple(Edit(_span_of(at), str(text), bool(sure)) for at, text, sure in edits)
            where = _span_of(span)
            level = Severity(severity)
            return Diagnostic(path, where, level, rule, message, hint, snippet, made)
    raise ValueError("not a diagnostic")


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sorted by file, place and rule, each finding once: the same on every run."""
    return sorted(set(diagnostics), key=_order)


class ProjectError(Exception):
    """Something outside the data stops the work: no list here, the lock is held, the disk is full.

    `hint` says what to do; `exit_code` is 3 (environment) unless the user's words were wrong (2).
    """

    def __init__(self, message: str, hint: str = "", exit_code: int = 3) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.exit_code = exit_code

    def __reduce__(self) -> tuple[type[ProjectError], tuple[str, str, int]]:
        """Keep hint and code on the way from a worker process."""
        return ProjectError, (self.message, self.hint, self.exit_code)


def _order(found: Diagnostic) -> tuple[object, ...]:
    return (found.path, found.span, found.rule, found.message, *found)


def _span_of(values: list[int]) -> Span:
    line, column, end_line, end_column = values
    if not all(isinstance(value, int) for value in values):
        raise ValueError("not a place")
    return Span(line, column, end_line, end_column)
