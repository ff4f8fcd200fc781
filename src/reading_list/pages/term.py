"""The page of a term: what it is, what is below it, and its papers by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.catalog.addresses import term_markdown_path, term_path
from reading_list.pages import PageKind, Scope
from reading_list.pages._groups import LARGE, bars, by_year, newest_first, shown_of, spark
from reading_list.pages._shapes import chip_of, resources_of
from reading_list.pages._trees import term_children, term_trail

if TYPE_CHECKING:
    from reading_list.catalog.view import CatalogView

KIND = PageKind("term", Scope.GROUP, "pages/term.html")


def address(subject: str) -> str:
    """`topics/<id>.html`."""
    return term_path(subject)


def context(subject: str, view: CatalogView) -> dict[str, object]:
    """What the template shows. Above `LARGE` papers only the newest year's stand in the page."""
    terms = view.taxonomy.terms
    term = terms[subject]
    years = newest_first(view.parts("term", subject))
    size = view.count("term", subject)
    shown = shown_of(view, "term", subject, years)
    entries = view.entries(*shown) if shown else []
    return {
        "term": term,
        "trail": term_trail(view.taxonomy, term),
        "size": size,
        "children": term_children(view, term),
        "resources": resources_of(term.resources),
        "see_also": tuple(chip_of(terms[id]) for id in term.see_also if id in terms),
        "spark": spark(years),
        "bars": bars(years, term_path) if size > LARGE else (),
        "groups": by_year(entries, lambda year: term_path(f"{subject}/{year}")),
        "markdown": term_markdown_path(subject),
    }
