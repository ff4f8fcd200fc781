"""The catalogue of a list that is in memory as a whole: for small lists and for exports."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from reading_list.catalog.card import Card, card_of, memberships, order
from reading_list.catalog.delta import label_of
from reading_list.catalog.scope import PARTS
from reading_list.catalog.view import Entry, Group, Line, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.records.model import Paper


class MemoryCatalog:
    """A `CatalogView` over papers by key; the two functions render a card as lists show it.

    `entry_of` gives the whole entry and the brief one.
    """

    def __init__(
        self,
        papers: Mapping[str, Paper],
        taxonomy: Taxonomy,
        entry_of: Callable[[Card, Taxonomy], tuple[Entry, Entry]],
        line_of: Callable[[Card, Taxonomy], Line],
    ) -> None:
        self._papers = papers
        self._taxonomy = taxonomy
        self._entry_of = entry_of
        self._line_of = line_of

    @property
    def taxonomy(self) -> Taxonomy:
        """See `CatalogView`, as for all that follows."""
        return self._taxonomy

    def paper(self, key: str) -> Paper:
        return self._papers[key]

    def source(self, key: str) -> str:
        return f"papers/{self._cards[key].year}/{key}.yaml"

    def alias(self, key: str) -> str:
        known = (its for its, paper in self._papers.items() if key in paper.aliases)
        return next(known, "")

    def card(self, key: str) -> Card | None:
        return self._cards.get(key) or self._cards.get(self.alias(key))

    def mentions(self, key: str) -> list[Card]:
        names = {key, *self._papers[key].aliases}
        found = (
            card
            for card in self._cards.values()
            if any(names.intersection(keys) for _, keys in self._papers[card.key].related)
        )
        return sorted(found, key=order)

    def cards(self, kind: str, id: str) -> list[Card]:
        return sorted((self._cards[key] for key in self._members.get((kind, id), {})), key=order)

    def abstracts(self, kind: str, id: str) -> dict[str, str]:
        papers = ((key, self._papers[key]) for key in self._members.get((kind, id), {}))
        return {key: paper.abstract for key, paper in papers if paper.abstract}

    def records(self, kind: str, id: str) -> list[Record]:
        return [
            Record(card.key, self._papers[card.key].to_json(), "", card.to_json())
            for card in self.cards(kind, id)
        ]

    def dates(self, kind: str, id: str) -> list[tuple[str, str]]:
        return [(card.key, card.added) for card in self.cards(kind, id)]

    def newest(self, kind: str, id: str, number: int) -> list[Card]:
        dated = sorted((card for card in self.cards(kind, id) if card.added), key=_key)
        return sorted(dated, key=_added, reverse=True)[:number]

    def entries(self, kind: str, id: str, *, brief: bool = False) -> list[Entry]:
        found = [self._entry_of(card, self._taxonomy) for card in self.cards(kind, id)]
        return [texts[brief] for texts in found]

    def keys(self, kind: str, id: str) -> set[str]:
        return set(self._members.get((kind, id), ()))

    def lines(self, kind: str, id: str, without: Collection[str] = ()) -> Iterator[Line]:
        return self._lines_of(self.cards(kind, id), without)

    def all_lines(self, without: Collection[str] = ()) -> Iterator[Line]:
        return self._lines_of(sorted(self._cards.values(), key=order), without)

    def _lines_of(self, cards: Iterable[Card], without: Collection[str]) -> Iterator[Line]:
        return (self._line_of(c, self._taxonomy) for c in cards if c.key not in without)

    def count(self, kind: str, id: str) -> int:
        return len(self._members.get((kind, id), {}))

    def parts(self, kind: str, id: str) -> list[Group]:
        return [group for group in self.groups(PARTS[kind]) if group.id.startswith(f"{id}/")]

    def siblings(self, kind: str, id: str) -> list[str]:
        above = id.rpartition("/")[0]
        return [group.id for group in self.groups(kind) if group.id.rpartition("/")[0] == above]

    def groups(self, kind: str) -> list[Group]:
        found = ((id, members) for (its, id), members in self._members.items() if its == kind)
        return [Group(kind, id, label_of(list(m.values())), len(m)) for id, m in sorted(found)]

    def largest(self, kind: str, number: int) -> list[Group]:
        ordered = sorted(self.groups(kind), key=lambda group: (-group.count, group.id))
        return ordered[:number]

    def number(self, kind: str) -> int:
        return len(self.groups(kind))

    def total(self) -> int:
        return len(self._cards)

    def letters(self) -> int:
        return sum(len(card.title) for card in self._cards.values())

    def latest(self, number: int) -> list[Card]:
        dated = sorted((c for c in self._cards.values() if c.added), key=lambda card: card.key)
        return sorted(dated, key=lambda card: card.added, reverse=True)[:number]

    @cached_property
    def _cards(self) -> dict[str, Card]:
        return {key: card_of(key, paper, self._taxonomy) for key, paper in self._papers.items()}

    @cached_property
    def _members(self) -> dict[tuple[str, str], dict[str, str]]:
        found: dict[tuple[str, str], dict[str, str]] = {}
        for card in self._cards.values():
            for kind, id, label in memberships(card, self._taxonomy):
                found.setdefault((kind, id), {})[card.key] = label
        return found


def _key(card: Card) -> str:
    return card.key


def _added(card: Card) -> str:
    return card.added
