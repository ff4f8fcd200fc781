"""What robots may read: everything. It counts only where the site is the root of its host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.catalog.addresses import ROBOTS, SITEMAP
from reading_list.pages import PageKind, Scope
from reading_list.pages._feed import absolute

if TYPE_CHECKING:
    from reading_list.catalog.view import CatalogView

KIND = PageKind("site", Scope.SITE)


def address(subject: str) -> str:  # noqa: ARG001
    """`robots.txt`."""
    return ROBOTS


def body(subject: str, view: CatalogView) -> str:  # noqa: ARG001
    """Where the sitemap is, if the list says where it is."""
    site = view.taxonomy.settings
    sitemap = f"Sitemap: {absolute(site, SITEMAP)}\n" if site.url else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"
