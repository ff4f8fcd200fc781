"""What is found out of all files together: places in other pages, and what nothing leads to.

An edge is four bytes, and pages with the same ids share them: 100,000 papers take some 100 MB.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from reading_list.audit._parts import Problem
from reading_list.catalog.addresses import HOME, MISSING, ROBOTS, paper_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reading_list.audit._parts import Site

_ASSETS = "assets/"  # all are copied, whatever parts of the site a list wants
_BUILD = "build again; if it comes back, report it as a bug of the program"


class Web:
    """The files of a site with what leads from one to the other; they are added in order."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._paths = sorted(site.files, key=site.files.__getitem__)
        self._edges: dict[int, array[int]] = {}
        self._ids: dict[int, frozenset[str]] = {}
        self._shared: dict[tuple[str, ...], frozenset[str]] = {}
        self._anchors: dict[tuple[int, str], tuple[int, int, int]] = {}
        self._moved: set[int] = set()

    def add(
        self,
        path: str,
        edges: array[int],
        anchors: dict[tuple[int, str], tuple[int, int]],
        ids: tuple[str, ...],
        *,
        moves: bool,
    ) -> None:
        """Add a file; of several links to one place the first is remembered."""
        number = self._site.files[path]
        self._edges[number] = edges
        if ids not in self._shared:
            self._shared[ids] = frozenset(ids)
        self._ids[number] = self._shared[ids]
        for anchor, at in anchors.items():
            self._anchors.setdefault(anchor, (number, *at))
        if moves:
            self._moved.add(number)

    def problems(self, keys: Iterable[str], pages: Iterable[str]) -> Iterator[tuple[str, Problem]]:
        """Problems with their files. `keys` are those of records, `pages` what a build made."""
        yield from self._dead_anchors()
        followed = self._reached([HOME], only_links=True)
        for path in map(paper_path, keys):
            if self._site.files.get(path) not in followed:
                message = "no links lead from the first page to this paper"
                yield path, Problem(1, 1, "site/unreachable", message, _BUILD)
        reached = self._reached([HOME, MISSING, ROBOTS], only_links=False) | self._moved
        for path in pages:
            number = self._site.files.get(path)
            if number is not None and number not in reached and not path.startswith(_ASSETS):
                message = "nothing on the site leads to this file"
                yield path, Problem(1, 1, "site/orphan", message, _BUILD)

    def _dead_anchors(self) -> Iterator[tuple[str, Problem]]:
        for (there, fragment), (here, line, column) in self._anchors.items():
            # What no build made, or is no page, has ids of which nothing is known.
            if fragment in self._ids.get(there, {fragment}):
                continue
            message = f"nothing on {self._paths[there]} has the id '{fragment[:200]}'"
            hint = "mend the template that makes this link; others may lead there as well"
            yield self._paths[here], Problem(line or 1, column, "site/dead-anchor", message, hint)

    def _reached(self, roots: Iterable[str], *, only_links: bool) -> set[int]:
        """The numbers of the files to which links lead, or anything at all."""
        found = {self._site.files[path] for path in roots if path in self._site.files}
        waiting = list(found)
        while waiting:
            for edge in self._edges.get(waiting.pop(), ()):
                there = edge >> 1
                if there not in found and (edge & 1 or not only_links):
                    found.add(there)
                    waiting.append(there)
        return found
