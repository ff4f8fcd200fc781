"""`reading-list links`: which links of the list are ok, blocked or dead."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

import click

from reading_list.diagnostics import ERROR, Diagnostic, ProjectError
from reading_list.reports import Report, plural
from reading_list.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from reading_list.context import Context
    from reading_list.probing import Link, Past
    from reading_list.store.files import Project
    from reading_list.talk import Talk

HISTORY = "links.json"
_OFFLINE = "no network: nobody answered, so nothing was found out about any link"
_COMMENT = 65_000  # characters; GitHub takes 65,536 in an issue
_HINTS = {
    "dead": "find where it went, put an archived copy there, or take the link out",
}


class Wishes(NamedTuple):
    """What to look at and how: only what is new since `base`, the history's file, the output."""

    base: str | None = None
    history: str | None = None
    format: str = "human"
    patience: int = 3
    threads: int = 8
    seconds: float = 900.0


def run(project: Project, talk: Talk, wishes: Wishes) -> Report:
    """Look at the links, count failures in a row, report. Only dead links make it fail."""
    from reading_list import probing
    from reading_list.store.git import base_of
    from reading_list.store.web import Web, today

    base = base_of(project, wishes.base) if wishes.base is not None else None
    place = _history_file(project, wishes)
    history = _history(place)
    targets = probing.targets_of(project, base)
    with Web(_contact(project), wishes.seconds) as web:
        found = probing.look(web, targets, wishes.threads, talk)
    if targets and not found:
        return Report(said=_OFFLINE)
    links, after = probing.judged(targets, found, history, today(), wishes.patience)
    if base is None and after != history:
        _write_history(project, place, probing.history_text(after), wishes)
    dead = [link for link in links if link.found.state == "dead"]
    said = _counted(links)
    if left := len(targets) - len(links):
        said += f"; the time was over for {left:,} more"
    code = 1 if dead else 0
    if wishes.format == "json":
        return Report(text=_json(links), said=said, exit_code=code)
    if wishes.format == "markdown":
        return Report(text=markdown(links), said=said, exit_code=code)
    return Report(list(_findings(dead)), _blocked(links), said, code)


def _contact(project: Project) -> str:
    """Whom the User-Agent names; a taxonomy with errors is for `check`."""
    from reading_list.catalog.taxonomy_checks import read_taxonomy
    from reading_list.store import files

    raw = files.read_taxonomy(project)
    outline = None if isinstance(raw, Diagnostic) else read_taxonomy(files.TAXONOMY, raw)[0]
    settings = outline.list if outline else None
    if settings is None:
        return ""
    return settings.contact or settings.repository or settings.url or ""


def _history_file(project: Project, wishes: Wishes) -> Path:
    from pathlib import Path

    return Path(wishes.history).absolute() if wishes.history else project.cache / HISTORY


def _history(place: Path) -> dict[str, Past]:
    from reading_list import probing
    from reading_list.store.files import read_text

    text = read_text(place)
    if not text:
        return {}
    try:
        return probing.history_from(text)
    except (ValueError, RecursionError) as error:
        hint = "delete it to begin anew"
        raise ProjectError(f"{place} is no history of links: {error}", hint, 2) from error


def _write_history(project: Project, place: Path, text: str, wishes: Wishes) -> None:
    from reading_list.store import output
    from reading_list.store.database import make_cache_folder

    if not wishes.history:
        make_cache_folder(project.cache)
    output.replace_file(place, text.encode())


def _findings(dead: Sequence[Link]) -> Iterator[Diagnostic]:
    """A finding at each place that names a dead link."""
    for link in dead:
        for place in link.places:
            message = f"{link.target}: {link.found.reason}{_since(link)}"
            yield Diagnostic(
                place.path, place.span, ERROR, "links/dead", message, _HINTS["dead"], place.snippet
            )


def _since(link: Link) -> str:
    past = link.past
    return f", failing since {past.since}" if past and past.failures > 1 else ""


