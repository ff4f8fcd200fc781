"""RIS taken apart into references, each a list of tags with values.

A line is two letters, two spaces, a hyphen, a space and a value; files are seen with fewer spaces,
with values that go on in the next line, and without `ER` at the end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading_list.diagnostics import WARNING, Diagnostic, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

START = re.compile(r"^\ufeff?[ \t]*TY[ \t]{0,3}-[ \t]", re.MULTILINE)
_LINE = re.compile(r"([A-Z][A-Z0-9])[ \t]{0,3}-(?:[ \t](.*)|$)")
_LONGEST = 100_000  # characters of one value


def references(
    path: str, text: str
) -> Iterator[tuple[int, list[tuple[str, str]], list[Diagnostic]]]:
    """Line, tags and findings of each reference."""
    tags: list[tuple[str, str]] = []
    findings: list[Diagnostic] = []
    start = 0
    for number, raw in enumerate(_lines(text), 1):
        found = _LINE.match(raw.lstrip())
        if found is None:
            if raw.strip() and tags:
                _go_on(tags, raw.strip(), path, number, findings)
            continue
        tag, value = found[1], (found[2] or "").strip()
        if tag == "TY" or (tag == "ER" and tags):
            if tag == "TY" and tags:
                message = "the reference before this one has no end"
                hint = "end it with a line `ER  - `"
                findings.append(finding(path, number, WARNING, "unclosed", message, hint))
            if tags:
                yield start, tags, findings
                tags, findings = [], []
            if tag == "TY":
                start = number
                tags.append((tag, value))
        elif tags and value:
            tags.append((tag, value[:_LONGEST]))
        elif not tags and tag != "ER":
            message = f"{tag} stands outside of a reference"
            hint = "a reference begins with a line `TY  - JOUR`"
            findings.append(finding(path, number, WARNING, "outside", message, hint))
    if tags:
        hint = "end it with a line `ER  - `; is the file cut?"
        message = "the last reference has no end"
        findings.append(finding(path, start, WARNING, "unclosed", message, hint))
        yield start, tags, findings


def _lines(text: str) -> Iterator[str]:
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield text[start:end].removeprefix("\ufeff")
        start = end + 1


def _go_on(
    tags: list[tuple[str, str]], text: str, path: str, line: int, findings: list[Diagnostic]
) -> None:
    """Add a line without a tag to the value above it."""
    tag, value = tags[-1]
    if len(value) + len(text) <= _LONGEST:
        tags[-1] = (tag, f"{value} {text}" if value else text)
    elif not findings or findings[-1].rule != "ris/too-long":
        message = f"{tag} is longer than {_LONGEST:,} characters; it was cut"
        findings.append(finding(path, line, WARNING, "too-long", message, ""))


def finding(
    path: str, line: int, severity: Severity, rule: str, message: str, hint: str
) -> Diagnostic:
    return Diagnostic(path, Span(line, 1, line, 2), severity, f"ris/{rule}", message, hint)
