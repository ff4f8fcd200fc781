"""Whether an entry is a paper, as far as what it states and its section decide."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from reading_list.awesome.links import kind_of_word
from reading_list.awesome.people import is_name
from reading_list.text import fold

if TYPE_CHECKING:
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
_PART_OF_BOOK = re.compile(
    r"^(?:chapters?|sections?|part) \d|\bsee (?:above|below)\b", re.IGNORECASE
)


def opens_prose(title: str) -> bool:
    """Whether a text begins as what lists say of themselves: `Please cite`, `We are`."""
    return _NO_TITLE.match(title) is not None


# What leads to something elsewhere is a sentence, and no title.
_LEADS = re.compile(
    r"\b(?:can be (?:found|seen|accessed|downloaded)|(?:is|are) available) (?:at|in|on|here|from|via)\b",
    re.IGNORECASE,
)


_LONGEST = 45  # words of a title
_SURELY_TITLE = 6  # words that no data set is called by
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
    if entry.how == "text" and not entry.has_label and candidate.shape != "row" and goes_on(entry):
        return "no", "a sentence with others behind it"
    if _NO_TITLE.match(entry.title) and not (known and entry.is_titled) and not (known and stated):
        return "no", "running text"
    if _LEADS.search(entry.title) and not entry.is_titled:
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
        and not (entry.is_titled and len(entry.authors or ()) > 1 and entry.issue.year)
    ) and not (
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
    if kind == "resources" and entry.how == "named":
        return "yes", "it is the paper on what is linked"
    if kind == "resources" and fold(section_title(candidate)) in _BOOKS and not stated:
        return "no", "a book"
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
            or (says and entry.has_label and (entry.words >= 4 or len(entry.authors or ()) > 1))
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
    is_cited = entry.how == "named" or (
        entry.how == "link"
        and entry.words >= _SURELY_TITLE
        and entry.issue.venue
        and entry.issue.year
        and entry.issue.type != "other"
    )
    if kind == "data" and not (says or is_cited or entry.authors) and (entry.links or not stated):
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


_BOOKS = frozenset("book books textbook textbooks 书籍 书".split())


def section_title(candidate: Candidate) -> str:
    """What the section of a candidate is called, without marks around it."""
    return candidate.section.title.strip(" :：*")


def _says_paper(link: Link) -> bool:
    """Whether the link stands on `paper` or `pdf`, and leads to something of the kind."""
    word = fold(link.word).strip(" []()")
    return (
        link.kind in {"arxiv", "doi", "paper", "pdf"}
        and word not in _VAGUE
        and kind_of_word(word) in {"paper", "pdf"}
    )


TALKS = frozenset({"video", "discussion", "slides"})
_SOME_PAPER = re.compile(
    r"(?:this|that|an?|the|our|see) (?:[a-z-]+ ){0,2}(?:paper|survey|article|report|list|blog(?: ?post)?)"
)
_VAGUE = frozenset("link url here 链接 read online 下载".split())
_WORDS = frozenset(
    "paper papers code link links none todo tbd title venue year author authors survey surveys datasets others misc more n/a etc contents website homepage".split()
) | {"et al"}


def goes_on(entry: Entry) -> bool:
    """Whether more sentences follow, as in a remark, and neither venue nor people."""
    if entry.issue or entry.authors or entry.organizations:
        return False
    return any(len(note.split()) >= 5 for note in entry.notes)
