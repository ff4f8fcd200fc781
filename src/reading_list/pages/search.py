"""The search page: a field and facets for the script, and the same facets as plain links."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reading_list.catalog.addresses import (
    ORGANIZATIONS,
    SEARCH,
    SEARCH_LABELS,
    VENUES,
    organization_path,
    venue_path,
    year_path,
)
from reading_list.pages import PageKind, Scope
from reading_list.pages._groups import bars
from reading_list.pages._shapes import Place
from reading_list.pages._trees import term_node

if TYPE_CHECKING:
    from reading_list.catalog.view import CatalogView

KIND = PageKind("site", Scope.SITE, "pages/search.html")

MOST = 40  # venues and organizations that are named here; the rest have a page of their own


class Tally(NamedTuple):
    """A group, and how many papers are in it."""

    title: str
    path: str
    size: int


def address(subject: str) -> str:  # noqa: ARG001
    """`search.html`."""
    return SEARCH


def context(subject: str, view: CatalogView) -> dict[str, object]:  # noqa: ARG001
    """What the template shows."""
    taxonomy = view.taxonomy
    affiliated = taxonomy.settings.pages.organizations == "each"
    return {
        "size": view.total(),
        "labels": SEARCH_LABELS,
        "facets": tuple(term_node(view, id) for id in taxonomy.facets),
        "years": bars(view.groups("year"), year_path),
        "venues": tuple(
            Tally(taxonomy.venues[group.id].acronym(), venue_path(group.id), group.count)
            for group in view.largest("venue", MOST)
        ),
        "all_venues": Place("All venues", VENUES) if view.number("venue") > MOST else None,
        "organizations": tuple(
            Tally(taxonomy.organizations[group.id].name, organization_path(group.id), group.count)
            for group in view.largest("organization", MOST)
        )
        if affiliated
        else (),
        "all_organizations": Place("All organizations", ORGANIZATIONS)
        if view.number("organization") > MOST
        else None,
    }
