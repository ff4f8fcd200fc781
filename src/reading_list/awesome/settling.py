"""Whether an entry is a paper that says little itself: by what stands around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading_list.awesome.judging import TALKS, goes_on

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reading_list.awesome.judging import Candidate
    from reading_list.awesome.parts import Entry

# Addresses of meetings.
_EVENT = re.compile(r"schedule|call-for-papers|/cfp\b|group\?id=|accepted-papers", re.IGNORECASE)


def settle(candidates: Iterable[Candidate]) -> None:
    """Decide what is still open by what stands in the same section, and in the whole file."""
    everything = list(candidates)
    by_section: dict[int, list[Candidate]] = {}
    for candidate in everything:
        by_section.setdefault(id(candidate.section), []).append(candidate)
    _leave_preamble(everything)
    bare = [c for c in everything if _is_bare(c)]
    sure = sum(c.verdict == "yes" for c in everything)
    # In a list without links every item is a title; elsewhere such an item is mostly a remark.
    is_linkless = len(bare) >= 5 and len(bare) * 2 >= len(everything) and len(bare) > sure
    written = [_has_capitals(c.entry.title) for c in everything if c.verdict == "yes"]
    in_capitals = not is_linkless and len(written) >= 5 and sum(written) * 5 >= len(written) * 4
    for group in by_section.values():
        yes = sum(c.verdict == "yes" for c in group)
        no = sum(c.verdict == "no" for c in group)
        for candidate in group:
            if candidate.verdict == "maybe" and in_capitals and _is_remark(candidate):
                candidate.verdict = "no"
                candidate.why = "it is not written as the titles of the list are"
            elif candidate.verdict == "maybe" and not is_linkless and _is_tagged(candidate):
                candidate.verdict, candidate.why = "no", "a topic behind its code in brackets"
            elif candidate.verdict == "maybe":
                _settle(candidate, yes, no, len(group), sure, is_linkless)


def _leave_preamble(everything: list[Candidate]) -> None:
    """A paper that the text above all sections names is the list's own, or what it grew from."""
    above = [
        c for c in everything
        if c.section.parent is None and c.shape == "paragraph" and c.verdict == "yes"
    ]  # fmt: skip
    if 1 <= len(above) <= 2 and sum(c.section.parent is not None for c in everything) >= 5:
        for candidate in above:
            candidate.verdict, candidate.why = "no", "text about the list"


def _has_capitals(title: str) -> bool:
    """Whether most longer words of a title begin with a capital; a colon counts as much."""
    words: list[str] = _LONG_WORD.findall(title)
    if not words or ":" in title[:40]:
        return True
    return sum(word[0].isupper() for word in words) * 5 >= len(words) * 3


_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


def _is_remark(candidate: Candidate) -> bool:
    """Whether it has neither links nor marks, and words that no other title has."""
    title = candidate.entry.title
    return _is_text_alone(candidate) and title.isascii() and not _has_capitals(title)


def _is_tagged(candidate: Candidate) -> bool:
    """Whether it is bare words behind a code of two parts: `[SPE-RECO] Recognition of speech`."""
    notes = candidate.entry.notes
    return _is_text_alone(candidate) and bool(notes) and _CODE.fullmatch(notes[0]) is not None


def _is_text_alone(candidate: Candidate) -> bool:
    """Whether it is an item without links, marks, people, venue and time."""
    entry = candidate.entry
    is_more = entry.links or entry.issue or entry.authors or entry.organizations
    return candidate.shape == "item" and entry.how == "text" and not is_more


_CODE = re.compile(r"[A-Z]{2,6}[-/][A-Z]{2,6}")


def _is_bare(candidate: Candidate) -> bool:
    entry = candidate.entry
    return (
        candidate.verdict == "maybe"
        and not entry.links
        and not entry.is_titled
        and entry.words >= 2
    )


