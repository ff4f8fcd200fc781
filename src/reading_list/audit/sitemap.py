"""Sitemaps and their index (sitemaps.org, 0.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.audit._addresses import INSIDE, target_of
from reading_list.audit._dates import is_day
from reading_list.audit._parts import NAMES, Problem, Reading, Reference, Site
from reading_list.audit._xml import Element, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

_RULE = "site/sitemap"
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_MOST = 50_000  # addresses
_LARGEST = 52_428_800  # bytes
_LONGEST = 2_048  # characters of an address
_HINT = "search engines may refuse the sitemap; report it as a bug of the program"
_ENTRIES = {f"{_SPACE} urlset": "url", f"{_SPACE} sitemapindex": "sitemap"}


def is_mine(path: str) -> bool:
    """`sitemap.xml` and its parts."""
    return path == "sitemap.xml" or (path.startswith("sitemap/") and path.endswith(".xml"))


def read(path: str, text: str, site: Site) -> Reading:  # noqa: ARG001
    """The sitemap taken apart."""
    root = parsed(text, _RULE)
    if isinstance(root, Problem):
        return Reading([root], [])
    entry = _ENTRIES.get(root.name)
    if entry is None:
        return Reading([_problem(root, "the root is neither a sitemap nor an index")], [])
    entries = root.all(entry)
    problems: list[Problem] = []
    if len(entries) > _MOST:
        problems.append(_problem(root, f"{len(entries):,} addresses, of {_MOST:,} allowed"))
    if len(text) > _LARGEST // 4 and len(text.encode()) > _LARGEST:
        problems.append(_problem(root, f"more than {_LARGEST:,} bytes"))
    if not entries:
        problems.append(_problem(root, "it names nothing"))
    problems.extend(_of(entries, site))
    locations = [it for one in entries for it in one.all("loc")]
    return Reading(problems, [Reference(it.text, NAMES, it.line, it.column) for it in locations])


def _of(entries: list[Element], site: Site) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for entry in entries:
        location = entry.first("loc")
        if location is None or not location.text:
            yield _problem(entry, "an entry without an address")
            continue
        address = location.text
        if address in seen:
            yield _problem(location, f"{address} stands in line {seen[address]} as well")
        seen.setdefault(address, location.line)
        is_whole = address.startswith(("https://", "http://")) and len(address) < _LONGEST
        if not is_whole or target_of("", address, site.home).kind != INSIDE:
            yield _problem(location, f"{address[:200]} is no address of this site")
        for day in entry.all("lastmod"):
            if not is_day(day.text):
                yield _problem(day, f"'{day.text}' is no date")


def _problem(part: Element, message: str) -> Problem:
    return Problem(part.line, part.column, _RULE, message, _HINT)
