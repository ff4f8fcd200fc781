"""The links of the papers of a year for the results of a search, asked for where they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.catalog.addresses import search_path
from reading_list.pages import PageKind, Scope
from reading_list.pages._index import script
from reading_list.pages._shapes import links_of

if TYPE_CHECKING:
    from reading_list.catalog.card import Card
    from reading_list.catalog.view import CatalogView

KIND = PageKind("year", Scope.GROUP)


def address(subject: str) -> str:
    """`search/2018-links.js`."""
    return search_path(subject, "links")


def body(subject: str, view: CatalogView) -> str:
    """For each paper its award, then words and addresses in turn."""
    rows = [_row(card) for card in view.cards("year", subject)]
    return script("readingList.links", subject, rows)


def _row(card: Card) -> list[str]:
    links = links_of(card.doi, card.arxiv, card.links)
    return [card.award, *(part for link in links for part in link)]
