"""Checks of what only one record may claim: its key, its identifiers, its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.diagnostics import ERROR, Diagnostic
from reading_list.records.explain import shown
from reading_list.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reading_list.rules import Clash

_SAME_PAPER = (
    "if it is the same paper, keep one of the two records and add to it what the other knows"
)


@rule("duplicates/key", ERROR)
def key(clash: Clash) -> Iterator[Diagnostic]:
    """A key is a page's address and a citation key: no two records share one.

    Upper and lower case make no difference, as on many file systems; a former key counts too.
    """
    yield from _later(clash, "key", "the key", "rename the file, or drop the former key")


@rule("duplicates/doi", ERROR)
def doi(clash: Clash) -> Iterator[Diagnostic]:
    """A DOI names one paper."""
    yield from _later(clash, "doi", "the DOI", _SAME_PAPER)


@rule("duplicates/arxiv", ERROR)
def arxiv(clash: Clash) -> Iterator[Diagnostic]:
    """An arXiv id names one paper."""
    yield from _later(clash, "arxiv", "the arXiv id", _SAME_PAPER)


@rule("duplicates/title", ERROR)
def title(clash: Clash) -> Iterator[Diagnostic]:
    """Two records of one title are mostly one paper.

    Case, accents, punctuation and markup make no difference.
    """
    hint = f"{_SAME_PAPER}; two papers of one title need something that tells them apart"
    yield from _later(clash, "title", "the title", hint)


def _later(clash: Clash, kind: str, what: str, hint: str) -> Iterator[Diagnostic]:
    """A finding at each claim, which names another: which of them is the new one is not known."""
    if clash.kind != kind:
        return
    first = clash.claims[0]
    second = next((claim for claim in clash.claims if claim.path != first.path), first)
    for claim in clash.claims:
        other = second if claim.path == first.path else first
        if claim.path == other.path:
            continue
        place = f"{other.path}:{other.span.line}:{other.span.column}"
        message = f"{what} '{shown(claim.shown)}' stands in {place} already"
        yield Diagnostic(
            claim.path, claim.span, ERROR, f"duplicates/{kind}", message, hint, claim.snippet
        )
