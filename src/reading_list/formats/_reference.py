"""What a citation says of a paper, the taxonomy looked up: shared by all bibliography formats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reading_list.catalog.card import entry_type, publication
from reading_list.records.model import OTHERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reading_list.catalog.taxonomy import Taxonomy, Venue
    from reading_list.records.model import Paper, Person

EVENT = "eventtitle"  # of a conference that the list does not know
THESES = frozenset({"phdthesis", "mastersthesis"})
_CONTAINED = frozenset({"inproceedings", "incollection"})


class Reference(NamedTuple):
    """A paper as citations need it; empty text stands for what is not known.

    `container` is what the paper is a part of, `event` the name of the venue where that differs.
    `url` is the page, or the PDF where neither DOI nor arXiv leads there. `topics` are ids, as
    keywords; `extra` are the fields that no format has a place for, by the names they came with.
    """

    key: str
    type: str
    title: str
    authors: tuple[Person, ...]
    editors: tuple[Person, ...]
    more_authors: bool
    year: int | None
    month: int | None
    container: str
    event: str
    series: str
    volume: str
    number: str
    pages: str
    publisher: str
    institution: str
    address: str
    doi: str
    arxiv: str
    isbn: str
    issn: str
    url: str
    language: str
    abstract: str
    note: str
    topics: tuple[str, ...]
    own: Mapping[str, str]
    aliases: tuple[str, ...]
    extra: Mapping[str, str]

    @property
    def keywords(self) -> tuple[str, ...]:
        """Topics and the words that came as keywords."""
        words = re.split(r"\s*[,;]\s*", self.extra.get("keywords", ""))
        return tuple(dict.fromkeys((*self.topics, *filter(None, words))))


def reference_of(key: str, paper: Paper, taxonomy: Taxonomy) -> Reference:
    """The reference of a paper."""
    venue = taxonomy.venues.get(taxonomy.venue(paper.venue) or "") if paper.venue else None
    type = entry_type(paper, venue)
    usual = publication(paper, venue)
    links = paper.links.model_dump(exclude_none=True)
    url = links.pop("paper", "")
    if not url and not (paper.doi or paper.arxiv):
        url = links.pop("pdf", "")
    container = _container(type, paper, venue)
    return Reference(
        key=key,
        type=type,
        title=paper.title,
        authors=tuple(person for person in paper.authors if not is_others(person)),
        editors=paper.editors,
        more_authors=any(map(is_others, paper.authors)),
        year=paper.year,
        month=paper.month,
        container=container,
        event=_event(type, container, paper, venue),
        series=paper.series or (usual.series if usual else ""),
        volume=paper.volume or "",
        number=paper.number or "",
        pages=paper.pages or "",
        publisher=paper.publisher or (usual.publisher if usual else ""),
        institution=_institution(type, paper, taxonomy),
        address=paper.address or "",
        doi=paper.doi or "",
        arxiv=paper.arxiv or "",
        isbn=paper.isbn or "",
        issn=paper.issn or (usual.issn if usual else ""),
        url=url,
        language=paper.language or "",
        abstract=paper.abstract or "",
        note=paper.note or "",
        topics=tuple(dict.fromkeys(filter(None, map(taxonomy.topic, paper.topics)))),
        own=_own(paper, links),
        aliases=paper.aliases,
        extra=paper.extra,
    )


def is_others(person: Person) -> bool:
    """Whether this stands for the authors whom the record does not name."""
    return person.name == OTHERS and not person.group


def _container(type: str, paper: Paper, venue: Venue | None) -> str:
    if type == "article":
        return venue.name if venue else paper.booktitle or ""
    title = paper.booktitle
    if venue and type in _CONTAINED:
        title = title or venue.proceedings or venue.name
    return title or ""


def _event(type: str, container: str, paper: Paper, venue: Venue | None) -> str:
    """The conference, where the title of the proceedings does not name it."""
    if venue and type in _CONTAINED:
        return venue.name if venue.name != container else ""
    return paper.extra.get(EVENT, "")


def _institution(type: str, paper: Paper, taxonomy: Taxonomy) -> str:
    """The school of a thesis, the institution of a report: as stated, else the first one named."""
    if paper.institution or type not in THESES | {"techreport"}:
        return paper.institution or ""
    known = (taxonomy.organization(name) for name in paper.organizations)
    return next((taxonomy.organizations[id].name for id in known if id), "")


def _own(paper: Paper, links: Mapping[str, str]) -> dict[str, str]:
    """What the list knows and citations do not ask for: the track, an award, other links."""
    own = {"track": paper.track or "", "award": paper.award or "", **links}
    return {name: value for name, value in own.items() if value}
