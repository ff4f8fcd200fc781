"""`check --format json`: every finding with all that is known of it, for other programs.

docs/findings.schema.json describes it. A field may be added in any version; none is dropped, and
none changes its meaning, without a new number behind `version`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reading_list.reports import Output, Setting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reading_list.diagnostics import Diagnostic, Span

VERSION = 1


def render(findings: Sequence[Diagnostic], setting: Setting) -> Output:
    """One JSON object, its findings in their order."""
    errors = sum(found.is_error for found in findings)
    value = {
        "version": VERSION,
        "records": setting.records,
        "errors": errors,
        "warnings": len(findings) - errors,
        "findings": [_finding(found) for found in findings],
    }
    return Output(json.dumps(value, ensure_ascii=True, indent=1) + "\n")


def _finding(found: Diagnostic) -> dict[str, object]:
    return {
        "path": found.path,
        **_place(found.span),
        "severity": found.severity.value,
        "rule": found.rule,
        "message": found.message,
        "hint": found.hint,
        "snippet": found.snippet,
        "edits": [
            {**_place(edit.span), "text": edit.text, "certain": edit.is_certain}
            for edit in found.edits
        ],
    }


def _place(span: Span) -> dict[str, object]:
    return dict(zip(("line", "column", "end_line", "end_column"), span, strict=True))
