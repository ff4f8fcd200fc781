"""The page of a term in one year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.catalog.addresses import term_path, year_path
from reading_list.pages import PageKind, Scope
from reading_list.pages._groups import beside, entries_of, place_or_none, year_title
from reading_list.pages._shapes import Place
from reading_list.pages._trees import term_trail

if TYPE_CHECKING:
    from reading_list.catalog.view import CatalogView

KIND = PageKind("termyear", Scope.GROUP, "pages/termyear.html")


def address(subject: str) -> str:
    """`topics/<id>/<year>.html`."""
    return term_path(subject)


def context(subject: str, view: CatalogView) -> dict[str, object]:
    """What the template shows."""
    id, _, year = subject.partition("/")
    term = view.taxonomy.terms[id]
    before, after = beside(view.siblings("termyear", subject), subject)
    return {
        "term": term,
        "year": year,
        "year_title": year_title(year),
        "year_path": year_path(year),
        "trail": (*term_trail(view.taxonomy, term), Place(term.title, term_path(id))),
        "size": view.count("termyear", subject),
        "entries": entries_of(view, "termyear", subject),
        "before": place_or_none(before, before.rpartition("/")[2], term_path),
        "after": place_or_none(after, after.rpartition("/")[2], term_path),
    }
