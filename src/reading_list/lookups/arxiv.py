"""arXiv: preprints by their id.

An Atom feed of one entry, https://info.arxiv.org/help/api/user-manual.html; one request in three
seconds. What the entry knows of a publication is the authors' own word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from reading_list.diagnostics import Diagnostic
from reading_list.lookups import Request
from reading_list.lookups import _answers as answers
from reading_list.lookups._identifiers import arxiv_in
from reading_list.lookups._xml import parsed_xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reading_list.lookups import Work
    from reading_list.lookups._xml import Element

RANK = 12


def matches(text: str) -> str | None:
    """An arXiv id, bare or in an address."""
    return arxiv_in(text)


def requests(id: str) -> tuple[Request, ...]:
    """The entry of one paper."""
    url = f"https://export.arxiv.org/api/query?id_list={quote(id, safe='/.')}&max_results=1"
    return (Request(url, "application/atom+xml"),)


def parse(body: bytes, url: str) -> Work | Diagnostic:
    """The paper in a feed; an unknown id gives none, a wrong one an entry called Error."""
    feed = parsed_xml(body, url)
    if isinstance(feed, Diagnostic):
        return feed
    entry = next(feed.all("entry"), None)
    if entry is None or "/api/errors" in entry.text("id"):
        return answers.refused(url, "arXiv has no paper of this id", "compare it with its page")
    fields = {
        "title": answers.title_of(entry.text("title")),
        "authors": answers.people(_people(entry)),
        "year": answers.year_of(entry.text("published")),
        "doi": answers.doi_of(entry.text("doi")),
        "arxiv": answers.arxiv_of(entry.text("id").rpartition("/abs/")[2]),
    }
    venues = (entry.text("journal_ref"), entry.text("comment"))
    return answers.work_of(fields, url, venues=venues)


def batch(ids: Sequence[str]) -> Request:
    """Where to ask which of some ids exist; a hundred at most are taken at once."""
    listed = ",".join(quote(id, safe="/.") for id in ids)
    url = f"https://export.arxiv.org/api/query?id_list={listed}&max_results={len(ids)}"
    return Request(url, "application/atom+xml")


def ids_in(body: bytes, url: str) -> frozenset[str] | None:
    """The ids of the papers in a feed; None where it is none."""
    feed = parsed_xml(body, url)
    if isinstance(feed, Diagnostic) or feed.name != "feed":
        return None
    found = (entry.text("id").rpartition("/abs/")[2] for entry in feed.all("entry"))
    return frozenset(filter(None, map(answers.arxiv_of, found)))


def _people(entry: Element) -> Iterator[tuple[str, str, str]]:
    for author in entry.all("author"):
        yield author.text("name"), "", author.text("affiliation")
