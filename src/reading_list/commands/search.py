"""`reading-list search`: the papers that a query asks for, in the terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from reading_list.reports import Report, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reading_list.catalog.card import Card
    from reading_list.catalog.query import Problem
    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.context import Context
    from reading_list.store.files import Project
    from reading_list.talk import Talk

NAMES_SHOWN = 4


def run(
    project: Project,
    talk: Talk,
    words: Sequence[str],
    limit: int = 20,
    form: str = "text",
    jobs: int | None = None,
) -> Report:
    """The papers that a query asks for, the best first; with what is wrong with the query, exit 2.

    A word that a shell has taken out of its quotes is put into them again. Nothing found is
    exit 1, as with grep.
    """
    from reading_list import pipeline
    from reading_list.catalog.matching import Searcher, ranked
    from reading_list.catalog.query import Query, parse

    text = " ".join(words)
    checked = pipeline.check(project, jobs, talk)
    talk.end()
    with pipeline.reading(project, checked) as view:
        query = parse(text, view.taxonomy)
        if not isinstance(query, Query):
            return Report(said=_complaint(text, query), exit_code=2)
        searcher = Searcher(view.taxonomy)
        papers = [searcher.searchable(card, abstract) for card, abstract in view.all_cards()]
        found = ranked(query, papers)
    shown = found[:limit] if limit else found
    text = _json(shown, view.taxonomy) if form == "json" else _text(shown, view.taxonomy)
    if form == "keys":
        text = "".join(f"{card.key}\n" for card in shown)
    said = f"{plural(len(found), 'paper')} of {len(papers):,}"
    if len(shown) < len(found):
        said += f", the first {len(shown)} shown"
    return Report(text=text, said=said, exit_code=0 if found else 1)
