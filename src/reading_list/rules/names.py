"""Checks of authors' and editors' names."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from reading_list.diagnostics import ERROR, WARNING
from reading_list.records.explain import shown
from reading_list.records.model import OTHERS
from reading_list.records.names import name_problems
from reading_list.rules import rule
from reading_list.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reading_list.diagnostics import Diagnostic
    from reading_list.records.model import Person
    from reading_list.records.names import NameProblem
    from reading_list.records.parse import Parsed, Spot

# What makes a name useless for pages and citations; all else is a doubt.
_GRAVE = frozenset({"empty", "et-al", "several", "e-mail", "latex", "hidden"})


@rule("names/form", ERROR)
def form(record: Parsed) -> Iterator[Diagnostic]:
    """A name is one person's, written `Given Family` or `Family, Given`.

    wrong: {title: A, venue: eccv, authors: ["Song Han et al."]}
    right: {title: A, venue: eccv, authors: [Song Han, others]}
    """
    for spot, problem in _problems(record):
        if problem.code in _GRAVE:
            yield spot.report(problem.message, hint=problem.hint)


@rule("names/doubtful", WARNING)
def doubtful(record: Parsed) -> Iterator[Diagnostic]:
    """A name is not in capitals or small letters alone and holds no digits or footnote marks.

    wrong: {title: A, venue: eccv, authors: [SONG HAN]}
    right: {title: A, venue: eccv, authors: [Song Han]}
    """
    for spot, problem in _problems(record):
        if problem.code not in _GRAVE:
            yield spot.report(problem.message, hint=problem.hint)


@rule("names/twice", WARNING)
def twice(record: Parsed) -> Iterator[Diagnostic]:
    """Nobody is an author twice.

    wrong: {title: A, venue: eccv, authors: [Song Han, Song Han]}
    right: {title: A, venue: eccv, authors: [Song Han, Huizi Mao]}
    """
    seen: dict[str, int] = {}
    for index, person in enumerate(record.facts.authors):
        name = _folded(person.name)
        if name in seen and not person.person:
            message = f"{shown(person.name)} is author {seen[name] + 1} already"
            hint = "delete one, or tell two persons of one name apart with `person:`"
            yield record.at("authors", index, "name").report(message, hint=hint)
        seen.setdefault(name, index)


@rule("names/others-last", ERROR)
def others_last(record: Parsed) -> Iterator[Diagnostic]:
    """`others` stands for the authors that are not named and comes last.

    wrong: {title: A, venue: eccv, authors: [others, Song Han]}
    right: {title: A, venue: eccv, authors: [Song Han, others]}
    """
    for index, person in enumerate(record.facts.authors[:-1]):
        if person.name == OTHERS:
            spot = record.at("authors", index, "name")
            yield spot.report("`others` comes last", hint="move it to the end")


def _problems(record: Parsed) -> Iterator[tuple[Spot, NameProblem]]:
    people: tuple[tuple[str, tuple[Person, ...]], ...] = (
        ("authors", record.facts.authors),
        ("editors", record.facts.editors),
    )
    for field, persons in people:
        for index, person in enumerate(persons):
            if person.group or person.name == OTHERS:
                continue
            for problem in _problems_of(person.name):
                yield record.at(field, index, "name"), problem


@lru_cache(maxsize=20_000)
def _folded(name: str) -> str:
    return fold(name)


@lru_cache(maxsize=20_000)
def _problems_of(name: str) -> tuple[NameProblem, ...]:
    """Two rules ask about each name, and most authors have more than one paper."""
    return tuple(name_problems(name))
