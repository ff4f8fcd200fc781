"""The page of a venue in a year: its papers by track, and the editions before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.catalog.addresses import VENUES, venue_path, year_path
from reading_list.catalog.view import is_crowded
from reading_list.pages import PageKind, Scope
from reading_list.pages._groups import beside, by_track, entries_of, place_or_none
from reading_list.pages._shapes import Link, Place, resources_of

if TYPE_CHECKING:
    from reading_list.catalog.taxonomy import Venue
    from reading_list.catalog.view import CatalogView

KIND = PageKind("edition", Scope.GROUP, "pages/edition.html")


def address(subject: str) -> str:
    """`venues/<id>/<year>.html`."""
    return venue_path(subject)


def context(subject: str, view: CatalogView) -> dict[str, object]:
    """What the template shows."""
    id, _, year = subject.partition("/")
    venue = view.taxonomy.venues[id]
    edition = venue.edition(year)
    # Declared editions have pages too, and are passed on the way from one to the next.
    known = {*view.siblings("edition", subject), *(it.id for it in venue.editions.values())}
    before, after = beside(sorted(known | {subject}), subject)
    size = view.count("edition", subject)
    return {
        "venue": venue,
        "edition": edition,
        "title": edition.title,
        "trail": (Place("Venues", VENUES), Place(venue.acronym(), venue_path(id))),
        "year_of": Place(year, year_path(year)) if size and year.isdecimal() else None,
        "links": tuple(Link(_word(kind), url) for kind, url in edition.links),
        "resources": resources_of(edition.resources),
        "size": size,
        "bib_alone": is_crowded(view.count("year", year)),
        "groups": by_track(entries_of(view, "edition", subject)),
        "before": place_or_none(before, _title(venue, before), venue_path),
        "after": place_or_none(after, _title(venue, after), venue_path),
    }


def _title(venue: Venue, id: str) -> str:
    return venue.edition(id.rpartition("/")[2]).title if id else ""


def _word(kind: str) -> str:
    return kind.replace("_", " ")
