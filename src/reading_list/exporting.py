"""From the list's papers to another format, one paper at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reading_list.catalog.card import card_from_json, order
from reading_list.diagnostics import Diagnostic, ProjectError
from reading_list.formats import Item, Style, writers
from reading_list.ingest import ingest
from reading_list.records.model import Paper
from reading_list.store import database, files, papers
from reading_list.store.workers import default_jobs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reading_list.catalog.card import Card
    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.store.cache import Cache
    from reading_list.store.files import Project
    from reading_list.store.papers import Stored
    from reading_list.talk import Talk


class Wanted(NamedTuple):
    """What to write, and how; an empty query is the whole list."""

    format: str
    query: str = ""
    style: Style = Style()


class Exported(NamedTuple):
    """How many papers went out, of how many; `findings` say why others are missing."""

    findings: list[Diagnostic]
    written: int = 0
    total: int = 0


def export(project: Project, wanted: Wanted, put: Callable[[str], object], talk: Talk) -> Exported:
    """Hand the text to `put` piece by piece. Records that cannot be read stay out.

    Raises ProjectError (usage) for a query that means nothing.
    """
    with database.locked(project.cache), database.opened(project.cache) as cache:
        listed = database.retried(
            cache, lambda usable: ingest(project, usable, default_jobs(), talk)
        )
        broken = [it for it in listed.findings if it.is_error and it.path == files.TAXONOMY]
        if broken:
            return Exported(broken)
        taxonomy = listed.taxonomy
        is_wanted = _query(wanted.query, taxonomy)
        unread = papers.unread(cache)
        counts = [0, 0]
        leaf = writers()[wanted.format]
        by_list = getattr(leaf, "ORDER", "key") == "list"
        stored = _in_list_order(cache) if by_list else papers.stored_papers(cache)
        for piece in leaf.write(_items(stored, is_wanted, counts), taxonomy, wanted.style):
            put(piece)
    missing = [found for found in listed.findings if found.is_error and found.path in unread]
    return Exported(missing, *counts)


def _query(text: str, taxonomy: Taxonomy) -> Callable[[Card, Paper], bool]:
    if not text.strip():
        return lambda _card, _paper: True
    from reading_list.catalog.matching import Searcher, fits
    from reading_list.catalog.query import Query, parse

    query = parse(text, taxonomy)
    if not isinstance(query, Query):
        first = query[0]
        marked = f"{text}: {first.message}" if len(text) <= 200 else first.message
        raise ProjectError(marked, first.hint, 2)
    searcher = Searcher(taxonomy)
    return lambda card, paper: fits(query, searcher.searchable(card, paper.abstract or ""))


def _in_list_order(cache: Cache) -> Iterator[Stored]:
    """Newest first, then by title. The cards' places alone are kept in memory."""
    places = [(order(card_from_json(it.card)), it.path) for it in papers.stored_papers(cache)]
    places.sort()
    for _, path in places:
        stored = papers.stored_paper(cache, path)
        if stored is not None:
            yield stored


def _items(
    stored: Iterator[Stored], is_wanted: Callable[[Card, Paper], bool], counts: list[int]
) -> Iterator[Item]:
    """The wanted papers; `counts` become their number and that of all."""
    for one in stored:
        counts[1] += 1
        card = card_from_json(one.card)
        paper = Paper.model_validate_json(one.paper)
        if is_wanted(card, paper):
            counts[0] += 1
            yield Item(one.key, paper, card)
