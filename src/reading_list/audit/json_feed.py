"""JSON feeds, as far as version 1.1 says what must be there."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING

from reading_list.audit._dates import is_moment
from reading_list.audit._json import parsed, rows, table
from reading_list.audit._parts import MOST, NAMES, Problem, Reading, Reference, Site, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_RULE = "site/feed"
_HINT = "feed readers may refuse the feed; report it as a bug of the program"
_VERSIONS = ("https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1")


def is_mine(path: str) -> bool:
    """`feed.json` and `topics/pruning.feed.json`."""
    return path == "feed.json" or path.endswith((".feed.json", "/feed.json"))


def read(path: str, text: str, site: Site) -> Reading:  # noqa: ARG001
    """The feed taken apart."""
    value = parsed(text, _RULE)
    if isinstance(value, Problem):
        return Reading([value], [])
    feed = table(value)
    found = islice(_wrong(feed), MOST)
    problems = [Problem(*place_of(text, needle), _RULE, words, _HINT) for needle, words in found]
    addresses = [feed.get("home_page_url"), feed.get("feed_url"), feed.get("icon")]
    addresses += [table(item).get("url") for item in rows(feed.get("items"))]
    named = [Reference(it, NAMES) for it in addresses if isinstance(it, str)]
    return Reading(problems, named)


def _wrong(feed: dict[str, object]) -> Iterator[tuple[str, str]]:
    """What is wrong, with the text at which it is shown."""
    if feed.get("version") not in _VERSIONS:
        yield "{", "the feed does not say which version of JSON Feed it is"
    if not isinstance(feed.get("title"), str) or not feed["title"]:
        yield "{", "the feed has no title"
    if not isinstance(feed.get("items"), list):
        yield "{", "the feed has no items"
    seen: set[str] = set()
    for value in rows(feed.get("items")):
        item = table(value)
        id = item.get("id")
        if not isinstance(id, str) or not id:
            yield '"items"', "an item has no id"
            continue
        at = json.dumps(id, ensure_ascii=False)
        if id in seen:
            yield at, f"the id '{id}' stands twice"
        seen.add(id)
        if not any(isinstance(item.get(f"content_{kind}"), str) for kind in ("text", "html")):
            yield at, f"the item '{id}' has no content"
        for name in ("date_published", "date_modified"):
            if name in item and not is_moment(str(item[name])):
                yield at, f"'{item[name]}' is no date and time"
