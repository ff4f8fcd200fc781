"""What a record claims for itself alone (key, DOI, arXiv id, title) and which records it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reading_list.records.parse import UNTITLED
from reading_list.text import title_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reading_list.diagnostics import Span
    from reading_list.records.parse import Parsed


class Stake(NamedTuple):
    """A normalised value of some kind, as the record writes it, and where."""

    kind: str
    value: str
    shown: str
    span: Span
    snippet: str


def claims_of(record: Parsed) -> Iterator[Stake]:
    """The identifiers that no second record may have; a former key counts as a key."""
    yield _stake(record, "key", record.key.casefold(), record.key)
    paper = record.paper
    if paper is None:
        return
    for number, alias in enumerate(paper.aliases):
        yield _stake(record, "key", alias.casefold(), alias, "aliases", number)
    if paper.doi:
        yield _stake(record, "doi", paper.doi.casefold(), paper.doi, "doi")
    if paper.arxiv:
        yield _stake(record, "arxiv", paper.arxiv, paper.arxiv, "arxiv")
    title = title_key(paper.title)
    if title and paper.title != UNTITLED:
        yield _stake(record, "title", title, paper.title, "title")


def mentions_of(record: Parsed) -> Iterator[Stake]:
    """The records that `related` names, in the order of the file."""
    if record.paper is None:
        return
    for relation, keys in record.paper.related:
        for number, key in enumerate(keys):
            yield _stake(record, relation, key, key, "related", relation, number)


def _stake(record: Parsed, kind: str, value: str, shown: str, *loc: str | int) -> Stake:
    spot = record.at(*loc) if loc else record.at("title", of_key=True)
    return Stake(kind, value, shown, spot.span, spot.snippet)
