"""Looks at a finished site as its readers and their programs do: what leads nowhere, what runs.

Pure: a file is a path and a text. One leaf a kind of file, with `is_mine(path)` and
`read(path, text, site)`, which takes it apart; what their addresses come to is found out here.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reading_list import leaves
from reading_list.audit._links import follow
from reading_list.audit._parts import MOST, Problem, Site
from reading_list.audit._web import Web
from reading_list.diagnostics import ERROR, Diagnostic, Span

if TYPE_CHECKING:
    from array import array
    from types import ModuleType

__all__ = ["Examined", "Site", "Web", "diagnostic", "examine", "is_read"]

_LONGEST = 2_000  # characters of a line that is shown


class Examined(NamedTuple):
    """What one file gave: its findings, and what `Web.add` takes."""

    findings: list[Diagnostic]
    edges: array[int]
    anchors: dict[tuple[int, str], tuple[int, int]]
    ids: tuple[str, ...]
    moves: bool


def is_read(path: str) -> bool:
    """Whether anything can be said about a file of that name."""
    return _leaf_of(path) is not None


def examine(path: str, body: bytes, site: Site, shown: str) -> Examined:
    """Look at a file of which `is_read` is true; `shown` is what findings call it."""
    leaf = _leaf_of(path)
    problems: list[Problem] = []
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        text = body.decode("utf-8", "replace")
        line = body.count(b"\n", 0, error.start) + 1
        problems.append(Problem(line, 1, "site/not-text", "this is no UTF-8", "build again"))
    if leaf is None:
        raise ValueError(path)
    reading = leaf.read(path, text, site)
    followed = follow(path, text, reading, site)
    problems += [*reading.problems, *followed.problems]
    lines = text.split("\n") if problems else []
    findings = [diagnostic(shown, it, lines) for it in sorted(problems)[:MOST]]
    if len(problems) > MOST:
        more = Problem(1, 1, "site/more", f"{len(problems) - MOST:,} more findings in this file")
        findings.append(diagnostic(shown, more))
    return Examined(findings, followed.edges, followed.anchors, reading.ids, reading.moves)


def diagnostic(shown: str, problem: Problem, lines: list[str] | None = None) -> Diagnostic:
    """A problem as a finding, with its line where that is short enough to be shown."""
    line, column = problem.line, problem.column
    snippet = lines[line - 1] if lines and line <= len(lines) else ""
    span = Span(line, column, line, column + 1)
    return Diagnostic(
        shown,
        span,
        ERROR,
        problem.rule,
        problem.message,
        problem.hint,
        snippet if len(snippet) <= _LONGEST else "",
    )


def _leaf_of(path: str) -> ModuleType | None:
    return next((leaf for leaf in _leaves() if leaf.is_mine(path)), None)


@cache
def _leaves() -> tuple[ModuleType, ...]:
    return leaves.load_all("audit")
