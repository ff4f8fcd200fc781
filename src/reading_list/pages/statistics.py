"""The list in numbers: charts with a sentence that says what they show, and the table beside."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from reading_list.catalog.addresses import (
    STATISTICS,
    author_path,
    organization_path,
    term_path,
    venue_path,
    year_path,
)
from reading_list.catalog.taxonomy import UNDATED
from reading_list.pages import PageKind, Scope
from reading_list.pages._chart import HEIGHT, STEP, circle, stacks
from reading_list.pages._groups import Bar, columns_of
from reading_list.pages._matrix import matrix_of
from reading_list.pages._shapes import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reading_list.catalog.view import CatalogView, Group

KIND = PageKind("site", Scope.SITE, "pages/statistics.html")

MOST = 15  # venues, authors, organizations
TOPICS_MET = 24  # on the circle
PAIRS_SHOWN = 60
PAIRS_IN_TABLE = 20
KNOWN = (("d", "DOI"), ("a", "arXiv"), ("p", "PDF"), ("c", "Code"), ("n", "Remark"),
         ("w", "Authors"))  # fmt: skip


class YearRow(NamedTuple):
    """A year in the table of facets."""

    title: str
    path: str
    numbers: tuple[int, ...]
    size: int


class Coverage(NamedTuple):
    """Of how many papers something is known."""

    title: str
    size: int
    percent: str


class CoverageRow(NamedTuple):
    """A year, and of how many of its papers each thing is known."""

    title: str
    path: str
    size: int
    numbers: tuple[int, ...]


class Meeting(NamedTuple):
    """Two topics and how many papers are on both."""

    one: Place
    other: Place
    size: int


def address(subject: str) -> str:  # noqa: ARG001
    """`statistics.html`."""
    return STATISTICS


def context(subject: str, view: CatalogView) -> dict[str, object]:  # noqa: ARG001
    """What the template shows."""
    pages = view.taxonomy.settings.pages
    years = columns_of(view.groups("year"))
    return {
        "size": view.total(),
        **_years(view, years),
        "columns": tuple(Place(year, year_path(year)) for year in years),
        "rows": matrix_of(years, view),
        "venues": _largest(view, "venue", _venue_name(view), venue_path),
        "authors": _largest(view, "author", lambda group: group.label, author_path)
        if pages.authors == "each"
        else (),
        "organizations": _largest(view, "organization", _organization_name(view), organization_path)
        if pages.organizations == "each"
        else (),
        **_coverage(view, years),
        **_meetings(view),
    }


def _years(view: CatalogView, years: Sequence[str]) -> dict[str, object]:
    taxonomy = view.taxonomy
    counts = {group.id: group.count for group in view.groups("year")}
    facets = [taxonomy.terms[id] for id in taxonomy.facets]
    by_facet = [
        {group.id.rpartition("/")[2]: group.count for group in view.parts("term", facet.id)}
        for facet in facets
    ]
    found = stacks(
        [(year, year_path(year), counts.get(year, 0)) for year in years],
        [(it.title, it.hue, of) for it, of in zip(facets, by_facet, strict=True)],
    )
    return {
        "stacks": found,
        "chart_width": max(STEP * len(found), STEP),
        "chart_height": HEIGHT,
        "facets": tuple(facets),
        "year_rows": tuple(
            YearRow(
                year,
                year_path(year),
                tuple(of.get(year, 0) for of in by_facet),
                counts.get(year, 0),
            )
            for year in reversed(years)
        ),
        "fullest": max(years, key=lambda year: (counts.get(year, 0), year), default=""),
    }


def _largest(
    view: CatalogView, kind: str, name: Callable[[Group], str], path: Callable[[str], str]
) -> tuple[Bar, ...]:
    groups = view.largest(kind, MOST)
    most = max((group.count for group in groups), default=1)
    return tuple(
        Bar(name(group), path(group.id), group.count, f"{100 * group.count / most:.4g}%")
        for group in groups
    )


def _venue_name(view: CatalogView) -> Callable[[Group], str]:
    return lambda group: view.taxonomy.venues[group.id].acronym() or group.id


def _organization_name(view: CatalogView) -> Callable[[Group], str]:
    return lambda group: view.taxonomy.organizations[group.id].name


def _coverage(view: CatalogView, years: Sequence[str]) -> dict[str, object]:
    whole: Counter[str] = Counter()
    by_year: dict[str, Counter[str]] = {}
    sizes: Counter[str] = Counter()
    for group in view.groups("known"):
        year, _, letters = group.id.partition("/")
        sizes[year] += group.count
        for letter in letters:
            whole[letter] += group.count
            by_year.setdefault(year, Counter())[letter] += group.count
    total = sum(sizes.values()) or 1
    shown = [*reversed(years), *([UNDATED] if sizes[UNDATED] else [])]
    return {
        "coverage": tuple(
            Coverage(title, whole[letter], f"{100 * whole[letter] / total:.1f}%")
            for letter, title in KNOWN
        ),
        "coverage_rows": tuple(
            CoverageRow(
                "Undated" if year == UNDATED else year,
                year_path(year),
                sizes[year],
                tuple(by_year.get(year, Counter())[letter] for letter, _ in KNOWN),
            )
            for year in shown
        ),
    }


def _meetings(view: CatalogView) -> dict[str, object]:
    """The topics that meet most, on a circle in the order of the taxonomy."""
    terms = view.taxonomy.terms
    order = {id: place for place, id in enumerate(terms)}
    pairs = []
    for group in view.largest("pair", PAIRS_SHOWN):
        one, _, other = group.id.partition("/")
        if order[one] > order[other]:
            one, other = other, one
        pairs.append((one, other, group.count))
    strength: Counter[str] = Counter()
    for one, other, count in pairs:
        strength.update({one: count, other: count})
    best = sorted(strength, key=lambda id: (-strength[id], order[id]))[:TOPICS_MET]
    topics = sorted(best, key=order.__getitem__)
    shown = [pair for pair in pairs if pair[0] in best and pair[1] in best]
    dots, chords = circle(
        [
            (id, terms[id].title, term_path(id), terms[id].hue, view.count("term", id))
            for id in topics
        ],
        shown,
    )
    return {
        "dots": dots,
        "chords": chords,
        "meetings": tuple(
            Meeting(
                Place(terms[one].title, term_path(one)),
                Place(terms[other].title, term_path(other)),
                count,
            )
            for one, other, count in pairs[:PAIRS_IN_TABLE]
        ),
    }
