"""From the list's papers to a file of another format, one paper at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reading_list.catalog.card import card_from_json
from reading_list.diagnostics import Diagnostic, ProjectError
from reading_list.formats import Item, Style, writers
from reading_list.ingest import ingest
from reading_list.records.model import Paper
from reading_list.store import database, papers
from reading_list.store.workers import default_jobs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reading_list.catalog.card import Card
    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.store.cache import Cache
    from reading_list.store.files import Project
    from reading_list.talk import Talk


class Order(NamedTuple):
    """What to write, and how; an empty query is the whole list."""

    format: str
    query: str = ""
    style: Style = Style()


class Exported(NamedTuple):
    """How many papers went out, of how many; findings where the list has errors."""

    findings: list[Diagnostic]
    written: int = 0
    total: int = 0


def export(
    project: Project, order: Order, put: Callable[[str], object], talk: Talk
) -> Exported:
    """Write papers piece by piece with `put`, by key. What has errors of its own stays out."""
    with database.locked(project.cache), database.opened(project.cache) as cache:
        listed = database.retried(
            cache, lambda usable: ingest(project, usable, default_jobs(), talk)
        )
        errors = [found for found in listed.findings if found.is_error]
        broken = {found.path for found in errors}
        if "taxonomy.yaml" in broken:
            return Exported([it for it in errors if it.path == "taxonomy.yaml"])
        taxonomy = listed.taxonomy
        wanted = _wanted(order.query, taxonomy)
        counts = [0, 0]
        items = _items(cache, wanted, broken, counts)
        for piece in writers()[order.format].write(items, taxonomy, order.style):
            put(piece)
        return Exported(errors, *counts)


def _wanted(query: str, taxonomy: Taxonomy) -> Callable[[Card, Paper], bool]:
    if not query.strip():
        return lambda card, paper: True
    del taxonomy
    raise ProjectError("queries are not known yet", "leave the query out", 2)


def _items(
    cache: Cache,
    wanted: Callable[[Card, Paper], bool],
    broken: set[str],
    counts: list[int],
) -> Iterator[Item]:
    for stored in papers.stored_papers(cache):
        counts[1] += 1
        if stored.path in broken:
            continue
        card = card_from_json(stored.card)
        paper = Paper.model_validate_json(stored.paper)
        if wanted(card, paper):
            counts[0] += 1
            yield Item(stored.key, paper, card)
