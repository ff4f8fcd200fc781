"""Checks: one file a family. A rule is a generator under `@rule`; its docstring is its manual.

The first parameter of a rule says what it looks at: `record` (a `Parsed` whose paper was read),
`clash` (the records that claim one identifier) or `site` (totals of the whole list). A rule that
needs the taxonomy asks for it as second parameter. A docstring holds a sentence and, for record
rules, two YAML examples after `wrong:` and `right:`, which are run as tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from reading_list import leaves
from reading_list.diagnostics import Diagnostic, Severity, Span
from reading_list.text import closest

if TYPE_CHECKING:
    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.records.parse import Parsed

GUESSES = 50
Check = TypeVar("Check", bound=Callable[..., Iterator[Diagnostic]])


class Rule(NamedTuple):
    """A registered check: its name `family/name`, how grave its findings are, what it looks at."""

    name: str
    severity: Severity
    scope: str
    check: Callable[..., Iterator[Diagnostic]]
    needs_taxonomy: bool


class Claim(NamedTuple):
    """A record's claim on an identifier: where it stands, and its line for the message.

    `people` are the family names of the authors, where the claim is on a title and they are known.
    """

    path: str
    key: str
    span: Span
    snippet: str
    shown: str
    people: frozenset[str] = frozenset()


class Nearest:
    """Finds the nearest of many keys: for so many words as somebody will look at, no more."""

    def __init__(self, candidates: Callable[[], list[str]]) -> None:
        self._candidates = cache(candidates)
        self._left = GUESSES

    def __call__(self, word: str) -> str | None:
        """The key that `word` may have been meant for."""
        self._left -= 1
        return closest(word, self._candidates()) if self._left >= 0 else None


class Clash(NamedTuple):
    """An identifier (`kind` is key, doi, arxiv or title) that several records claim, by path."""

    kind: str
    value: str
    claims: tuple[Claim, ...]


class Site(NamedTuple):
    """What a rule about the list as a whole may know.

    `counts` holds the number of papers by (group kind, id); `places` the span and line in
    `taxonomy.yaml` of each declared term, venue and organization; `dangling` the references
    (related) that lead to no record. `keys` finds the key nearest to a word, `has_key` tells
    whether a record has or had a key.
    """

    counts: dict[tuple[str, str], int]
    places: dict[tuple[str, str], tuple[Span, str]]
    dangling: tuple[Claim, ...]
    keys: Callable[[str], str | None]
    has_key: Callable[[str], bool]
    start: tuple[Span, str] = (Span(1, 1, 1, 1), "")


_found: list[Rule] = []


def rule(name: str, severity: Severity) -> Callable[[Check], Check]:
    """Register a check under `name`. Its findings get that name and severity."""

    def register(check: Check) -> Check:
        code = check.__code__
        _found.append(Rule(name, severity, code.co_varnames[0], check, code.co_argcount > 1))
        return check

    return register


@cache
def rules_of(scope: str) -> tuple[Rule, ...]:
    """The rules that look at `scope`, in the order of their names."""
    leaves.load_all("rules")
    return tuple(sorted((r for r in _found if r.scope == scope), key=lambda found: found.name))


def manual() -> dict[str, str]:
    """What each rule wants, in the first sentence of its docstring, by its name."""
    leaves.load_all("rules")
    return {
        it.name: " ".join((it.check.__doc__ or "").split("\n\n")[0].split())
        for it in sorted(_found, key=lambda found: found.name)
    }


def check_record(record: Parsed, taxonomy: Taxonomy | None) -> Iterator[Diagnostic]:
    """What the record rules say; without a taxonomy those that need one are silent."""
    for found in rules_of("record"):
        if not found.needs_taxonomy:
            findings = found.check(record)
        elif taxonomy is not None:
            findings = found.check(record, taxonomy)
        else:
            continue
        for finding in findings:
            yield finding._replace(rule=found.name, severity=found.severity)


def check_clash(clash: Clash) -> Iterator[Diagnostic]:
    """What the rules about identifiers say of one that several records claim."""
    for found in rules_of("clash"):
        for finding in found.check(clash):
            yield finding._replace(rule=found.name, severity=found.severity)


def check_site(site: Site, taxonomy: Taxonomy) -> Iterator[Diagnostic]:
    """What the rules about the list as a whole say."""
    for found in rules_of("site"):
        findings = found.check(site, taxonomy) if found.needs_taxonomy else found.check(site)
        for finding in findings:
            yield finding._replace(rule=found.name, severity=found.severity)
