"""From a record's file to the row that the cache keeps of it: read, check, resolve, index."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from reading_list.diagnostics import Diagnostic
from reading_list.store import files, prints

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reading_list.catalog.claims import Stake
    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.store.files import Project


class Row(NamedTuple):
    """A record as the cache stores it; texts are JSON. `digest` is empty for an unreadable file."""

    path: str
    key: str
    digest: str
    paper: str
    card: str
    groups: str
    added: str
    findings: str
    claims: tuple[tuple[str, str, str, str], ...]
    mentions: tuple[tuple[str, str], ...]


class Task(NamedTuple):
    """A record to read, and the digest of what was last read from it; empty to read in any case."""

    path: str
    digest: str


def reader(setup: tuple[Project, Taxonomy | None]) -> Callable[[Sequence[Task]], list[Row | None]]:
    """What a process does with a chunk: a row for each record, None where nothing changed."""
    project, taxonomy = setup

    def read(tasks: Sequence[Task]) -> list[Row | None]:
        return [_read(project, taxonomy, task) for task in tasks]

    return read


def _read(project: Project, taxonomy: Taxonomy | None, task: Task) -> Row | None:
    from reading_list.catalog.card import card_of, memberships
    from reading_list.catalog.claims import claims_of, mentions_of
    from reading_list.records.parse import parse
    from reading_list.rules import check_record

    raw = files.read_record(project, task.path)
    if isinstance(raw, Diagnostic):
        key = task.path.rpartition("/")[2].removesuffix(".yaml")
        return Row(task.path, key, "", "", "", "[]", "", json_of([raw]), (), ())
    digest = prints.digest_of(raw)
    if digest == task.digest:
        return None
    record = parse(task.path, raw)
    findings = list(record.diagnostics)
    if record.paper is not None:
        findings.extend(check_record(record, taxonomy))
    card = groups = paper = ""
    if record.paper is not None and record.is_whole and taxonomy is not None:
        paper = record.paper.to_json()
        made = card_of(record.key, record.paper, taxonomy)
        card = made.to_json()
        groups = _encode(list(memberships(made, taxonomy)))
    claims = (
        (c.kind, c.value, c.shown if _is_former(c.kind, c.value, record.key) else "", _place(c))
        for c in claims_of(record)
    )
    mentions = ((m.value, _place(m)) for m in mentions_of(record))
    return Row(
        task.path,
        record.key,
        digest,
        paper,
        card,
        groups or "[]",
        (record.paper.added or "") if record.paper and card else "",
        json_of(findings),
        tuple(claims),
        tuple(mentions),
    )


def _is_former(kind: str, value: str, key: str) -> bool:
    return kind == "key" and value != key.casefold()


def _place(stake: Stake) -> str:
    return _encode([*stake.span, stake.snippet, stake.shown])


def json_of(findings: Iterable[Diagnostic]) -> str:
    """Findings as the cache stores them; empty text for none."""
    rows = [found.to_json() for found in findings]
    return _encode(rows) if rows else ""


_encode = json.JSONEncoder(ensure_ascii=False).encode
