"""PMLR: proceedings of machine learning (ICML, AISTATS, COLT and others)."""

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
    r"https?://(?:proceedings\.mlr\.press|(?:www\.)?jmlr\.org/proceedings/papers)/(v[0-9]{1,4})/"
    r"([a-z0-9_-]{2,60})(?:\.html|\.pdf|/\2\.pdf)?(?:[?#].*)?",
    re.IGNORECASE,
)


def matches(text: str) -> str | None:
    """The address of a paper's page or PDF."""
    found = _PAGE.fullmatch(text.strip())
    return f"{found[1].lower()}/{found[2].lower()}" if found else None


def requests(id: str) -> tuple[Request, ...]:
    """The paper's page."""
    return (Request(f"https://proceedings.mlr.press/{id}.html", "text/html"),)


def parse(body: bytes, url: str) -> Work | Diagnostic:
    """The paper in a page."""
    return paper_in(body, url)
