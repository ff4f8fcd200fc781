"""What a paper's page says to programs: Highwire tags, JSON-LD, Open Graph.

The tags are those that Zotero's translator Embedded Metadata reads: the value of the first tag of a
name counts, but of the tags that say what kind of thing it is, the last. JSON-LD is by schema.org.
"""

from __future__ import annotations

import json
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from reading_list.formats._reference import THESES, reference_of
from reading_list.records.identifiers import arxiv_pdf_url, arxiv_url, doi_url, orcid_url
from reading_list.records.markup import title_plain
from reading_list.records.names import display_name, parse_name, sort_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.formats._reference import Reference
    from reading_list.records.model import Paper, Person

_TYPES = {
    "book": "Book",
    "incollection": "Chapter",
    "phdthesis": "Thesis",
    "mastersthesis": "Thesis",
    "techreport": "Report",
    "dataset": "Dataset",
    "software": "SoftwareSourceCode",
    "misc": "CreativeWork",
}  # all else is a ScholarlyArticle
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def citation_head(key: str, paper: Paper, taxonomy: Taxonomy, url: str) -> str:
    """The lines of a paper's head; `url` is the page's whole address, or empty."""
    reference = reference_of(key, paper, taxonomy)
    title = title_plain(paper.title)
    lines = [_tag(name, value) for name, value in highwire(reference, paper, taxonomy) if value]
    lines.append(_property("og:title", title))
    lines.append(_property("og:type", "article"))
    if url:
        lines.append(_property("og:url", url))
    made = json_ld(reference, paper, taxonomy, url)
    lines.append(f'<script type="application/ld+json">{script_json(made)}</script>')
    return "\n".join(lines)


def script_json(value: object) -> str:
    """JSON that no HTML parser takes for anything else."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_ESCAPES)


def highwire(reference: Reference, paper: Paper, taxonomy: Taxonomy) -> Iterator[tuple[str, str]]:
    """The tags in their order; those with an empty value are to be left out."""
    yield "title", title_plain(reference.title)
    for person in reference.authors:
        # A name without a comma that stands alone would be split at its commas and words.
        yield "author", _sorted(person.name, person.group)
    month = f"/{reference.month:02}" if reference.month else ""
    yield "publication_date", f"{reference.year}{month}" if reference.year else ""
    yield from _container(reference, paper, taxonomy)
    yield "volume", reference.volume
    yield "issue", reference.number if reference.type != "techreport" else ""
    first, _, last = reference.pages.partition("-")
    if "," not in reference.pages:
        yield "firstpage", first
        yield "lastpage", last
    yield "publisher", reference.publisher
    yield "series_title", reference.series
    yield "doi", reference.doi
    yield "isbn", reference.isbn
    yield "issn", reference.issn
    yield "language", reference.language
    yield "keywords", "; ".join(taxonomy.terms[id].title for id in reference.topics)
    pdf = paper.links.pdf or (arxiv_pdf_url(reference.arxiv) if reference.arxiv else "")
    yield "pdf_url", pdf


def _container(reference: Reference, paper: Paper, taxonomy: Taxonomy) -> Iterator[tuple[str, str]]:
    kind, container = reference.type, reference.container
    if kind == "article":
        yield "journal_title", container
    elif kind == "inproceedings":
        venue = taxonomy.venue(paper.venue) if paper.venue else None
        year = str(reference.year or "")
        event = taxonomy.venues[venue].edition(year).title if venue and year else reference.event
        # The later tag decides the kind; the earlier one is still read as the proceedings' title.
        yield "inbook_title", container
        yield "conference_title", event or container
    elif kind == "incollection":
        yield "inbook_title", container
    elif kind in THESES:
        yield "dissertation_institution", reference.institution
    elif kind == "techreport":
        yield "technical_report_institution", reference.institution
        yield "technical_report_number", reference.number


def json_ld(reference: Reference, paper: Paper, taxonomy: Taxonomy, url: str) -> dict[str, object]:
    """The paper as schema.org describes works."""
    month = f"-{reference.month:02}" if reference.month else ""
    made: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": _TYPES.get(reference.type, "ScholarlyArticle"),
        "url": url,
        "headline": title_plain(reference.title),
        "author": [_person(person) for person in reference.authors],
        "editor": [_person(person) for person in reference.editors],
        "datePublished": f"{reference.year}{month}" if reference.year else "",
        "isPartOf": _part_of(reference),
        "pagination": reference.pages,
        "publisher": _body(reference),
        "sameAs": _same(reference, paper),
        "inLanguage": reference.language,
        "keywords": [taxonomy.terms[id].title for id in reference.topics],
        "award": paper.award,
    }
    return {name: value for name, value in made.items() if value}


@lru_cache(maxsize=20_000)  # an author has several papers
def _sorted(name: str, group: bool) -> str:
    return sort_name(parse_name(name, group=group))


@lru_cache(maxsize=20_000)
def _displayed(name: str) -> str:
    return display_name(parse_name(name))


def _person(person: Person) -> dict[str, str]:
    if person.group:
        return {"@type": "Organization", "name": person.name}
    made = {"@type": "Person", "name": _displayed(person.name)}
    return {**made, "sameAs": orcid_url(person.orcid)} if person.orcid else made


def _part_of(reference: Reference) -> Mapping[str, object] | None:
    """What contains the paper: a volume of a periodical, or a book of a series."""
    if not reference.container:
        return None
    part: dict[str, object]
    if reference.type == "article":
        part = {"@type": "Periodical", "name": reference.container}
        if reference.issn:
            part["issn"] = reference.issn
        if reference.volume:
            part = {"@type": "PublicationVolume", "volumeNumber": reference.volume,
                    "isPartOf": part}  # fmt: skip
        if reference.number:
            part = {"@type": "PublicationIssue", "issueNumber": reference.number,
                    "isPartOf": part}  # fmt: skip
        return part
    part = {"@type": "Book", "name": reference.container}
    if reference.isbn:
        part["isbn"] = reference.isbn
    if reference.series:
        series = {"@type": "BookSeries", "name": reference.series}
        part["isPartOf"] = {**series, "issn": reference.issn} if reference.issn else series
    return part


def _body(reference: Reference) -> dict[str, str] | None:
    """Who really published it; nobody is better than a guess."""
    name = reference.publisher or reference.institution
    return {"@type": "Organization", "name": name} if name else None


def _same(reference: Reference, paper: Paper) -> list[str]:
    found = [doi_url(reference.doi)] if reference.doi else []
    if reference.arxiv:
        found.append(arxiv_url(reference.arxiv))
    if paper.links.paper:
        found.append(paper.links.paper)
    return list(dict.fromkeys(found))


def _tag(name: str, value: str) -> str:
    return f'<meta name="citation_{name}" content="{escape(value)}">'


def _property(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{escape(value)}">'
