"""An id stands once in its page: browsers go to the first one only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.audit._parts import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reading_list.audit._parts import Tag


def ids_of(tags: Iterable[Tag]) -> tuple[tuple[str, ...], list[Problem]]:
    """All names that a link can lead to, and those that stand twice or are none."""
    found: dict[str, int] = {}
    problems: list[Problem] = []
    for tag in tags:
        for key, value in tag.attributes:
            if key != "id":
                continue
            name = value or ""
            at = (tag.line, tag.column, "site/duplicate-id")
            if name in found:
                message = f"the id '{name}' stands in line {found[name]} as well"
                problems.append(Problem(*at, message, "give one of them another name"))
            elif not name or any(char.isspace() for char in name):
                problems.append(Problem(*at, f"'{name}' is no id", "use letters and hyphens"))
            found.setdefault(name, tag.line)
    return tuple(found), problems
