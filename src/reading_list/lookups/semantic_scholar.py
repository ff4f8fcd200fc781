"""Semantic Scholar: which preprint was published where.

The paper endpoint of its graph, https://api.semanticscholar.org/api-docs/graph; without a key it
answers 429 early, which is waited for or reported.
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

RANK = 50
_FIELDS = "title,authors,year,venue,publicationVenue,journal,externalIds"
_PAGE = re.compile(
    r"(?:https?://(?:www\.)?semanticscholar\.org/paper/(?:[^/?#]{1,300}/)?)?([0-9a-f]{40})"
    r"(?:[/?#].*)?",
    re.IGNORECASE,
)


def matches(text: str) -> str | None:
    """A paper's address or its id of 40 digits, a DOI, an arXiv id."""
    text = text.strip()
    if found := _PAGE.fullmatch(text):
        return found[1].lower()
    if doi := doi_in(text):
        return f"DOI:{doi}"
    arxiv = arxiv_in(text)
    return f"ARXIV:{arxiv}" if arxiv else None


def requests(id: str) -> tuple[Request, ...]:
    """The paper of an id."""
    base = "https://api.semanticscholar.org/graph/v1/paper"
    return (Request(f"{base}/{quote(id, safe=':/')}?fields={_FIELDS}"),)


def parse(body: bytes, url: str) -> Work | Diagnostic:
    """The paper in an answer."""
    item = answers.object_of(body, url)
    if isinstance(item, Diagnostic):
        return item
    ids = answers.mapping(item.get("externalIds"))
    venue = answers.first_text(item.get("venue"))
    series = answers.mapping(item.get("publicationVenue"))
    journal = answers.mapping(item.get("journal"))
    # arXiv is where it can be read, not where it was published.
    names = [venue, answers.first_text(series.get("name"))]
    names += map(answers.first_text, answers.listed(series.get("alternate_names"))[:10])
    names = [name for name in names if "arxiv" not in name.lower()]
    fields = {
        "title": answers.title_of(answers.first_text(item.get("title"))),
        "authors": answers.people(_people(item)),
        "year": answers.year_of(item.get("year")),
        "booktitle": answers.plain(names[0]) if names else "",
        "doi": answers.doi_of(answers.first_text(ids.get("DOI"))),
        "arxiv": answers.arxiv_of(answers.first_text(ids.get("ArXiv"))),
    }
    if names:
        fields["pages"] = answers.pages_of(answers.first_text(journal.get("pages")))
        fields["volume"] = answers.plain(answers.first_text(journal.get("volume")))
    return answers.work_of(fields, url, venues=names)


def _people(item: dict[str, Json]) -> Iterator[tuple[str, str, str]]:
    for author in answers.listed(item.get("authors")):
        yield answers.first_text(answers.mapping(author).get("name")), "", ""
