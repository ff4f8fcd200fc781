"""What the readers of a finished site hand to the checks: references, problems, tags."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

LEADS = "leads"  # a link that a reader follows, without scripts
LOADS = "loads"  # fetched by showing the page, or sent from it
NAMES = "names"  # told to programs: canonical addresses, feeds, data

MOST = 100  # problems of one file that are shown

Attributes = list[tuple[str, str | None]]


class Site(NamedTuple):
    """The finished site: which files stand there, and at which address it is published.

    `files` numbers all paths, relative to the site's root and with forward slashes. `home` is
    empty where the list does not say; it has no slash at its end.
    """

    files: Mapping[str, int]
    home: str = ""


class Problem(NamedTuple):
    """What is wrong with a file; lines and columns count code points from 1."""

    line: int
    column: int
    rule: str
    message: str
    hint: str = ""


class Reference(NamedTuple):
    """An address that a file holds, as it stands there.

    Line 0 says that its place is looked for when it is reported. `is_from_root` is true for what
    scripts resolve against the site's root and not against the page.
    """

    address: str
    use: str
    line: int = 0
    column: int = 1
    is_from_root: bool = False


class Reading(NamedTuple):
    """A file taken apart. `moves` is true for a page that sends its readers on."""

    problems: list[Problem]
    references: list[Reference]
    ids: tuple[str, ...] = ()
    moves: bool = False


class Tag(NamedTuple):
    """A start tag with its place; `text` is what stands in a script or style element."""

    name: str
    attributes: Attributes
    line: int
    column: int
    text: str = ""

    def get(self, name: str) -> str | None:
        """The value of its first attribute of that name, empty where it has none; or None."""
        return next((value or "" for key, value in self.attributes if key == name), None)


def place_of(text: str, needle: str) -> tuple[int, int]:
    """Line and column of the first `needle` in a text; of its beginning where it has none."""
    at = max(text.find(needle), 0)
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
