"""The taxonomy as the site uses it: terms in their tree, venues, organizations, people, by name.

Made from an `Outline` whose ids and references have been found right (`taxonomy_checks`).
Plain classes with plain lookups: records resolve their names here, templates read attributes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reading_list.text import fold, slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reading_list.catalog.outline import (
        EditionOutline,
        Outline,
        PersonOutline,
        Resource,
        Settings,
        TermOutline,
        VenueOutline,
    )

UNDATED = "undated"


@dataclass(slots=True, frozen=True)
class Term:
    """A node of a facet's tree. `ancestors` begins with the facet and ends with the parent."""

    id: str
    title: str
    facet: str
    hue: int
    ancestors: tuple[str, ...]
    children: tuple[str, ...]
    aliases: tuple[str, ...]
    formerly: tuple[str, ...]
    see_also: tuple[str, ...]
    description: str
    note: str
    resources: tuple[Resource, ...]

    @property
    def depth(self) -> int:
        """0 for a facet."""
        return len(self.ancestors)


@dataclass(slots=True, frozen=True)
class Edition:
    """A venue in a year; `year` is `undated` for papers of a venue without a year."""

    venue: str
    year: str
    title: str
    links: tuple[tuple[str, str], ...] = ()
    resources: tuple[Resource, ...] = ()
    note: str = ""

    @property
    def id(self) -> str:
        """`venue/year`, the last part of its address."""
        return f"{self.venue}/{self.year}"


@dataclass(slots=True, frozen=True)
class Venue:
    """A conference or journal series; `editions` are the declared ones, by year."""

    id: str
    name: str
    type: str
    acronyms: tuple[tuple[str, int, int], ...]
    proceedings: str
    publisher: str
    series: str
    issn: str
    url: str
    aliases: tuple[str, ...]
    editions: dict[str, Edition] = field(hash=False)

    def acronym(self, year: int | None = None) -> str:
        """The short name in a year, or the latest; the full name where there is no short one."""
        for name, first, last in self.acronyms:
            if year is not None and first <= year <= last:
                return name
        return self.acronyms[-1][0] if self.acronyms else self.name

    def edition(self, year: str) -> Edition:
        """The edition of a year, declared or not."""
        declared = self.editions.get(year)
        if declared:
            return declared
        number = int(year) if year.isdecimal() else None
        label = self.acronym(number)
        return Edition(self.id, year, f"{label} {year}" if number else label)


@dataclass(slots=True, frozen=True)
class Organization:
    """A university, company or laboratory. `ancestors` begins with the outermost parent."""

    id: str
    name: str
    ancestors: tuple[str, ...]
    children: tuple[str, ...]
    aliases: tuple[str, ...]
    url: str


@dataclass(slots=True, frozen=True)
class Section:
    """A top-level section of the list; `facet` or `editions` may be empty."""

    id: str
    title: str
    facet: str
    editions: tuple[str, ...]
    note: str
    resources: tuple[Resource, ...]


@dataclass(slots=True, frozen=True)
class Taxonomy:
    """Everything that `taxonomy.yaml` says, by id, and the names under which it is found."""

    settings: Settings
    facets: tuple[str, ...]
    terms: dict[str, Term]
    venues: dict[str, Venue]
    organizations: dict[str, Organization]
    people: dict[str, PersonOutline]
    sections: tuple[Section, ...]
    topic_names: dict[str, str]
    venue_names: dict[str, str]
    organization_names: dict[str, str]
    person_names: dict[str, str]
    orcids: dict[str, str]

    def topic(self, name: str) -> str | None:
        """The id of the term that `name` (id or alias, any case) names."""
        return self.topic_names.get(name) or self.topic_names.get(fold(name))

    def venue(self, name: str) -> str | None:
        """The id of the venue that `name` (id, acronym, name or alias) names."""
        return self.venue_names.get(name) or self.venue_names.get(fold(name))

    def organization(self, name: str) -> str | None:
        """The id of the organization that `name` (id, name or alias) names."""
        return self.organization_names.get(name) or self.organization_names.get(fold(name))

    def person(self, name: str, orcid: str | None, given_id: str | None) -> str | None:
        """The id of a person of `people`, by the id stated, else the ORCID, else the name."""
        if given_id:
            return given_id if given_id in self.people else None
        if orcid and orcid in self.orcids:
            return self.orcids[orcid]
        return self.person_names.get(fold(name)) if self.person_names else None


