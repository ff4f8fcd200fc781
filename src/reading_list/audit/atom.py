"""Atom feeds, as far as RFC 4287 says what must be there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.audit._dates import is_moment
from reading_list.audit._parts import NAMES, Problem, Reading, Reference, Site
from reading_list.audit._xml import Element, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

_RULE = "site/feed"
_SPACE = "http://www.w3.org/2005/Atom"
_HINT = "feed readers may refuse the feed; report it as a bug of the program"
_OURS = frozenset({"self", "alternate"})  # what is related may be anywhere


def is_mine(path: str) -> bool:
    """Atom by its ending."""
    return path.endswith(".atom")


def read(path: str, text: str, site: Site) -> Reading:  # noqa: ARG001
    """The feed taken apart."""
    root = parsed(text, _RULE)
    if isinstance(root, Problem):
        return Reading([root], [])
    if root.name != f"{_SPACE} feed":
        return Reading([_problem(root, "the root is no feed of Atom")], [])
    entries = root.all("entry")
    problems = [*_of(root, "the feed"), *_twice([root, *entries])]
    if not root.all("author") and not all(entry.all("author") for entry in entries):
        problems.append(_problem(root, "neither the feed nor each entry has an author"))
    for entry in entries:
        problems.extend(_of(entry, "the entry"))
        rels = {link.attributes.get("rel", "alternate") for link in entry.all("link")}
        if "alternate" not in rels and not entry.all("content"):
            problems.append(_problem(entry, "the entry has neither content nor a link to it"))
    links = [link for part in (root, *entries) for link in part.all("link")]
    return Reading(problems, list(_references(links)))


def _of(part: Element, what: str) -> Iterator[Problem]:
    for name in ("id", "title", "updated"):
        found = part.all(name)
        if len(found) != 1:
            yield _problem(part, f"{what} has {len(found) or 'no'} {name}")
        elif not found[0].text:
            yield _problem(found[0], f"{what}'s {name} is empty")
    for name in ("updated", "published"):
        for moment in part.all(name):
            if moment.text and not is_moment(moment.text):
                yield _problem(moment, f"'{moment.text}' is no date and time")
    for author in part.all("author"):
        said = author.first("name")
        if said is None or not said.text:
            yield _problem(author, "an author without a name")


def _twice(parts: list[Element]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for part in parts:
        id = part.first("id")
        if id is None or not id.text:
            continue
        if id.text in seen:
            yield _problem(id, f"the id '{id.text}' stands in line {seen[id.text]} as well")
        seen.setdefault(id.text, id.line)


def _references(links: list[Element]) -> Iterator[Reference]:
    for link in links:
        if link.attributes.get("rel", "alternate") in _OURS:
            yield Reference(link.attributes.get("href", ""), NAMES, link.line, link.column)


def _problem(part: Element, message: str) -> Problem:
    return Problem(part.line, part.column, _RULE, message, _HINT)
