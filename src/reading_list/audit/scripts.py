"""Scripts that name files: the search page's years, and what a service worker keeps at once."""

from __future__ import annotations

import re

from reading_list.audit._json import parsed, rows, table
from reading_list.audit._parts import LOADS, Problem, Reading, Reference, Site
from reading_list.catalog.addresses import SEARCH_LABELS, WORKER, data_path, search_path

_RULE = "site/data"
_PARTS = ("", "links", "abstracts")
_CALL = re.compile(r"readingList\.labels\((.*)\);?\s*", re.DOTALL)
_COMMENT = re.compile(r"//[^\n]*")
_NAMED = re.compile(r"[\"'`]([\w./-]+\.(?:html|css|js|json|svg|webmanifest))[\"'`]", re.ASCII)


def is_mine(path: str) -> bool:
    """`search/labels.js` and `sw.js`."""
    return path in {SEARCH_LABELS, WORKER}


def read(path: str, text: str, site: Site) -> Reading:
    """The files that the script asks for."""
    if path == WORKER:
        plain = _COMMENT.sub("", text)
        return Reading([], [Reference(name, LOADS) for name in _NAMED.findall(plain)])
    call = _CALL.fullmatch(text)
    value = parsed(call[1], _RULE) if call else Problem(1, 1, _RULE, "it hands over no labels")
    if isinstance(value, Problem):
        return Reading([value], [])
    years = [str(row[0]) for row in map(rows, rows(table(value).get("years"))) if row]
    wanted = [search_path(year, part) for year in years for part in _PARTS]
    # The basket's script asks for these, where the list has baskets.
    cited = [data_path(year, "js") for year in years]
    if not site.files.keys().isdisjoint(cited):
        wanted += cited
    return Reading([], [Reference(it, LOADS, 1, 1, is_from_root=True) for it in wanted])
