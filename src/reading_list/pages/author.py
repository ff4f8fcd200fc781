"""The page of an author: years active here, co-authors, papers by year."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from reading_list.catalog.addresses import AUTHORS, author_path
from reading_list.pages import PageKind, Scope
from reading_list.pages._groups import by_year, entries_of, span_of
from reading_list.pages._shapes import Place, chip_of
from reading_list.pages._tallies import Tally, most_common
from reading_list.records.identifiers import orcid_url
from reading_list.records.names import parse_name, sort_name
from reading_list.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reading_list.catalog.card import Card
    from reading_list.catalog.view import CatalogView

KIND = PageKind("author", Scope.GROUP, "pages/author.html", "authors")

COAUTHORS_SHOWN = 24
COAUTHORS_AT_HAND = 200  # a paper of 10,000 would put as many names on as many pages
COAUTHORS_COUNTED = 201  # of one paper; counting all of them on all their pages takes the square
TOPICS_SHOWN = 8


def address(subject: str) -> str:
    """`authors/<id>.html`."""
    return author_path(subject)


def context(subject: str, view: CatalogView) -> dict[str, object]:
    """What the template shows."""
    cards = view.cards("author", subject)
    taxonomy = view.taxonomy
    person = taxonomy.people.get(subject)
    coauthors, others = _coauthors_of(subject, cards)
    return {
        "name": _name_of(subject, cards),
        "spellings": person.aliases if person else (),
        "url": (person.url or "") if person else "",
        "orcid": orcid_url(person.orcid) if person and person.orcid else "",
        "trail": (Place("Authors", AUTHORS),),
        "size": len(cards),
        "span": span_of(card.year for card in cards),
        "coauthors": coauthors[:COAUTHORS_SHOWN],
        "more_coauthors": coauthors[COAUTHORS_SHOWN:COAUTHORS_AT_HAND],
        "far_coauthors": max(len(coauthors) + others - COAUTHORS_AT_HAND, 0),
        "chips": tuple(
            chip_of(taxonomy.terms[id])
            for id in most_common(id for card in cards for id in card.topics)[:TOPICS_SHOWN]
        ),
        "groups": by_year(entries_of(view, "author", subject)),
    }


def _name_of(id: str, cards: Sequence[Card]) -> str:
    """The name as most papers print it; of two, the first by alphabet."""
    names = Counter(author.name for card in cards for author in card.authors if author.id == id)
    return min(names, key=lambda name: (-names[name], name))


@lru_cache(maxsize=50_000)
def _by_family(name: str) -> str:
    """Where a name stands in an alphabet of family names."""
    return fold(sort_name(parse_name(name)))


def _coauthors_of(id: str, cards: Sequence[Card]) -> tuple[tuple[Tally, ...], int]:
    """Those with most papers in common first, then by family name; how many were not looked at."""
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    others = 0
    for card in cards:
        counted = card.authors[:COAUTHORS_COUNTED]
        beyond = len(card.authors) - len(counted)
        # The author is one of them, here or there.
        others += beyond - (beyond > 0 and all(author.id != id for author in counted))
        for author in dict.fromkeys(counted):
            if author.id != id:
                counts[author.id] += 1
                names[author.id] = min(author.name, names.get(author.id, author.name))
    ordered = sorted(counts, key=lambda other: (-counts[other], _by_family(names[other]), other))
    tallies = (Tally(names[other], author_path(other), counts[other]) for other in ordered)
    return tuple(tallies), others