def _settle(
    candidate: Candidate, yes: int, no: int, size: int, sure: int, is_linkless: bool
) -> None:
    entry, section = candidate.entry, candidate.section
    paper_like = yes >= max(1, no) and (yes * 3 >= size - no or yes >= 5)
    is_papers = section.kind == "papers" or bool(section.issue)
    candidate.verdict, candidate.why = "no", "nothing says that it is a paper"
    main = entry.links[0].kind if entry.links else ""
    if entry.organizations and entry.how == "text" and entry.words >= 3 and _is_title_like(entry):
        candidate.verdict, candidate.why = "yes", "it states where its people work"
        return
    if not entry.links or (is_linkless and entry.how != "link"):
        marked = entry.is_titled and entry.how != "bold"
        if entry.how == "text" and goes_on(entry):
            candidate.why = "a sentence with others behind it"
            return
        if candidate.shape == "row" and (paper_like or is_papers) and entry.words >= 2:
            candidate.verdict, candidate.why = "yes", "the rows around it are papers"
        elif entry.words < (2 if marked or is_linkless else 3):
            candidate.why = "too short for a title"
        elif marked and (paper_like or is_papers):
            candidate.verdict, candidate.why = "yes", "it is marked as those around it"
        elif (
            is_linkless
            and section.parent is not None
            and (_is_title_like(entry) or ((is_papers or paper_like) and entry.words >= 4))
        ):
            candidate.verdict, candidate.why = "yes", "the list has titles without links"
        elif (
            section.issue.year
            and section.kind in {"plain", "papers"}
            and entry.words >= 4
            and sure >= 3
            and _is_title_like(entry)
        ) or (section.issue.year and section.issue.venue and _is_title_like(entry)):
            candidate.verdict, candidate.why = "yes", "the section is one of a year's papers"
        elif entry.issue.year and (paper_like or is_papers) and _is_title_like(entry):
            candidate.verdict, candidate.why = "yes", "it states a year, as those around it"
        elif paper_like and _is_title_like(entry) and entry.words >= 4:
            candidate.verdict, candidate.why = "yes", "the entries around it are papers"
        return
    if entry.links and _EVENT.search(entry.links[0].url):
        candidate.why = "a link that leads to a meeting"
        return
    if main in TALKS and all(link.kind in TALKS for link in entry.links):
        candidate.why = "a link that leads to no paper"
        return
    if main == "code":
        if (
            entry.words >= 4
            and (paper_like or (section.kind == "papers" and yes * 2 >= size))
            and not entry.notes
        ):
            candidate.verdict, candidate.why = "yes", "the entries around it are papers"
        elif candidate.shape == "row" and paper_like and entry.words >= 3:
            candidate.verdict, candidate.why = "yes", "the rows around it are papers"
        elif (
            entry.has_label
            and entry.how != "link"
            and entry.words >= 4
            and (paper_like or is_papers)
        ):
            candidate.verdict, candidate.why = "yes", "a title with its code"
        else:
            candidate.why = "a link that leads to no paper"
        return
    if entry.words >= 4 and (
        paper_like
        or is_papers
        or (entry.words >= 5 and sure >= 5 and yes and no <= yes and main in {"paper", ""})
    ):
        candidate.verdict, candidate.why = "yes", "the entries around it are papers"
    elif candidate.shape == "row" and paper_like and entry.words >= 2:
        candidate.verdict, candidate.why = "yes", "the rows around it are papers"
    elif (
        entry.words >= 2
        and paper_like
        and yes * 2 >= size
        and main in {"paper", "project", ""}
        and not goes_on(entry)
    ):
        candidate.verdict, candidate.why = "yes", "the entries around it are papers"
    else:
        candidate.why = "a link that leads to no paper"


def _is_title_like(entry: Entry) -> bool:
    """Whether bare text may be a title: no sentence about something, no heading of a list."""
    title = entry.title
    if re.search(
        r"\b(?:we|you|your|our|please|will be|can be found|should)\b|^I |\bI (?:am|have|will|would|think|hope|try)\b",
        title,
    ) or title.endswith(":"):
        return False
    return (
        title[:1].isupper()
        or any(char.isupper() for char in title.split()[0])
        or title[:1].isdigit()
        or not title[:1].isascii()
        or title[:1] in "\"“'$("
    )
