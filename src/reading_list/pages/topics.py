"""The whole tree of topics with what each is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.catalog.addresses import TOPICS
from reading_list.pages import PageKind, Scope
from reading_list.pages._trees import term_node

if TYPE_CHECKING:
    from reading_list.catalog.view import CatalogView

KIND = PageKind("site", Scope.SITE, "pages/topics.html")


def address(subject: str) -> str:  # noqa: ARG001
    """`topics.html`."""
    return TOPICS


def context(subject: str, view: CatalogView) -> dict[str, object]:  # noqa: ARG001
    """What the template shows."""
    taxonomy = view.taxonomy
    return {
        "facets": tuple(term_node(view, id) for id in taxonomy.facets),
        "size": len(taxonomy.terms),
    }
