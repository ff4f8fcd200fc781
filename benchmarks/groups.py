"""What the synthetic list knows besides papers: terms, venues, organizations."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import words

from reading_list.text import slug

if TYPE_CHECKING:
    from collections.abc import Iterator

RENAMED = 2017  # the last year under their old acronyms for some conferences


class Venue(NamedTuple):
    """A conference or journal; `old` was its acronym until 2017."""

    id: str
    name: str
    acronym: str
    old: str
    type: str
    publisher: str


class Term(NamedTuple):
    """A topic; `above` are its ancestors from the facet down, empty for a facet."""

    id: str
    title: str
    above: tuple[str, ...]


class Organization(NamedTuple):
    """A university, company or laboratory."""

    id: str
    name: str
    parent: str


def terms() -> list[Term]:
    """The terms of all facets, each before what is below it."""

    def walk(nodes: object, above: tuple[str, ...]) -> Iterator[Term]:
        for title in nodes if isinstance(nodes, dict | list) else ():
            id = slug(title)
            yield Term(id, title, above)
            yield from walk(nodes[title] if isinstance(nodes, dict) else (), (*above, id))

    found: list[Term] = []
    for facet, nodes in words.FACETS.items():
        found.append(Term(facet, facet.capitalize(), ()))
        found.extend(walk(nodes, (facet,)))
    return found


def venues() -> list[Venue]:
    """Twenty conferences and twenty journals; every third conference changed its acronym."""
    found = []
    for number, field in enumerate(words.FIELDS):
        initials = "".join(word[0] for word in field.split()) + field.split()[-1][1:3].upper()
        name = f"International Conference on {field}"
        old = f"WS{initials}" if number % 3 == 0 else ""
        publisher = ("Example Press", "Society of Examples", "")[number % 3]
        found.append(
            Venue(f"ic{initials.lower()}", name, f"IC{initials}", old, "conference", publisher)
        )
        found.append(
            Venue(
                f"j{initials.lower()}",
                f"Journal of {field}",
                f"J. {field}",
                "",
                "journal",
                publisher,
            )
        )
    return found


def organizations() -> list[Organization]:
    """Five in every city; one of them is a part of another."""
    found = []
    for city in words.CITIES:
        university = slug(f"University of {city}")
        found.append(Organization(university, f"University of {city}", ""))
        found += [
            Organization(slug(name), name, parent)
            for name, parent in (
                (f"{city} Institute of Technology", ""),
                (f"{city} Machine Intelligence Laboratory", university),
                (f"{city} Semiconductors", ""),
                (f"Academy of Sciences, {city}", ""),
            )
        ]
    return found


def taxonomy_yaml() -> str:
    """The whole of `taxonomy.yaml`."""
    lines = [
        "# yaml-language-server: $schema=schemas/taxonomy.schema.json",
        "list:",
        '  title: "Synthetic Papers, a Reading List"',
        "  short_title: Synthetic Papers",
        '  description: "Papers that *nobody* wrote, for [measuring](https://example.org/) only."',
        "  license: CC0-1.0",
        "",
        "facets:",
    ]
    for place, term in enumerate(found := terms()):
        pad = "    " * len(term.above) + "  "
        lines.append(f"{pad}- id: {term.id}")
        lines.append(f"{pad}  title: {term.title}")
        lines.append(
            f'{pad}  description: "What is known of {term.title.lower()}, and since when."'
        )
        if place + 1 < len(found) and len(found[place + 1].above) > len(term.above):
            lines.append(f"{pad}  terms:")
    lines += ["", "venues:"]
    for venue in venues():
        lines += [f"  - id: {venue.id}", f"    name: {venue.name}"]
        if venue.old:
            spans = f"{{{venue.old}: ..{RENAMED}}}, {{{venue.acronym}: {RENAMED + 1}..}}"
            lines.append(f"    acronyms: [{spans}]")
        else:
            lines.append(f"    acronym: {venue.acronym}")
        lines.append(f"    type: {venue.type}")
        if venue.publisher:
            lines.append(f"    publisher: {venue.publisher}")
    lines += ["", "organizations:"]
    for organization in organizations():
        lines += [f"  - id: {organization.id}", f'    name: "{organization.name}"']
        if organization.parent:
            lines.append(f"    parent: {organization.parent}")
    return "\n".join(lines) + "\n"
