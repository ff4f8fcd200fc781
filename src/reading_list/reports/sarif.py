"""`check --format sarif`: findings for GitHub's code scanning and other readers of SARIF 2.1.0.

Sections in comments are those of the OASIS standard. GitHub reads at most 25,000 results of a run.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING
from urllib.parse import quote

from reading_list.reports import Output, Setting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reading_list.diagnostics import Diagnostic, Edit, Span

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_MOST = 25_000


def render(findings: Sequence[Diagnostic], setting: Setting) -> Output:
    """One run. Where there are too many findings, errors and changed files come first."""
    if len(findings) > _MOST:
        ordered = sorted(findings, key=lambda it: (not it.is_error, it.path not in setting.changed))
        findings = ordered[:_MOST]
    names = sorted({found.rule for found in findings})
    numbers = {name: number for number, name in enumerate(names)}
    run = {
        "tool": {
            "driver": {"name": "reading-list", "rules": [_rule(name, setting) for name in names]}
        },
        "columnKind": "unicodeCodePoints",  # 3.14.17
        "results": [_result(found, numbers[found.rule], setting) for found in findings],
    }
    value = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return Output(json.dumps(value, ensure_ascii=True, indent=1) + "\n")


def _rule(name: str, setting: Setting) -> dict[str, object]:
    said = setting.manual.get(name, "")
    rule: dict[str, object] = {"id": name}
    if said:
        rule["shortDescription"] = {"text": said}
    return rule


def _result(found: Diagnostic, number: int, setting: Setting) -> dict[str, object]:
    uri = quote(setting.prefix + found.path, errors="surrogateescape")
    text = f"{found.message}\n{found.hint}" if found.hint else found.message
    artifact = {"uri": uri}
    result: dict[str, object] = {
        "ruleId": found.rule,
        "ruleIndex": number,
        "level": found.severity.value,
        "message": {"text": text},
        "locations": [
            {"physicalLocation": {"artifactLocation": artifact, "region": _region(found.span)}}
        ],
        # 3.27.17: the same finding on another line is still the same.
        "partialFingerprints": {"finding/v1": _digest(found)},
    }
    if found.edits:
        replacements = [_replacement(edit) for edit in found.edits]
        change = {"artifactLocation": artifact, "replacements": replacements}
        result["fixes"] = [{"artifactChanges": [change]}]
    return result


def _region(span: Span) -> dict[str, int]:
    """3.30: lines and columns from 1, the last column exclusive, as ours are."""
    names = ("startLine", "startColumn", "endLine", "endColumn")
    return dict(zip(names, span, strict=True))


def _replacement(edit: Edit) -> dict[str, object]:
    return {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}


def _digest(found: Diagnostic) -> str:
    parts = "\0".join((found.path, found.rule, found.message))
    return blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
