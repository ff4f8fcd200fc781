"""What the search page's script knows of the papers of a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.catalog.addresses import search_path
from reading_list.pages import PageKind, Scope
from reading_list.pages._index import papers_of, script

if TYPE_CHECKING:
    from reading_list.catalog.view import CatalogView

KIND = PageKind("year", Scope.GROUP)


def address(subject: str) -> str:
    """`search/2018.js`."""
    return search_path(subject)


def body(subject: str, view: CatalogView) -> str:
    """The year's columns, handed to the script."""
    cards = view.cards("year", subject)
    columns = papers_of(cards, view.abstracts("year", subject), view.taxonomy)
    return script("readingList.papers", subject, columns)
