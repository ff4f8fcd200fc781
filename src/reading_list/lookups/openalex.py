"""OpenAlex: works of all fields, with retractions. Single works need no key.

https://docs.openalex.org/api-entities/works/work-object
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from reading_list.diagnostics import Diagnostic
from reading_list.lookups import Request
from reading_list.lookups import _answers as answers
from reading_list.lookups._identifiers import arxiv_in, doi_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reading_list.lookups import Work
    from reading_list.lookups._answers import Json

RANK = 40
_PAGE = re.compile(
    r"(?:https?://(?:api\.|explore\.)?openalex\.org/(?:works/)?)?(W[0-9]{4,12})", re.IGNORECASE
)
_TYPES = {"book": "book", "book-chapter": "incollection", "dissertation": "phdthesis"}


def matches(text: str) -> str | None:
    """A work's id (`W2741809807`) or address, a DOI, an arXiv id by its DOI."""
    text = text.strip()
    if found := _PAGE.fullmatch(text):
        return found[1].upper()
    if doi := doi_in(text):
        return f"doi:{doi}"
    arxiv = arxiv_in(text)
    return f"doi:10.48550/arxiv.{arxiv}" if arxiv else None


def requests(id: str) -> tuple[Request, ...]:
    """The work of an id."""
    return (Request(f"https://api.openalex.org/works/{quote(id, safe=':')}"),)


def parse(body: bytes, url: str) -> Work | Diagnostic:
    """The work in an answer."""
    item = answers.object_of(body, url)
    if isinstance(item, Diagnostic):
        return item
    location = answers.mapping(item.get("primary_location"))
    place = answers.mapping(location, "source")
    is_place = answers.first_text(place.get("type")) != "repository"
    container = answers.first_text(place.get("display_name")) if is_place else ""
    container = "" if answers.is_series(container) else container
    biblio = answers.mapping(item.get("biblio"))
    pages = (answers.first_text(biblio.get(name)) for name in ("first_page", "last_page"))
    written = answers.first_text(item.get("doi"))
    fields = {
        "title": answers.title_of(
            answers.first_text(item.get("title")) or answers.first_text(item.get("display_name"))
        ),
        "authors": answers.people(_people(item)),
        "year": answers.year_of(item.get("publication_year")),
        "booktitle": answers.plain(container),
        "type": _TYPES.get(answers.first_text(item.get("type"))),
        "doi": answers.doi_of(written),
        "arxiv": arxiv_in(written),
        "pages": answers.pages_of(*pages),
        "volume": answers.plain(answers.first_text(biblio.get("volume"))),
        "number": answers.plain(answers.first_text(biblio.get("issue"))),
    }
    retracted = "retracted, as OpenAlex says" if item.get("is_retracted") is True else ""
    return answers.work_of(fields, url, venues=(container,), retracted=retracted)


def _people(item: dict[str, Json]) -> Iterator[tuple[str, str, str]]:
    """Names as the paper prints them, where OpenAlex has kept them."""
    for authorship in answers.listed(item.get("authorships")):
        written = answers.mapping(authorship)
        author = answers.mapping(written, "author")
        name = written.get("raw_author_name") or author.get("display_name")
        yield answers.first_text(name), answers.first_text(author.get("orcid")), ""
