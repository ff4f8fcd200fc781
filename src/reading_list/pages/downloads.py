"""The papers of a group in a format that programs read, beside the group's page.

Groups with more than `LARGE` papers have none: their parts by year do, and all records are in
`data/`. An edition of a crowded year has BibTeX alone. The formats themselves are the templates'
business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reading_list.catalog.addresses import beside, group_path
from reading_list.catalog.view import is_crowded
from reading_list.pages import PageKind, Scope
from reading_list.pages._groups import LARGE

if TYPE_CHECKING:
    from reading_list.catalog.view import CatalogView

OF = ("term", "venue", "edition", "year", "organization", "author")
FORMATS = ("bib", "ris", "json", "csv")
_SWITCHED = {"organization": "organizations", "author": "authors"}


class Download(NamedTuple):
    """The papers of groups of a kind in one format."""

    of: str
    format: str

    @property
    def KIND(self) -> PageKind:  # noqa: N802
        """Made when a record of the group changes."""
        template = "files/download.txt"
        return PageKind(self.of, Scope.GROUP, template, f"downloads:{self.format}")

    def address(self, subject: str) -> str:
        """`topics/pruning.bib`."""
        return beside(group_path(self.of, subject), self.format)

    def context(self, subject: str, view: CatalogView) -> dict[str, object] | None:
        """The records; None where there are too many or none, or where the group has no page."""
        pages = view.taxonomy.settings.pages
        if not 0 < view.count(self.of, subject) <= LARGE:
            return None
        if self.of == "edition" and self.format != "bib":
            year = subject.rpartition("/")[2]
            if is_crowded(view.count("year", year)):
                return None
        if self.of in _SWITCHED and getattr(pages, _SWITCHED[self.of]) != "each":
            return None
        records = view.records(self.of, subject)
        return {"records": records, "format": self.format, "taxonomy": view.taxonomy}

    def body(self, subject: str, view: CatalogView) -> str:
        """Downloads have a template."""
        raise NotImplementedError


# Of an author's papers the site makes BibTeX alone: authors are as many as papers.
VARIANTS = {
    f"{of}_{format}": Download(of, format)
    for of in OF
    for format in FORMATS
    if of != "author" or format == "bib"
}
