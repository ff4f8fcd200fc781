"""Whether an entry is a paper: by what it states, by its section, and by what stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from reading_list.awesome.links import kind_of_word
from reading_list.awesome.people import is_name
from reading_list.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reading_list.awesome.parts import Entry, Link
    from reading_list.awesome.sections import Section

Verdict: TypeAlias = Literal["yes", "maybe", "no"]


@dataclass(slots=True, eq=False)
class Candidate:
    """An entry in its place. `shape` is the block it was read from."""

    entry: Entry
    section: Section
    lines: tuple[int, ...]
    shape: Literal["item", "row", "paragraph", "heading"]
    verdict: Verdict = "maybe"
    why: str = ""
    more: list[int] = field(default_factory=list)


_NO_TITLE = re.compile(
    r"(?:please|click|feel free|if you|thanks?|thank you|for more|note that|refer to|check out|welcome|we (?:are|will|have|would|also|hope|welcome|provide|release)|"
    r"this (?:repo|repository|list|page|is a|project|section|survey is)|you can|(?:contributed|maintained|curated|created|written|edited|compiled|collected) by|an? (?:curated|collection|list|awesome)|inspired by|here (?:is|are|we)|the following|"
    r"contributions? (?:are|is)|more (?:papers|details|resources)|todo|back to|table of|last updated?|new!(?=\s)|added? )\b",
    re.IGNORECASE,
)
# Titles begin with these as well, so they count where nothing speaks for a paper.
_IMPERATIVE = re.compile(
    r"(?:follow|join|star|email|e-mail|contact|download|updated?)(?![\w-])", re.IGNORECASE
)
_PART_OF_BOOK = re.compile(r"^(?:chapters?|sections?|part) \d|\bsee (?:above|below)\b", re.IGNORECASE)


def opens_prose(title: str) -> bool:
    """Whether a text begins as what lists say of themselves: `Please cite`, `We are`."""
    return _NO_TITLE.match(title) is not None


_LONGEST = 45  # words of a title
_FIRM = {"arxiv", "doi", "paper", "pdf", "openreview"}


def judge(candidate: Candidate) -> None:
    """The verdict as far as the entry and its section decide."""
    entry, section = candidate.entry, candidate.section
    verdict, why = _verdict(candidate, entry, section.kind)
    candidate.verdict, candidate.why = verdict, why


def _verdict(candidate: Candidate, entry: Entry, kind: str) -> tuple[Verdict, str]:
    if not entry.title or not any(char.isalpha() for char in entry.title):
        return "no", "there is no title in it"
    if kind == "contents":
        return "no", "a table of contents"
    if entry.words > _LONGEST:
        return "no", "running text"
    if entry.is_recorded and kind != "meta":
        return "yes", "it leads to its record"
    known = any(link.is_paper for link in entry.links)
    says = entry.has_paper
    if kind == "data" and (not known or entry.words < 3):
        known = False
        says = any(_says_paper(link) for link in entry.links)
    stated = bool(entry.authors) + bool(entry.issue.venue)
    main = entry.links[0].kind if entry.how == "link" and entry.links else ""
    if kind == "meta":
        return "no", "text about the list"
    if entry.how == "text" and not entry.has_label and candidate.shape != "row" and _goes_on(entry):
        return "no", "a sentence with others behind it"
    if _NO_TITLE.match(entry.title) and not (known and entry.is_titled) and not (known and stated):
        return "no", "running text"
    if _PART_OF_BOOK.search(entry.title) and not (known or says):
        return "no", "a part of a book, or what stands elsewhere in the list"
    if _IMPERATIVE.match(entry.title) and not (known or says or stated or entry.is_titled):
        return "no", "running text"
    if fold(entry.title).strip(" .*\\") in _WORDS:
        return "no", "a word that is no title"
    if _SOME_PAPER.fullmatch(entry.title):
        return "no", "words for a paper that the text names"
    if (
        candidate.shape == "paragraph"
        and not (entry.is_titled and entry.is_leading)
        and not (says and stated)
    ):
        if not (
            says
            and entry.has_label
            and entry.how == "text"
            and 4 <= entry.words <= 30
            and entry.is_leading
            and sum(len(n.split()) for n in entry.notes) <= 6
        ):
            return "no", "running text"
    if candidate.shape == "paragraph" and not says and not stated:
        return "no", "running text"
    if (
        main in {"video", "discussion", "slides"}
        and not (stated and entry.words >= 3)
        and not (says and entry.has_label)
    ):
        return "no", "a link that leads to no paper"
    if kind == "resources":
        # What stands on `link` or on the name of a venue leads to no paper here, nor do slides
        # below a lecture.
        says = any(_says_paper(link) for link in entry.links)
        known = any(link.is_paper for link in entry.links[:1]) or (known and says)
        if is_name(entry.title):
            return "no", "a person"
        if (
            (known and entry.words >= 4 and main not in {"code", "pdf"})
            or (known and entry.words >= 3 and (entry.issue.venue or entry.issue.year))
            or (says and entry.has_label and entry.words >= 4)
            or (stated == 2 and entry.words >= 3 and not entry.links)
            or (says and entry.authors and entry.issue.year)
        ):
            return "yes", "it states a paper's address"
        if (
            entry.words >= 4
            and entry.issue.venue
            and entry.issue.year
            and entry.issue.type != "other"
            and main not in {"code", "project"}
            and (entry.is_titled or not entry.links)
        ):
            return "yes", "it states a venue and a year"
        return "no", "a link that leads to no paper"
    if kind == "data" and not says and (entry.links or not stated) and not entry.authors:
        return "no", "a link that leads to no paper"
    if known or (says and (entry.words >= 3 or entry.has_label)):
        return "yes", "it states a paper's address"
    if stated and (entry.words >= 2 or entry.is_titled):
        return "yes", "it states people or a venue"
    if entry.issue.year and entry.is_titled and entry.words >= 3:
        return "yes", "it states a year"
    if candidate.shape == "paragraph":
        return "no", "running text"
    return "maybe", ""


def _says_paper(link: Link) -> bool:
    """Whether the link stands on `paper` or `pdf`, and leads to something of the kind."""
    word = fold(link.word).strip(" []()")
    return (
        link.kind in {"arxiv", "doi", "paper", "pdf"}
        and word not in _VAGUE
        and kind_of_word(word) in {"paper", "pdf"}
    )


_EVENT = re.compile(r"schedule|call-for-papers|/cfp\b|group\?id=|accepted-papers", re.IGNORECASE)
_TALKS = frozenset({"video", "discussion", "slides"})
_SOME_PAPER = re.compile(
    r"(?:this|that|an?|the|our|see) (?:[a-z-]+ ){0,2}(?:paper|survey|article|report|list|blog(?: ?post)?)"
)
_VAGUE = frozenset("link url here 链接 read online 下载".split())
_WORDS = frozenset(
    "paper papers code link links none todo tbd title venue year author authors survey surveys datasets others misc more n/a etc contents website homepage".split()
) | {"et al"}


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
            if candidate.verdict == "maybe":
                _settle(candidate, yes, no, len(group), sure, is_linkless)
                if in_capitals and candidate.verdict == "yes" and _is_remark(candidate):
                    candidate.verdict = "no"
                    candidate.why = "it is not written as the titles of the list are"


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
    words = _LONG_WORD.findall(title)
    if not words or ":" in title[:40]:
        return True
    return sum(word[0].isupper() for word in words) * 5 >= len(words) * 3


_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


def _is_remark(candidate: Candidate) -> bool:
    """Whether it has neither links nor marks, and words that no other title has."""
    entry = candidate.entry
    return (
        candidate.shape == "item"
        and entry.how == "text"
        and not (entry.links or entry.issue or entry.authors or entry.organizations)
        and entry.title.isascii()
        and not _has_capitals(entry.title)
    )


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
        if entry.how == "text" and _goes_on(entry):
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
        ):
            candidate.verdict, candidate.why = "yes", "the section is one of a year's papers"
        elif section.issue.year and section.issue.venue and _is_title_like(entry):
            candidate.verdict, candidate.why = "yes", "the section is one of a year's papers"
        elif entry.issue.year and (paper_like or is_papers) and _is_title_like(entry):
            candidate.verdict, candidate.why = "yes", "it states a year, as those around it"
        elif paper_like and _is_title_like(entry) and entry.words >= 4:
            candidate.verdict, candidate.why = "yes", "the entries around it are papers"
        return
    if entry.links and _EVENT.search(entry.links[0].url):
        candidate.why = "a link that leads to a meeting"
        return
    if main in _TALKS and all(link.kind in _TALKS for link in entry.links):
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
        and not _goes_on(entry)
    ):
        candidate.verdict, candidate.why = "yes", "the entries around it are papers"
    else:
        candidate.why = "a link that leads to no paper"


def _goes_on(entry: Entry) -> bool:
    """Whether more sentences follow, as in a remark, and neither venue nor people."""
    if entry.issue or entry.authors or entry.organizations:
        return False
    return any(len(note.split()) >= 5 for note in entry.notes)


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
