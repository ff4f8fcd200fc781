"""Checks of what only one record may claim: its key, its identifiers, its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.diagnostics import ERROR, WARNING, Diagnostic
from reading_list.records.explain import shown
from reading_list.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reading_list.rules import Claim, Clash

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
    """Two records of one title with an author in common are one paper.

    Case, accents, punctuation and markup make no difference. Where one of the two names no author,
    nothing tells them apart either.
    """
    hint = f"{_SAME_PAPER}; two papers of one title need authors, or a title, that differ"
    for claim, others in _pairs(clash, "title"):
        if alike := [other for other in others if _may_be_one(claim, other)]:
            yield _finding("title", "the title", claim, alike[0], hint)


@rule("duplicates/namesake", WARNING)
def namesake(clash: Clash) -> Iterator[Diagnostic]:
    """Two papers may have one title by chance: here no author is in common.

    It is worth a look all the same, as one of them may have the authors of another paper.
    """
    hint = f"nothing, if these are two papers; {_SAME_PAPER}"
    for claim, others in _pairs(clash, "title"):
        if others and not any(_may_be_one(claim, other) for other in others):
            yield _finding("namesake", "the title", claim, others[0], hint)


def _may_be_one(one: Claim, other: Claim) -> bool:
    return not one.people or not other.people or not one.people.isdisjoint(other.people)


def _pairs(clash: Clash, kind: str) -> Iterator[tuple[Claim, list[Claim]]]:
    """Each claim of a kind with those of other records."""
    if clash.kind == kind:
        for claim in clash.claims:
            yield claim, [other for other in clash.claims if other.path != claim.path]


def _later(clash: Clash, kind: str, what: str, hint: str) -> Iterator[Diagnostic]:
    """A finding at each claim, which names another: which of them is the new one is not known."""
    for claim, others in _pairs(clash, kind):
        if others:
            yield _finding(kind, what, claim, others[0], hint)


def _finding(name: str, what: str, claim: Claim, other: Claim, hint: str) -> Diagnostic:
    place = f"{other.path}:{other.span.line}:{other.span.column}"
    message = f"{what} '{shown(claim.shown)}' stands in {place} already"
    rule_name = f"duplicates/{name}"
    return Diagnostic(claim.path, claim.span, ERROR, rule_name, message, hint, claim.snippet)
