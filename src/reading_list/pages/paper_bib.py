"""The BibTeX of a paper as a file beside its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.catalog.addresses import bib_path
from reading_list.pages import PageKind, Scope

if TYPE_CHECKING:
    from reading_list.catalog.view import CatalogView

# A template and no body, as pages and formats do not know each other: the filter does.
KIND = PageKind("record", Scope.RECORD, "pages/paper_bib.bib", "paper_downloads")


def address(subject: str) -> str:
    """`papers/<key>.bib`."""
    return bib_path(subject)


def context(subject: str, view: CatalogView) -> dict[str, object]:
    """The record, for the template's one filter."""
    return {"key": subject, "record": view.paper(subject), "taxonomy": view.taxonomy}
