"""Which links of the list lead somewhere: ok, blocked or dead.

Dead is what the other side says so of (404, 410, no such DOI, arXiv id or host) and what leads
inward. Who refuses programs or does not answer is blocked, and dead only after several days in a
row without an answer. A network that is gone says nothing about any link.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from reading_list.diagnostics import Diagnostic
from reading_list.lookups import arxiv, doi
from reading_list.records.limits import RECORD_LIMITS, TAXONOMY_LIMITS
from reading_list.records.linked import linked_in
from reading_list.records.reader import line_at, read
from reading_list.store import files, git
from reading_list.store.scans import scan
from reading_list.store.web import Failure, Reply, each, host_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reading_list.diagnostics import Span
    from reading_list.store.files import Project
    from reading_list.store.git import Base
    from reading_list.store.web import Web
    from reading_list.talk import Talk

State: TypeAlias = Literal["ok", "blocked", "dead"]

_ENOUGH = 3  # times that a host is silent before it is left alone
_HOSTS = 12  # hosts that are silent, and nobody else answers: there is no network
_SILENCE = frozenset({"network", "unknown", "late"})
_BATCH = 50  # arXiv ids in one question
_GONE = {404: "not found (404)", 410: "gone for good (410)"}


class Place(NamedTuple):
    """Where a target is named, and the line for the message."""

    path: str
    span: Span
    snippet: str


class Found(NamedTuple):
    """What one look at a target found.

    `is_answer` is false where nobody answered: that says little about the target, and nothing at
    all if nobody answered anywhere.
    """

    state: State
    reason: str
    is_answer: bool = True


class Past(NamedTuple):
    """How often in a row a target failed, on different days, since when and until when."""

    failures: int
    since: str
    last: str
    reason: str


class Link(NamedTuple):
    """A target, its places, what was found of it, and its failures in a row."""

    target: str
    places: tuple[Place, ...]
    found: Found
    past: Past | None


def targets_of(project: Project, base: Base | None) -> dict[str, list[Place]]:
    """The targets that the list names, with their places; with a base only those new since it."""
    names = {*scan(project).records, files.TAXONOMY}
    if base is not None:
        names &= git.changed(base)
    old = _old(project, base, names) if base else {}
    found: dict[str, list[Place]] = {}
    for path in sorted(names):
        is_taxonomy = path == files.TAXONOMY
        raw = files.read_taxonomy(project) if is_taxonomy else files.read_record(project, path)
        if isinstance(raw, Diagnostic):
            continue
        before = {target for target, _ in _targets_in(path, old.get(path, b""))}
        for target, place in _targets_in(path, raw):
            if target not in before:
                found.setdefault(target, []).append(place)
    return found


def _old(project: Project, base: Base, names: set[str]) -> dict[str, bytes]:
    """What files held at the base; those that were not there are left out."""
    there = git.blobs(base)
    wanted = [there[name] for name in sorted(names) if name in there and there[name].is_file]
    return dict(git.read_blobs(project, wanted, TAXONOMY_LIMITS.size))


def _targets_in(path: str, raw: bytes) -> Iterator[tuple[str, Place]]:
    limits = TAXONOMY_LIMITS if path == files.TAXONOMY else RECORD_LIMITS
    document = read(path, raw, limits)
    for target, span in linked_in(document):
        yield target, Place(path, span, line_at(document.text, span.line))


def look(web: Web, targets: Iterable[str], threads: int, talk: Talk) -> dict[str, Found]:
    """What is found of each target: DOIs and arXiv ids at their services, others where they lead.

    What there was no time for is left out. Empty where nobody answered at all: then there is no
    network.
    """
    wanted = sorted(targets)
    preprints = [t.removeprefix("arxiv:") for t in wanted if t.startswith("arxiv:")]
    batches = [preprints[at : at + _BATCH] for at in range(0, len(preprints), _BATCH)]
    asked: dict[str, tuple[str, ...]] = {}
    for batch in batches:
        asked[arxiv.batch(batch).url] = tuple(batch)
    dois = {doi.handle(t.removeprefix("doi:")).url: t for t in wanted if t.startswith("doi:")}
    pages = [t for t in wanted if not t.startswith(("doi:", "arxiv:"))]

    silent: dict[str, list[Failure]] = {}

    def work(url: str) -> Reply | Failure:
        """Ask, unless the host has been silent often enough: one thread asks one host."""
        failures = silent.setdefault(host_of(url), [])
        if len(failures) >= _ENOUGH:
            return failures[-1]._replace(url=url)
        reply = web.get(url) if url in dois or url in asked else web.probe(url)
        if isinstance(reply, Failure) and reply.kind in _SILENCE:
            failures.append(reply)
        else:
            failures.clear()
        return reply

    found: dict[str, Found] = {}
    is_anybody_there = False
    talk.begin("check links", len(wanted))
    for url, reply in each(work, [*asked, *dois, *pages], threads):
        if isinstance(reply, Failure) and reply.kind == "over":
            continue  # nobody was asked
        is_anybody_there |= not isinstance(reply, Failure) or reply.kind not in _SILENCE
        if not is_anybody_there and sum(map(bool, silent.copy().values())) >= _HOSTS:
            break
        if url in asked:
            found.update(_preprints(reply, asked[url]))
        elif url in dois:
            found[dois[url]] = _doi(reply)
        else:
            found[url] = _page(reply)
        talk.step(len(asked.get(url, (url,))))
    talk.end()
    return found if not wanted or any(it.is_answer for it in found.values()) else {}


def _page(reply: Reply | Failure) -> Found:
    if isinstance(reply, Failure):
        return _unanswered(reply)
    if reply.status < 400:
        return Found("ok", "")
    if reply.status in _GONE:
        return Found("dead", _GONE[reply.status])
    return Found("blocked", f"refuses programs (status {reply.status})")


def _unanswered(reply: Failure) -> Found:
    if reply.kind == "inward":
        return Found("dead", f"refused: {reply.message}", is_answer=False)
    if reply.kind == "busy":
        return Found("blocked", reply.message)
    return Found("dead" if reply.kind == "unknown" else "blocked", reply.message, is_answer=False)


def _doi(reply: Reply | Failure) -> Found:
    if isinstance(reply, Failure):
        return _at_service(reply)
    registered = doi.is_registered(reply.body, reply.url)
    if registered is None:
        return Found("blocked", f"doi.org answers with status {reply.status}")
    return Found("ok", "") if registered else Found("dead", "there is no such DOI")


def _preprints(reply: Reply | Failure, ids: Sequence[str]) -> dict[str, Found]:
    if isinstance(reply, Failure):
        return dict.fromkeys((f"arxiv:{id}" for id in ids), _at_service(reply))
    there = arxiv.ids_in(reply.body, reply.url) if reply.status == 200 else None
    if there is None:
        failed = Found("blocked", f"arXiv answers with status {reply.status}")
        return dict.fromkeys((f"arxiv:{id}" for id in ids), failed)
    gone = Found("dead", "arXiv has no such paper")
    return {f"arxiv:{id}": Found("ok", "") if id in there else gone for id in ids}


def _at_service(reply: Failure) -> Found:
    """A service that cannot be reached says nothing about what it was asked for."""
    return Found("blocked", reply.message, is_answer=False)


def judged(
    targets: Mapping[str, Sequence[Place]],
    found: Mapping[str, Found],
    history: Mapping[str, Past],
    day: str,
    patience: int,
) -> tuple[list[Link], dict[str, Past]]:
    """The links with their states, and the history after this look.

    A failure is counted once a day. Who refuses programs is left as the history has it; what
    answers is forgotten, as is what the list names no more.
    """
    links = []
    # What there was no time for keeps its past.
    after = {target: past for target, past in history.items() if target in targets}
    for target in sorted(found):
        here = found[target]
        past = after.pop(target, None)
        if here.state == "dead" or not here.is_answer:
            again = past is not None and past.last == day
            count = (past.failures if past else 0) + (0 if again else 1)
            past = Past(count, past.since if past else day, day, here.reason)
            if here.state == "blocked" and count >= patience:
                here = here._replace(state="dead", reason=f"{here.reason}, {count} days in a row")
        elif here.state == "ok":
            past = None
        if past is not None:
            after[target] = past
        links.append(Link(target, tuple(targets[target]), here, past))
    return links, after


def history_from(text: str) -> dict[str, Past]:
    """The history that `history_text` wrote. Raises ValueError for anything else."""
    match json.loads(text):
        case {"failing": dict(rows)}:
            return {str(target): _past(row) for target, row in rows.items()}
    raise ValueError("it names no failing links")


def _past(row: object) -> Past:
    match row:
        case {"failures": int(n), "since": str(since), "last": str(last), "reason": str(reason)}:
            return Past(n, since, last, reason)
    raise ValueError("a link in it has no failures, since, last and reason")


def history_text(history: Mapping[str, Past]) -> str:
    """The failing targets as JSON, by name, so that a change of one is a change of its lines."""
    rows = {target: history[target]._asdict() for target in sorted(history)}
    return json.dumps({"version": 1, "failing": rows}, ensure_ascii=False, indent=1) + "\n"
