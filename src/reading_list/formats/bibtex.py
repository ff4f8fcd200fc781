"""A paper as BibTeX, for LaTeX and for reference managers.

Entry types and fields are those of the standard styles, with `eprint` and `archivePrefix` as arXiv
advises. Text is escaped, addresses and identifiers never are; letters stay in UTF-8.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from reading_list.catalog.card import entry_type, publication
from reading_list.formats._bib_read import looks_like, read
from reading_list.formats._latex import latex, latex_title, verbatim
from reading_list.records.model import OTHERS
from reading_list.records.names import Name, bibtex_name, parse_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reading_list.catalog.taxonomy import Taxonomy, Venue
    from reading_list.records.model import Paper, Person

__all__ = ["EXTENSIONS", "bibtex_of", "looks_like", "read"]

EXTENSIONS = (".bib", ".bibtex")
# Standard styles know no preprints, data and programs.
_TYPES = {"preprint": "misc", "dataset": "misc", "software": "misc"}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def bibtex_of(key: str, paper: Paper, taxonomy: Taxonomy) -> str:
    """The entry of a paper, ended by an end of line."""
    venue = taxonomy.venues.get(taxonomy.venue(paper.venue) or "") if paper.venue else None
    type = entry_type(paper, venue)
    found = _fields(type, paper, venue, taxonomy)
    fields = "".join(f"  {name} = {value},\n" for name, value in found)
    return f"@{_TYPES.get(type, type)}{{{key},\n{fields}}}\n"


def _fields(
    type: str, paper: Paper, venue: Venue | None, taxonomy: Taxonomy
) -> Iterator[tuple[str, str]]:
    """The fields that are known, values with their braces."""
    usual = publication(paper, venue)
    text = {
        "author": _people(paper.authors),
        "title": latex_title(paper.title),
        **_container(type, paper, venue),
        "editor": _people(paper.editors),
        "series": latex(paper.series or (usual.series if usual else "")),
        "volume": latex(paper.volume or ""),
        "number": latex(paper.number or ""),
        "pages": re.sub("-+", "--", latex(paper.pages or "")),
        "publisher": latex(paper.publisher or (usual.publisher if usual else "")),
        **_institution(type, paper, taxonomy),
        "address": latex(paper.address or ""),
        "year": str(paper.year or ""),
    }
    yield from ((name, f"{{{value}}}") for name, value in text.items() if value)
    if paper.month:
        yield "month", _MONTHS[paper.month - 1]
    exact = {
        "eprint": paper.arxiv or "",
        "archivePrefix": "arXiv" if paper.arxiv else "",
        "doi": paper.doi or "",
        "isbn": paper.isbn or "",
        "issn": paper.issn or (usual.issn if usual else ""),
        "url": paper.links.paper or (_pdf(paper) if not (paper.doi or paper.arxiv) else ""),
    }
    yield from ((name, f"{{{verbatim(value)}}}") for name, value in exact.items() if value)


def _container(type: str, paper: Paper, venue: Venue | None) -> dict[str, str]:
    """What the paper is a part of."""
    if type == "article":
        return {"journal": latex(venue.name if venue else paper.booktitle or "")}
    title = paper.booktitle
    if venue and type in {"inproceedings", "incollection"}:
        title = title or venue.proceedings or venue.name
    return {"booktitle": latex(title or "")}


def _institution(type: str, paper: Paper, taxonomy: Taxonomy) -> dict[str, str]:
    """The school of a thesis, the institution of a report: as stated, else the first one named."""
    known = (taxonomy.organization(name) for name in paper.organizations)
    first = next((taxonomy.organizations[id].name for id in known if id), "")
    if type in {"phdthesis", "mastersthesis"}:
        return {"school": latex(paper.institution or first)}
    if type == "techreport":
        return {"institution": latex(paper.institution or first)}
    return {"institution": latex(paper.institution or "")}


def _pdf(paper: Paper) -> str:
    return paper.links.pdf or ""


def _people(people: Iterable[Person]) -> str:
    return " and ".join(
        OTHERS if person.name == OTHERS and not person.group else _name(person.name, person.group)
        for person in people
    )


@lru_cache(maxsize=20_000)  # an author has several papers
def _name(name: str, group: bool) -> str:
    return bibtex_name(Name(*map(latex, parse_name(name, group=group))))
