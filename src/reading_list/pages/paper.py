"""The page of a paper: everything that its record says, and the ways on from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reading_list.catalog.addresses import (
    author_path,
    bib_path,
    organization_path,
    paper_path,
    venue_path,
    year_path,
)
from reading_list.catalog.card import OTHERS, publication
from reading_list.catalog.taxonomy import UNDATED
from reading_list.pages import PageKind, Scope
from reading_list.pages._dates import day_title, month_title
from reading_list.pages._shapes import (
    Place,
    all_links_of,
    chip_of,
    entry_of,
    where_of,
)
from reading_list.pages._source import edit_url, problem_url
from reading_list.records.identifiers import arxiv_url, doi_url, orcid_url
from reading_list.records.markup import title_plain
from reading_list.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reading_list.catalog.card import Card
    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.catalog.view import CatalogView
    from reading_list.pages._shapes import EntryShape
    from reading_list.records.model import Paper, Person

KIND = PageKind("record", Scope.RECORD, "pages/paper.html")

AUTHORS_SHOWN = 30
LONG_TITLE = 140  # is set smaller

TYPES = {
    "article": "Journal article",
    "inproceedings": "Conference paper",
    "incollection": "Chapter",
    "book": "Book",
    "phdthesis": "PhD thesis",
    "mastersthesis": "Master’s thesis",
    "techreport": "Report",
    "preprint": "Preprint",
    "misc": "Other",
    "dataset": "Data set",
    "software": "Software",
}
# What this paper is to the other.
RELATIONS = {
    "extends": "Extends",
    "preprint_of": "Preprint of",
    "code_of": "Code of",
    "supersedes": "Supersedes",
    "reply_to": "Reply to",
    "see": "See also",
}


class AuthorShape(NamedTuple):
    """An author as the paper states them."""

    name: str
    path: str
    affiliation: str
    orcid: str


class Fact(NamedTuple):
    """A line of what is known. Its value leads to `path` here or to `url` outside, or nowhere."""

    label: str
    value: str
    path: str = ""
    url: str = ""


class Relation(NamedTuple):
    """Other records, and what they are to this one."""

    label: str
    entries: tuple[EntryShape, ...]


def address(subject: str) -> str:
    """`papers/<key>.html`."""
    return paper_path(subject)


def context(subject: str, view: CatalogView) -> dict[str, object]:
    """What the template shows."""
    paper = view.paper(subject)
    card = view.card(subject)
    if card is None:
        raise LookupError(f"no card of {subject}")
    taxonomy = view.taxonomy
    settings = taxonomy.settings
    authors = tuple(_authors_of(paper, card, taxonomy))
    where, where_path = where_of(card, taxonomy)
    source = view.source(subject)
    return {
        "key": subject,
        "record": paper,
        "taxonomy": taxonomy,
        "title": paper.title,
        "is_long": len(paper.title) > LONG_TITLE,
        "where": Place(where, where_path),
        "track": card.track,
        "award": card.award,
        "highlight": card.highlight,
        "authors": authors[:AUTHORS_SHOWN] if len(authors) > AUTHORS_SHOWN + 1 else authors,
        "more_authors": authors[AUTHORS_SHOWN:] if len(authors) > AUTHORS_SHOWN + 1 else (),
        "others": card.more_authors,
        "organizations": tuple(_organizations_of(card, taxonomy)),
        "affiliated": settings.pages.organizations == "each",
        "more_organizations": card.more_organizations,
        "links": all_links_of(card.doi, card.arxiv, card.links),
        "note": card.note,
        "abstract": paper.abstract or "",
        "topics": tuple(chip_of(taxonomy.terms[id]) for id in card.topics),
        "facts": tuple(_facts_of(paper, card, taxonomy)),
        "relations": tuple(_relations_of(subject, paper, view)),
        "bib": bib_path(subject) if settings.pages.paper_downloads else "",
        "aliases": paper.aliases,
        "source": source,
        "edit": edit_url(settings, source),
        "problem": problem_url(settings, subject, shorten(title_plain(paper.title), 80)),
    }


def _authors_of(paper: Paper, card: Card, taxonomy: Taxonomy) -> Iterator[AuthorShape]:
    """The authors' names as lists print them, with what the record alone says of them."""
    linked = taxonomy.settings.pages.authors == "each"
    persons = [person for person in paper.authors if person.name != OTHERS]
    for author, person in zip(card.authors, persons, strict=True):
        known = taxonomy.people.get(author.id)
        orcid = person.orcid or (known.orcid if known else None)
        yield AuthorShape(
            author.name,
            author_path(author.id) if linked else "",
            person.affiliation or "",
            orcid_url(orcid) if orcid else "",
        )


def _organizations_of(card: Card, taxonomy: Taxonomy) -> Iterator[Place]:
    for id in card.organizations:
        yield Place(taxonomy.organizations[id].name, organization_path(id))


def _facts_of(paper: Paper, card: Card, taxonomy: Taxonomy) -> Iterator[Fact]:
    """What is known, in the order in which a reference states it."""
    venue = taxonomy.venues[card.venue] if card.venue else None
    usual = publication(paper, venue)
    if venue:
        yield Fact("Venue", venue.name, venue_path(venue.id))
    if paper.booktitle:
        yield Fact("In", paper.booktitle)
    if card.year != UNDATED:
        yield Fact("Published", month_title(card.year, paper.month), year_path(card.year))
    yield Fact("Type", TYPES[card.type])
    for label, value in (
        ("Series", paper.series or (usual.series if usual else "")),
        ("Volume", paper.volume),
        ("Number", paper.number),
        ("Pages", paper.pages.replace("-", "–") if paper.pages else ""),
        ("Editors", _names(paper.editors)),
        ("Publisher", paper.publisher or (usual.publisher if usual else "")),
        ("Institution", paper.institution),
        ("Place", paper.address),
        ("Language", paper.language),
    ):
        if value:
            yield Fact(label, value)
    yield from _identifiers_of(paper)
    if paper.added:
        yield Fact("Added", day_title(paper.added))


def _identifiers_of(paper: Paper) -> Iterator[Fact]:
    if paper.doi:
        yield Fact("DOI", paper.doi, url=doi_url(paper.doi))
    if paper.arxiv:
        yield Fact("arXiv", paper.arxiv, url=arxiv_url(paper.arxiv))
    if paper.isbn:
        yield Fact("ISBN", paper.isbn)
    if paper.issn:
        yield Fact("ISSN", paper.issn)


def _names(people: Iterable[Person]) -> str:
    return ", ".join("and others" if it.name == OTHERS else it.name for it in people)


def _relations_of(key: str, paper: Paper, view: CatalogView) -> Iterator[Relation]:
    """Records that this one names, by relation, then those that name this one."""
    named: set[str] = set()
    for relation, label in RELATIONS.items():
        keys = getattr(paper.related, relation)
        named.update(keys)
        cards = (view.card(other) for other in keys)
        entries = tuple(entry_of(card, view.taxonomy) for card in cards if card)
        if entries:
            yield Relation(label, entries)
    others = [card for card in view.mentions(key) if card.key not in named and card.key != key]
    if others:
        yield Relation("Named by", tuple(entry_of(card, view.taxonomy) for card in others))
