"""Looks at every file of a finished site, in several processes, and puts the findings together."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reading_list.audit import Examined, Site, Web, diagnostic, examine, is_read
from reading_list.diagnostics import ERROR, START, Diagnostic, in_order
from reading_list.store.output import Output
from reading_list.store.workers import map_chunks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from reading_list.talk import Talk

MOST = 500  # findings of one rule that are shown


def audit(
    folder: Path,
    shown: str,
    pages: Iterable[str],
    keys: Iterable[str],
    home: str | None,
    jobs: int,
    talk: Talk,
) -> list[Diagnostic]:
    """What is wrong with the site in `folder`, which findings call `shown`.

    `pages` are the files that builds made; others are not looked at, but may be linked to. `keys`
    are those of the list's records, `home` is the site's address as far as the list knows it.
    """
    made = sorted(pages)
    found = sorted(Output(folder).paths())
    site = Site({path: number for number, path in enumerate(found)}, (home or "").rstrip("/"))
    web = Web(site)
    findings = _Findings()
    readable = [path for path in made if path in site.files and is_read(path)]
    talk.begin("audit site", len(readable))
    for size, part in map_chunks(_examiner, (folder, shown, site), readable, jobs):
        for path, one in part:
            findings.add(one.findings)
            web.add(path, one.edges, one.anchors, one.ids, moves=one.moves)
        talk.step(size)
    for path, problem in web.problems(keys, made):
        findings.add([diagnostic(f"{shown}/{path}", problem)])
    return findings.all(shown)


class _Findings:
    """The first findings of each rule, and how many more there were.

    A fault of a template is on every page.
    """

    def __init__(self) -> None:
        self._shown: list[Diagnostic] = []
        self._count: Counter[str] = Counter()

    def add(self, findings: Iterable[Diagnostic]) -> None:
        for found in findings:
            self._count[found.rule] += 1
            if self._count[found.rule] <= MOST:
                self._shown.append(found)

    def all(self, shown: str) -> list[Diagnostic]:
        """In order, with a line for those of each rule that are left out."""
        rest = [
            Diagnostic(shown, START, ERROR, rule, f"{count - MOST:,} more findings of this rule")
            for rule, count in sorted(self._count.items())
            if count > MOST
        ]
        return [*in_order(self._shown), *rest]


def _examiner(
    setup: tuple[Path, str, Site],
) -> Callable[[Sequence[str]], list[tuple[str, Examined]]]:
    """What a process does with paths: read the files and examine them."""
    folder, shown, site = setup
    output = Output(folder)

    def work(paths: Sequence[str]) -> list[tuple[str, Examined]]:
        found = []
        for path in paths:
            try:
                body = output.read(path)
            except FileNotFoundError:
                continue  # it went meanwhile
            found.append((path, examine(path, body, site, f"{shown}/{path}")))
        return found

    return work
