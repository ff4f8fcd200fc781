"""What the list holds: its taxonomy, its papers to compare with, its keys and its paths."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reading_list.ingest import ingest
from reading_list.intake.duplicates import Known
from reading_list.store import database, files, papers
from reading_list.store.workers import default_jobs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.diagnostics import Diagnostic
    from reading_list.store.files import Project
    from reading_list.talk import Talk


class Listed(NamedTuple):
    """The list as it is.

    `taken` are all keys and former keys in small letters; `titles` holds key, title and topics of
    each paper, `paths` the path of its record by its key.
    """

    taxonomy: Taxonomy
    known: Known
    taken: set[str]
    titles: tuple[tuple[str, str, tuple[str, ...]], ...]
    paths: Mapping[str, str]


def listed(project: Project, talk: Talk) -> Listed | list[Diagnostic]:
    """The list as it is, or why its taxonomy cannot be used."""
    with database.locked(project.cache), database.opened(project.cache) as cache:
        read = ingest(project, cache, default_jobs(), talk)
        broken = [it for it in read.findings if it.is_error and it.path == files.TAXONOMY]
        if broken:
            return broken
        known = Known()
        titles = []
        paths = {}
        for stored in papers.stored_papers(cache):
            fields = papers.fields_of(stored)
            known.add(stored.key, fields)
            paths[stored.key] = stored.path
            topics = fields.get("topics")
            own = tuple(map(str, topics)) if isinstance(topics, list) else ()
            titles.append((stored.key, str(fields.get("title", "")), own))
        return Listed(read.taxonomy, known, papers.taken_keys(cache), tuple(titles), paths)
