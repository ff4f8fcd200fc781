"""Checks of links and identifiers against each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading_list.diagnostics import WARNING
from reading_list.records.explain import shown
from reading_list.records.identifiers import url_identifier
from reading_list.records.scalars import scalar
from reading_list.records.surgery import add, drop
from reading_list.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reading_list.diagnostics import Diagnostic, Edit
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
            edits = _instead(record, kind, field, value)
            yield record.at("links", kind).report(message, hint=hint, edits=edits)


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
            edits = drop(record.document, "links", kind) if _is_bare(record, kind) else ()
            yield record.at("links", kind).report(message, hint="drop it", edits=edits)


def _instead(record: Parsed, kind: str, field: str, value: str) -> tuple[Edit, ...]:
    """The edits that put the identifier in the place of its link."""
    dropped = drop(record.document, "links", kind) if _is_bare(record, kind) else ()
    added = add(record.document, field, scalar(value, in_flow=True)) if dropped else ()
    return (*added, *dropped) if added else ()


def _is_bare(record: Parsed, kind: str) -> bool:
    """Whether a link says no more than its identifier: no version, no place in the text."""
    url = getattr(record.facts.links, kind)
    return re.search(r"[?#]|v[0-9]+(?:\.pdf)?/?$", url) is None


_NAMES = {"doi": "DOI", "arxiv": "arXiv id"}


def _identifiers(record: Parsed) -> Iterator[tuple[str, str, str]]:
    """The identifiers that links hold: kind of link, field of the record, value."""
    links = record.facts.links
    for kind, url in (("paper", links.paper), ("pdf", links.pdf)):
        found = url_identifier(url) if url else None
        if found:
            yield kind, *found
