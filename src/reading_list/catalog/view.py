"""What pages ask of the catalogue: `CatalogView`, and the shapes that it gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from reading_list.catalog.card import card_from_json

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from reading_list.catalog.card import Card
    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.records.model import Paper


class Entry(NamedTuple):
    """A paper as a list shows it, rendered once and joined into every list that holds it.

    In `html` the path to the site's root is the character U+0000, which no text of a list can
    hold; the page that shows the entry puts its own `root` there. One that `is_brief` stands among
    so many that it is shown in a line.
    """

    key: str
    year: str
    track: str
    html: str
    is_brief: bool = False


class Line(NamedTuple):
    """A paper as a Markdown list shows it.

    `markdown` is a line without its bullet, linked to the paper; `again` the same line linked to
    the paper's own page, for where the paper stands a second time in one file. Of the path to the
    site's root the same is true as in an `Entry`.
    """

    key: str
    year: str
    track: str
    markdown: str
    again: str


@dataclass(frozen=True, slots=True)
class Record:
    """A paper as data: its JSON, its card's, and its BibTeX; none where that was not made yet."""

    key: str
    paper: str
    bib: str
    card_text: str

    @property
    def card(self) -> Card:
        """The card, read anew each time."""
        return card_from_json(self.card_text)


@dataclass(frozen=True, slots=True)
class Group:
    """A set of papers as an index shows it."""

    kind: str
    id: str
    label: str
    count: int


class CatalogView(Protocol):
    """The catalogue as pages see it. Lists come in list order, groups in the order of their ids."""

    @property
    def taxonomy(self) -> Taxonomy:
        """The taxonomy, whole: labels cost nothing, and a changed taxonomy renders everything."""
        ...

    def paper(self, key: str) -> Paper:
        """The record itself (scope record: the page's own)."""
        ...

    def source(self, key: str) -> str:
        """The path of a record below the list's root (scope record: the page's own)."""
        ...

    def alias(self, key: str) -> str:
        """The key of the record that was once called `key`; empty if none was (scope record)."""
        ...

    def card(self, key: str) -> Card | None:
        """A record's card, by its key or a former one (scope record: its own, its related)."""
        ...

    def mentions(self, key: str) -> list[Card]:
        """The cards of the records whose `related` names this one (scope record)."""
        ...

    def cards(self, kind: str, id: str) -> list[Card]:
        """The cards of a group (scope group: its own)."""
        ...

    def abstracts(self, kind: str, id: str) -> dict[str, str]:
        """The abstracts of a group's papers that have one, by key (scope group: a year's)."""
        ...

    def records(self, kind: str, id: str) -> list[Record]:
        """The papers of a group as data (scope group: its own)."""
        ...

    def dates(self, kind: str, id: str) -> list[tuple[str, str]]:
        """The keys of a group's papers and when they joined the list (scope group: its own)."""
        ...

    def newest(self, kind: str, id: str, number: int) -> list[Card]:
        """The cards of a group that joined the list last, by `added` (scope group: its own)."""
        ...

    def entries(self, kind: str, id: str, *, brief: bool = False) -> list[Entry]:
        """The rendered entries of a group (scope group: its own, its parts'; scope whole: any)."""
        ...

    def keys(self, kind: str, id: str) -> set[str]:
        """The keys of a group's papers (as `entries`)."""
        ...

    def lines(self, kind: str, id: str, without: Collection[str] = ()) -> Iterator[Line]:
        """The entries of a group in Markdown, but for some keys (as `entries`)."""
        ...

    def all_lines(self, without: Collection[str] = ()) -> Iterator[Line]:
        """Every entry of the list in Markdown, but for some keys (scope whole)."""
        ...

    def count(self, kind: str, id: str) -> int:
        """How many papers a group holds (scope group: its own, its children's; site: any).

        An edition may ask for its year's, and only whether it `is_crowded`.
        """
        ...

    def parts(self, kind: str, id: str) -> list[Group]:
        """The groups by year: `termyear` of a term, `edition` of a venue (scope group, site)."""
        ...

    def siblings(self, kind: str, id: str) -> list[str]:
        """The ids beside an edition, a term's year or a year, its own among them (scope group)."""
        ...

    def groups(self, kind: str) -> list[Group]:
        """Every group of a kind that holds a paper (scope site)."""
        ...

    def largest(self, kind: str, number: int) -> list[Group]:
        """The groups of a kind with most papers, the largest first (scope site)."""
        ...

    def number(self, kind: str) -> int:
        """How many groups of a kind hold a paper (scope site)."""
        ...

    def total(self) -> int:
        """How many papers there are (scope site)."""
        ...

    def letters(self) -> int:
        """How many letters the titles of all papers have together (scope whole)."""
        ...

    def latest(self, number: int) -> list[Card]:
        """The cards that joined the list last by `added`, none without a date (scope site)."""
        ...


CROWDED = 600  # papers of a year above which its editions leave more to scripts and to data


def is_crowded(papers: int) -> bool:
    """Whether a year holds so many papers that its editions have BibTeX alone beside them."""
    return papers > CROWDED
