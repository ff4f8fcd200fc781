"""What lists show of a paper, a resource or a term, as attribute objects for the templates.

Texts stay as written: what is markup and what is escaped is the templates' business. `entry_of`
runs once for every paper of a list, so it shares what it can and makes few objects.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reading_list.catalog.addresses import (
    organization_path,
    paper_path,
    term_path,
    venue_path,
    year_path,
)
from reading_list.catalog.taxonomy import UNDATED
from reading_list.catalog.words import LINK_WORDS
from reading_list.records.identifiers import arxiv_pdf_url, arxiv_url, doi_url
from reading_list.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reading_list.catalog.card import Author, Card
    from reading_list.catalog.outline import Resource
    from reading_list.catalog.taxonomy import Edition, Taxonomy, Term

AUTHORS_SHOWN = 6
AUTHORS_AT_HAND = 60  # beyond these the paper's own page lists them


class Link(NamedTuple):
    """A word that leads to an address outside."""

    label: str
    url: str


class Place(NamedTuple):
    """A name that leads to a page of this site; without `path` it is only a name."""

    title: str
    path: str


class Chip(NamedTuple):
    """A term as a chip in the hue of its facet."""

    title: str
    path: str
    hue: int


class EntryShape(NamedTuple):
    """A paper in a list. `rest` are the authors one press away, `far` is how many more there are.

    `linked` tells whether authors have pages, `affiliated` whether organizations have.
    """

    key: str
    path: str
    title: str
    highlight: bool
    authors: tuple[Author, ...]
    rest: tuple[Author, ...]
    far: int
    others: bool
    linked: bool
    organizations: tuple[Place, ...]
    more_organizations: bool
    affiliated: bool
    where: str
    where_path: str
    track: str
    award: str
    links: tuple[Link, ...]
    note: str


class ResourceShape(NamedTuple):
    """A link or hint that is not a paper; `path` is the page of the paper it comes with."""

    title: str
    url: str
    path: str
    note: str


def entry_of(card: Card, taxonomy: Taxonomy) -> EntryShape:
    """A card as lists show it."""
    authors = card.authors
    count = len(authors)
    # A single hidden name would cost more than it saves.
    shown = AUTHORS_SHOWN if count > AUTHORS_SHOWN + 1 else count
    at_hand = min(count, AUTHORS_AT_HAND)
    where, where_path = where_of(card, taxonomy)
    choices = taxonomy.settings.pages
    return EntryShape(
        card.key,
        paper_path(card.key),
        card.title,
        card.highlight,
        authors[:shown],
        authors[shown:at_hand],
        count - at_hand,
        card.more_authors,
        choices.authors == "each",
        tuple(_organization(id, taxonomy.organizations[id].name) for id in card.organizations),
        card.more_organizations,
        choices.organizations == "each",
        where,
        where_path,
        card.track,
        card.award,
        links_of(card.doi, card.arxiv, card.links),
        card.note,
    )


def where_of(card: Card, taxonomy: Taxonomy) -> tuple[str, str]:
    """Where and when a paper appeared in few words, and the page that goes on from there."""
    year = card.year
    if card.venue:
        edition = taxonomy.venues[card.venue].edition(year)
        return edition.title, venue_path(edition.id)
    label = "" if year == UNDATED else year
    if card.booktitle:
        title = shorten(card.booktitle)
        label = title if not label or label in title else f"{title}, {label}"
    return label or "undated", year_path(year)


def without_year(edition: Edition) -> str:
    """The title of an edition where its year stands beside it anyway: `ICLR` for `ICLR 2018`."""
    return edition.title.removesuffix(edition.year).strip() or edition.title


def links_of(doi: str, arxiv: str, links: Iterable[tuple[str, str]]) -> tuple[Link, ...]:
    """The ways to a paper that lists show: its page, its PDF, arXiv, code, and what else it has.

    The DOI is the way to the paper where the record names no other page, as both would mostly
    lead to one place.
    """
    found = dict(links)
    if doi and "paper" not in found:
        found["paper"] = doi_url(doi)
    return _in_order(found, arxiv)


def all_links_of(doi: str, arxiv: str, links: Iterable[tuple[str, str]]) -> tuple[Link, ...]:
    """Every way to a paper, the DOI under its own name."""
    found = dict(links)
    if doi:
        found["doi"] = doi_url(doi)
    return _in_order(found, arxiv)


def chip_of(term: Term) -> Chip:
    """A term as a chip."""
    return Chip(term.title, term_path(term.id), term.hue)


def resources_of(resources: Iterable[Resource]) -> tuple[ResourceShape, ...]:
    """Resources in the order in which they are written."""
    return tuple(
        ResourceShape(
            resource.title,
            resource.url or "",
            paper_path(resource.paper) if resource.paper else "",
            resource.note or "",
        )
        for resource in resources
    )


def _in_order(found: dict[str, str], arxiv: str) -> tuple[Link, ...]:
    if arxiv:
        found["arxiv"] = arxiv_url(arxiv)
        found.setdefault("pdf", arxiv_pdf_url(arxiv))
    return tuple(Link(word, found[kind]) for kind, word in LINK_WORDS.items() if kind in found)


@lru_cache(maxsize=10_000)
def _organization(id: str, name: str) -> Place:
    return Place(name, organization_path(id))
