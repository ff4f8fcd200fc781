"""Checks of links and identifiers against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.diagnostics import WARNING
from reading_list.records.explain import shown
from reading_list.records.identifiers import url_identifier
from reading_list.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reading_list.diagnostics import Diagnostic
    from reading_list.records.parse import Parsed


@rule("links/identifier", WARNING)
def identifier(record: Parsed) -> Iterator[Diagnostic]:
    """A link that holds a DOI or arXiv id gives the record that field.

    wrong: {title: A, venue: eccv, links: {paper: "https://doi.org/10.1145/3007787.3001163"}}
    right: {title: A, venue: eccv, doi: 10.1145/3007787.3001163}
    """
    for kind, field, value in _identifiers(record):
        if getattr(record.facts, field) is None and field not in record.written:
            message = f"the link holds the {_NAMES[field]} {shown(value)}, the record does not"
            hint = f'add `{field}: "{value}"` and drop the link'
            yield record.at("links", kind).report(message, hint=hint)


@rule("links/redundant", WARNING)
def redundant(record: Parsed) -> Iterator[Diagnostic]:
    """A link that follows from the DOI or the arXiv id is not written a second time.

    wrong: {title: A, venue: eccv, arxiv: "1802.03494", links: {pdf: "https://arxiv.org/pdf/1802.03494"}}
    right: {title: A, venue: eccv, arxiv: "1802.03494"}
    """
    for kind, field, value in _identifiers(record):
        own = getattr(record.facts, field)
        if own is not None and own.casefold() == value.casefold():
            message = f"the link follows from the {_NAMES[field]} that the record states"
            yield record.at("links", kind).report(message, hint="drop it")


_NAMES = {"doi": "DOI", "arxiv": "arXiv id"}


def _identifiers(record: Parsed) -> Iterator[tuple[str, str, str]]:
    """The identifiers that links hold: kind of link, field of the record, value."""
    links = record.facts.links
    for kind, url in (("paper", links.paper), ("pdf", links.pdf)):
        found = url_identifier(url) if url else None
        if found:
            yield kind, *found
