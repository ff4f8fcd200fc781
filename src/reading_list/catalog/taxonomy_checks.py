"""`taxonomy.yaml` to a checked `Outline`: its shape, that ids are unique, that they lead somewhere.

All problems are found in one run. What records say of the taxonomy is checked in `rules`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reading_list.catalog.outline import Outline
from reading_list.diagnostics import WARNING, Diagnostic, Edit, Severity, Span
from reading_list.records.complaints import complaints
from reading_list.records.limits import TAXONOMY_LIMITS
from reading_list.records.reader import Document, read
from reading_list.text import closest, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reading_list.catalog.outline import SectionOutline, TermOutline
    from reading_list.records.reader import Loc, Node

DEEPEST_TERM = 8


def read_taxonomy(path: str, raw: bytes) -> tuple[Outline | None, Document, tuple[Diagnostic, ...]]:
    """The outline that `raw` holds, None where it has errors; the document; all findings."""
    from pydantic import ValidationError

    document = read(path, raw, TAXONOMY_LIMITS)
    if document.data is None:
        return None, document, document.diagnostics
    try:
        outline = Outline.model_validate(document.data)
    except ValidationError as error:
        found = complaints(document, error, Outline, "taxonomy")
        return None, document, (*document.diagnostics, *found)
    findings = (*document.diagnostics, *_Checks(document, outline).run())
    sound = not any(finding.is_error for finding in findings)
    return (outline if sound else None), document, findings


def places_of(document: Document) -> dict[tuple[str, str], tuple[Span, str]]:
    """Where each term, venue and organization is declared: the span of its id, and its line."""
    found: dict[tuple[str, str], tuple[Span, str]] = {}
    for node in _nodes(document.data or {}):
        span = document.place((*node.loc, "id"))
        found[node.kind, node.id] = span, document.report("", "", span).snippet
    return found


class _Node(NamedTuple):
    """A declared thing: its kind, its id, where it stands, the names it is found under."""

    kind: str
    id: str
    loc: Loc
    names: tuple[tuple[str, Loc], ...]


def _nodes(data: dict[str, Node]) -> Iterator[_Node]:
    for index, facet in enumerate(_list(data.get("facets"))):
        yield from _term_nodes(facet, ("facets", index))
    for kind, field in (
        ("venue", "venues"),
        ("organization", "organizations"),
        ("person", "people"),
    ):
        for index, item in enumerate(_list(data.get(field))):
            if isinstance(item, dict) and isinstance(item.get("id"), str):
                loc: Loc = (field, index)
                yield _Node(kind, str(item["id"]), loc, tuple(_names(kind, item, loc)))


def _term_nodes(item: Node, loc: Loc) -> Iterator[_Node]:
    if not isinstance(item, dict) or not isinstance(item.get("id"), str):
        return
    yield _Node("term", str(item["id"]), loc, tuple(_names("term", item, loc)))
    for index, child in enumerate(_list(item.get("terms"))):
        yield from _term_nodes(child, (*loc, "terms", index))


def _names(kind: str, item: dict[str, Node], loc: Loc) -> Iterator[tuple[str, Loc]]:
    """The names beside the id under which records may call a thing."""
    for field in ("aliases", "formerly"):
        for index, alias in enumerate(_list(item.get(field))):
            yield str(alias), (*loc, field, index)
    if kind in {"venue", "organization", "person"} and isinstance(item.get("name"), str):
        yield str(item["name"]), (*loc, "name")
    if kind == "venue":
        if isinstance(item.get("acronym"), str):
            yield str(item["acronym"]), (*loc, "acronym")
        for index, acronym in enumerate(_list(item.get("acronyms"))):
            names = acronym if isinstance(acronym, dict) else [acronym]
            yield from ((str(name), (*loc, "acronyms", index)) for name in names)


def _list(value: Node) -> list[Node]:
    return value if isinstance(value, list) else []


class _Checks:
    """The checks of an outline whose shape is right."""

    def __init__(self, document: Document, outline: Outline) -> None:
        self.document = document
        self.outline = outline
        self.nodes = tuple(_nodes(document.data or {}))
        self.ids = {
            kind: [node.id for node in self.nodes if node.kind == kind]
            for kind in ("term", "venue", "organization", "person")
        }

    def run(self) -> Iterator[Diagnostic]:
        yield from self._unique()
        for index, facet in enumerate(self.outline.facets):
            yield from self._terms(facet, ("facets", index), 1)
        yield from self._organizations()
        yield from self._venues()
        for index, section in enumerate(self.outline.list.outline):
            yield from self._section(section, ("list", "outline", index))

    def _unique(self) -> Iterator[Diagnostic]:
        """No id twice in a kind, and no alias that names two things."""
        first: dict[tuple[str, str], tuple[_Node, Loc]] = {}
        for node in self.nodes:
            known = first.setdefault((node.kind, node.id), (node, (*node.loc, "id")))
            if known[0] is not node:
                message = f"the {node.kind} '{node.id}' is declared twice"
                yield self._at((*node.loc, "id"), "duplicate-id", message, self._first(known[1]))
        for node in self.nodes:
            for name, loc in node.names:
                known = first.setdefault((node.kind, fold(name)), (node, loc))
                if known[0].id != node.id:
                    message = f"'{name}' already names the {node.kind} '{known[0].id}'"
                    yield self._at(loc, "duplicate-name", message, self._first(known[1]))

    def _terms(self, term: TermOutline, loc: Loc, depth: int) -> Iterator[Diagnostic]:
        if depth > DEEPEST_TERM:
            message = f"terms are nested more than {DEEPEST_TERM} levels deep"
            yield self._at((*loc, "id"), "too-deep", message, "move the term up")
            return
        for index, other in enumerate(term.see_also):
            yield from self._known("term", other, (*loc, "see_also", index))
        for index, resource in enumerate(term.resources):
            yield from self._resource(resource, (*loc, "resources", index))
        for index, child in enumerate(term.terms):
            yield from self._terms(child, (*loc, "terms", index), depth + 1)

    def _organizations(self) -> Iterator[Diagnostic]:
        parents = {item.id: item.parent for item in self.outline.organizations}
        for index, item in enumerate(self.outline.organizations):
            if item.parent is None:
                continue
            loc: Loc = ("organizations", index, "parent")
            yield from self._known("organization", item.parent, loc)
            seen = {item.id}
            above: str | None = item.parent
            while above and above not in seen:
                seen.add(above)
                above = parents.get(above)
            if above == item.id:
                message = f"'{item.id}' is above itself by its parents"
                yield self._at(loc, "circle", message, "one of the parents is wrong")

    def _venues(self) -> Iterator[Diagnostic]:
        for index, venue in enumerate(self.outline.venues):
            loc: Loc = ("venues", index)
            years: set[int] = set()
            for number, edition in enumerate(venue.editions):
                place: Loc = (*loc, "editions", number)
                if edition.year in years:
                    message = f"the edition {edition.year} of '{venue.id}' is declared twice"
                    yield self._at((*place, "year"), "duplicate-edition", message, "join the two")
                years.add(edition.year)
                for position, resource in enumerate(edition.resources):
                    yield from self._resource(resource, (*place, "resources", position))
            spans = [
                (int(span.partition("..")[0] or 0), int(span.partition("..")[2] or 9999), number)
                for number, acronym in enumerate(venue.acronyms)
                for span in acronym.values()
            ]
            for (_, last, _), (start, _, number) in zip(
                sorted(spans), sorted(spans)[1:], strict=False
            ):
                if start <= last:
                    message = f"two acronyms of '{venue.id}' are valid in {start}"
                    hint = 'write spans that follow each other: "..2017", "2018.."'
                    yield self._at((*loc, "acronyms", number), "acronym-span", message, hint)

    def _section(self, section: SectionOutline, loc: Loc) -> Iterator[Diagnostic]:
        if section.facet and section.editions:
            message = "a section shows a facet or editions, not both"
            yield self._at(loc, "section", message, "make two sections of it")
        if not section.facet and not section.title:
            message = "a section needs a title"
            yield self._at(loc, "section", message, "add `title: ...`, or name a `facet:`")
        if section.facet:
            facets = [facet.id for facet in self.outline.facets]
            if section.facet not in facets:
                yield self._unknown("facet", section.facet, facets, (*loc, "facet"))
        for index, edition in enumerate(section.editions):
            venue = edition.partition("/")[0]
            yield from self._known("venue", venue, (*loc, "editions", index))
        for index, resource in enumerate(section.resources):
            yield from self._resource(resource, (*loc, "resources", index))

    def _resource(self, resource: object, loc: Loc) -> Iterator[Diagnostic]:
        if not any(getattr(resource, field) for field in ("url", "note", "paper")):
            message = f"the resource '{getattr(resource, 'title', '')}' leads nowhere"
            hint = "add `url:`, `paper:` or `note:` if there is one"
            yield self._at((*loc, "title"), "resource", message, hint, severity=WARNING)

    def _known(self, kind: str, id: str, loc: Loc) -> Iterator[Diagnostic]:
        if id not in self.ids[kind]:
            yield self._unknown(kind, id, self.ids[kind], loc)

    def _unknown(self, kind: str, id: str, known: Iterable[str], loc: Loc) -> Diagnostic:
        guess = closest(id, known)
        message = f"unknown {kind} '{id}'"
        if guess:
            message += f" (did you mean '{guess}'?)"
        span = self.document.place(loc)
        edits = (Edit(span, guess),) if guess and "editions" not in loc else ()
        hint = f"write `{guess}`" if guess else f"declare the {kind} in this file"
        rule = f"taxonomy/unknown-{kind}"
        return self.document.report(rule, message, span, hint=hint, edits=edits)

    def _first(self, loc: Loc) -> str:
        span = self.document.place(loc)
        return f"the first one is in line {span.line}"

    def _at(
        self, loc: Loc, rule: str, message: str, hint: str, severity: Severity = Severity.ERROR
    ) -> Diagnostic:
        span = self.document.place(loc)
        return self.document.report(f"taxonomy/{rule}", message, span, severity=severity, hint=hint)
