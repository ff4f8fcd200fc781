"""The query language: one for the search box, `search`, `export` and feeds.

    pruning "neural network" author:han topic:quantization venue:iclr,icml year:2016..2018
    has:code -track:workshop

Everything that is asked for must hold. A word is found at the beginning of words, within quotes as
a whole word; a minus in front excludes. `docs/searching.md` is the manual. One table of cases,
`tests/cases/queries.json`, tests this and the search page's script. `matching` compares.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from reading_list.catalog.tokens import tokens
from reading_list.catalog.words import LINK_WORDS, TRACKS
from reading_list.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reading_list.catalog.taxonomy import Taxonomy

# Fields whose values are words of a text, and those whose values are one of a set.
TEXTS = ("title", "author", "note", "abstract")
SETS = ("topic", "venue", "organization", "track", "has", "year")
FIELDS = (*TEXTS, *SETS)
SAME = {
    "authors": "author",
    "topics": "topic",
    "organizations": "organization",
    "org": "organization",
}
HAS = (*LINK_WORDS, "note", "abstract", "award", "highlight")
UNDATED = "undated"
LONGEST = 2_000  # characters of a query
MOST = 100  # clauses of a query

_FIELD = re.compile(r"([A-Za-z]+):(?!//)")
_QUOTES = '"“”„'
_BARE = re.compile(r"\S+")
_PIECE = re.compile(r"[^\s,]+")
_YEARS = re.compile(r"([0-9]{4})?(\.\.)?([0-9]{4})?")


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that is asked for.

    Words: `field` (empty for any text), `words`, and `exact` where they stood in quotes. Of a set:
    `field` and `any_of`, one of which must hold: ids of the taxonomy, tracks, what a paper has.
    Of years: `spans`, first and last year each; (0, 0) stands for no year.
    """

    field: str
    negated: bool = False
    words: tuple[str, ...] = ()
    exact: bool = False
    any_of: frozenset[str] = frozenset()
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for, all of which must hold; without clauses every paper is meant."""

    clauses: tuple[Clause, ...] = ()


class Problem(NamedTuple):
    """What is wrong with a query, from `start` to before `end`, counted in characters from 0."""

    start: int
    end: int
    message: str
    hint: str = ""


class _Problem(Exception):
    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class _Piece(NamedTuple):
    """A clause as written: where it stands, and its values, each with whether it was quoted."""

    start: int
    end: int
    negated: bool
    field: str
    values: tuple[tuple[str, bool], ...]


def parse(text: str, taxonomy: Taxonomy) -> Query | tuple[Problem, ...]:
    """The query that a text means, or everything that is wrong with the text."""
    if len(text) > LONGEST:
        return (Problem(LONGEST, len(text), f"a query has at most {LONGEST:,} characters"),)
    clauses: list[Clause] = []
    problems: list[Problem] = []
    for piece in _pieces(text):
        try:
            clause = _clause(piece, taxonomy)
        except _Problem as error:
            problems.append(Problem(piece.start, piece.end, error.message, error.hint))
            continue
        if clause is not None:
            clauses.append(clause)
    if len(clauses) > MOST:
        problems.append(Problem(0, len(text), f"a query asks for at most {MOST} things"))
    return tuple(problems) or Query(tuple(clauses))


def _pieces(text: str) -> Iterator[_Piece]:
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        start = at
        negated = text[at] == "-" and not text[at + 1 : at + 2].isspace()
        at += negated
        match = _FIELD.match(text, at)
        field = match[1].lower() if match else ""
        if match and (_field(field) or not _ends_at(text, match.end())):
            at = match.end()
        else:
            field = ""
        values, at = _values(text, at, several=_field(field) in SETS)
        yield _Piece(start, at, negated, field, values)


def _ends_at(text: str, at: int) -> bool:
    return at >= len(text) or text[at].isspace()


def _values(text: str, at: int, *, several: bool) -> tuple[tuple[tuple[str, bool], ...], int]:
    """The values from `at` on and where they end; a set's are parted by commas."""
    found = []
    while not _ends_at(text, at):
        if text[at] in _QUOTES:
            end = next((n for n in range(at + 1, len(text)) if text[n] in _QUOTES), len(text))
            found.append((text[at + 1 : end], True))
            at = min(end + 1, len(text))
        else:
            match = (_PIECE if several else _BARE).match(text, at)
            if match:
                found.append((match[0], False))
                at = match.end()
        if not several:
            break
        if text[at : at + 1] == ",":
            at += 1
        elif not found:  # cannot be: a value begins at everything but a comma
            break
    return tuple(found), at


def _field(name: str) -> str:
    name = SAME.get(name, name)
    return name if name in FIELDS else ""


