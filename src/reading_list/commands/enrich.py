"""`reading-list enrich`: fill the gaps of records from the sources, after a look at the diff."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from reading_list.commands._sources import asking, names_of, web_of
from reading_list.diagnostics import Diagnostic, ProjectError
from reading_list.reports import Report, plural
from reading_list.text import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reading_list.context import Context
    from reading_list.enriching import Change
    from reading_list.holdings import Listed
    from reading_list.records.parse import Parsed
    from reading_list.store.files import Project
    from reading_list.store.web import Web
    from reading_list.talk import Talk

    Ask = Callable[[str], str | None]

_EMPTY = "nothing to look up: no record here has a DOI, an arXiv id or a page"


class Wishes(NamedTuple):
    """How to enrich: sources to ask, what to do without a person, for how long."""

    sources: tuple[str, ...] = ()
    yes: bool = False
    fresh: bool = False
    seconds: float = 600.0


def run(
    project: Project,
    talk: Talk,
    paths: Sequence[str],
    wishes: Wishes,
    ask: Ask | None = None,
) -> Report:
    """Look records up, show what they could gain, write what is accepted."""
    from reading_list import holdings
    from reading_list.store import files
    from reading_list.store.scans import scan

    wanted = [files.path_in_list(project, path) for path in paths]
    here = holdings.listed(project, talk)
    if isinstance(here, list):
        return Report(here, exit_code=1)
    there = sorted(scan(project).records)  # also those with errors
    chosen = [path for path in there if not wanted or _is_in(path, wanted)]
    with web_of(project, here.taxonomy, wishes.seconds, is_fresh=wishes.fresh) as web:
        return _Run(project, talk, here, wishes, ask, web).over(chosen)


def _is_in(path: str, wanted: Sequence[str]) -> bool:
    return any(path == name or path.startswith(f"{name}/") or name == "." for name in wanted)


class _Run:
    """One run of the command over records."""

    def __init__(
        self,
        project: Project,
        talk: Talk,
        here: Listed,
        wishes: Wishes,
        ask: Ask | None,
        web: Web,
    ) -> None:
        self._project = project
        self._talk = talk
        self._here = here
        self._wishes = wishes
        self._ask = ask
        self._web = web
        self._findings: list[Diagnostic] = []
        self._diffs: list[str] = []
        self._said: list[str] = []
        self._written = 0
        self._seen = 0
        self._accept_all = wishes.yes

    def over(self, paths: Sequence[str]) -> Report:
        """Every record in turn, until the time is over or a person has had enough."""
        asked = left = 0
        self._talk.begin("look up", len(paths))
        for path in paths:
            record = self._record(path)
            if record is None:
                continue
            if self._web.is_over:
                left += 1
                continue
            asked += 1
            try:
                go_on = self._one(record)
            except ProjectError as error:
                if asked == 1:
                    raise
                self._said.append(f"{path}: {error.message}")
                go_on = True
            self._talk.step(1)
            if not go_on:
                break
        self._talk.end()
        if not asked:
            return Report(said="\n".join([*map(printable, self._said), _EMPTY]))
        return self._report(asked, left)

    def _record(self, path: str) -> Parsed | None:
        from reading_list.enriching import texts_of
        from reading_list.records.parse import parse
        from reading_list.store import files

        raw = files.read_record(self._project, path)
        if isinstance(raw, Diagnostic):
            self._said.append(f"{path}: not looked up: {raw.message}")
            return None
        record = parse(path, raw)
        unread = record.document.diagnostics
        if record.paper is None or unread:
            # Where YAML misreads a value, there is no certain place for another one.
            reason = (unread or record.diagnostics)[0].message
            self._said.append(f"{path}: not looked up: {reason}; mend it first")
            return None
        return record if texts_of(record) else None

    def _one(self, record: Parsed) -> bool:
        """One record; False to stop."""
        from reading_list.enriching import enrich, known_fields
        from reading_list.inquiry import Inquiry

        inquiry = Inquiry(self._web, known_fields(record), names_of(self._wishes.sources))
        found = enrich(record, self._here, inquiry)
        self._findings += found.findings
        self._said += [f"{record.path}: {remark}" for remark in found.remarks]
        if found.change is None:
            return True
        self._seen += 1
        self._said += [f"{record.path}: {text}" for text in found.change.differs]
        return self._offer(found.change)

    def _offer(self, change: Change) -> bool:
        diff = "\n".join(diff_of(change))
        if self._accept_all:
            self._write(change)
            self._diffs.append(diff)
            return True
        if self._ask is None:
            self._diffs.append(diff)
            return True
        answer = self._ask(f"\n{diff}\n\nwrite this? [y]es, [n]o, [a]ll, [q]uit: ")
        choice = (answer or "q").lower()[:1]
        if choice in {"y", "a"}:
            self._accept_all = choice == "a"
            self._write(change)
        return choice != "q"

    def _write(self, change: Change) -> None:
        from reading_list.store.moving import replace_record

        replace_record(self._project, change.path, change.old, change.new_path, change.new)
        self._written += 1

    def _report(self, asked: int, left: int) -> Report:
        lines = [printable(line) for line in self._said]
        lines.append(
            f"{plural(asked, 'record')} looked up: {self._seen:,} could gain something, "
            f"{self._written:,} written"
        )
        if self._seen and not self._written and self._ask is None:
            lines.append("nothing was written, as nobody can be asked here: add --yes")
        if left:
            lines.append(f"the time was over: {plural(left, 'record')} not looked up")
        text = "".join(f"{diff}\n" for diff in self._diffs)
        return Report(self._findings, text=text, said="\n".join(lines))


def diff_of(change: Change) -> Iterator[str]:
    """The lines of a unified diff, with the source of each new field above it."""
    from difflib import unified_diff

    if change.is_published:
        yield printable(f"# {change.path}: the preprint has been published")
    for name, source in change.gained:
        yield printable(f"# {name}: {source}")
    old, new = change.old.splitlines(), change.new.splitlines()
    lines = unified_diff(old, new, f"a/{change.path}", f"b/{change.new_path}", lineterm="")
    yield from map(printable, lines)


@click.command(epilog="Example: reading-list enrich papers/2018")
@click.argument("paths", nargs=-1)
@asking
@click.option(
    "--seconds", type=click.FloatRange(1, 86400), default=600.0, show_default=True,
    help="How long it may take.",
)  # fmt: skip
@click.pass_obj
def command(
    context: Context,
    paths: tuple[str, ...],
    *,
    sources: tuple[str, ...],
    yes: bool,
    fresh: bool,
    seconds: float,
) -> Report:
    """Fill gaps of records from DOI registries, arXiv, OpenReview and others.

    What is missing is added, what a record says is never overwritten. A preprint that has been
    published gets its venue and year and keeps its old key as an alias. Retractions are reported.
    The diff is shown, and written where you say so. With PATHS only those records are looked up.
    """
    return run(
        context.project(), context.talk, paths, Wishes(sources, yes, fresh, seconds), context.ask
    )
