"""`check --format junit`: findings as failed tests, for CI systems that show those.

After the form that Jenkins, GitLab and Azure read: `testsuites`, `testsuite`, `testcase`. Errors
are failures; warnings are shown as skipped, so that they turn nothing red.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading_list.reports import Output, Setting
from reading_list.text import printable, xml_quoted, xml_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reading_list.diagnostics import Diagnostic

# What XML 1.0 (2.2) has no way to say.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(findings: Sequence[Diagnostic], setting: Setting) -> Output:
    """One suite with a test for each finding; without any, one test that passes."""
    errors = sum(found.is_error for found in findings)
    counts = f'tests="{len(findings) or 1}" failures="{errors}" errors="0"'
    skipped = len(findings) - errors
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="reading-list" {counts}>',
        f'<testsuite name="reading-list check" {counts} skipped="{skipped}">',
        *(line for found in findings for line in _case(found, setting)),
    ]
    if not findings:
        lines.append(f'<testcase classname="papers" name="all {setting.records:,} records"/>')
    lines += ["</testsuite>", "</testsuites>"]
    return Output("".join(f"{line}\n" for line in lines))


def _case(found: Diagnostic, setting: Setting) -> Iterator[str]:
    path = setting.prefix + found.path
    place = f"{found.rule} at {found.span.line}:{found.span.column}"
    yield (
        f"<testcase classname={_attribute(path)} name={_attribute(place)} "
        f"file={_attribute(path)} line={_attribute(str(found.span.line))}>"
    )
    message = _attribute(found.message)
    if found.is_error:
        body = f"{path}:{found.span.line}:{found.span.column}: {found.message}\n{found.hint}"
        yield f"<failure type={_attribute(found.rule)} message={message}>{_text(body)}</failure>"
    else:
        yield f"<skipped message={message}/>"
    yield "</testcase>"


def _attribute(text: str) -> str:
    return xml_quoted(_NO_XML.sub("\ufffd", printable(text)))


def _text(text: str) -> str:
    return xml_text(_NO_XML.sub("\ufffd", "\n".join(map(printable, text.split("\n")))))
