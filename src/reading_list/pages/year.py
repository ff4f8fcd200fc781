"""The page of a year: its papers by venue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.catalog.addresses import YEARS, venue_path, year_path
from reading_list.pages import PageKind, Scope
from reading_list.pages._groups import EntryGroup, beside, entries_of, place_or_none, year_title
from reading_list.pages._shapes import Place, without_year
from reading_list.text import fold

if TYPE_CHECKING:
    from reading_list.catalog.view import CatalogView, Entry

KIND = PageKind("year", Scope.GROUP, "pages/year.html")


def address(subject: str) -> str:
    """`years/<year>.html`."""
    return year_path(subject)


def context(subject: str, view: CatalogView) -> dict[str, object]:
    """What the template shows."""
    before, after = beside(view.siblings("year", subject), subject)
    return {
        "year": subject,
        "title": year_title(subject),
        "trail": (Place("Years", YEARS),),
        "size": view.count("year", subject),
        "groups": _by_venue(subject, view),
        "before": place_or_none(before, before, year_path),
        "after": place_or_none(after, after, year_path),
    }


def _by_venue(year: str, view: CatalogView) -> list[EntryGroup]:
    """Venues by their short names; papers without one come last."""
    found: dict[str, list[Entry]] = {}
    for card, entry in zip(view.cards("year", year), entries_of(view, "year", year), strict=True):
        found.setdefault(card.venue, []).append(entry)
    venues = view.taxonomy.venues
    titles = {id: without_year(venues[id].edition(year)) if id else "No venue" for id in found}
    ordered = sorted(found, key=lambda id: (not id, fold(titles[id]), id))
    return [
        EntryGroup(
            f"venue-{id or 'none'}",
            titles[id],
            venue_path(f"{id}/{year}") if id else "",
            tuple(found[id]),
        )
        for id in ordered
    ]
