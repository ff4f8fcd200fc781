"""All years with their numbers of papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.catalog.addresses import YEARS, year_path
from reading_list.pages import PageKind, Scope
from reading_list.pages._groups import bars, span_of

if TYPE_CHECKING:
    from reading_list.catalog.view import CatalogView

KIND = PageKind("site", Scope.SITE, "pages/years.html")


def address(subject: str) -> str:  # noqa: ARG001
    """`years.html`."""
    return YEARS


def context(subject: str, view: CatalogView) -> dict[str, object]:  # noqa: ARG001
    """What the template shows."""
    years = view.groups("year")
    return {
        "bars": bars(years, year_path),
        "span": span_of(group.id for group in years),
        "size": view.total(),
    }
