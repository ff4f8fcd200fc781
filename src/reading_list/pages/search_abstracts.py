"""The abstracts of a year for the search page's script, which asks for them last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.catalog.addresses import search_path
from reading_list.pages import PageKind, Scope
from reading_list.pages._index import abstracts_of, script

if TYPE_CHECKING:
    from reading_list.catalog.view import CatalogView

KIND = PageKind("year", Scope.GROUP)


def address(subject: str) -> str:
    """`search/2018-abstracts.js`."""
    return search_path(subject, "abstracts")


def body(subject: str, view: CatalogView) -> str:
    """The words of the year's abstracts, handed to the script."""
    cards, abstracts = view.cards("year", subject), view.abstracts("year", subject)
    return script("readingList.abstracts", subject, abstracts_of(cards, abstracts))
