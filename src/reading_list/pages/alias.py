"""The page at a paper's former address: it leads on to the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.catalog.addresses import paper_path
from reading_list.pages import PageKind, Scope

if TYPE_CHECKING:
    from reading_list.catalog.view import CatalogView

KIND = PageKind("alias", Scope.RECORD, "pages/alias.html")


def address(subject: str) -> str:
    """Where the paper stood when `subject` was its key."""
    return paper_path(subject)


def context(subject: str, view: CatalogView) -> dict[str, object]:
    """The paper's address now."""
    return {"target": paper_path(view.alias(subject)), "former": subject, "what": "paper"}
