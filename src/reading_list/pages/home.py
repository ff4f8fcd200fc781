"""The first page: what the list is, how much is in it, and where to go."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from reading_list.catalog.addresses import (
    DATA_INDEX,
    HOME,
    SEARCH,
    venue_path,
    year_path,
)
from reading_list.pages import PageKind, Scope
from reading_list.pages._dates import day_title
from reading_list.pages._feed import absolute
from reading_list.pages._groups import bars, columns_of, span_of
from reading_list.pages._matrix import matrix_of
from reading_list.pages._shapes import Place, entry_of, resources_of, without_year
from reading_list.pages._trees import Node, term_node

if TYPE_CHECKING:
    from reading_list.catalog.taxonomy import Section
    from reading_list.catalog.view import CatalogView
    from reading_list.pages._shapes import EntryShape, ResourceShape

KIND = PageKind("site", Scope.SITE, "pages/home.html")

LATEST_SHOWN = 8


class EditionLink(NamedTuple):
    """An edition in the outline; one without papers leads to its own site, if it has one."""

    title: str
    path: str
    url: str
    size: int


class EditionYear(NamedTuple):
    """The editions of one year."""

    year: str
    editions: tuple[EditionLink, ...]


class Day(NamedTuple):
    """What joined the list on a day."""

    day: str
    title: str
    entries: tuple[EntryShape, ...]


class Chapter(NamedTuple):
    """A section of the outline."""

    id: str
    title: str
    path: str
    size: int
    hue: int
    description: str
    note: str
    resources: tuple[ResourceShape, ...]
    children: tuple[Node, ...]
    years: tuple[EditionYear, ...]


def address(subject: str) -> str:  # noqa: ARG001
    """`index.html`."""
    return HOME


def context(subject: str, view: CatalogView) -> dict[str, object]:  # noqa: ARG001
    """What the template shows."""
    taxonomy = view.taxonomy
    years = view.groups("year")
    columns = columns_of(years)
    return {
        "size": view.total(),
        "authors": view.number("author"),
        "venues": view.number("venue"),
        "topics": len(taxonomy.terms),
        "span": span_of(group.id for group in years),
        "chapters": tuple(_chapter_of(section, view) for section in taxonomy.sections),
        "columns": tuple(Place(year, year_path(year)) for year in columns),
        "is_cut": len(columns) < sum(group.id.isdecimal() for group in years),
        "rows": matrix_of(columns, view),
        "bars": bars(years, year_path),
        "ld_site": _said_to_programs(view),
        "latest": tuple(
            Day(day, day_title(day), tuple(entry_of(card, taxonomy) for card in cards))
            for day, cards in groupby(view.latest(LATEST_SHOWN), key=lambda card: card.added)
        ),
    }


def _said_to_programs(view: CatalogView) -> dict[str, object]:
    """The site by schema.org, with its data; without its address there is nothing to name."""
    site = view.taxonomy.settings
    made: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": site.title,
        "inLanguage": site.language,
    }
    if site.url:
        made["url"] = absolute(site, HOME)
        made["potentialAction"] = {
            "@type": "SearchAction",
            "target": f"{absolute(site, SEARCH)}?q={{query}}",
            "query-input": "required name=query",
        }
    if site.pages.data == "each":
        records = absolute(site, DATA_INDEX) or DATA_INDEX
        download = {
            "@type": "DataDownload",
            "encodingFormat": "application/json",
            "contentUrl": records,
        }
        dataset = {"@type": "Dataset", "name": site.title, "distribution": download}
        made["hasPart"] = {**dataset, "license": site.license} if site.license else dataset
    return made


def _chapter_of(section: Section, view: CatalogView) -> Chapter:
    """A facet brings its note and resources along; what the section itself says comes first."""
    resources = resources_of(section.resources)
    if not section.facet:
        years = _years_of(section, view)
        return Chapter(section.id, section.title, "", 0, -1, "", section.note, resources, (), years)
    facet = view.taxonomy.terms[section.facet]
    node = term_node(view, section.facet)
    return Chapter(
        section.id,
        section.title,
        node.path,
        node.size,
        node.hue,
        node.description,
        section.note or facet.note,
        resources + resources_of(facet.resources),
        node.children,
        _years_of(section, view),
    )


def _years_of(section: Section, view: CatalogView) -> tuple[EditionYear, ...]:
    """The editions in their own order, neighbours of one year in one line."""
    found = []
    for year, ids in groupby(section.editions, key=lambda id: id.partition("/")[2]):
        found.append(EditionYear(year, tuple(_edition_link(id, view) for id in ids)))
    return tuple(found)


def _edition_link(id: str, view: CatalogView) -> EditionLink:
    venue, _, year = id.partition("/")
    edition = view.taxonomy.venues[venue].edition(year)
    size = view.count("edition", id)
    url = edition.links[0][1] if edition.links and not size else ""
    has_page = bool(size) or year in view.taxonomy.venues[venue].editions
    return EditionLink(
        without_year(edition), venue_path(id) if has_page and not url else "", url, size
    )