def taxonomy_of(outline: Outline) -> Taxonomy:
    """The taxonomy of a checked outline."""
    terms: dict[str, Term] = {}
    for number, facet in enumerate(outline.facets):
        hue = facet.hue if facet.hue is not None else (25 + 137 * number) % 360
        for term in _terms_of(facet, facet.id, hue, ()):
            terms[term.id] = term
    venues = {venue.id: _venue_of(venue) for venue in outline.venues}
    organizations = _organizations_of(outline)
    people = {person.id: person for person in outline.people}
    return Taxonomy(
        settings=outline.list,
        facets=tuple(facet.id for facet in outline.facets),
        terms=terms,
        venues=venues,
        organizations=organizations,
        people=people,
        sections=_sections_of(outline, terms),
        topic_names=_names({term.id: (*term.aliases, *term.formerly) for term in terms.values()}),
        venue_names=_names({venue.id: _venue_names(venue) for venue in venues.values()}),
        organization_names=_names({o.id: (o.name, *o.aliases) for o in organizations.values()}),
        person_names=_names({p.id: (p.name, *p.aliases) for p in people.values()}),
        orcids={person.orcid: person.id for person in people.values() if person.orcid},
    )


def _terms_of(
    written: TermOutline, facet: str, hue: int, ancestors: tuple[str, ...]
) -> Iterator[Term]:
    yield Term(
        id=written.id,
        title=written.title,
        facet=facet,
        hue=hue,
        ancestors=ancestors,
        children=tuple(child.id for child in written.terms),
        aliases=written.aliases,
        formerly=written.formerly,
        see_also=written.see_also,
        description=written.description or "",
        note=written.note or "",
        resources=written.resources,
    )
    for child in written.terms:
        yield from _terms_of(child, facet, hue, (*ancestors, written.id))


def _venue_of(written: VenueOutline) -> Venue:
    acronyms: list[tuple[str, int, int]] = []
    for item in written.acronyms:
        for name, span in item.items():
            first, _, last = span.partition("..")
            acronyms.append((name, int(first or 0), int(last or 9999)))
    if written.acronym:
        acronyms.append((written.acronym, 0, 9999))
    venue = Venue(
        id=written.id,
        name=written.name,
        type=written.type,
        acronyms=tuple(sorted(acronyms, key=lambda named: named[1:])),
        proceedings=written.proceedings or "",
        publisher=written.publisher or "",
        series=written.series or "",
        issn=written.issn or "",
        url=written.url or "",
        aliases=written.aliases,
        editions={},
    )
    for edition in written.editions:
        venue.editions[str(edition.year)] = _edition_of(venue, edition)
    return venue


def _edition_of(venue: Venue, written: EditionOutline) -> Edition:
    title = written.title or f"{venue.acronym(written.year)} {written.year}"
    links = tuple(written.links.items())
    return Edition(venue.id, str(written.year), title, links, written.resources, written.note or "")


def _venue_names(venue: Venue) -> tuple[str, ...]:
    return (venue.name, *(name for name, _, _ in venue.acronyms), *venue.aliases)


def _organizations_of(outline: Outline) -> dict[str, Organization]:
    parents = {written.id: written.parent for written in outline.organizations}
    children: dict[str, list[str]] = {}
    for written in outline.organizations:
        if written.parent:
            children.setdefault(written.parent, []).append(written.id)
    found = {}
    for written in outline.organizations:
        ancestors: list[str] = []
        above = written.parent
        while above and above not in ancestors:
            ancestors.insert(0, above)
            above = parents.get(above)
        found[written.id] = Organization(
            id=written.id,
            name=written.name,
            ancestors=tuple(ancestors),
            children=tuple(children.get(written.id, ())),
            aliases=written.aliases,
            url=written.url or "",
        )
    return found


def _sections_of(outline: Outline, terms: dict[str, Term]) -> tuple[Section, ...]:
    written = outline.list.outline
    if not written:
        facets = (terms[facet.id] for facet in outline.facets)
        return tuple(Section(term.id, term.title, term.id, (), "", ()) for term in facets)
    found = []
    for section in written:
        facet = section.facet or ""
        title = section.title or (terms[facet].title if facet else "")
        name = section.id or facet or slug(title)
        found.append(
            Section(name, title, facet, section.editions, section.note or "", section.resources)
        )
    return tuple(found)


def _names(by_id: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Every id, name and alias, as written and folded; an id wins over an alias."""
    found: dict[str, str] = {}
    for key, names in by_id.items():
        for name in names:
            found.setdefault(name, key)
            found.setdefault(fold(name), key)
    for key in by_id:
        found[key] = key
    return found
