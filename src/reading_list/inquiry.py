"""Asks the sources about one paper, until nothing that is wanted is missing.

What the first source names (a DOI, an arXiv id) is asked further. A later source counts only where
it speaks of the same paper: alike in title, with an author in common. The most trusted source that
knows a field has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reading_list import lookups
from reading_list.diagnostics import Diagnostic, ProjectError
from reading_list.intake.merge import families
from reading_list.lookups import Work
from reading_list.lookups._identifiers import arxiv_in, doi_in
from reading_list.store.web import Failure, Reply
from reading_list.text import title_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from reading_list.lookups import Request
    from reading_list.store.web import Web

# What a record of a published paper has; where it is there, nobody else is asked.
WANTED = ("title", "authors", "year", "booktitle")
_ALIKE = 75.0  # of 100, by rapidfuzz: preprints often change a word of their title
_OFFLINE = (
    "what works without: reading-list add FILE.bib, or - for BibTeX on standard input; check, "
    "format, build"
)


class Silence(NamedTuple):
    """A source that gave nothing, and why; `is_network` where it could not be reached at all."""

    source: str
    message: str
    hint: str
    is_network: bool


class Told(NamedTuple):
    """What the sources say together.

    `origins` names the source of each field; `works` holds their answers, the most trusted first.
    """

    fields: dict[str, object]
    origins: dict[str, str]
    venues: tuple[str, ...]
    retracted: str
    works: tuple[tuple[str, Work], ...]
    silent: tuple[Silence, ...]


class Inquiry:
    """One question to the sources. `known` is what is known before, to tell papers apart."""

    def __init__(
        self, web: Web, known: Mapping[str, object] | None = None, only: Collection[str] = ()
    ) -> None:
        self._web = web
        self._known = dict(known or {})
        self._only = frozenset(only)
        self._asked: set[tuple[str, str]] = set()
        self._works: list[tuple[str, Work]] = []
        self._silent: list[Silence] = []

    def ask(
        self, texts: Iterable[str], wanted: Collection[str] = WANTED, always: Collection[str] = ()
    ) -> Told:
        """What is known of the paper that `texts` name; sources in `always` are asked in any case.

        Raises ProjectError (environment) where no source could be reached.
        """
        waiting = [pair for text in texts for pair in self._sources(text)]
        while waiting:
            waiting.sort(key=lambda pair: lookups.source(pair[0]).RANK)
            name, id = next((it for it in waiting if it[0] in always or self._is_open(wanted)),
                            ("", ""))  # fmt: skip
            if not name:
                break
            waiting.remove((name, id))
            if name == "page" and self._works:
                continue  # any page is the last resort
            work = self._one(name, id)
            if work is None or not self._is_same(name, id, work):
                continue
            self._works.append((name, work))
            for field in ("doi", "arxiv"):
                text = str(work.draft.fields.get(field) or "")
                waiting += [it for it in self._sources(text) if it not in waiting]
        if not self._works and self._silent and all(s.is_network for s in self._silent):
            raise ProjectError(f"no network: {self._silent[0].message}", _OFFLINE)
        return self._together()

    def _sources(self, text: str) -> list[tuple[str, str]]:
        found = [it for it in lookups.matching(text) if it not in self._asked] if text else []
        self._asked.update(found)
        return [it for it in found if not self._only or it[0] in self._only]

    def _is_open(self, wanted: Collection[str]) -> bool:
        """Whether something that is wanted is still missing."""
        if not self._works:
            return True
        known = {name for _, work in self._works for name in work.draft.fields}
        return not known.issuperset(wanted)

    def _one(self, name: str, id: str) -> Work | None:
        """What one source says; None, and a reason in `_silent`, where it says nothing."""
        leaf = lookups.source(name)
        reasons: list[Silence] = []
        for request in leaf.requests(id):
            found = self._answer(name, request)
            if isinstance(found, Work):
                return found
            reasons.append(found)
        self._silent += reasons[-1:]
        return None

    def _answer(self, name: str, request: Request) -> Work | Silence:
        said = lookups.label(name)
        reply = self._web.get(request.url, request.accept)
        if isinstance(reply, Failure):
            is_network = reply.kind in {"network", "unknown", "late", "over"}
            return Silence(said, reply.message, "", is_network)
        if reply.status != 200:
            return Silence(said, _status(reply), "", is_network=False)
        work = lookups.source(name).parse(reply.body, reply.url)
        if isinstance(work, Diagnostic):
            self._web.forget(request.url, request.accept)
            return Silence(said, work.message, work.hint, is_network=False)
        return work

    def _is_same(self, name: str, id: str, work: Work) -> bool:
        """Whether an answer is about the paper that was asked for."""
        for field, asked in (("doi", doi_in(id)), ("arxiv", arxiv_in(id.removeprefix("ARXIV:")))):
            answered = str(work.draft.fields.get(field) or asked or "")
            if asked and answered.casefold() != asked.casefold():
                message = f"asked for {asked}, it speaks of {answered}"
                self._silent.append(Silence(lookups.label(name), message, "", is_network=False))
                return False
        others = [self._known, *(other.draft.fields for _, other in self._works)]
        for other in others:
            if other.get("title") and not is_same(other, work.draft.fields):
                message = f"it speaks of another paper: {work.draft.fields['title']}"
                silence = Silence(lookups.label(name), message, "", is_network=False)
                self._silent.append(silence)
                return False
        return True

    def _together(self) -> Told:
        works = sorted(self._works, key=lambda it: lookups.source(it[0]).RANK)
        fields: dict[str, object] = {}
        origins: dict[str, str] = {}
        for name, work in works:
            for field, value in work.draft.fields.items():
                has = fields.get(field)
                if field not in fields:
                    fields[field] = value
                    origins[field] = lookups.label(name)
                elif isinstance(has, dict) and isinstance(value, dict):
                    fields[field] = {**value, **has}
        # The year of the publication; a preprint has its own, which may be another.
        for name, work in works:
            if "booktitle" in work.draft.fields and "year" in work.draft.fields:
                fields["year"], origins["year"] = work.draft.fields["year"], lookups.label(name)
                break
        venues = tuple(dict.fromkeys(venue for _, work in works for venue in work.venues))
        retracted = next((work.retracted for _, work in works if work.retracted), "")
        return Told(fields, origins, venues, retracted, tuple(works), tuple(self._silent))


def is_same(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """Whether two descriptions are of one paper: titles alike, and an author in common.

    Where one of them names no author, the titles have to be equal.
    """
    from rapidfuzz import fuzz

    a, b = title_key(str(one.get("title", ""))), title_key(str(other.get("title", "")))
    ours, theirs = families(one.get("authors")), families(other.get("authors"))
    ours, theirs = ours - {"others"}, theirs - {"others"}
    if not ours or not theirs:
        return a == b or a.startswith(b) or b.startswith(a)
    if ours.isdisjoint(theirs):
        return False
    # A subtitle may be missing in one of them.
    return fuzz.ratio(a[:500], b[:500]) >= _ALIKE or a.startswith(b) or b.startswith(a)


def _status(reply: Reply) -> str:
    said = {
        404: "it does not know this paper",
        410: "it does not know this paper any more",
        401: "it wants an account",
        403: "it refuses programs",
        429: "it has had too many requests",
    }
    return said.get(reply.status, f"it answers with status {reply.status}")
