"""What a record gains from another word on the same paper; nothing it says is ever overwritten."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reading_list.records.model import OTHERS, Paper
from reading_list.records.names import parse_name
from reading_list.text import fold, shorten, title_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reading_list.records.draft import Draft

_TOGETHER = frozenset({"topics", "organizations", "aliases"})
_PEOPLE = frozenset({"authors", "editors"})
_MAPPINGS = frozenset({"links", "extra", "related"})
# What the list says of itself, not of the paper: the record's word stands.
_OWN = frozenset({"added", "type"})
# Texts that are lists: keys under which others cite a paper, words about it.
_LISTS_IN_TEXT = frozenset({"ids", "keywords"})
# Where only letters and digits count.
_PROSE = frozenset({"title", "abstract", "note"})
_ORDER = {name: place for place, name in enumerate(Paper.model_fields)}


class Conflict(NamedTuple):
    """Two words on one thing; `field` is a path such as `links.code`."""

    field: str
    has: str
    offered: str


class Merge(NamedTuple):
    """`fields` is the record with what it gained, in the order of the model.

    `gained` names what is new, as paths; it is empty where the draft says nothing new.
    """

    fields: dict[str, object]
    gained: tuple[str, ...]
    conflicts: tuple[Conflict, ...]


def merge(fields: Mapping[str, object], draft: Draft) -> Merge:
    """The record `fields` with topics and missing fields of `draft`, and what they disagree on."""
    return merge_fields(fields, draft.fields)


def merge_fields(fields: Mapping[str, object], offered: Mapping[str, object]) -> Merge:
    """As `merge`, for plain fields."""
    merged = dict(fields)
    gained: list[str] = []
    conflicts: list[Conflict] = []
    for name, value in offered.items():
        if _is_empty(value):
            continue
        has = merged.get(name)
        if _is_empty(has):
            merged[name] = value
            gained.append(name)
        elif name in _TOGETHER:
            merged[name], is_new = _united(_listed(has), _listed(value))
            gained += [name] * is_new
        elif name in _PEOPLE:
            merged[name] = _people(name, _listed(has), _listed(value), gained, conflicts)
        elif name in _MAPPINGS and isinstance(has, dict) and isinstance(value, dict):
            merged[name] = _mapping(name, has, value, gained, conflicts)
        elif name not in _OWN and not _is_same(name, has, value):
            conflicts.append(Conflict(name, _shown(has), _shown(value)))
    ordered = sorted(merged, key=lambda name: _ORDER.get(name, len(_ORDER)))
    return Merge({name: merged[name] for name in ordered}, tuple(gained), tuple(conflicts))


def _united(has: list[object], offered: list[object]) -> tuple[list[object], bool]:
    """Both lists, each name once, `others` last as it was."""
    known = {fold(str(item)) for item in has}
    new = []
    for item in offered:
        folded = fold(str(item))
        if folded not in known and item != OTHERS:
            known.add(folded)
            new.append(item)
    if not new:
        return has, False
    tail = [OTHERS] if has[-1:] == [OTHERS] else []
    return [*has[: len(has) - len(tail)], *new, *tail], True


def _people(
    name: str,
    has: list[object],
    offered: list[object],
    gained: list[str],
    conflicts: list[Conflict],
) -> list[object]:
    """The same people, with what the draft knows of each; others are a conflict."""
    if not _are_same_people(has, offered):
        conflicts.append(Conflict(name, _shown(has), _shown(offered)))
        return has
    people: list[object] = []
    for place, (person, other) in enumerate(zip(has, offered, strict=True)):
        if isinstance(other, dict):
            whole = dict(person) if isinstance(person, dict) else {"name": person}
            at = f"{name}.{place + 1}"
            known = {key: value for key, value in other.items() if key not in ("name", "group")}
            more = _mapping(at, whole, known, gained, conflicts)
            people.append(more if len(more) > 1 else person)
        else:
            people.append(person)
    return people


def _are_same_people(has: list[object], offered: list[object]) -> bool:
    if len(has) != len(offered):
        return False
    return all(not _families(a).isdisjoint(_families(b)) for a, b in zip(has, offered, strict=True))


def families(authors: object) -> frozenset[str]:
    """The folded family names of authors as a record has them, without `others`."""
    return frozenset(name for person in _listed(authors) for name in _families(person))


def _families(person: object) -> set[str]:
    written = person.get("name") if isinstance(person, dict) else person
    if not isinstance(written, str) or written == OTHERS:
        return {OTHERS} if written == OTHERS else set()
    return {_family(written)}


@lru_cache(maxsize=20_000)
def _family(written: str) -> str:
    name = parse_name(written)
    return title_key(name.family or name.literal)


def _mapping(
    name: str,
    has: Mapping[str, object],
    offered: Mapping[str, object],
    gained: list[str],
    conflicts: list[Conflict],
) -> dict[str, object]:
    merged = dict(has)
    for key, value in offered.items():
        if _is_empty(value):
            continue
        known = merged.get(key)
        if _is_empty(known):
            merged[key] = value
            gained.append(f"{name}.{key}")
        elif name == "extra" and key in _LISTS_IN_TEXT:
            both, is_new = _united(_split(known), _split(value))
            merged[key] = ", ".join(map(str, both))
            gained += [f"{name}.{key}"] * is_new
        elif isinstance(known, list) or isinstance(value, list):
            merged[key], is_new = _united(_listed(known), _listed(value))
            gained += [f"{name}.{key}"] * is_new
        elif not _is_same(key, known, value):
            conflicts.append(Conflict(f"{name}.{key}", _shown(known), _shown(value)))
    return merged


def _split(text: object) -> list[object]:
    return [part.strip() for part in str(text).split(",") if part.strip()]


def _is_same(name: str, has: object, offered: object) -> bool:
    if name in _PROSE:
        return title_key(str(has)) == title_key(str(offered))
    return _plain(has) == _plain(offered)


def _plain(value: object) -> str:
    text = fold(str(value)).rstrip(".")
    # The two ways to one page are no disagreement.
    return text.removeprefix("https://").removeprefix("http://").rstrip("/")


def _is_empty(value: object) -> bool:
    return value is None or value is False or value in ("", [], {}, ())


def _listed(value: object) -> list[object]:
    if isinstance(value, (list, tuple)):
        return list(value)
    return [] if value is None else [value]


def _shown(value: object) -> str:
    return shorten(", ".join(_words(value)), 100)


def _words(value: object) -> Iterator[str]:
    for item in _listed(value):
        yield str(item.get("name", "")) if isinstance(item, dict) else str(item)
