"""What a command has to say, and diagnostics as people read them.

Other forms of findings, for CI, are leaves here: one file a form, with `render(findings, setting)`.

papers/2018/x.yaml:4:9: error records/unknown-topic: unknown topic 'prunning'
    4 | topics: [prunning]
      |          ^^^^^^^^
  hint: did you mean 'pruning'?
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from reading_list.text import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from reading_list.diagnostics import Diagnostic

WIDEST_SNIPPET = 100


class Report(NamedTuple):
    """The end of a command: findings, what goes to standard output and error, the exit code."""

    findings: Sequence[Diagnostic] = ()
    text: str = ""
    said: str = ""
    exit_code: int = 0


class Setting(NamedTuple):
    """What a form of findings may want to know besides them.

    `changed` are the paths that a branch touches, `prefix` is what leads from the repository's
    root to the list's, `manual` holds a sentence on each rule.
    """

    records: int = 0
    changed: frozenset[str] = frozenset()
    prefix: str = ""
    manual: Mapping[str, str] = MappingProxyType({})


class Output(NamedTuple):
    """Findings in some form, and what goes into the summary of a CI step."""

    text: str
    summary: str = ""


def plain(text: str, style: str) -> str:
    """`text` without colour."""
    del style
    return text


def human(
    findings: Sequence[Diagnostic], paint: Callable[[str, str], str] = plain
) -> Iterator[str]:
    """The lines of a report on findings, in their order. `paint` puts (text, style) into colour."""
    for found in findings:
        yield from _one(found, paint)


def summary(findings: Sequence[Diagnostic], records: int) -> str:
    """`2 errors and 1 warning in 219 records`."""
    errors = sum(found.is_error for found in findings)
    warnings = len(findings) - errors
    counted = f"{plural(errors, 'error')} and {plural(warnings, 'warning')}"
    return f"{counted} in {plural(records, 'record')}"


def plural(number: int, word: str) -> str:
    """`1 error`, `2 errors`, `1,000 errors`."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def _one(found: Diagnostic, paint: Callable[[str, str], str]) -> Iterator[str]:
    span = found.span
    place = f"{printable(found.path)}:{span.line}:{span.column}:"
    level = paint(found.severity.value, found.severity.value)
    yield f"{paint(place, 'place')} {level} {printable(found.rule)}: {printable(found.message)}"
    if found.snippet.strip():
        yield from _snippet(found, paint)
    if found.hint:
        yield f"  {paint('hint:', 'hint')} {printable(found.hint)}"


def _snippet(found: Diagnostic, paint: Callable[[str, str], str]) -> Iterator[str]:
    """The source line, cut to a window around the finding, and a caret line below it."""
    span = found.span
    line = found.snippet.replace("\t", " ")
    first = max(0, min(span.column - 1, len(line)) - WIDEST_SNIPPET // 2)
    shown = line[first : first + WIDEST_SNIPPET]
    end = span.end_column if span.end_line == span.line else len(line) + 1
    start = span.column - 1 - first
    before = _columns(shown[:start])
    marked = max(1, _columns(shown[start : end - 1 - first]))
    number = str(span.line)
    yield f"  {paint(f'{number:>5} |', 'frame')} {printable(shown)}"
    yield f"  {paint('      |', 'frame')} {' ' * before}{paint('^' * marked, found.severity.value)}"


def _columns(text: str) -> int:
    """How many columns of a terminal `text` fills (UAX 11: wide characters two, marks none)."""
    from unicodedata import category, east_asian_width

    shown = printable(text)
    if shown.isascii():
        return len(shown)
    marks = {"Mn", "Me"}
    return sum(0 if category(c) in marks else 1 + (east_asian_width(c) in "WF") for c in shown)
