"""What a line of a list is taken apart into, and the text of a line with its styles."""

from __future__ import annotations

from dataclasses import dataclass, field

from reading_list.awesome.venues import Issue


@dataclass(slots=True)
class Link:
    """A link of an entry. `kind` is a kind of a record's links, `arxiv`, `doi`, or empty."""

    kind: str
    url: str
    word: str = ""
    identifier: str = ""
    is_paper: bool = False


@dataclass(slots=True)
class Entry:
    """What a line says. `why` are the steps of the reading, for people who ask."""

    title: str = ""
    authors: list[str] = field(default_factory=list)
    organizations: list[str] = field(default_factory=list)
    issue: Issue = field(default_factory=Issue)
    links: list[Link] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    highlight: bool = False
    how: str = ""  # link, bold, quote, text: what told the title
    has_label: bool = False  # a link stands on a word such as `paper`
    is_titled: bool = False  # the title is marked: a link, bold, in quotes
    is_leading: bool = False  # the title comes first, but for tags
    is_recorded: bool = False  # the line leads to a record of a reading list
    anchors: int = 0
    imprint: dict[str, str] = field(default_factory=dict)  # volume, number, pages
    why: list[str] = field(default_factory=list)

    @property
    def has_paper(self) -> bool:
        """Whether a link leads to where papers live, or says so."""
        return any(link.is_paper or link.kind in {"paper", "pdf"} for link in self.links)

    @property
    def words(self) -> int:
        """The length of the title; two letters of a script without spaces count as a word."""
        return count_words(self.title)

    def take_issue(self, found: Issue) -> None:
        """Add what another part says of venue and time; the first word on each stands."""
        mine = self.issue
        is_preprint = mine.type == "preprint" and found.venue and found.type != "preprint"
        if is_preprint:
            mine = mine._replace(venue="", type="")
        year = mine.year or found.year
        if is_preprint and found.year:
            year = found.year
        self.issue = Issue(
            mine.venue or found.venue,
            mine.type or found.type,
            year,
            mine.month or (found.month if year == found.year else 0),
            mine.track or found.track,
            mine.award or found.award,
        )

    def add_link(self, link: Link) -> None:
        """Add a link, each address once."""
        if link.url and all(link.url != known.url for known in self.links):
            self.links.append(link)


def count_words(text: str) -> int:
    """Words, or half the letters of a script that has no spaces."""
    if text.isascii():
        joined = text.count("-") + text.count("_")
        return joined + 1 if joined >= 3 and " " not in text else len(text.split())
    wide = sum("\u2e80" <= char <= "\ud7ff" for char in text)
    return len(text.split()) + wide // 2


MARK = "\x1f"  # stands for a link that is not a title


@dataclass(slots=True)
class Line:
    """The text of a line and, for each of its characters, its style and its link."""

    text: str
    bold: list[bool]
    italic: list[bool]
    code: list[bool]
    link: list[int]
    links: dict[int, Link]
    around: str = ""  # `text` with marks for links that are neither titles nor people
