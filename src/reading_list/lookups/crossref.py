"""Crossref: publishers' own descriptions, with retractions and versions of a work.

https://api.crossref.org/swagger-ui/index.html; the User-Agent names a contact, and its rate
headers are heeded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from reading_list.diagnostics import Diagnostic
from reading_list.lookups import Request
from reading_list.lookups import _answers as answers
from reading_list.lookups._csl import work
from reading_list.lookups._identifiers import doi_in

if TYPE_CHECKING:
    from reading_list.lookups import Work

RANK = 20


def matches(text: str) -> str | None:
    """A DOI."""
    return doi_in(text)


def requests(id: str) -> tuple[Request, ...]:
    """The work of a DOI."""
    return (Request(f"https://api.crossref.org/works/{quote(id, safe='')}"),)


def parse(body: bytes, url: str) -> Work | Diagnostic:
    """The work in an answer, which wraps it into a message."""
    found = answers.object_of(body, url)
    if isinstance(found, Diagnostic):
        return found
    return work(answers.mapping(found, "message"), url)
