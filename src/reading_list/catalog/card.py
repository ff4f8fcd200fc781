"""A paper's short form, resolved against the taxonomy, and the groups it belongs to.

A card is what lists show; two papers with equal cards look equal on every page but their own.
"""

from __future__ import annotations

import json
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from reading_list.catalog.taxonomy import UNDATED
from reading_list.records.names import display_name, parse_name
from reading_list.text import name_slug, sort_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reading_list.catalog.taxonomy import Organization, Taxonomy, Term, Venue
    from reading_list.records.model import Paper, Person

OTHERS = "others"
MEETING = 12  # topics of a paper; one that names them all would make a pair of each two


class Author(NamedTuple):
    """A name as it is printed, and the last part of its page's address."""

    name: str
    id: str


class Card(NamedTuple):
    """The short form of a paper. Empty text and an empty tuple stand for what is not known."""

    key: str
    title: str
    sort: str
    authors: tuple[Author, ...]
    more_authors: bool
    year: str
    venue: str
    track: str
    award: str
    highlight: bool
    type: str
    topics: tuple[str, ...]
    organizations: tuple[str, ...]
    more_organizations: bool
    doi: str
    arxiv: str
    links: tuple[tuple[str, str], ...]
    note: str
    booktitle: str
    added: str

    def to_json(self) -> str:
        """A JSON list of the fields in order, for the cache."""
        return _encode(self)


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Membership(NamedTuple):
    """A group (`kind`, `id`) that a card is in, and what that card calls it where that varies."""

    kind: str
    id: str
    label: str = ""


def card_of(key: str, paper: Paper, taxonomy: Taxonomy) -> Card:
    """The card of a paper; names that the taxonomy does not know are left out of it."""
    names = [person for person in paper.authors if person.name != OTHERS]
    venue = taxonomy.venue(paper.venue) if paper.venue else None
    topics = (taxonomy.topic(name) for name in paper.topics)
    organizations = (taxonomy.organization(name) for name in paper.organizations)
    links = paper.links.model_dump(exclude_none=True)
    return Card(
        key=key,
        title=paper.title,
        sort=sort_key(paper.title),
        authors=tuple(_author_of(person, taxonomy) for person in names),
        more_authors=len(names) < len(paper.authors),
        year=str(paper.year) if paper.year else UNDATED,
        venue=venue or "",
        track=paper.track or "",
        award=paper.award or "",
        highlight=paper.highlight,
        type=entry_type(paper, taxonomy.venues[venue] if venue else None),
        topics=tuple(dict.fromkeys(topic for topic in topics if topic)),
        organizations=tuple(dict.fromkeys(name for name in organizations if name)),
        more_organizations=OTHERS in paper.organizations,
        doi=paper.doi or "",
        arxiv=paper.arxiv or "",
        links=tuple(links.items()),
        note=paper.note or "",
        booktitle=paper.booktitle or "",
        added=paper.added or "",
    )


def entry_type(paper: Paper, venue: Venue | None) -> str:
    """What kind of entry a paper is: as stated, else as its venue's type says."""
    return paper.type or TYPES.get(venue.type if venue else "", "misc")


def publication(paper: Paper, venue: Venue | None) -> Venue | None:
    """The venue whose publisher, series and ISSN are the paper's too.

    A paper in a container of its own, such as a workshop's, or in none has not got them.
    """
    contained = entry_type(paper, venue) in {"article", "inproceedings", "incollection", "book"}
    return venue if contained and not paper.booktitle else None


def card_from_json(text: str) -> Card:
    """The card that `Card.to_json` wrote."""
    return _large_card(text) if len(text) > _LARGE else _card(text)


# A paper of 5,000 authors is on 5,000 pages: read for each anew, it would cost their square.
_LARGE = 20_000  # characters; a common card has 800


@lru_cache(maxsize=8)
def _large_card(text: str) -> Card:
    return _card(text)


def _card(text: str) -> Card:
    fields = json.loads(text)
    if not isinstance(fields, list) or len(fields) != len(Card._fields):
        raise ValueError("this is no card")
    for place in _LISTS:
        fields[place] = tuple(fields[place])
    fields[_AUTHORS] = tuple(map(Author._make, fields[_AUTHORS]))
    fields[_LINKS] = tuple((kind, url) for kind, url in fields[_LINKS])
    return Card._make(fields)


_AUTHORS, _LINKS, *_LISTS = map(Card._fields.index, ("authors", "links", "topics", "organizations"))


def order(card: Card) -> tuple[int, str, str]:
    """Where a card stands in a list: newest year first, then by title; undated ones last."""
    return (-int(card.year) if card.year.isdecimal() else 0, card.sort, card.key)


def memberships(card: Card, taxonomy: Taxonomy) -> Iterator[Membership]:
    """The groups that a card is in, each once; a term's ancestors hold its papers as well."""
    yield Membership("year", card.year)
    for term in _with_ancestors(card.topics, taxonomy.terms):
        yield Membership("term", term)
        yield Membership("termyear", f"{term}/{card.year}")
    if card.venue:
        yield Membership("venue", card.venue)
        yield Membership("edition", f"{card.venue}/{card.year}")
    for organization in _with_ancestors(card.organizations, taxonomy.organizations):
        yield Membership("organization", organization)
    # What statistics count: what is known of the paper, and which topics meet in it.
    yield Membership("known", f"{card.year}/{known_of(card)}")
    if len(card.topics) > 1:
        for pair in combinations(sorted(card.topics)[:MEETING], 2):
            yield Membership("pair", "/".join(pair))
    names: dict[str, str] = {}
    for author in card.authors:
        names.setdefault(author.id, author.name)
    for id, name in names.items():
        yield Membership("author", id, name)


# What a paper of a venue is, by the type of the venue.
TYPES = {
    "conference": "inproceedings",
    "workshop": "inproceedings",
    "journal": "article",
    "preprint": "preprint",
    "book": "incollection",
}


def known_of(card: Card) -> str:
    """What is known of a paper, a letter each: DOI, arXiv, PDF, code, remark, authors."""
    kinds = {kind for kind, _ in card.links}
    has = (
        ("d", card.doi),
        ("a", card.arxiv),
        ("p", card.arxiv or "pdf" in kinds),
        ("c", "code" in kinds),
        ("n", card.note),
        ("w", card.authors),
    )
    return "".join([letter for letter, it in has if it])


def _author_of(person: Person, taxonomy: Taxonomy) -> Author:
    known = taxonomy.person(person.name, person.orcid, person.person)
    if known:
        return Author(taxonomy.people[known].name, known)
    return _named(person.name, person.group)


@lru_cache(maxsize=20_000)  # an author has several papers
def _named(written: str, group: bool) -> Author:
    name = display_name(parse_name(written, group=group))
    return Author(name, name_slug(name))


def _with_ancestors(
    ids: tuple[str, ...], nodes: Mapping[str, Term | Organization]
) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for key in ids:
        for above in nodes[key].ancestors:
            found[above] = None
        found[key] = None
    return tuple(found)
