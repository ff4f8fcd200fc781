"""What `taxonomy.yaml` may say: `Outline`, a frozen, checked value.

The shape alone is checked here (fields, types, forms); whether ids are unique and references lead
somewhere is the business of `taxonomy`.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from reading_list.records.identifiers import IdentifierError, check_term_id
from reading_list.records.model import Issn, Key, Line, Orcid, Prose, Url, Value, Year

TermId: TypeAlias = Annotated[str, AfterValidator(check_term_id)]
Aliases: TypeAlias = Annotated[tuple[Line, ...], Field(max_length=200)]
ResourceKind: TypeAlias = Literal[
    "tutorial", "workshop", "benchmark", "list", "software", "data", "other"
]
VenueType: TypeAlias = Literal["conference", "journal", "workshop", "preprint", "book", "other"]


class Resource(Value):
    """A link or hint that is not a paper: a tutorial, a benchmark, a workshop, another list."""

    title: Line
    url: Url | None = None
    note: Prose | None = None
    paper: Key | None = None
    kind: ResourceKind | None = None


class TermOutline(Value):
    """A node of a facet's tree as written; a facet is one at the top."""

    id: TermId
    title: Line
    description: Prose | None = None
    note: Prose | None = None
    aliases: Aliases = ()
    formerly: tuple[TermId, ...] = ()
    see_also: tuple[TermId, ...] = ()
    resources: tuple[Resource, ...] = ()
    terms: tuple[TermOutline, ...] = ()


def _hue(value: object) -> object:
    if isinstance(value, str):
        if not value.isdecimal() or len(value) > 3 or int(value) > 359:
            raise IdentifierError(
                f"`{value[:20]}` is no hue", "write a number of degrees, 0 to 359"
            )
        return int(value)
    return value


class FacetOutline(TermOutline):
    """A top-level tree of terms; `hue` is the colour of its marks, in degrees."""

    hue: Annotated[int, BeforeValidator(_hue)] | None = None


class EditionOutline(Value):
    """A venue in a year, as far as it has something to say beyond its papers."""

    year: Year
    title: Line | None = None
    links: dict[Line, Url] = Field(default_factory=dict)
    resources: tuple[Resource, ...] = ()
    note: Prose | None = None


_SPAN = r"^(\d{4})?\.\.(\d{4})?$"
YearSpan: TypeAlias = Annotated[str, StringConstraints(pattern=_SPAN)]


def _acronym(value: object) -> object:
    return {value: ".."} if isinstance(value, str) else value


Acronym: TypeAlias = Annotated[
    dict[Line, YearSpan], BeforeValidator(_acronym), Field(min_length=1, max_length=1)
]


class VenueOutline(Value):
    """A conference or journal series."""

    id: TermId
    name: Line
    acronym: Line | None = None
    acronyms: tuple[Acronym, ...] = ()
    proceedings: Line | None = None
    type: VenueType = "conference"
    publisher: Line | None = None
    series: Line | None = None
    issn: Issn | None = None
    url: Url | None = None
    aliases: Aliases = ()
    editions: tuple[EditionOutline, ...] = ()


class OrganizationOutline(Value):
    """A university, company or laboratory; `parent` is the id of what it is a part of."""

    id: TermId
    name: Line
    parent: TermId | None = None
    aliases: Aliases = ()
    url: Url | None = None


class PersonOutline(Value):
    """A person whose name alone is not enough: variants, an ORCID, two people of one name."""

    id: TermId
    name: Line
    orcid: Orcid | None = None
    aliases: Aliases = ()
    url: Url | None = None


class SectionOutline(Value):
    """One top-level section of the list: a facet, some editions, or text and resources alone."""

    id: TermId | None = None
    facet: TermId | None = None
    title: Line | None = None
    editions: tuple[Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+/\d{4}$")], ...] = ()
    note: Prose | None = None
    resources: tuple[Resource, ...] = ()


class PageChoices(Value):
    """Which page kinds are wanted."""

    authors: Literal["each", "none"] = "each"
    organizations: Literal["each", "none"] = "each"
    paper_downloads: tuple[Literal["bib"], ...] = ("bib",)
    downloads: tuple[Literal["bib", "ris", "json", "csv"], ...] = ("bib", "ris", "json", "csv")
    feeds: tuple[Literal["site", "topics", "venues", "authors"], ...] = (
        "site",
        "topics",
        "venues",
        "authors",
    )
    data: Literal["each", "none"] = "each"
    basket: Literal["each", "none"] = "each"
    offline: Literal["visited", "none"] = "none"


class Settings(Value):
    """What the list as a whole is."""

    title: Line
    short_title: Line | None = None
    description: Prose | None = None
    url: Url | None = None
    repository: Url | None = None
    branch: Line = "main"
    license: Line | None = None
    contact: Line | None = None
    curators: tuple[Line, ...] = ()
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "en"
    outline: tuple[SectionOutline, ...] = ()
    pages: PageChoices = PageChoices()


class Outline(Value):
    """The whole of `taxonomy.yaml`."""

    list: Settings
    facets: tuple[FacetOutline, ...] = ()
    venues: tuple[VenueOutline, ...] = ()
    organizations: tuple[OrganizationOutline, ...] = ()
    people: tuple[PersonOutline, ...] = ()
