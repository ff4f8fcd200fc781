"""`robots.txt`: where it says that the sitemap is, it is."""

from __future__ import annotations

from reading_list.audit._parts import NAMES, Reading, Reference, Site
from reading_list.catalog.addresses import ROBOTS


def is_mine(path: str) -> bool:
    """`robots.txt`."""
    return path == ROBOTS


def read(path: str, text: str, site: Site) -> Reading:  # noqa: ARG001
    """The addresses of sitemaps."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        field, _, value = line.partition(":")
        if field.strip().lower() == "sitemap":
            found.append(Reference(value.strip(), NAMES, number, 1))
    return Reading([], found)
