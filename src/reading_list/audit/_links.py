"""Where the addresses of a file lead: to a file of the site, out of it, or nowhere."""

from __future__ import annotations

import json
from array import array
from typing import TYPE_CHECKING, NamedTuple

from reading_list.audit._addresses import DATA, INSIDE, LOST, OUTSIDE, SCRIPT, target_of
from reading_list.audit._parts import LEADS, LOADS, Problem, place_of

if TYPE_CHECKING:
    from reading_list.audit._addresses import Target
    from reading_list.audit._parts import Reading, Reference, Site

_MEND = "mend the template that makes this link, or build again"
_SHOWN = 200  # characters of an address


class Followed(NamedTuple):
    """What came of the references of a file.

    `edges` holds twice the number of each file that it leads to, and one more where a reader can
    follow. `anchors` are places in other files, with the first line and column that name them.
    """

    problems: list[Problem]
    edges: array[int]
    anchors: dict[tuple[int, str], tuple[int, int]]


def follow(path: str, text: str, reading: Reading, site: Site) -> Followed:
    """Follow every reference of a file."""
    folder = path[: path.rfind("/") + 1]
    ids = frozenset(reading.ids)
    problems: list[Problem] = []
    edges: set[int] = set()
    anchors: dict[tuple[int, str], tuple[int, int]] = {}
    for one in reading.references:
        target = target_of("" if one.is_from_root else folder, one.address, site.home)
        there = site.files.get(target.path or path)
        wrong = _wrong(one, target, is_there=there is not None)
        if wrong:
            problems.append(_problem(one, text, *wrong))
            continue
        if target.kind != INSIDE or there is None:
            continue
        edges.add(2 * there + (one.use == LEADS))
        fragment = target.fragment
        if not fragment or fragment.lower() == "top" or fragment.startswith(":~:"):
            continue
        if target.path and target.path != path:
            anchors.setdefault((there, fragment), (one.line, one.column))
        elif fragment not in ids:
            message = f"nothing on this page has the id '{fragment[:_SHOWN]}'"
            problems.append(_problem(one, text, "site/dead-anchor", message, _MEND))
    return Followed(problems, array("I", sorted(edges)), anchors)


def _wrong(one: Reference, target: Target, *, is_there: bool) -> tuple[str, str, str] | None:
    """Rule, message and hint, where a reference is wrong whatever its fragment."""
    shown = one.address[:_SHOWN]
    if target.kind == SCRIPT or (target.kind == DATA and one.use == LEADS):
        return "site/script-address", f"the address {shown} runs or holds something", _MEND
    if target.kind == OUTSIDE and one.use == LOADS:
        hint = "put the file into templates/assets/, so that readers ask nobody else"
        return "site/foreign-request", f"{shown} is fetched from elsewhere", hint
    if target.kind == LOST:
        hint = "write it relative to the page, with {{ root }}"
        return "site/dead-link", f"{shown} leads out of the site", hint
    if target.kind == INSIDE and one.use == LOADS and not target.path:
        return "site/dead-link", "the address of what is to be loaded is empty", _MEND
    if target.kind == INSIDE and not is_there:
        return "site/dead-link", f"nothing stands at {target.path[:_SHOWN]}", _MEND
    return None


def _problem(one: Reference, text: str, rule: str, message: str, hint: str) -> Problem:
    if one.line:
        return Problem(one.line, one.column, rule, message, hint)
    needle = json.dumps(one.address, ensure_ascii=False)
    return Problem(*place_of(text, needle), rule, message, hint)