def _blocked(links: Sequence[Link]) -> str:
    rows = (link for link in links if link.found.state == "blocked")
    return "".join(
        f"blocked: {printable(link.target)} ({printable(link.found.reason)}), in "
        f"{printable(link.places[0].path)}:{link.places[0].span.line}\n"
        for link in rows
    )


def _counted(links: Sequence[Link]) -> str:
    counts = {state: sum(link.found.state == state for link in links) for state in _STATES}
    said = ", ".join(f"{counts[state]:,} {state}" for state in _STATES)
    return f"{plural(len(links), 'link')}: {said}"


_STATES = ("ok", "blocked", "dead")


def _json(links: Sequence[Link]) -> str:
    """The documented shape: docs/adding.md."""
    rows = [
        {
            "target": link.target,
            "state": link.found.state,
            "reason": link.found.reason,
            "failures": link.past.failures if link.past else 0,
            "since": link.past.since if link.past else None,
            "places": [
                {"path": place.path, "line": place.span.line, "column": place.span.column}
                for place in link.places
            ],
        }
        for link in links
    ]
    return json.dumps({"version": 1, "links": rows}, ensure_ascii=False, indent=1) + "\n"


def markdown(links: Sequence[Link]) -> str:
    """A summary for an issue: short enough for GitHub, and inert, whatever the links are."""
    lines = [_counted(links) + ".", ""]
    for state, title in (("dead", "Dead"), ("blocked", "Blocked, or without an answer this time")):
        rows = [link for link in links if link.found.state == state]
        if rows:
            lines += [f"## {title}", "", "| link | why | where |", "|---|---|---|"]
            lines += [_row(link) for link in rows]
            lines.append("")
    return _cut(lines)


def _row(link: Link) -> str:
    places = [f"{place.path}:{place.span.line}" for place in link.places[:3]]
    more = f" and {len(link.places) - 3} more" if len(link.places) > 3 else ""
    where = ", ".join(map(_code, places)) + more
    return f"| {_code(link.target)} | {_code(link.found.reason + _since(link))} | {where} |"


def _code(text: str) -> str:
    """Text as code: no link, no mention, no HTML. A table's bars are read before code is."""
    shown = printable(text)[:500].replace("`", "'").replace("|", "%7C")
    return f"`{shown}`" if shown else ""


def _cut(lines: Sequence[str]) -> str:
    kept: list[str] = []
    room = _COMMENT
    for number, line in enumerate(lines):
        room -= len(line) + 1
        if room < 200:
            kept += ["", f"... and {len(lines) - number:,} lines more: see `reading-list links`."]
            break
        kept.append(line)
    return "\n".join(kept).rstrip() + "\n"


@click.command(epilog="Example: reading-list links --changed origin/main")
@click.option(
    "--changed", "base", metavar="BASE", default=None,
    help="Only links that are new since this commit or branch.",
)  # fmt: skip
@click.option(
    "--history", metavar="FILE", default=None,
    help="Where failures in a row are counted, if not in .cache/.",
)  # fmt: skip
@click.option(
    "--format", "format", type=click.Choice(["human", "json", "markdown"]), default="human",
    help="How to report: for people, for programs, for an issue.",
)  # fmt: skip
@click.option(
    "--patience", type=click.IntRange(1, 365), default=3, show_default=True,
    help="Days without an answer after which a link is dead.",
)  # fmt: skip
@click.option(
    "--jobs", "threads", type=click.IntRange(1, 64), default=8, show_default=True,
    help="Hosts to ask at once.",
)  # fmt: skip
@click.option(
    "--seconds", type=click.FloatRange(1, 86400), default=900.0, show_default=True,
    help="How long it may take.",
)  # fmt: skip
@click.pass_obj
def command(
    context: Context,
    *,
    base: str | None,
    history: str | None,
    format: str,
    patience: int,
    threads: int,
    seconds: float,
) -> Report:
    """Check where the links of records and taxonomy lead.

    Dead is what is not there any more; blocked is who refuses programs or does not answer, and
    becomes dead after some days without an answer. DOIs and arXiv ids are asked for at their
    services. No failure of the network makes the command fail.
    """
    wishes = Wishes(base, history, format, patience, threads, seconds)
    return run(context.project(), context.talk, wishes)
