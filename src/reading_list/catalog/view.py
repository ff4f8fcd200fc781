"""What a page may ask of the catalogue, and no more: `CatalogView`, narrowed to a scope.

A page sees one record, or one group, or the site's totals. Reading beyond raises `ScopeError`
in every mode, so a dependency that nobody declared is a loud bug on the first test instead of a
stale page later. That is also what makes one edit cost the same in a list of any size.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from reading_list.catalog.card import card_from_json

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from reading_list.catalog.card import Card
    from reading_list.catalog.taxonomy import Organization, Taxonomy, Term
    from reading_list.records.model import Paper


class Entry(NamedTuple):
    """A paper as a list shows it, rendered once and joined into every list that holds it.

    In `html` the path to the site's root is the character U+0000, which no text of a list can
    hold; the page that shows the entry puts its own `root` there. One that `is_brief` stands among
    so many that it is shown in a line.
    """

    key: str
    year: str
    track: str
    html: str
    is_brief: bool = False


class Line(NamedTuple):
    """A paper as a Markdown list shows it.

    `markdown` is a line without its bullet, linked to the paper; `again` the same line linked to
    the paper's own page, for where the paper stands a second time in one file. Of the path to the
    site's root the same is true as in an `Entry`.
    """

    key: str
    year: str
    track: str
    markdown: str
    again: str


@dataclass(frozen=True, slots=True)
class Record:
    """A paper as data: its JSON, its card's, and its BibTeX; none where that was not made yet."""

    key: str
    paper: str
    bib: str
    card_text: str

    @property
    def card(self) -> Card:
        """The card, read anew each time."""
        return card_from_json(self.card_text)


@dataclass(frozen=True, slots=True)
class Group:
    """A set of papers as an index shows it."""

    kind: str
    id: str
    label: str
    count: int


class CatalogView(Protocol):
    """The catalogue as pages see it. Lists come in list order, groups in the order of their ids."""

    @property
    def taxonomy(self) -> Taxonomy:
        """The taxonomy, whole: labels cost nothing, and a changed taxonomy renders everything."""
        ...

    def paper(self, key: str) -> Paper:
        """The record itself (scope record: the page's own)."""
        ...

    def source(self, key: str) -> str:
        """The path of a record below the list's root (scope record: the page's own)."""
        ...

    def alias(self, key: str) -> str:
        """The key of the record that was once called `key`; empty if none was (scope record)."""
        ...

    def card(self, key: str) -> Card | None:
        """A record's card, by its key or a former one (scope record: its own, its related)."""
        ...

    def mentions(self, key: str) -> list[Card]:
        """The cards of the records whose `related` names this one (scope record)."""
        ...

    def cards(self, kind: str, id: str) -> list[Card]:
        """The cards of a group (scope group: its own)."""
        ...

    def abstracts(self, kind: str, id: str) -> dict[str, str]:
        """The abstracts of a group's papers that have one, by key (scope group: a year's)."""
        ...

    def records(self, kind: str, id: str) -> list[Record]:
        """The papers of a group as data (scope group: its own)."""
        ...

    def dates(self, kind: str, id: str) -> list[tuple[str, str]]:
        """The keys of a group's papers and when they joined the list (scope group: its own)."""
        ...

    def newest(self, kind: str, id: str, number: int) -> list[Card]:
        """The cards of a group that joined the list last, by `added` (scope group: its own)."""
        ...

    def entries(self, kind: str, id: str, *, brief: bool = False) -> list[Entry]:
        """The rendered entries of a group (scope group: its own, its parts'; scope whole: any)."""
        ...

    def keys(self, kind: str, id: str) -> set[str]:
        """The keys of a group's papers (as `entries`)."""
        ...

    def lines(self, kind: str, id: str, without: Collection[str] = ()) -> Iterator[Line]:
        """The entries of a group in Markdown, but for some keys (as `entries`)."""
        ...

    def all_lines(self, without: Collection[str] = ()) -> Iterator[Line]:
        """Every entry of the list in Markdown, but for some keys (scope whole)."""
        ...

    def count(self, kind: str, id: str) -> int:
        """How many papers a group holds (scope group: its own, its children's; site: any).

        An edition may ask for its year's, and only whether it `is_crowded`.
        """
        ...

    def parts(self, kind: str, id: str) -> list[Group]:
        """The groups by year: `termyear` of a term, `edition` of a venue (scope group, site)."""
        ...

    def siblings(self, kind: str, id: str) -> list[str]:
        """The ids beside an edition, a term's year or a year, its own among them (scope group)."""
        ...

    def groups(self, kind: str) -> list[Group]:
        """Every group of a kind that holds a paper (scope site)."""
        ...

    def largest(self, kind: str, number: int) -> list[Group]:
        """The groups of a kind with most papers, the largest first (scope site)."""
        ...

    def number(self, kind: str) -> int:
        """How many groups of a kind hold a paper (scope site)."""
        ...

    def total(self) -> int:
        """How many papers there are (scope site)."""
        ...

    def letters(self) -> int:
        """How many letters the titles of all papers have together (scope whole)."""
        ...

    def latest(self, number: int) -> list[Card]:
        """The cards that joined the list last by `added`, none without a date (scope site)."""
        ...


