"""What programs read: `papers.json`, the records of each year, and what the scripts load."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from reading_list.audit._json import HINT, parsed, rows, table
from reading_list.audit._parts import MOST, NAMES, Problem, Reading, Reference, Site, place_of
from reading_list.catalog.addresses import DATA_INDEX

if TYPE_CHECKING:
    from collections.abc import Iterator

_RULE = "site/data"


def is_mine(path: str) -> bool:
    """`papers.json` and `data/2018.json`."""
    return path == DATA_INDEX or (path.startswith("data/") and path.endswith(".json"))


def read(path: str, text: str, site: Site) -> Reading:  # noqa: ARG001
    """Addresses and counts."""
    value = parsed(text, _RULE)
    if isinstance(value, Problem):
        return Reading([value], [])
    made = table(value)
    found: list[object] = [made.get("$schema")]
    wrong = _wrong_index(made) if path == DATA_INDEX else _wrong_year(made)
    problems = [
        Problem(*place_of(text, at), _RULE, words, HINT) for at, words in islice(wrong, MOST)
    ]
    named = [Reference(it, NAMES) for it in found if isinstance(it, str)]
    pages = [table(year).get("records") for year in rows(made.get("years"))]
    pages += [table(paper).get("page") for paper in rows(made.get("papers"))]
    named += [Reference(it, NAMES, is_from_root=True) for it in pages if isinstance(it, str)]
    return Reading(problems, named)


def _wrong_index(made: dict[str, object]) -> Iterator[tuple[str, str]]:
    counts = [table(year).get("count") for year in rows(made.get("years"))]
    total = sum(count for count in counts if isinstance(count, int))
    if made.get("count") != total:
        yield '"count"', f"it counts {made.get('count')} papers, and its years {total}"


def _wrong_year(made: dict[str, object]) -> Iterator[tuple[str, str]]:
    seen: set[object] = set()
    for paper in rows(made.get("papers")):
        key, page = table(paper).get("key"), table(paper).get("page")
        at = f'"key":"{key}"'
        if not isinstance(key, str) or not isinstance(page, str):
            yield at, "a paper without its key or page"
        elif key in seen:
            yield at, f"{key} stands twice"
        seen.add(key if isinstance(key, str) else "")
