"""DBLP: computer science, with venues by their short names.

One record as XML, https://dblp.org/faq/How+to+use+the+dblp+search+API.html.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from reading_list.diagnostics import Diagnostic
from reading_list.lookups import Request
from reading_list.lookups import _answers as answers
from reading_list.lookups._identifiers import arxiv_in, doi_in
from reading_list.lookups._xml import Element, parsed_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reading_list.lookups import Work

RANK = 14
_PAGE = re.compile(
    r"(?:(?:https?://)?(?:www\.)?dblp\.(?:org|uni-trier\.de|dagstuhl\.de)/rec/(?:bibtex/)?|DBLP:)"
    r"([a-z]{1,20}/[\w./-]{1,200}?)(?:\.(?:html|xml|bib|rdf|nt))?(?:[?#].*)?",
    re.IGNORECASE,
)
_TYPES = {
    "phdthesis": "phdthesis",
    "mastersthesis": "mastersthesis",
    "book": "book",
    "incollection": "incollection",
}


def matches(text: str) -> str | None:
    """The address of a record, or its key as BibTeX has it: `DBLP:conf/iclr/HanMD16`."""
    found = _PAGE.fullmatch(unquote(text.strip()))
    return found[1] if found and ".." not in found[1] else None


def requests(id: str) -> tuple[Request, ...]:
    """The record of a key."""
    return (Request(f"https://dblp.org/rec/{quote(id)}.xml", "application/xml"),)


def parse(body: bytes, url: str) -> Work | Diagnostic:
    """The publication in a record."""
    root = parsed_xml(body, url)
    if isinstance(root, Diagnostic):
        return root
    item = next((c for c in root.content if isinstance(c, Element)), None)
    if item is None:
        return answers.refused(url, "DBLP has no publication of this key")
    links = [found.text() for found in item.all("ee")]
    journal = item.text("journal")
    is_preprint = journal.lower() == "corr"
    container = item.text("booktitle") or ("" if is_preprint else journal)
    fields = {
        "title": answers.title_of(item.text("title")),
        "authors": answers.people(_people(item)),
        "year": answers.year_of(item.text("year")),
        "booktitle": answers.plain(container),
        "type": _TYPES.get(item.name),
        "doi": next(filter(None, map(_doi, links)), None),
        "arxiv": next(filter(None, map(arxiv_in, links)), None),
        "pages": answers.pages_of(item.text("pages")),
        "volume": "" if is_preprint else answers.plain(item.text("volume")),
        "number": answers.plain(item.text("number")),
        "series": answers.plain(item.text("series")),
        "publisher": answers.plain(item.text("publisher")),
        "institution": answers.plain(item.text("school")),
    }
    return answers.work_of(fields, url, venues=(container, _stream(item)))


def _doi(link: str) -> str | None:
    return doi_in(link) if "doi.org/" in link.lower() else None


def _stream(item: Element) -> str:
    """`conf/iclr/HanMD16` is in the stream of ICLR, whatever its proceedings are called."""
    parts = item.attributes.get("key", "").split("/")
    return parts[1] if len(parts) == 3 and parts[0] in {"conf", "journals"} else ""


def _people(item: Element) -> Iterator[tuple[str, str, str]]:
    """Persons of one name are told apart by a number of four digits that nobody prints."""
    for author in item.all("author"):
        name = re.sub(r" [0-9]{4}$", "", author.text().strip())
        yield name, author.attributes.get("orcid", ""), ""
