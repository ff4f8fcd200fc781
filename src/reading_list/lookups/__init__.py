"""Sources of what is known of a paper: one file each, named as its users call it.

A leaf defines `RANK`, its place among the sources that know the same paper (the lower the more
trusted); `matches(text) -> str | None`, the source's own id in what a user typed or a record says;
`requests(id) -> tuple[Request, ...]`, where to ask, each tried if the one before it knew nothing;
and `parse(body, url) -> Work | Diagnostic`, what an answer says. All of it is pure: `store.web`
asks. An answer is a stranger's text: it may be cut, empty, wrong or hostile.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from reading_list import leaves

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reading_list.diagnostics import Diagnostic
    from reading_list.records.draft import Draft

__all__ = ["Request", "Source", "Work", "check_names", "label", "matching", "source"]

LONGEST = 2000  # characters of what a user types for one paper


class Request(NamedTuple):
    """What to ask for, and in which form the answer is wanted."""

    url: str
    accept: str = "application/json"


class Work(NamedTuple):
    """What a source says of a paper.

    `venues` are the names by which it calls the place of publication, the likeliest first: the
    taxonomy may know one. `retracted` says that and how the paper was retracted, `versions` holds
    DOIs of other versions of it.
    """

    draft: Draft
    venues: tuple[str, ...] = ()
    retracted: str = ""
    versions: tuple[str, ...] = ()


class Source(Protocol):
    """A module of this package."""

    RANK: int

    def matches(self, text: str) -> str | None:
        """The source's id of the paper that `text` names; None where it names none."""
        ...

    def requests(self, id: str) -> tuple[Request, ...]:
        """Where to ask for it."""
        ...

    def parse(self, body: bytes, url: str) -> Work | Diagnostic:
        """The work in an answer that came from `url`, or why there is none."""
        ...


def matching(text: str) -> list[tuple[str, str]]:
    """The sources that know what `text` names, each with its id, the most trusted first."""
    if len(text) > LONGEST:
        return []
    found = ((source(name).RANK, name, source(name).matches(text)) for name in _names())
    return [(name, id) for _, name, id in sorted(f for f in found if f[2]) if id]


def source(name: str) -> Source:
    """The source called `name`."""
    return cast("Source", leaves.load("lookups", name))


def label(name: str) -> str:
    """How a source is called on the command line: `semantic-scholar`."""
    return name.replace("_", "-")


def check_names(labels: Iterable[str]) -> None:
    """Raise ValueError for what is no source's name on the command line."""
    known = [label(name) for name in _names()]
    for wanted in labels:
        if wanted not in known:
            raise ValueError(f"'{wanted}' is none of {', '.join(known)}.")


@cache
def _names() -> tuple[str, ...]:
    return leaves.names("lookups")
