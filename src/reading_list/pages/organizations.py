"""The whole tree of organizations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.catalog.addresses import ORGANIZATIONS
from reading_list.pages import PageKind, Scope
from reading_list.pages._trees import organization_nodes

if TYPE_CHECKING:
    from reading_list.catalog.view import CatalogView

KIND = PageKind("site", Scope.SITE, "pages/organizations.html", "organizations")


def address(subject: str) -> str:  # noqa: ARG001
    """`organizations.html`."""
    return ORGANIZATIONS


def context(subject: str, view: CatalogView) -> dict[str, object]:  # noqa: ARG001
    """What the template shows."""
    organizations = view.taxonomy.organizations
    tops = (id for id, organization in organizations.items() if not organization.ancestors)
    return {"nodes": organization_nodes(view, tops), "size": len(organizations)}
