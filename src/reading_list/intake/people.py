"""ORCID iDs for the authors of a record, from what sources say of the same paper.

A wrong iD credits a stranger, so one is taken only where a source has the same list of authors:
as many, the same name to the letter (case and accents apart) at the same place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.records.model import OTHERS
from reading_list.records.names import display_name, parse_name
from reading_list.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable


def lacks_orcids(authors: object) -> bool:
    """Whether an author of a record, a person, has no ORCID iD."""
    return any(_name(person) and not _orcid(person) for person in _listed(authors))


def with_orcids(
    authors: object, told: Iterable[tuple[str, object]]
) -> tuple[list[object], dict[str, str]]:
    """The authors with ORCID iDs, and the source of each new one by `authors.<number>.orcid`.

    `told` are names of sources with the authors that each names. Where two sources disagree, or
    an iD would belong to two authors, the author stays without; no iD is ever replaced.
    """
    people = _listed(authors)
    offers = _offers(people, told)
    held = [_orcid(person) for person in people if _orcid(person)]
    held += [orcid for found in offers.values() for orcid in found]
    origins: dict[str, str] = {}
    for place, found in offers.items():
        ((orcid, source), *others) = found.items()
        person = people[place]
        if others or held.count(orcid) > 1 or _orcid(person):
            continue
        known = dict(person) if isinstance(person, dict) else {"name": person}
        people[place] = {**known, "orcid": orcid}
        origins[f"authors.{place + 1}.orcid"] = source
    return people, origins


def _offers(people: list[object], told: Iterable[tuple[str, object]]) -> dict[int, dict[str, str]]:
    """By place in `people`, each iD that a source has for that author, with the first source."""
    is_cut = people[-1:] == [OTHERS]
    offers: dict[int, dict[str, str]] = {}
    for source, authors in told:
        others = _listed(authors)
        if len(others) != len(people) and not (is_cut and len(others) >= len(people) - 1):
            continue
        for place, (person, other) in enumerate(zip(people, others, strict=False)):
            if _name(person) and _name(person) == _name(other) and (orcid := _orcid(other)):
                offers.setdefault(place, {}).setdefault(orcid, source)
    return offers


def _name(person: object) -> str:
    """A person's name, folded, however its parts are ordered; nothing for bodies and `others`."""
    written = person.get("name") if isinstance(person, dict) else person
    if not isinstance(written, str) or written == OTHERS:
        return ""
    if isinstance(person, dict) and person.get("group"):
        return ""
    return fold(display_name(parse_name(written)))


def _orcid(person: object) -> str:
    found = person.get("orcid") if isinstance(person, dict) else None
    return str(found or "")


def _listed(authors: object) -> list[object]:
    return list(authors) if isinstance(authors, (list, tuple)) else []
