"""`check --format github`: annotations in a pull request, what is left over in the step's summary.

GitHub shows ten errors and ten warnings of a step (docs.github.com, "Workflow commands"; the
limits are those of actions/toolkit, `problem-matchers.md`): those of changed files come first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list import inert
from reading_list.reports import Output, Setting, plural
from reading_list.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reading_list.diagnostics import Diagnostic

_MOST = 10
_SUMMARY_LIMIT = 1_000_000  # bytes, of 1 MiB that a step may have
_HEAD = ["| Place | Problem | What to do |", "|---|---|---|"]


def render(findings: Sequence[Diagnostic], setting: Setting) -> Output:
    """Workflow commands for what fits; the summary lists all, if there is any."""
    ordered = sorted(
        findings, key=lambda found: (found.path not in setting.changed, not found.is_error)
    )
    shown = [
        found
        for is_error in (True, False)
        for found in [it for it in ordered if it.is_error is is_error][:_MOST]
    ]
    text = "".join(f"{_command(found, setting)}\n" for found in shown)
    return Output(text, _summary(ordered, setting) if findings else "")


def _command(found: Diagnostic, setting: Setting) -> str:
    span = found.span
    properties = {
        "file": setting.prefix + found.path,
        "line": str(span.line),
        "endLine": str(span.end_line),
        "title": found.rule,
    }
    if span.end_line == span.line:  # columns of an annotation are those of one line
        properties["col"] = str(span.column)
        properties["endColumn"] = str(max(span.column, span.end_column - 1))
    stated = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    message = found.message + (f"\nhint: {found.hint}" if found.hint else "")
    return f"::{found.severity.value} {stated}::{_data(message)}"


def _data(text: str) -> str:
    """Escaped as the toolkit does (`command.ts`); `##[` would be a command of the old kind."""
    lines = "\n".join(printable(line) for line in text.split("\n")).replace("##[", "# #[")
    return lines.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text.replace("\n", " ")).replace(":", "%3A").replace(",", "%2C")


def _summary(findings: Sequence[Diagnostic], setting: Setting) -> str:
    errors = sum(found.is_error for found in findings)
    counted = f"{plural(errors, 'error')}, {plural(len(findings) - errors, 'warning')}"
    lines = [f"### {counted} in {plural(setting.records, 'record')}", "", *_HEAD]
    lines.extend(_rows(findings, setting))
    return inert.cut(lines, _SUMMARY_LIMIT, "and {} more: run `reading-list check`")


def _rows(findings: Sequence[Diagnostic], setting: Setting) -> Iterator[str]:
    for found in findings:
        place = f"{setting.prefix}{found.path}:{found.span.line}:{found.span.column}"
        what = f"{found.severity.value} {found.rule}"
        yield (
            f"| {inert.code(place, in_table=True)} "
            f"| {inert.code(what, in_table=True)} {inert.prose(found.message)} "
            f"| {inert.prose(found.hint)} |"
        )
