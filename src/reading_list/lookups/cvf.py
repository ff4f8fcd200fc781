"""CVF Open Access: CVPR, ICCV, WACV and, until 2018, ECCV."""

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
    r"https?://openaccess\.thecvf\.com/(content[\w/]{1,60}?/)(?:html|papers)/([\w./-]{1,300}?_paper)"
    r"\.(?:html|pdf|php)(?:[?#].*)?",
    re.IGNORECASE,
)


def matches(text: str) -> str | None:
    """The address of a paper's page or PDF."""
    found = _PAGE.fullmatch(text.strip())
    return f"{found[1]}html/{found[2]}.html" if found and ".." not in found[2] else None


def requests(id: str) -> tuple[Request, ...]:
    """The paper's page."""
    return (Request(f"https://openaccess.thecvf.com/{id}", "text/html"),)


def parse(body: bytes, url: str) -> Work | Diagnostic:
    """The paper in a page."""
    return paper_in(body, url)
