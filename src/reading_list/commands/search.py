"""`reading-list search`: the papers that a query asks for, in the terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from reading_list.reports import Report, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reading_list.catalog.card import Card
    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.context import Context
    from reading_list.store.files import Project
    from reading_list.talk import Talk

NAMES_SHOWN = 4


def run(
    project: Project, talk: Talk, words: Sequence[str], limit: int = 20, form: str = "text"
) -> Report:
    """The papers that a query asks for, the best first. Nothing found is exit code 1."""
    from reading_list.catalog.query import as_typed
    from reading_list.searching import search

    found = search(project, as_typed(words), None, talk)
    talk.end()
    if found.taxonomy is None:
        return Report(found.findings, exit_code=1)
    shown = found.cards[:limit] if limit else found.cards
    text = "".join(_WAYS[form](card, found.taxonomy) for card in shown)
    said = f"{plural(len(found.cards), 'paper')} of {found.total:,}"
    if len(shown) < len(found.cards):
        said += f", the first {len(shown)} shown"
    return Report(text=text, said=said, exit_code=0 if found.cards else 1)


def _entry(card: Card, taxonomy: Taxonomy) -> str:
    """A paper on three lines."""
    from reading_list.records.markup import title_plain
    from reading_list.text import printable

    names = [author.name for author in card.authors]
    more = card.more_authors or len(names) > NAMES_SHOWN
    people = ", ".join(names[:NAMES_SHOWN]) + (" and others" if more else "")
    facts = f"{_where(card, taxonomy)}  {card.key}"
    lines = [title_plain(card.title) + (" ★" if card.highlight else ""), people, facts]
    return "".join(f"{'    ' if n else ''}{printable(it)}\n" for n, it in enumerate(lines) if it)


def _key(card: Card, taxonomy: Taxonomy) -> str:
    del taxonomy
    return f"{card.key}\n"


def _json(card: Card, taxonomy: Taxonomy) -> str:
    """A paper as a line of JSON."""
    from reading_list.records.markup import title_plain

    fields = {
        "key": card.key,
        "title": title_plain(card.title),
        "authors": [author.name for author in card.authors],
        "where": _where(card, taxonomy),
        "year": int(card.year) if card.year.isdecimal() else None,
        "topics": list(card.topics),
        "doi": card.doi or None,
        "arxiv": card.arxiv or None,
        "links": dict(card.links),
    }
    return json.dumps(fields, ensure_ascii=False) + "\n"


def _where(card: Card, taxonomy: Taxonomy) -> str:
    if card.venue:
        return taxonomy.venues[card.venue].edition(card.year).title
    return ", ".join(filter(None, (card.booktitle, card.year)))


_WAYS = {"text": _entry, "keys": _key, "json": _json}


@click.command(
    epilog="Example: reading-list search pruning author:han year:2016..2018 has:code -track:poster"
)
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@click.option("--limit", type=click.IntRange(0), default=20, help="How many to show; 0 for all.")
@click.option(
    "--format",
    "form",
    type=click.Choice(sorted(_WAYS)),
    default="text",
    help="As text, as keys alone, or as a line of JSON for each paper.",
)
@click.pass_obj
def command(context: Context, query: tuple[str, ...], limit: int, form: str) -> Report:
    """Find papers, the best first.

    QUERY is words and conditions, all of which must hold: word, "some words", author:han,
    topic:pruning (and what is below it), venue:iclr, year:2016..2018, track:oral,
    organization:google, has:code, -not. Put -- in front of a query that begins with a minus.
    """
    return run(context.project(), context.talk, query, limit, form)
