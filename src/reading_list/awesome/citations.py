"""Whole citations where a title is expected: `[Doe et al. A Title](…)`, `[Doe 2002: A Title](…)`."""

from __future__ import annotations

import re
from typing import NamedTuple

from reading_list.awesome.people import is_title_word, names_of
from reading_list.awesome.tags import count
from reading_list.awesome.venues import issue_of


class Cited(NamedTuple):
    """A citation taken apart; `rest` is what stands behind the title."""

    authors: list[str]
    title: str
    rest: str


_SURNAME = r"[A-Z][a-z’'-]+(?:-[A-Z][a-z]+)?"
_SURNAMES = rf"{_SURNAME}(?:(?:, | and | & |, and ){_SURNAME}){{0,5}}"
_DATED = re.compile(rf"({_SURNAMES})( et al\.?)?,? \(?((?:19|20)\d\d)[a-c]?\)? ?[:：.] ?(?=\S)")
_PEOPLE_ALONE = re.compile(rf"{_SURNAMES}( et al\.?)?")
_AND_OTHERS = re.compile(r"(.{2,80}?\bet\.? al\.?)[,.:]?\s+(?=[\"“A-Z0-9])")
_QUOTED = re.compile(r"[\"“]([^\"“”]{8,400}?)[.,]?[\"”]")
_ENDS = re.compile(r"(?<=[a-z0-9]{2})\.\s+")

# `A Title — Palm et al. (Nature, 2019)`
_DASHED = re.compile(r"([^—–]{8,400}?)\s+[—–]\s+([^—–()]{4,200}?)\s*(?:\(([^()]{4,80})\))?")


def cited_in(text: str) -> Cited | None:
    """The parts of a text that is people, a title and perhaps more; None for a mere title."""
    dashed = _DASHED.fullmatch(text)
    people = _people(dashed[2]) if dashed else []
    if dashed and people and not any(is_title_word(person) for person in people):
        return Cited(people, dashed[1], dashed[3] or "")
    if (
        ("." not in text and ":" not in text and "：" not in text)
        or not text[:1].isupper()
        or count(text) < 4
    ):
        return None
    if quoted := _QUOTED.search(text):
        before = text[: quoted.start()].strip(" .,:")
        people = _people(before)
        return Cited(people, quoted[1], text[quoted.end() :]) if people else None
    if dated := _DATED.match(text):
        return Cited(_surnames(dated[1], bool(dated[2])), text[dated.end() :], dated[3])
    if (more := _AND_OTHERS.match(text)) and (people := _people(more[1])):
        return Cited(people, *_title(text[more.end() :]))
    if found := _ENDS.search(text):
        names = names_of(text[: found.start()])
        if names and len(names) > 1 and count(text[found.end() :]) >= 3:
            return Cited(names, *_title(text[found.end() :]))
        said, _ = _title(text[found.end() :])
        issue = issue_of(said)
        if (issue and issue.venue) or len(names_of(said) or ()) > 1:
            return Cited([], text[: found.start()], text[found.end() :])
    return None


def _title(text: str) -> tuple[str, str]:
    """The first sentence, and what follows."""
    found = _ENDS.search(text)
    return (text[: found.start()], text[found.end() :]) if found else (text, "")


def _people(text: str) -> list[str]:
    """People by their whole names, or by their surnames alone."""
    found = _PEOPLE_ALONE.fullmatch(text)
    is_listed = found is not None and bool(found[1] or "&" in text or " and " in text)
    if not is_listed and (names := names_of(text)):
        return names  # `Stone, Mary` is one person
    if found is None:
        return []
    return _surnames(text[: found.start(1)] if found[1] else text, bool(found[1]))


def _surnames(text: str, more: bool) -> list[str]:
    names = [name for name in re.split(r", and |, | and | & ", text) if name]
    return [*names, "others"] if more else names


# `Lu Y`, `van den Oord A`, `Rabiner LR`: initials without full stops behind surnames.
_VANCOUVER = re.compile(
    r"(?:[a-z]{2,4} ){0,2}[A-Z][^\W\d_]*(?:['’-][^\W\d_]+)*(?: [A-Z][a-z]+)? [A-Z](?:[ -]?[A-Z]){0,2}(?=[,.] )"
)


def people_end(text: str) -> int:
    """Where a title begins behind people as citations list them; 0 where none stand in front.

    `Lu Y, Javidi T, Lazebnik S. A Title`, `Gregor K, Graves A, et al. A Title`.
    """
    place = people = 0
    while found := _VANCOUVER.match(text, place):
        people += 1
        place = found.end() + 2
        if text[found.end()] == ".":
            return place if people > 1 and count(text[place:]) >= 2 else 0
        if more := _ET_AL.match(text, place):
            return more.end() if count(text[more.end() :]) >= 2 else 0
    return 0


LONGEST_CITATION = 4000  # characters; what is longer is none
_ET_AL = re.compile(r"et\.? al[.,]{0,2} (?=\S)")

# The kind of a document in GB/T 7714: `[J]` in a journal, `[C]//` in proceedings.
DOCUMENT = re.compile(r"\s?\[(?:[JCMDRSNP]|EB)(?:/OL)?\](?=\s?//|[.,]|$)(?:\s?//\s?)?")
