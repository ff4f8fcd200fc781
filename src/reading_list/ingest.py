"""From files to the cache: scan, read what is new, check it, work out what it puts out of date.

One path for all: the first run is one in which every record is new, and a changed taxonomy or
program makes every record new again. `pipeline` goes on from here to pages.
"""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from reading_list.catalog.delta import Change, Delta, Summary, compare, label_of, siblings_of
from reading_list.catalog.view import is_crowded
from reading_list.diagnostics import Diagnostic, diagnostic_of, in_order
from reading_list.rows import Row, Task, json_of, reader
from reading_list.store import files, prints
from reading_list.store.cache import EVERYTHING
from reading_list.store.scans import scan
from reading_list.store.stats import changes
from reading_list.store.workers import map_chunks

if TYPE_CHECKING:
    from collections.abc import Callable

    from reading_list.catalog.outline import Outline
    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.records.reader import Document
    from reading_list.rules import Claim
    from reading_list.store.cache import Cache, Known
    from reading_list.store.files import Project
    from reading_list.store.scans import Scan
    from reading_list.store.stats import Changes
    from reading_list.talk import Talk


class Reading(NamedTuple):
    """How records are read: by how many processes, told to whom, with what else done here."""

    jobs: int
    talk: Talk
    meanwhile: Callable[[], object] | None = None


class Ingested:
    """What is known of the list once the cache is up to date."""

    def __init__(self, raw: bytes | None, source: str, findings: list[Diagnostic], found: Scan):
        self._raw = raw
        self.source = source
        self.findings = findings
        self._found = found
        self.size = found.size

    @cached_property
    def records(self) -> list[str]:
        """The records by path below the root."""
        return self._found.records

    @property
    def has_errors(self) -> bool:
        """True when nothing may be written."""
        return any(found.is_error for found in self.findings)

    def taxonomy_or_none(self) -> Taxonomy | None:
        """The taxonomy, or None where it has errors, which are among the findings."""
        try:
            return self.taxonomy
        except ValueError:
            return None

    @cached_property
    def taxonomy(self) -> Taxonomy:
        """The taxonomy; only for a list without errors."""
        from reading_list.catalog.taxonomy import taxonomy_of

        outline = _read_taxonomy(self._raw or b"")[0]
        if outline is None:
            raise ValueError("the taxonomy has errors")
        return taxonomy_of(outline)


def ingest(
    project: Project,
    cache: Cache,
    jobs: int,
    talk: Talk,
    meanwhile: Callable[[], object] | None = None,
) -> Ingested:
    """Bring the cache up to date with the files of the list.

    `meanwhile` is what this process may do while others read a long list.
    """
    read = files.read_taxonomy(project)
    # One that cannot be read hides what needs it, and nothing else that is wrong.
    raw = b"" if isinstance(read, Diagnostic) else read
    source = prints.digest_of(prints.tool_print().encode(), raw)
    found = scan(project, jobs)
    stale = cache.fact("source") != source
    new = changes(found, cache.folders(), stale=stale)
    if new.unseen or new.gone or stale:
        reading = Reading(jobs, talk, meanwhile)
        _update(project, cache, raw, new, source, reading, stale=stale)
    stored = (diagnostic_of(row) for text in cache.findings() for row in json.loads(text))
    findings = [*found.findings, *stored]
    if isinstance(read, Diagnostic):
        findings = [read, *(its for its in findings if its.path != files.TAXONOMY)]
    findings = in_order(findings)
    return Ingested(raw, source, findings, found)


def _update(
    project: Project,
    cache: Cache,
    raw: bytes,
    new: Changes,
    source: str,
    reading: Reading,
    *,
    stale: bool,
) -> None:
    """Read the unseen records and store what they say, in one transaction.

    The folders' stats belong into it: of a record that is stored without them nobody would notice
    that it went.
    """
    from reading_list.catalog.taxonomy import taxonomy_of

    outline, document, findings = _read_taxonomy(raw)
    taxonomy = taxonomy_of(outline) if outline else None
    known = cache.known(new.unseen)
    tasks = [Task(p, known[p].digest if p in known and not stale else "") for p in new.unseen]
    talk = reading.talk
    talk.begin("read", len(tasks))
    setup, meanwhile = (project, taxonomy), reading.meanwhile
    is_long = meanwhile is not None
    results = map_chunks(reader, setup, tasks, reading.jobs, meanwhile, is_long=is_long)
    with cache.transaction():
        delta = Delta({}, {}, set(), set())
        touched: set[tuple[str, str]] = set()
        next_id = cache.next_id()
        for size, rows in results:
            read = [row for row in rows if row is not None]
            next_id = _store(cache, read, known, next_id, delta, touched)
            talk.step(size)
        removed = cache.known(new.gone)
        compare((Change(k.id, _summary(k), None) for k in removed.values()), delta)
        for row in removed.values():
            touched.update(cache.claimed(row.id))
        cache.remove(row.id for row in removed.values())
        _regroup(cache, delta, stale=stale)
        cache.add_dirty([EVERYTHING] if stale else delta.dirty)
        cache.set_findings("taxonomy", json_of(findings))
        _check_list(cache, taxonomy, document, None if stale else touched)
        cache.set_folders(new.kept)
        cache.set_fact("source", source)


