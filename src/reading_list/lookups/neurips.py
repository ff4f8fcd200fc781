"""NeurIPS: its proceedings, whose abstracts and PDFs have addresses of one pattern."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading_list.lookups import Request
from reading_list.lookups._highwire import paper_in

if TYPE_CHECKING:
    from reading_list.diagnostics import Diagnostic
    from reading_list.lookups import Work

RANK = 18
_PAGE = re.compile(
    r"https?://(?:(?:papers|proceedings)\.(?:nips\.cc|neurips\.cc))/paper(_files/paper)?/([0-9]{4})/"
    r"(?:hash|file)/([0-9a-f]{32})-(?:Abstract|Paper|Supplemental|Metadata|Bibtex)(-[\w-]{1,60})?"
    r"\.(?:html|pdf|json|bib|zip)(?:[?#].*)?",
    re.IGNORECASE,
)
_OLDER = re.compile(r"https?://papers\.nips\.cc/paper/([0-9]{1,5}-[\w.-]{1,200}?)(?:\.pdf)?/?")


def matches(text: str) -> str | None:
    """The address of a paper's abstract or PDF."""
    text = text.strip()
    if found := _PAGE.fullmatch(text):
        folder, year, digest, track = found.groups()
        return f"paper{folder or ''}/{year}/hash/{digest.lower()}-Abstract{track or ''}.html"
    older = _OLDER.fullmatch(text)
    return f"paper/{older[1]}" if older else None


def requests(id: str) -> tuple[Request, ...]:
    """The page of the abstract."""
    host = "proceedings.neurips.cc" if "/hash/" in id else "papers.nips.cc"
    return (Request(f"https://{host}/{id}", "text/html"),)


def parse(body: bytes, url: str) -> Work | Diagnostic:
    """The paper in a page."""
    return paper_in(body, url)
