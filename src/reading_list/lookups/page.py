"""Any page of a paper whose publisher describes it in citation tags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading_list.lookups import Request
from reading_list.lookups import _answers as answers
from reading_list.lookups._highwire import paper_in

if TYPE_CHECKING:
    from reading_list.diagnostics import Diagnostic
    from reading_list.lookups import Work

RANK = 90


def matches(text: str) -> str | None:
    """An address."""
    text = text.strip()
    return answers.link_of(text) or None if re.match(r"https?://", text, re.IGNORECASE) else None


def requests(id: str) -> tuple[Request, ...]:
    """The page itself."""
    return (Request(id, "text/html,application/xhtml+xml;q=0.9"),)


def parse(body: bytes, url: str) -> Work | Diagnostic:
    """The paper in a page."""
    if body[:5] == b"%PDF-":
        hint = "give the address of the page that leads to it"
        return answers.refused(url, "this is a PDF, which is not read", hint)
    return paper_in(body, url)
