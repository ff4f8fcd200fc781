"""Which records are about the same paper as a draft: by identifier, else by title and authors.

Never all pairs: identifiers and folded titles are looked up, and a title that differs by a slip
is compared with those alone that share one of its rare words.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from reading_list.intake.merge import families
from reading_list.text import fold, title_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reading_list.records.draft import Draft

Reason: TypeAlias = Literal["doi", "arxiv", "title", "near"]

_LETTERS_A_SLIP = 20  # one slip is forgiven in so many letters: never as much as a word
_MOST_SLIPS = 4
_SHORTEST = 16  # letters; shorter titles are alike by chance
_COMMON = 200  # a word of so many titles blocks nothing
_WORDS = 6
_WORD = re.compile(r"\w{3,}")
# What tells the parts and years of a series apart.
_NUMBER = re.compile(r"\d+|\b[ivx]+\b")


class Same(NamedTuple):
    """The record that a draft is about, and what says so."""

    key: str
    reason: Reason


class _Entry(NamedTuple):
    key: str
    title: str
    numbers: tuple[str, ...]
    authors: frozenset[str]
    doi: str
    arxiv: str


class Known:
    """The papers that are there. Memory and time grow with their number, not with its square."""

    def __init__(self) -> None:
        self._identifiers: dict[tuple[Reason, str], str] = {}
        self._entries: list[_Entry] = []
        self._titles: dict[str, list[int]] = {}
        self._words: dict[str, list[int]] = {}

    def add(self, key: str, fields: Mapping[str, object]) -> None:
        """Know the paper `key`, or more of a paper that is known already."""
        for identifier in _identifiers(fields):
            self._identifiers.setdefault(identifier, key)
        folded = _folded(fields)
        title = title_key(folded)
        if not title:
            return
        entry = _entry(key, title, folded, fields)
        number = len(self._entries)
        self._entries.append(entry)
        # What is everywhere tells nothing, and comparing with all of it would take for ever.
        postings = [self._titles.setdefault(title, [])]
        postings += [self._words.setdefault(word, []) for word in _rare_words(folded)]
        for posting in postings:
            if len(posting) <= _COMMON:
                posting.append(number)

    def same(self, fields: Mapping[str, object]) -> Same | None:
        """The paper that a record with these fields would be about."""
        for kind, value in _identifiers(fields):
            if key := self._identifiers.get((kind, value)):
                return Same(key, kind)
        folded = _folded(fields)
        title = title_key(folded)
        if not title:
            return None
        wanted = _entry("", title, folded, fields)
        # Of two papers of one title that by the same people comes first.
        alike = [self._entries[number] for number in self._titles.get(title, ())]
        for entry in (*(e for e in alike if e.authors & wanted.authors), *alike):
            if _share_authors(entry, wanted):
                return Same(entry.key, "title")
        return self._near(wanted, folded)

    def _near(self, wanted: _Entry, folded: str) -> Same | None:
        if len(wanted.title) < _SHORTEST or not wanted.authors:
            return None
        length = len(wanted.title)
        slips = min(max(1, length // _LETTERS_A_SLIP), _MOST_SLIPS)
        fitting = [
            entry
            for entry in map(self._entries.__getitem__, self._candidates(folded))
            if -slips <= len(entry.title) - length <= slips
            and entry.numbers == wanted.numbers
            and not entry.authors.isdisjoint(wanted.authors)
            and not (entry.doi and wanted.doi)
            and not (entry.arxiv and wanted.arxiv)
            and len(entry.title) >= _SHORTEST
        ]
        if not fitting:
            return None
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        titles = [entry.title for entry in fitting]
        best = process.extractOne(wanted.title, titles, scorer=OSA.distance, score_cutoff=slips)
        return Same(fitting[best[2]].key, "near") if best else None

    def _candidates(self, folded: str) -> list[int]:
        """Those that share one of the rarest words that anybody else has."""
        postings = [p for word in _rare_words(folded) if (p := self._words.get(word))]
        rare = sorted((p for p in postings if len(p) <= _COMMON), key=len)
        return list(dict.fromkeys(number for posting in rare[:_WORDS] for number in posting))


def find(draft: Draft, known: Known) -> Same | None:
    """The record that the draft is about, if one is there.

    The same identifier, else the same folded title (or nearly the same, with the same numbers in
    it) with overlapping authors. Where one of two equal titles states no authors, titles decide.
    """
    return known.same(draft.fields)


def known_of(papers: Iterable[tuple[str, Mapping[str, object]]]) -> Known:
    """What is there: keys with fields."""
    known = Known()
    for key, fields in papers:
        known.add(key, fields)
    return known


def _identifiers(fields: Mapping[str, object]) -> list[tuple[Reason, str]]:
    found: list[tuple[Reason, str]] = []
    if doi := fields.get("doi"):
        found.append(("doi", str(doi).casefold()))
        # DataCite gives each arXiv paper a DOI.
        if arxiv := re.fullmatch(r"10\.48550/arxiv\.(.+)", str(doi), re.IGNORECASE):
            found.append(("arxiv", arxiv[1].casefold()))
    if arxiv_id := fields.get("arxiv"):
        found.append(("arxiv", str(arxiv_id).casefold()))
    return found


def _folded(fields: Mapping[str, object]) -> str:
    title = fields.get("title")
    return fold(title[:2000]) if isinstance(title, str) else ""


def _entry(key: str, title: str, folded: str, fields: Mapping[str, object]) -> _Entry:
    authors = families(fields.get("authors")) - {"others"}
    doi = str(fields.get("doi") or "").casefold()
    arxiv = str(fields.get("arxiv") or "").casefold()
    return _Entry(key, title, tuple(_NUMBER.findall(folded)), authors, doi, arxiv)


def _share_authors(entry: _Entry, wanted: _Entry) -> bool:
    return not entry.authors or not wanted.authors or bool(entry.authors & wanted.authors)


@lru_cache(maxsize=16)  # asked twice of a new paper: is it there, and then it is
def _rare_words(folded: str) -> list[str]:
    """The longest words, as those are rare; each once."""
    words = sorted(set(_WORD.findall(folded)))
    words.sort(key=len, reverse=True)
    return words[:_WORDS]