class Scope(StrEnum):
    """How far a page sees. `WHOLE` is for files assembled from entries, such as the README."""

    RECORD = "record"
    GROUP = "group"
    SITE = "site"
    WHOLE = "whole"


class ScopeError(Exception):
    """A page read what its kind did not declare: a bug of that page kind."""


CROWDED = 600  # papers of a year above which its editions leave more to scripts and to data


def is_crowded(papers: int) -> bool:
    """Whether a year holds so many papers that its editions have BibTeX alone beside them."""
    return papers > CROWDED


SIBLINGS = frozenset({"edition", "termyear", "year"})
PARTS = {"term": "termyear", "venue": "edition"}


def narrow(view: CatalogView, scope: Scope, kind: str, id: str) -> CatalogView:
    """The view as a page of `scope` about (`kind`, `id`) may use it."""
    if scope is Scope.WHOLE:
        return view
    return _Narrow(view, scope, kind, id)


class _Narrow:
    """Passes on what the scope allows and raises on all else."""

    def __init__(self, view: CatalogView, scope: Scope, kind: str, id: str) -> None:
        self._view = view
        self._scope = scope
        self._own = (kind, id)

    @property
    def taxonomy(self) -> Taxonomy:
        return self._view.taxonomy

    def paper(self, key: str) -> Paper:
        self._require(self._scope is Scope.RECORD and key == self._own[1], "paper", key)
        return self._view.paper(key)

    def source(self, key: str) -> str:
        self._require(self._scope is Scope.RECORD and key == self._own[1], "source", key)
        return self._view.source(key)

    def alias(self, key: str) -> str:
        self._require(self._scope is Scope.RECORD and key == self._own[1], "alias", key)
        return self._view.alias(key)

    def card(self, key: str) -> Card | None:
        allowed = self._scope is Scope.RECORD and (key == self._own[1] or key in self._related())
        self._require(allowed, "card", key)
        return self._view.card(key)

    def mentions(self, key: str) -> list[Card]:
        self._require(self._scope is Scope.RECORD and key == self._own[1], "mentions", key)
        return self._view.mentions(key)

    def cards(self, kind: str, id: str) -> list[Card]:
        self._require(self._is_own(kind, id), "cards", f"{kind}:{id}")
        return self._view.cards(kind, id)

    def abstracts(self, kind: str, id: str) -> dict[str, str]:
        self._require(kind == "year" and self._is_own(kind, id), "abstracts", f"{kind}:{id}")
        return self._view.abstracts(kind, id)

    def records(self, kind: str, id: str) -> list[Record]:
        self._require(self._is_own(kind, id), "records", f"{kind}:{id}")
        return self._view.records(kind, id)

    def dates(self, kind: str, id: str) -> list[tuple[str, str]]:
        self._require(self._is_own(kind, id), "dates", f"{kind}:{id}")
        return self._view.dates(kind, id)

    def newest(self, kind: str, id: str, number: int) -> list[Card]:
        self._require(self._is_own(kind, id), "newest", f"{kind}:{id}")
        return self._view.newest(kind, id, number)

    def entries(self, kind: str, id: str, *, brief: bool = False) -> list[Entry]:
        allowed = self._is_own(kind, id) or self._is_part(kind, id)
        self._require(allowed, "entries", f"{kind}:{id}")
        return self._view.entries(kind, id, brief=brief)

    def keys(self, kind: str, id: str) -> set[str]:
        allowed = self._is_own(kind, id) or self._is_part(kind, id)
        self._require(allowed, "keys", f"{kind}:{id}")
        return self._view.keys(kind, id)

    def lines(self, kind: str, id: str, without: Collection[str] = ()) -> Iterator[Line]:
        allowed = self._is_own(kind, id) or self._is_part(kind, id)
        self._require(allowed, "lines", f"{kind}:{id}")
        return self._view.lines(kind, id, without)

    def all_lines(self, without: Collection[str] = ()) -> Iterator[Line]:
        self._require(False, "lines", "of the whole list")
        return iter(())

    def count(self, kind: str, id: str) -> int:
        allowed = self._scope is Scope.SITE or self._is_own(kind, id) or self._is_child(kind, id)
        allowed = allowed or self._is_year(kind, id)
        self._require(allowed, "count", f"{kind}:{id}")
        return self._view.count(kind, id)

    def parts(self, kind: str, id: str) -> list[Group]:
        allowed = self._scope is Scope.SITE or self._is_own(kind, id)
        self._require(allowed, "parts", f"{kind}:{id}")
        return self._view.parts(kind, id)

    def siblings(self, kind: str, id: str) -> list[str]:
        self._require(kind in SIBLINGS and self._is_own(kind, id), "siblings", f"{kind}:{id}")
        return self._view.siblings(kind, id)

    def groups(self, kind: str) -> list[Group]:
        self._require(self._scope is Scope.SITE, "groups", kind)
        return self._view.groups(kind)

    def largest(self, kind: str, number: int) -> list[Group]:
        self._require(self._scope is Scope.SITE, "largest", kind)
        return self._view.largest(kind, number)

    def number(self, kind: str) -> int:
        self._require(self._scope is Scope.SITE, "number", kind)
        return self._view.number(kind)

    def total(self) -> int:
        self._require(self._scope is Scope.SITE, "total", "")
        return self._view.total()

    def letters(self) -> int:
        self._require(False, "letters", "of all titles")
        return 0

    def latest(self, number: int) -> list[Card]:
        self._require(self._scope is Scope.SITE, "latest", str(number))
        return self._view.latest(number)

    def _is_own(self, kind: str, id: str) -> bool:
        return self._scope is Scope.GROUP and (kind, id) == self._own

    def _is_part(self, kind: str, id: str) -> bool:
        """A part's papers are the group's own, so they change together."""
        its, own = self._own
        part = PARTS.get(its) == kind and id.startswith(f"{own}/")
        return self._scope is Scope.GROUP and part

    def _is_year(self, kind: str, id: str) -> bool:
        """An edition may know whether its year is crowded, and changes when that does."""
        its, own = self._own
        return kind == "year" and its == "edition" and own.endswith(f"/{id}")

    def _is_child(self, kind: str, id: str) -> bool:
        if self._scope is not Scope.GROUP or kind != self._own[0]:
            return False
        own = self._own[1]
        node: Term | Organization | None = None
        if kind == "term":
            node = self.taxonomy.terms.get(own)
        elif kind == "organization":
            node = self.taxonomy.organizations.get(own)
        return node is not None and id in node.children

    def _related(self) -> set[str]:
        related = self._view.paper(self._own[1]).related
        return {key for _, keys in related for key in keys}

    def _require(self, allowed: bool, what: str, about: str) -> None:
        if not allowed:
            kind, id = self._own
            raise ScopeError(f"a page about {kind}:{id} of scope {self._scope} read {what} {about}")
