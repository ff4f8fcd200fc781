"""How many papers there are of each year, term, venue, track, organization and author.

It counts the groups that pages show, so the numbers are those of the site.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from reading_list.catalog.card import memberships

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reading_list.catalog.card import Card
    from reading_list.catalog.taxonomy import Taxonomy

# The letters of `card.known_of` in words.
_KNOWN = {
    "w": "authors", "d": "doi", "a": "arxiv", "p": "pdf", "c": "code", "n": "note",
}  # fmt: skip


class Count(NamedTuple):
    """A group with papers: its id, its name, how many; `depth` below the top of its tree."""

    id: str
    title: str
    papers: int
    depth: int = 0


class Census(NamedTuple):
    """Counts of some papers.

    Years begin with the newest and terms stand as in the taxonomy; elsewhere the largest comes
    first. `known` counts the papers of which something is known.
    """

    papers: int
    years: tuple[Count, ...]
    topics: tuple[Count, ...]
    venues: tuple[Count, ...]
    tracks: tuple[Count, ...]
    organizations: tuple[Count, ...]
    authors: tuple[Count, ...]
    known: tuple[Count, ...]


def census(cards: Sequence[Card], taxonomy: Taxonomy) -> Census:
    """The counts of `cards`."""
    sizes: dict[str, Counter[str]] = {}
    names: dict[str, str] = {}
    for card in cards:
        for kind, id, label in memberships(card, taxonomy):
            sizes.setdefault(kind, Counter())[id] += 1
            if kind == "author":  # one of its spellings, the same in any order of the papers
                names[id] = min(label, names.get(id, label))
    known: Counter[str] = Counter()
    for id, size in sizes.get("known", Counter()).items():
        for letter in id.partition("/")[2]:
            known[letter] += size
    terms, venues, organizations = taxonomy.terms, taxonomy.venues, taxonomy.organizations
    years = sizes.get("year", Counter())
    topics = sizes.get("term", Counter())
    return Census(
        len(cards),
        tuple(Count(year, year, years[year]) for year in sorted(years, key=_newest)),
        tuple(
            Count(term.id, term.title, topics[term.id], len(term.ancestors))
            for term in terms.values()
            if term.id in topics
        ),
        _largest((id, venues[id].acronym() or id, n) for id, n in _of(sizes, "venue")),
        _largest((it, it, n) for it, n in Counter(c.track for c in cards if c.track).items()),
        _largest((id, organizations[id].name, n) for id, n in _of(sizes, "organization")),
        _largest((id, names[id], n) for id, n in _of(sizes, "author")),
        tuple(Count(name, name, known[letter]) for letter, name in _KNOWN.items()),
    )


def _of(sizes: dict[str, Counter[str]], kind: str) -> Iterable[tuple[str, int]]:
    return sizes.get(kind, Counter()).items()


def _newest(year: str) -> tuple[bool, int, str]:
    """Years backwards, what has none at the end."""
    return (not year.isdecimal(), -int(year) if year.isdecimal() else 0, year)


def _largest(counts: Iterable[tuple[str, str, int]]) -> tuple[Count, ...]:
    return tuple(sorted((Count(*it) for it in counts), key=lambda it: (-it.papers, it.id)))
