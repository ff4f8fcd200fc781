"""From a query to the papers of the list that it asks for, the best first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reading_list.diagnostics import Diagnostic, ProjectError
from reading_list.ingest import ingest
from reading_list.store import database, files
from reading_list.store.workers import default_jobs
from reading_list.text import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reading_list.catalog.card import Card
    from reading_list.catalog.matching import Searchable
    from reading_list.catalog.query import Problem, Query
    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.store.cache import Cache
    from reading_list.store.files import Project
    from reading_list.talk import Talk

    Choose = Callable[[Query, Sequence[Searchable]], list[Card]]


class Found(NamedTuple):
    """The papers found, of how many; without `taxonomy`, `findings` say why it cannot be read."""

    cards: list[Card]
    total: int
    taxonomy: Taxonomy | None
    findings: list[Diagnostic]


def search(project: Project, text: str, jobs: int | None, talk: Talk) -> Found:
    """Bring the cache up to date and look in it. Records that cannot be read stay out.

    Raises ProjectError (usage) for a query that means nothing, all that is wrong with it at once.
    """
    from reading_list.catalog.matching import ranked

    return _asked(project, text, jobs, talk, ranked)


def select(project: Project, text: str, jobs: int | None, talk: Talk) -> Found:
    """As `search`, but to the letter and in no order: what statistics count."""
    from reading_list.catalog.matching import fits

    def chosen(query: Query, papers: Sequence[Searchable]) -> list[Card]:
        return [paper.card for paper in papers if fits(query, paper)]

    return _asked(project, text, jobs, talk, chosen)


def _asked(project: Project, text: str, jobs: int | None, talk: Talk, choose: Choose) -> Found:
    with database.at_hand(project.cache) as cache:
        return database.retried(
            cache,
            lambda usable: _found(project, usable, text, jobs or default_jobs(), talk, choose),
        )


def _found(
    project: Project, cache: Cache, text: str, jobs: int, talk: Talk, choose: Choose
) -> Found:
    from reading_list.catalog.matching import Searcher
    from reading_list.catalog.query import Query, parse
    from reading_list.store.catalog import StoredCatalog

    read = ingest(project, cache, jobs, talk)
    broken = [it for it in read.findings if it.is_error and it.path == files.TAXONOMY]
    if broken:
        return Found([], 0, None, broken)
    query = parse(text, read.taxonomy)
    if not isinstance(query, Query):
        raise ProjectError(*complaint(text, query), 2)
    searcher = Searcher(read.taxonomy)
    view = StoredCatalog(cache.path, read.taxonomy)
    try:
        papers = [searcher.searchable(card, abstract) for card, abstract in view.all_cards()]
    finally:
        view.close()
    return Found(choose(query, papers), len(papers), read.taxonomy, [])


def complaint(text: str, problems: Iterable[Problem]) -> tuple[str, str]:
    """All that is wrong with a query in one line, and what to do about it."""
    found = list(problems)
    messages = (f"{shorten(text[it.start : it.end], 40)}: {it.message}" for it in found)
    hints = dict.fromkeys(it.hint for it in found if it.hint)
    return f"the query cannot be read: {'; '.join(messages)}", "; ".join(hints)
