"""doi.org: whoever registered a DOI (Crossref, DataCite and others) describes its work.

Content negotiation, https://citation.doi.org/docs.html: one address for all agencies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

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


def handle(id: str) -> Request:
    """Where to ask whether a DOI is registered, without troubling its publisher.

    The proxy's own interface, https://www.doi.org/the-identifier/resources/factsheets/.
    """
    return Request(f"https://doi.org/api/handles/{quote(id, safe='/')}")


def is_registered(body: bytes, url: str) -> bool | None:
    """What the answer for a handle says: 1 found, 200 found without values, 100 not there."""
    found = answers.object_of(body, url)
    code = None if isinstance(found, Diagnostic) else found.get("responseCode")
    return {1: True, 200: True, 100: False}.get(code) if isinstance(code, int) else None
