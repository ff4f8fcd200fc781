"""The reader's own page: a basket of papers, marks and notes, all kept by the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.catalog.addresses import BASKET
from reading_list.pages import PageKind, Scope

if TYPE_CHECKING:
    from reading_list.catalog.view import CatalogView

KIND = PageKind("site", Scope.SITE, "pages/basket.html", "basket")


def address(subject: str) -> str:  # noqa: ARG001
    """`basket.html`."""
    return BASKET


def context(subject: str, view: CatalogView) -> dict[str, object]:  # noqa: ARG001
    """Nothing of the list: the script shows what the reader has put in."""
    return {}
