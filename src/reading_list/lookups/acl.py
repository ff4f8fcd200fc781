"""ACL Anthology: computational linguistics, by its ids and pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading_list.lookups import Request
from reading_list.lookups._highwire import paper_in

if TYPE_CHECKING:
    from reading_list.diagnostics import Diagnostic
    from reading_list.lookups import Work

RANK = 18
# https://aclanthology.org/info/ids/: `P18-1032` until 2020, `2020.acl-main.12` since.
_ID = r"([A-Z][0-9]{2}-[0-9]{4}|[0-9]{4}\.[a-z0-9]{1,30}-[a-z0-9]{1,30}\.[0-9]{1,5})"
_PAGE = re.compile(
    r"(?:https?://(?:www\.)?(?:aclanthology\.(?:org|info)|aclweb\.org/anthology)/(?:papers/)?"
    rf"(?:[A-Z]/[A-Z][0-9]{{2}}/)?|acl:\s?)?{_ID}(?:v[0-9])?(?:\.pdf|\.bib|\.xml)?/?(?:[?#].*)?",
    re.IGNORECASE,
)


def matches(text: str) -> str | None:
    """A paper's id, or its address."""
    found = _PAGE.fullmatch(text.strip())
    if not found:
        return None
    id = found[1]
    return id.lower() if id[0].isdigit() else id.upper()


def requests(id: str) -> tuple[Request, ...]:
    """The paper's page."""
    return (Request(f"https://aclanthology.org/{id}/", "text/html"),)


def parse(body: bytes, url: str) -> Work | Diagnostic:
    """The paper in a page."""
    return paper_in(body, url)
