"""What a branch does to a list, as values; leaves show them: one file a form.

A leaf has `render(differences) -> str`. Records are compared by their keys, since that is what
readers and citations know them by; their files may move.
"""

from __future__ import annotations

from json import loads  # a leaf is called json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.records.model import Paper
    from reading_list.records.parse import Parsed


class Entry(NamedTuple):
    """A paper as a list will show it, without markup."""

    title: str
    authors: str
    place: str
    terms: tuple[str, ...]
    links: tuple[str, ...]
    note: str


class Added(NamedTuple):
    """A new record; `same` is the key of one that may be the same paper, `reason` says why."""

    key: str
    path: str
    entry: Entry
    same: str = ""
    reason: str = ""


class Removed(NamedTuple):
    """A record that is gone; `successor` is the key of the one that has its key as a former one."""

    key: str
    path: str
    title: str
    successor: str = ""


class Field(NamedTuple):
    """A field of a record before and after; empty where it was not or is no more."""

    name: str
    before: str
    after: str


class Changed(NamedTuple):
    """A record that says something else; `joins` and `leaves` are titles of terms."""

    key: str
    path: str
    title: str
    fields: tuple[Field, ...]
    joins: tuple[str, ...]
    leaves: tuple[str, ...]
    entry: Entry


class Named(NamedTuple):
    """A term, venue or organization whose name or place changed; see `Field` for the two."""

    kind: str
    id: str
    what: str
    before: str
    after: str


class Lost(NamedTuple):
    """An address that was published and leads nowhere now."""

    kind: str
    id: str
    title: str


class Unreadable(NamedTuple):
    """A record that cannot be read as it is now."""

    path: str
    line: int
    message: str


