"""SVG files: opened by themselves they are documents, and no policy of a page holds for them."""

from __future__ import annotations

from reading_list.audit import _ids, _inline, _mentions
from reading_list.audit._parts import Reading, Site
from reading_list.audit._tags import tags_of


def is_mine(path: str) -> bool:
    """SVG by its ending."""
    return path.endswith(".svg")


def read(path: str, text: str, site: Site) -> Reading:  # noqa: ARG001
    """Scripts and addresses; a style is a matter of the drawing itself."""
    tags, problems = tags_of(text)
    ids, twice = _ids.ids_of(tags)
    problems += twice
    problems += [it for it in _inline.problems(tags) if "style" not in it.message]
    return Reading(problems, list(_mentions.references(tags)), ids)
