"""All venues against the years."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reading_list.catalog.addresses import VENUES, venue_path, year_path
from reading_list.pages import PageKind, Scope
from reading_list.pages._groups import Cell, cells, columns_of
from reading_list.pages._shapes import Place
from reading_list.text import fold

if TYPE_CHECKING:
    from reading_list.catalog.view import CatalogView

KIND = PageKind("site", Scope.SITE, "pages/venues.html")

TYPES = {
    "conference": "Conferences",
    "journal": "Journals",
    "workshop": "Workshops",
    "preprint": "Preprints",
    "book": "Books",
    "other": "Other",
}


class VenueRow(NamedTuple):
    """A venue and its papers in each year."""

    title: str
    name: str
    path: str
    size: int
    cells: tuple[Cell, ...]


class Section(NamedTuple):
    """The venues of a type."""

    id: str
    title: str
    rows: tuple[VenueRow, ...]


def address(subject: str) -> str:  # noqa: ARG001
    """`venues.html`."""
    return VENUES


def context(subject: str, view: CatalogView) -> dict[str, object]:  # noqa: ARG001
    """What the template shows."""
    years = columns_of(view.groups("year"))
    venues = view.taxonomy.venues
    parts = {id: view.parts("venue", id) for id in venues}
    most = max((group.count for groups in parts.values() for group in groups), default=1)
    sections = []
    for type_, title in TYPES.items():
        ids = [id for id, venue in venues.items() if venue.type == type_]
        rows = []
        for id in sorted(ids, key=lambda id: (fold(venues[id].acronym()), id)):
            short, name = venues[id].acronym(), venues[id].name
            row = cells(parts[id], years, most, venue_path, short)
            size = view.count("venue", id)
            rows.append(VenueRow(short, name if name != short else "", venue_path(id), size, row))
        if rows:
            sections.append(Section(type_, title, tuple(rows)))
    return {
        "sections": tuple(sections),
        "years": tuple(Place(year, year_path(year)) for year in years),
        "size": len(venues),
    }