def _store(
    cache: Cache,
    rows: list[Row],
    known: dict[str, Known],
    next_id: int,
    delta: Delta,
    touched: set[tuple[str, str]],
) -> int:
    """Store rows, add their effect to `delta`, their claims to `touched`; the next free id."""
    stored = []
    claims: list[tuple[int, str, str, str, str]] = []
    mentions: list[tuple[int, str, str]] = []
    for row in rows:
        before = known.get(row.path)
        id = before.id if before else next_id
        if before:
            touched.update(cache.claimed(id))
        else:
            next_id += 1
        stored.append((id, *row[:8]))
        claims.extend((id, *claim) for claim in row.claims)
        mentions.extend((id, *mention) for mention in row.mentions)
        touched.update((kind, value) for kind, value, _, _ in row.claims)
        old = _summary(before) if before else None
        compare([Change(id, old, _summary(row))], delta)
    ids = [row[0] for row in stored]
    cache.put(stored)
    cache.put_stakes(ids, claims, mentions)
    return next_id


def _summary(row: Known | Row) -> Summary:
    aliases: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    if '"aliases"' in row.paper or '"related"' in row.paper:
        fields = json.loads(row.paper)
        aliases = tuple(fields.get("aliases", ()))
        related = tuple(key for keys in fields.get("related", {}).values() for key in keys)
    groups = {(kind, id): label for kind, id, label in json.loads(row.groups)}
    return Summary(row.key, row.paper, row.card, groups, aliases, related)


def _regroup(cache: Cache, delta: Delta, *, stale: bool) -> None:
    """Apply who joins and leaves; what appears or vanishes also shows on what stands beside it."""
    changed = delta.joins.keys() | delta.leaves.keys()
    before = cache.members(changed)
    beside: set[tuple[str, str]] = set()
    for group in sorted(changed):
        members = before.get(group, {})
        was = len(members)
        for id in delta.leaves.get(group, ()):
            members.pop(id, None)
        members.update(delta.joins.get(group, {}))
        named = [label for label in members.values() if label]
        cache.put_members(group, label_of(named), members)
        prefix = siblings_of(group)
        if prefix is not None and (was == 0) != (not members):
            beside.add((group[0], prefix))
        if group[0] == "year" and is_crowded(was) != is_crowded(len(members)):
            delta.dirty.update(("edition", id) for id in cache.editions_of(group[1]))
    for kind, prefix in beside:
        delta.dirty.update((kind, id) for id in cache.siblings(kind, prefix))
    touched = {id for kind, id in delta.dirty if kind == "record"} if not stale else set()
    near = cache.mentioning(delta.mentioned) | cache.successors(touched)
    delta.dirty.update(("record", key) for key in near)


def _check_list(
    cache: Cache,
    taxonomy: Taxonomy | None,
    document: Document,
    touched: set[tuple[str, str]] | None,
) -> None:
    """Run the rules about identifiers that several records claim and about the list as a whole."""
    from reading_list.catalog.taxonomy_checks import places_of
    from reading_list.rules import Clash, Nearest, Site, check_clash, check_site

    if touched is None or len(touched) > 5000:
        touched = None
        cache.forget_findings("clash:")
    else:
        for kind, value in touched:
            cache.set_findings(f"clash:{kind}:{value}", "")
    clashes: dict[tuple[str, str], list[Claim]] = {}
    for kind, value, path, key, place, paper in cache.clashes(touched):
        clashes.setdefault((kind, value), []).append(_claim(path, key, place, paper))
    for (kind, value), claims in clashes.items():
        found = check_clash(Clash(kind, value, tuple(claims)))
        cache.set_findings(f"clash:{kind}:{value}", json_of(found))
    site = Site(
        counts=cache.counts({"term", "venue", "edition", "organization"}),
        places=places_of(document),
        dangling=tuple(_claim(*row) for row in cache.dangling()),
        keys=Nearest(cache.keys),
        has_key=cache.is_claimed_key,
    )
    cache.set_findings("site", json_of(check_site(site, taxonomy)) if taxonomy else "")


def _claim(path: str, key: str, place: str, paper: str = "") -> Claim:
    from reading_list.diagnostics import Span
    from reading_list.intake.merge import families
    from reading_list.rules import Claim

    line, column, end_line, end_column, snippet, shown = json.loads(place)
    people = families(json.loads(paper).get("authors")) if paper else frozenset[str]()
    span = Span(line, column, end_line, end_column)
    return Claim(path, key, span, snippet, shown, people - {"others"})


def _read_taxonomy(raw: bytes) -> tuple[Outline | None, Document, tuple[Diagnostic, ...]]:
    from reading_list.catalog.taxonomy_checks import read_taxonomy

    return read_taxonomy(files.TAXONOMY, raw)
