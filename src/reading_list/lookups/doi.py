"""doi.org: whoever registered a DOI (Crossref, DataCite and others) describes its work.

Content negotiation, https://citation.doi.org/docs.html: one address for all agencies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.diagnostics import Diagnostic
from reading_list.lookups import Request
from reading_list.lookups import _answers as answers
from reading_list.lookups._csl import work
from reading_list.lookups._identifiers import doi_in
from reading_list.records.identifiers import doi_url

if TYPE_CHECKING:
    from reading_list.lookups import Work

RANK = 10


def matches(text: str) -> str | None:
    """A DOI, bare or in an address."""
    return doi_in(text)


def requests(id: str) -> tuple[Request, ...]:
    """The DOI's own address, asked for data instead of a page."""
    return (Request(doi_url(id), "application/vnd.citationstyles.csl+json"),)


def parse(body: bytes, url: str) -> Work | Diagnostic:
    """The work in an answer of the registration agency."""
    found = answers.object_of(body, url)
    return found if isinstance(found, Diagnostic) else work(found, url)
