"""A web app manifest that a list's own templates bring along."""

from __future__ import annotations

from reading_list.audit._json import parsed, rows, table
from reading_list.audit._parts import LOADS, NAMES, Problem, Reading, Reference, Site


def is_mine(path: str) -> bool:
    """Manifests by their ending."""
    return path.endswith(".webmanifest")


def read(path: str, text: str, site: Site) -> Reading:  # noqa: ARG001
    """Its pages and pictures."""
    value = parsed(text, "site/manifest")
    if isinstance(value, Problem):
        return Reading([value], [])
    made = table(value)
    shortcuts = [table(it) for it in rows(made.get("shortcuts"))]
    pages = [made.get("start_url"), *(it.get("url") for it in shortcuts)]
    drawn = [*rows(made.get("icons")), *rows(made.get("screenshots"))]
    drawn += [icon for it in shortcuts for icon in rows(it.get("icons"))]
    found = [Reference(it, NAMES) for it in pages if isinstance(it, str)]
    sources = [table(it).get("src") for it in drawn]
    return Reading([], found + [Reference(it, LOADS) for it in sources if isinstance(it, str)])
