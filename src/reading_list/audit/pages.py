"""HTML pages: ids, what stands inline, the policy, and every address."""

from __future__ import annotations

from reading_list.audit import _ids, _inline, _mentions, _policy
from reading_list.audit._parts import Reading, Site
from reading_list.audit._tags import tags_of


def is_mine(path: str) -> bool:
    """Pages by their ending."""
    return path.endswith(".html")


def read(path: str, text: str, site: Site) -> Reading:  # noqa: ARG001
    """The page taken apart."""
    tags, problems = tags_of(text)
    ids, twice = _ids.ids_of(tags)
    problems += [*twice, *_inline.problems(tags), *_policy.problems(tags)]
    problems += _mentions.problems(tags)
    return Reading(problems, list(_mentions.references(tags)), ids, _mentions.moves_to(tags))
