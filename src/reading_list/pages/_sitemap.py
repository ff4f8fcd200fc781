"""Sitemaps (sitemaps.org, 0.9): at most 50,000 addresses a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.pages._feed import absolute
from reading_list.text import xml_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reading_list.catalog.outline import Settings

MOST = 50_000
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def url_set(site: Settings, pages: Iterable[tuple[str, str]]) -> str:
    """The addresses of pages and the days on which they changed, which may be empty."""
    return _file("urlset", "url", site, pages)


def index(site: Settings, files: Iterable[str]) -> str:
    """The addresses of sitemaps."""
    return _file("sitemapindex", "sitemap", site, ((path, "") for path in files))


def _file(outer: str, inner: str, site: Settings, pages: Iterable[tuple[str, str]]) -> str:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<{outer} xmlns="{_NAMESPACE}">']
    for path, day in pages:
        changed = f"<lastmod>{day}</lastmod>" if day else ""
        lines.append(f"<{inner}><loc>{xml_text(absolute(site, path))}</loc>{changed}</{inner}>")
    return "\n".join([*lines, f"</{outer}>", ""])