class Differences(NamedTuple):
    """All that a branch does, each part sorted by key, path or id."""

    added: tuple[Added, ...] = ()
    removed: tuple[Removed, ...] = ()
    changed: tuple[Changed, ...] = ()
    named: tuple[Named, ...] = ()
    lost: tuple[Lost, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()

    @property
    def is_harmful(self) -> bool:
        """Whether an address is lost or a record cannot be read."""
        return bool(self.lost or self.unreadable)


class State(NamedTuple):
    """One side: the records that differ, by path, and the taxonomy if it can be read.

    `hindered` are records that are there but whose files cannot be read at all.
    """

    records: Mapping[str, Parsed]
    taxonomy: Taxonomy | None
    hindered: tuple[Unreadable, ...] = ()


def differences(
    old: State,
    new: State,
    owner_of: Callable[[str], str],
    same_as: Callable[[str, Mapping[str, object]], tuple[str, str]],
) -> Differences:
    """What became of the records and the taxonomy of `old`.

    `owner_of` gives the key of the record that has or had a key, `same_as` the key of a record
    that may be about the same paper as a new one, and the reason; empty texts where there is none.
    """
    unread = sorted({*_unreadable(new), *new.hindered})
    # What cannot be read is neither gone nor known to say something else.
    hidden = {it.path.rpartition("/")[2].removesuffix(".yaml") for it in unread}
    before = {key: it for key, it in _by_key(old).items() if key not in hidden}
    after = _by_key(new)
    added = [_added(record, new, same_as) for key, record in after.items() if key not in before]
    gone = [record for key, record in before.items() if key not in after]
    removed = [Removed(it.key, it.path, it.facts.title, owner_of(it.key)) for it in gone]
    both = ((before[key], record) for key, record in after.items() if key in before)
    changed = [made for pair in both if (made := _changed(*pair, old, new)) is not None]
    return Differences(
        tuple(sorted(added)),
        tuple(sorted(removed)),
        tuple(sorted(changed)),
        tuple(_named(old.taxonomy, new.taxonomy)),
        tuple(sorted({*_lost(before, after, owner_of), *_lost_names(old.taxonomy, new.taxonomy)})),
        tuple(unread),
    )


def entry_of(paper: Paper, key: str, taxonomy: Taxonomy | None) -> Entry:
    """The paper as lists will show it."""
    from reading_list.catalog.card import card_of
    from reading_list.records.markup import inline_plain, title_plain

    title, note = title_plain(paper.title), inline_plain(paper.note) if paper.note else ""
    year = str(paper.year) if paper.year else ""
    links = tuple(
        f"{kind}: {url}" for kind, url in paper.links.model_dump(exclude_none=True).items()
    )
    links += tuple(
        f"{name}: {id}" for name, id in (("doi", paper.doi), ("arxiv", paper.arxiv)) if id
    )
    if taxonomy is None:
        authors = ", ".join(person.name for person in paper.authors)
        return Entry(
            title, authors, f"{paper.venue or ''} {year}".strip(), paper.topics, links, note
        )
    card = card_of(key, paper, taxonomy)
    authors = ", ".join(author.name for author in card.authors)
    authors += " et al." if card.more_authors else ""
    place = taxonomy.venues[card.venue].edition(card.year).title if card.venue else year
    parts = (place, card.track, card.award)
    terms = tuple(taxonomy.terms[id].title for id in card.topics)
    return Entry(title, authors, ", ".join(it for it in parts if it), terms, links, note)


def _by_key(state: State) -> dict[str, Parsed]:
    return {it.key: it for _, it in sorted(state.records.items()) if it.paper is not None}


def _added(
    record: Parsed,
    new: State,
    same_as: Callable[[str, Mapping[str, object]], tuple[str, str]],
) -> Added:
    fields = loads(record.facts.to_json())
    entry = entry_of(record.facts, record.key, new.taxonomy)
    return Added(record.key, record.path, entry, *same_as(record.key, fields))


def _changed(old: Parsed, new: Parsed, then: State, now: State) -> Changed | None:
    before, after = (_fields(it.facts) for it in (old, new))
    names = dict.fromkeys((*before, *after))
    fields = [
        Field(name, before.get(name, ""), after.get(name, ""))
        for name in names
        if before.get(name) != after.get(name)
    ]
    if old.path != new.path:
        fields.append(Field("file", old.path, new.path))
    if not fields:
        return None
    left, joined = _topics(old.facts, then.taxonomy), _topics(new.facts, now.taxonomy)
    if now.taxonomy is not None:  # a term that has another id now is the same term
        left = {now.taxonomy.topic(id) or id: title for id, title in left.items()}
    return Changed(
        new.key,
        new.path,
        new.facts.title,
        tuple(fields),
        tuple(title for id, title in joined.items() if id not in left),
        tuple(title for id, title in left.items() if id not in joined),
        entry_of(new.facts, new.key, now.taxonomy),
    )


def _topics(paper: Paper, taxonomy: Taxonomy | None) -> dict[str, str]:
    """The titles of the terms that a paper names, by id."""
    if taxonomy is None:
        return {name: name for name in paper.topics}
    ids = ((name, taxonomy.topic(name)) for name in paper.topics)
    return {id or name: taxonomy.terms[id].title if id else name for name, id in ids}


def _fields(paper: Paper) -> dict[str, str]:
    """What a record says, as text; what it says in pieces, by `field.piece`."""
    found: dict[str, str] = {}
    for name, value in loads(paper.to_json()).items():
        if isinstance(value, dict):
            found.update((f"{name}.{inner}", _shown(item)) for inner, item in value.items())
        else:
            found[name] = _shown(value)
    return found


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(map(_shown, value))
    if isinstance(value, dict):
        name = str(value.get("name", ""))
        rest = ", ".join(f"{key} {_shown(it)}" for key, it in value.items() if key != "name")
        return f"{name} ({rest})" if name and rest else name or rest
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _named(old: Taxonomy | None, new: Taxonomy | None) -> Iterator[Named]:
    if old is None or new is None:
        return
    for kind, before, after in _names(old, new):
        for id in sorted({*before, *after}):
            was, now = before.get(id), after.get(id)
            if was is None and now is not None:
                yield Named(kind, id, "added", "", now[0])
            elif now is None and was is not None:
                yield Named(kind, id, "removed", was[0], _heir(new, kind, id))
            elif was and now:
                if was[0] != now[0]:
                    yield Named(kind, id, "retitled", was[0], now[0])
                if was[1] != now[1]:
                    yield Named(kind, id, "moved", was[1], now[1])


_Names = dict[str, tuple[str, str]]


def _names(old: Taxonomy, new: Taxonomy) -> Iterator[tuple[str, _Names, _Names]]:
    """Title and place in its tree of all that a taxonomy declares, by kind and id."""
    for kind in ("term", "venue", "organization"):
        yield kind, _names_of(old, kind), _names_of(new, kind)


def _names_of(taxonomy: Taxonomy, kind: str) -> _Names:
    if kind == "term":
        return {it.id: (it.title, "/".join(it.ancestors)) for it in taxonomy.terms.values()}
    if kind == "venue":
        return {it.id: (it.name, "") for it in taxonomy.venues.values()}
    held = taxonomy.organizations.values()
    return {it.id: (it.name, "/".join(it.ancestors)) for it in held}


def _heir(taxonomy: Taxonomy, kind: str, id: str) -> str:
    """What a former id leads to now."""
    find = {"term": taxonomy.topic, "venue": taxonomy.venue}.get(kind, taxonomy.organization)
    return find(id) or ""


def _lost(
    before: Mapping[str, Parsed], after: Mapping[str, Parsed], owner_of: Callable[[str], str]
) -> Iterator[Lost]:
    for key, record in before.items():
        kept = {key, *after[key].facts.aliases} if key in after else set[str]()
        for name in (key, *record.facts.aliases):
            if name not in kept and not owner_of(name):
                yield Lost("paper", name, record.facts.title)


def _lost_names(old: Taxonomy | None, new: Taxonomy | None) -> Iterator[Lost]:
    """Only a term's former ids lead on: `formerly`."""
    if old is None or new is None:
        return
    kept = {*new.terms, *(former for it in new.terms.values() for former in it.formerly)}
    for term in old.terms.values():
        for id in (term.id, *term.formerly):
            if id not in kept:
                yield Lost("term", id, term.title)
    for venue in old.venues.values():
        if venue.id not in new.venues:
            yield Lost("venue", venue.id, venue.name)


def _unreadable(state: State) -> Iterator[Unreadable]:
    for path, record in state.records.items():
        if record.paper is None:
            first = record.diagnostics[0] if record.diagnostics else None
            yield Unreadable(path, first.span.line if first else 1, first.message if first else "")
