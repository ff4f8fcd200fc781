"""The page at a term's former address: it leads on to the term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.catalog.addresses import term_path
from reading_list.pages import PageKind, Scope

if TYPE_CHECKING:
    from reading_list.catalog.view import CatalogView

KIND = PageKind("former", Scope.RECORD, "pages/alias.html")


def address(subject: str) -> str:
    """Where the term stood when `subject` was its id."""
    return term_path(subject)


def context(subject: str, view: CatalogView) -> dict[str, object]:
    """The term's address now."""
    term = view.taxonomy.topic(subject)
    return {"target": term_path(term or subject), "former": subject, "what": "topic"}
