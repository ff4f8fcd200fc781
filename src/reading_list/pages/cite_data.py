"""The papers of a year in BibTeX, as a script: what the basket and group pages cite from.

A page that was opened from a disk may load scripts and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.catalog.addresses import data_path
from reading_list.pages import PageKind, Scope

if TYPE_CHECKING:
    from reading_list.catalog.view import CatalogView

KIND = PageKind("year", Scope.GROUP, "files/cite_data.js", "basket")


def address(subject: str) -> str:
    """`data/2018.js`."""
    return data_path(subject, "js")


def context(subject: str, view: CatalogView) -> dict[str, object]:
    """The records."""
    return {"year": subject, "records": view.records("year", subject), "taxonomy": view.taxonomy}
