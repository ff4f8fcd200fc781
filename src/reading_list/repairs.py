"""Make the certain repairs that findings in a file offer, as often as new ones come to light.

The file is a record, or `taxonomy.yaml`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.diagnostics import Diagnostic, Edit

TAXONOMY = "taxonomy.yaml"
# A repair may bring another problem to light: behind an unquoted colon the whole record.
_ROUNDS = 20
# Findings of one record whose repairs are tried one by one, where they do not work together.
_SINGLY = 50


class Repaired(NamedTuple):
    """A file's text after its repairs, and the findings that these have settled."""

    text: str
    settled: tuple[Diagnostic, ...]


def repaired(path: str, raw: bytes, taxonomy: Taxonomy | None) -> Repaired:
    """The file at `path` with every certain repair that silences its finding.

    A repair after which its rule still speaks, or after which the file cannot be read any more,
    is not made.
    """
    text, findings = _look(path, raw, taxonomy)
    settled: list[Diagnostic] = []
    refused: set[tuple[str, str]] = set()
    for _ in range(_ROUNDS):
        offers = [it for it in _first(findings) if it.repair]
        offers = [it for it in offers if (it.rule, it.message) not in refused]
        chosen = _compatible(offers)
        made = _made(path, text, chosen, findings, taxonomy)
        if made is None:
            chosen, made = _one_of(path, text, chosen[:_SINGLY], findings, taxonomy, refused)
        if made is None:
            break
        settled += chosen
        text, findings = made
    return Repaired(text, tuple(settled))


def _look(path: str, raw: bytes, taxonomy: Taxonomy | None) -> tuple[str, list[Diagnostic]]:
    """What a file says, and the findings in it."""
    from reading_list.catalog.taxonomy_checks import read_taxonomy
    from reading_list.diagnostics import in_order
    from reading_list.records.parse import parse
    from reading_list.rules import check_record

    if path == TAXONOMY:
        _, document, findings = read_taxonomy(path, raw)
        return document.text, in_order(findings)
    record = parse(path, raw)
    found = list(record.diagnostics)
    if record.paper is not None:
        found += check_record(record, taxonomy)
    return record.document.text, in_order(found)


def _first(findings: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
    """What YAML misreads comes first: until then the values are not what was typed."""
    return [it for it in findings if it.rule.startswith("yaml/")] or findings


def _compatible(offers: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings, from the first on, whose edits do not touch each other."""
    chosen: list[Diagnostic] = []
    taken: list[Edit] = []
    for found in offers:
        if not any(_touch(edit, other) for edit in found.repair for other in taken):
            chosen.append(found)
            taken += found.repair
            if len(taken) > _SINGLY:  # the next round takes the others
                break
    return chosen


def _touch(one: Edit, other: Edit) -> bool:
    first, second = sorted((one.span, other.span))
    return (second.line, second.column) <= (first.end_line, first.end_column)


def _made(
    path: str,
    text: str,
    chosen: Sequence[Diagnostic],
    before: Sequence[Diagnostic],
    taxonomy: Taxonomy | None,
) -> tuple[str, list[Diagnostic]] | None:
    """The text with the repairs of `chosen` and the findings in it; None where they fail."""
    from reading_list.records.writer import apply

    if not chosen:
        return None
    new = apply(text, [edit for found in chosen for edit in found.repair])
    _, after = _look(path, new.encode(), taxonomy)
    had, has = (Counter(it.rule for it in found) for found in (before, after))
    wanted = Counter(found.rule for found in chosen)
    # Behind a mistake of YAML there may be one more of its kind, further below.
    places = {found.rule: found.span for found in chosen if found.rule.startswith("yaml/")}
    for rule, number in wanted.items():
        left = [it for it in after if it.rule == rule]
        if len(left) > had[rule] - number and not (
            rule in places and all(it.span > places[rule] for it in left)
        ):
            return None
    if not places and any(rule.startswith("yaml/") and not had[rule] for rule in has):
        return None
    return new, after


def _one_of(
    path: str,
    text: str,
    chosen: Sequence[Diagnostic],
    before: Sequence[Diagnostic],
    taxonomy: Taxonomy | None,
    refused: set[tuple[str, str]],
) -> tuple[list[Diagnostic], tuple[str, list[Diagnostic]] | None]:
    """The first finding whose repair works alone; those before it are refused from now on."""
    for found in chosen:
        made = _made(path, text, [found], before, taxonomy)
        if made is not None:
            return [found], made
        refused.add((found.rule, found.message))
    return [], None
