"""`reading-list stats`: the list, or what a query finds, in numbers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from reading_list.reports import Report, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reading_list.catalog.census import Census, Count
    from reading_list.context import Context
    from reading_list.store.files import Project
    from reading_list.talk import Talk

_VERSION = 1
# Those that stand in an order of their own are shown whole, of others the largest.
_WHOLE = ("years", "topics", "tracks", "known")
_HEADINGS = {
    "years": "Years", "topics": "Topics, with those below them", "venues": "Venues",
    "tracks": "Tracks", "organizations": "Organizations, with those below them",
    "authors": "Authors", "known": "What is known",
}  # fmt: skip


def run(
    project: Project, talk: Talk, query: str = "", limit: int = 15, form: str = "text"
) -> Report:
    """Count the papers that a query asks for, to the letter; none at all is exit code 1."""
    from reading_list.catalog.census import census
    from reading_list.searching import select

    found = select(project, query, None, talk)
    talk.end()
    if found.taxonomy is None:
        return Report(found.findings, exit_code=1)
    counted = census(found.cards, found.taxonomy)
    said = f"{plural(counted.papers, 'paper')} of {found.total:,}"
    text = _WAYS[form](counted, query, found.total, limit)
    return Report(text=text, said=said, exit_code=0 if counted.papers else 1)


def _text(counted: Census, query: str, total: int, limit: int) -> str:
    """Tables, one below the other."""
    del query, total
    return "\n".join(
        "".join(f"{line}\n" for line in _table(name, getattr(counted, name), limit))
        for name in _HEADINGS
        if counted.papers and getattr(counted, name)
    )


def _table(name: str, counts: tuple[Count, ...], limit: int) -> Iterator[str]:
    from reading_list.text import printable, shorten

    shown = counts[:limit] if limit and name not in _WHOLE else counts
    yield _HEADINGS[name]
    width = len(f"{max(it.papers for it in shown):,}")
    for it in shown:
        title = printable(shorten(it.title, 80))
        yield f"  {it.papers:>{width},}  {'  ' * it.depth}{title}"
    if len(shown) < len(counts):
        yield f"  {'':>{width}}  and {len(counts) - len(shown):,} more"


def _json(counted: Census, query: str, total: int, limit: int) -> str:
    """One object with everything; `limit` is for people."""
    del limit
    lists = {
        name: [
            {"id": it.id, "title": it.title, "papers": it.papers} for it in getattr(counted, name)
        ]
        for name in _HEADINGS
        if name != "known"
    }
    known = {it.id: it.papers for it in counted.known}
    fields = {
        "version": _VERSION, "query": query, "papers": counted.papers, "of": total,
        **lists, "known": known,
    }  # fmt: skip
    return json.dumps(fields, ensure_ascii=False) + "\n"


_WAYS: dict[str, Callable[[Census, str, int, int], str]] = {"text": _text, "json": _json}


@click.command(epilog="Example: reading-list stats topic:pruning year:2016..2018")
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@click.option(
    "--limit", type=click.IntRange(0), default=15, show_default=True,
    help="How many venues, organizations and authors to show; 0 for all.",
)  # fmt: skip
@click.option(
    "--format",
    "form",
    type=click.Choice(sorted(_WAYS)),
    default="text",
    help="Tables, or all counts as one JSON object.",
)
@click.pass_obj
def command(context: Context, query: tuple[str, ...], limit: int, form: str) -> Report:
    """Count papers by year, topic, venue, track, organization and author.

    QUERY is that of `search`; without it the whole list is counted. The numbers are those of the
    site: a topic and an organization have the papers of what is below them.
    """
    from reading_list.catalog.query import as_typed

    return run(context.project(), context.talk, as_typed(query), limit, form)