def _clause(piece: _Piece, taxonomy: Taxonomy) -> Clause | None:
    """What a piece asks for; None for marks alone. Raises _Problem."""
    field = _field(piece.field)
    if piece.field and not field:
        from reading_list.text import closest

        guess = closest(piece.field, FIELDS)
        hint = f"did you mean {guess}:?" if guess else f"there are {_listed(FIELDS)}"
        raise _Problem(f"there is no field {piece.field}:", hint)
    values = [(text, exact) for text, exact in piece.values if text.strip()]
    if field and not values:
        raise _Problem(f"{field}: is followed by nothing", _example(field))
    if field in SETS:
        return _set_clause(field, piece.negated, [text for text, _ in values], taxonomy)
    if not values:
        return None
    words = tokens(values[0][0])
    if field and not words:
        raise _Problem(f"{field}: is followed by no word", _example(field))
    return Clause(field, piece.negated, words, exact=values[0][1]) if words else None


def _set_clause(field: str, negated: bool, values: list[str], taxonomy: Taxonomy) -> Clause:
    if field == "year":
        return Clause(field, negated, spans=tuple(_span(value) for value in values))
    if field in {"track", "has"}:
        known: Iterable[str] = TRACKS if field == "track" else HAS
        return Clause(field, negated, any_of=frozenset(_one_of(field, v, known) for v in values))
    if len(values) > MOST:
        raise _Problem(f"{field}: names at most {MOST} values")
    names = _NAMES[field](taxonomy)
    folded = {id: tuple(fold(name) for name in (id, *its)) for id, its in names.items()}
    ids = (id for value in values for id in named(field, value, folded))
    return Clause(field, negated, any_of=frozenset(ids))


def _span(value: str) -> tuple[int, int]:
    if value.lower() == UNDATED:
        return (0, 0)
    match = _YEARS.fullmatch(value)
    if not match or not (match[1] or match[3]) or (match[1] and match[3] and not match[2]):
        raise _Problem(f"'{value}' is no year", "write year:2018, year:2016..2018 or year:2016..")
    first = int(match[1] or 1)
    last = int(match[3] or (9999 if match[2] else first))
    if first > last:
        raise _Problem(f"{first} is after {last}", f"write year:{last}..{first}")
    return first, last


def _one_of(field: str, value: str, known: Iterable[str]) -> str:
    from reading_list.text import closest

    known = tuple(known)
    if (name := fold(value)) in known:
        return name
    guess = closest(value, known)
    hint = f"did you mean {guess}?" if guess else f"there are {_listed(known)}"
    raise _Problem(f"{field}: knows no '{value}'", hint)


def named(field: str, value: str, names: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The ids that a value names, else all of which a name begins so. Names come folded."""
    wanted = fold(value)
    found = tuple(id for id, its in names.items() if wanted in its)
    if not found:
        found = tuple(id for id, its in names.items() if any(n.startswith(wanted) for n in its))
    if not found:
        from reading_list.text import closest

        guess = closest(value, [name for its in names.values() for name in its])
        hint = f'did you mean {field}:"{guess}"?' if guess else f"look through the {field}s"
        raise _Problem(f"no {field} is called '{value}'", hint)
    return found


def topic_names(taxonomy: Taxonomy) -> dict[str, tuple[str, ...]]:
    """What each term is called besides its id."""
    return {t.id: (t.title, *t.aliases, *t.formerly) for t in taxonomy.terms.values()}


def venue_names(taxonomy: Taxonomy) -> dict[str, tuple[str, ...]]:
    """What each venue is called besides its id."""
    return {
        v.id: tuple(dict.fromkeys((v.name, *(name for name, _, _ in v.acronyms), *v.aliases)))
        for v in taxonomy.venues.values()
    }


def organization_names(taxonomy: Taxonomy) -> dict[str, tuple[str, ...]]:
    """What each organization is called besides its id."""
    return {o.id: (o.name, *o.aliases) for o in taxonomy.organizations.values()}


_NAMES = {"topic": topic_names, "venue": venue_names, "organization": organization_names}


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


def _example(field: str) -> str:
    example = {"year": "2016..2018", "has": "code", "track": "oral", "author": "han"}
    return f'write {field}:{example.get(field, "word")}, or "{field}:" for the word itself'


def as_typed(words: Sequence[str]) -> str:
    """The query as it was typed: the shell took the quotes around words that hold spaces."""
    return " ".join(_requoted(word) if len(words) > 1 else word for word in words)


def _requoted(word: str) -> str:
    if '"' in word or not any(char.isspace() for char in word):
        return word
    field, colon, value = word.partition(":")
    return f'{field}:"{value}"' if colon and field.lstrip("-").isalpha() else f'"{word}"'
