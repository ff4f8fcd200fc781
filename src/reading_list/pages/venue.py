"""The page of a venue: its editions and its papers by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.catalog.addresses import VENUES, venue_path
from reading_list.pages import PageKind, Scope
from reading_list.pages._groups import LARGE, by_year, newest_first, shown_of, spark
from reading_list.pages._shapes import Place
from reading_list.pages._trees import Node

if TYPE_CHECKING:
    from reading_list.catalog.taxonomy import Venue
    from reading_list.catalog.view import CatalogView

KIND = PageKind("venue", Scope.GROUP, "pages/venue.html")

TYPES = {
    "conference": "Conference",
    "journal": "Journal",
    "workshop": "Workshop",
    "preprint": "Preprint server",
    "book": "Books",
    "other": "Venue",
}


def address(subject: str) -> str:
    """`venues/<id>.html`."""
    return venue_path(subject)


def context(subject: str, view: CatalogView) -> dict[str, object]:
    """What the template shows. Above `LARGE` papers only the newest edition's stand in the page."""
    venue = view.taxonomy.venues[subject]
    parts = newest_first(view.parts("venue", subject))
    size = view.count("venue", subject)
    shown = shown_of(view, "venue", subject, parts)
    entries = view.entries(*shown) if shown else []
    short = venue.acronym()
    return {
        "venue": venue,
        "title": short,
        "name": venue.name if venue.name != short else "",
        "type": TYPES[venue.type],
        "acronyms": tuple(name for name, _, _ in venue.acronyms if name != short),
        "trail": (Place("Venues", VENUES),),
        "size": size,
        "editions": _editions_of(venue, {part.id: part.count for part in parts}),
        "spark": spark(parts),
        "groups": by_year(entries, lambda year: venue_path(f"{subject}/{year}")),
        "large": size > LARGE,
    }


def _editions_of(venue: Venue, counts: dict[str, int]) -> tuple[Node, ...]:
    """Declared editions and those with papers, the newest first, the undated last."""
    years = {id.rpartition("/")[2] for id in counts} | set(venue.editions)
    ordered = sorted(years, key=lambda year: (-int(year) if year.isdecimal() else 0, year))
    editions = (venue.edition(year) for year in ordered)
    return tuple(
        Node(it.id, it.title, venue_path(it.id), counts.get(it.id, 0), -1, "", ())
        for it in editions
    )
