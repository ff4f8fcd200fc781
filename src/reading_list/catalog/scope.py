"""What a page may ask of the catalogue, and no more.

A page sees one record, or one group, or the site's totals. Reading beyond raises `ScopeError`
in every mode, so a dependency that nobody declared is a loud bug on the first test instead of a
stale page later. That is also what makes one edit cost the same in a list of any size.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from reading_list.catalog.card import Card
    from reading_list.catalog.taxonomy import Organization, Taxonomy, Term
    from reading_list.catalog.view import CatalogView, Entry, Group, Line, Record
    from reading_list.records.model import Paper


class Scope(StrEnum):
    """How far a page sees. `WHOLE` is for files assembled from entries, such as the README."""

    RECORD = "record"
    GROUP = "group"
    SITE = "site"
    WHOLE = "whole"


class ScopeError(Exception):
    """A page read what its kind did not declare: a bug of that page kind."""


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
