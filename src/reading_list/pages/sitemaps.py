"""The sitemap: an index, the papers of each year, and the other pages.

Authors, organizations and the years of a term are left out: they hold nothing that is not on the
pages of papers and topics, and search engines count such pages against a site.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reading_list.catalog.addresses import (
    ABOUT,
    DATA,
    HOME,
    SITEMAP,
    STATISTICS,
    TOPICS,
    VENUES,
    YEARS,
    group_path,
    paper_path,
    sitemap_path,
)
from reading_list.pages import PageKind, Scope
from reading_list.pages._sitemap import MOST, index, url_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reading_list.catalog.view import CatalogView

PARTS = 4  # of a year: 200,000 papers
GROUPS = ("term", "venue", "edition", "year")


class Sitemap(NamedTuple):
    """One file of the sitemap: the index, the pages, or a part of the papers of a year."""

    of: str
    part: int = 0

    @property
    def KIND(self) -> PageKind:  # noqa: N802
        """The papers of a year change with the year."""
        return PageKind(self.of, Scope.SITE if self.of == "site" else Scope.GROUP)

    def address(self, subject: str) -> str:
        """`sitemap.xml`, `sitemap/pages.xml`, `sitemap/2018.xml`, `sitemap/2018-2.xml`."""
        if self.of == "site":
            return sitemap_path(f"pages-{self.part}") if self.part else SITEMAP
        return sitemap_path(_part_of(subject, self.part))

    def context(self, subject: str, view: CatalogView) -> None:
        """Sitemaps have no template."""
        raise NotImplementedError

    def body(self, subject: str, view: CatalogView) -> str | None:
        """The file; None where it would be empty, or where the list has no address."""
        site = view.taxonomy.settings
        if not site.url:
            return None
        if self.of == "site" and not self.part:
            return index(site, _files(view))
        first = MOST * (self.part - 1 if self.of == "site" else self.part)
        if self.of == "site":
            pages = list(_pages(view))
        else:
            pages = [(paper_path(key), added) for key, added in view.dates("year", subject)]
        pages = pages[first : first + MOST]
        return url_set(site, pages) if pages else None


def _part_of(year: str, part: int) -> str:
    return f"{year}-{part + 1}" if part else year


def _files(view: CatalogView) -> Iterator[str]:
    for part in range(_parts(sum(1 for _ in _pages(view)))):
        yield sitemap_path(f"pages-{part + 1}")
    for group in view.groups("year"):
        for part in range(_parts(group.count)):
            yield sitemap_path(_part_of(group.id, part))


def _parts(count: int) -> int:
    return min(-(-count // MOST), PARTS)


def _pages(view: CatalogView) -> Iterator[tuple[str, str]]:
    for path in (HOME, TOPICS, VENUES, YEARS, STATISTICS, DATA, ABOUT):
        yield path, ""
    for of in GROUPS:
        for group in view.groups(of):
            yield group_path(of, group.id), ""


VARIANTS = {
    "index": Sitemap("site"),
    "pages_1": Sitemap("site", 1),
    "pages_2": Sitemap("site", 2),
    **{f"papers_{part + 1}": Sitemap("year", part) for part in range(PARTS)},
}
