"""The page that says what programs can read here: records, downloads, feeds, addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reading_list.catalog.addresses import DATA, data_path, paper_path
from reading_list.catalog.schema import described_fields
from reading_list.pages import PageKind, Scope
from reading_list.pages._groups import newest_first, year_title

if TYPE_CHECKING:
    from reading_list.catalog.view import CatalogView

KIND = PageKind("site", Scope.SITE, "pages/data.html")


class Part(NamedTuple):
    """The records of a year."""

    title: str
    path: str
    size: int


def address(subject: str) -> str:  # noqa: ARG001
    """`data.html`."""
    return DATA


def context(subject: str, view: CatalogView) -> dict[str, object]:  # noqa: ARG001
    """What the template shows."""
    latest = view.latest(1)
    return {
        "fields": (
            ("key", "The key, which names the paper for ever."),
            ("page", "The paper’s page, below the site’s root."),
            *described_fields("Paper"),
        ),
        "parts": tuple(
            Part(year_title(group.id), data_path(group.id), group.count)
            for group in newest_first(view.groups("year"))
        ),
        "example": paper_path(latest[0].key) if latest else "papers/key.html",
        "dated": bool(latest),
        "size": view.total(),
    }
