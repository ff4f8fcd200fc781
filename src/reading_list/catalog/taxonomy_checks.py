"""`taxonomy.yaml` to a checked `Outline`: its shape, that ids are unique, that they lead somewhere.

The checks look at what is written, not at the model, so that one run finds all problems, however
much of the file has another shape. What records say of the taxonomy is checked in `rules`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reading_list.catalog.outline import Outline
from reading_list.diagnostics import ERROR, WARNING, Diagnostic, Edit, Severity, Span
from reading_list.records.complaints import complaints
from reading_list.records.explain import shown
from reading_list.records.limits import TAXONOMY_LIMITS
from reading_list.records.reader import Document, read
from reading_list.text import closest, fold, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reading_list.records.reader import Loc, Node

DEEPEST_TERM = 8
_KINDS = {"venues": "venue", "organizations": "organization", "people": "person"}


def read_taxonomy(path: str, raw: bytes) -> tuple[Outline | None, Document, tuple[Diagnostic, ...]]:
    """The outline that `raw` holds, None where it has errors; the document; all findings."""
    from pydantic import ValidationError

    document = read(path, raw, TAXONOMY_LIMITS)
    if document.data is None:
        return None, document, document.diagnostics
    outline = None
    findings = list(document.diagnostics)
    try:
        outline = Outline.model_validate(document.data)
    except ValidationError as error:
        findings += complaints(document, error, Outline, "taxonomy")
    findings += _Checks(document).run()
    if any(finding.is_error for finding in findings):
        outline = None
    return outline, document, tuple(findings)


def places_of(document: Document) -> dict[tuple[str, str], tuple[Span, str]]:
    """Where each term, venue and organization is declared: the span of its id, and its line."""
    # Asking the document for each line would count lines from the first for every node.
    lines = document.text.split("\n")
    found: dict[tuple[str, str], tuple[Span, str]] = {}
    for node in _nodes(document.data or {}):
        span = document.place((*node.loc, "id"))
        found.setdefault((node.kind, node.id), (span, lines[span.line - 1][:400].rstrip("\r")))
    return found


class _Node(NamedTuple):
    """A declared thing: its kind, its id, what is written of it, where."""

    kind: str
    id: str
    item: dict[str, Node]
    loc: Loc


def _nodes(data: dict[str, Node]) -> Iterator[_Node]:
    for loc, facet in _items(data, "facets", ()):
        yield from _term_nodes(facet, loc)
    for field, kind in _KINDS.items():
        for loc, item in _items(data, field, ()):
            if id := _text(item, "id"):
                yield _Node(kind, id, item, loc)


def _term_nodes(item: dict[str, Node], loc: Loc) -> Iterator[_Node]:
    if id := _text(item, "id"):
        yield _Node("term", id, item, loc)
    for place, child in _items(item, "terms", loc):
        yield from _term_nodes(child, place)


def _items(data: dict[str, Node], field: str, loc: Loc) -> Iterator[tuple[Loc, dict[str, Node]]]:
    """The mappings in a list, each with its place."""
    value = data.get(field)
    for index, item in enumerate(value if isinstance(value, list) else ()):
        if isinstance(item, dict):
            yield (*loc, field, index), item


def _texts(data: dict[str, Node], field: str, loc: Loc) -> Iterator[tuple[Loc, str]]:
    """The texts in a list, each with its place."""
    value = data.get(field)
    for index, item in enumerate(value if isinstance(value, list) else ()):
        if isinstance(item, str):
            yield (*loc, field, index), item


def _text(data: dict[str, Node], field: str) -> str:
    value = data.get(field)
    return value if isinstance(value, str) else ""


class _Checks:
    """The checks of a document that could be read."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.data = document.data or {}
        self.nodes = tuple(_nodes(self.data))
        self.ids: dict[str, list[str]] = {"term": [], **{kind: [] for kind in _KINDS.values()}}
        for node in self.nodes:
            self.ids[node.kind].append(node.id)

    def run(self) -> Iterator[Diagnostic]:
        yield from self._unique()
        for node in self.nodes:
            if node.kind == "term":
                yield from self._term(node)
            elif node.kind == "venue":
                yield from self._venue(node)
        yield from self._parents()
        yield from self._outline()

    def _unique(self) -> Iterator[Diagnostic]:
        """No id twice in a kind, and no name or identifier that would lead to two things."""
        first: dict[tuple[str, str], tuple[str, Loc]] = {}
        for kind, id, _, loc in self.nodes:
            place = (*loc, "id")
            if (kind, id) in first:
                message = f"the {kind} '{shown(id)}' is declared twice"
                hint = self._first(first[kind, id][1])
                yield self._at(place, "duplicate-id", message, hint)
            first.setdefault((kind, id), (id, place))
        for node in self.nodes:
            for place, name in _names(node):
                known, where = first.setdefault((node.kind, fold(name)), (node.id, place))
                if known != node.id:
                    message = f"'{shown(name)}' already names the {node.kind} '{shown(known)}'"
                    yield self._at(place, "duplicate-name", message, self._first(where))

    def _term(self, node: _Node) -> Iterator[Diagnostic]:
        if node.loc.count("terms") == DEEPEST_TERM:
            message = f"terms are nested more than {DEEPEST_TERM} levels deep"
            yield self._at((*node.loc, "id"), "too-deep", message, "move the term up")
        for place, other in _texts(node.item, "see_also", node.loc):
            yield from self._known("term", other, place)
        yield from self._resources(node.item, node.loc)

    def _parents(self) -> Iterator[Diagnostic]:
        parents = {
            node.id: _text(node.item, "parent")
            for node in self.nodes
            if node.kind == "organization"
        }
        for node in self.nodes:
            above = _text(node.item, "parent") if node.kind == "organization" else ""
            if not above:
                continue
            place = (*node.loc, "parent")
            yield from self._known("organization", above, place)
            seen = {node.id}
            while above and above not in seen and len(seen) <= DEEPEST_TERM:
                seen.add(above)
                above = parents.get(above, "")
            if above and above not in seen:
                message = f"'{shown(node.id)}' has more than {DEEPEST_TERM} organizations above it"
                yield self._at(place, "too-deep", message, "leave out some of those between")
            if above == node.id:
                message = f"'{shown(node.id)}' is above itself by its parents"
                yield self._at(place, "circle", message, "one of the parents is wrong")

    def _venue(self, node: _Node) -> Iterator[Diagnostic]:
        years: dict[str, Loc] = {}
        for loc, edition in _items(node.item, "editions", node.loc):
            place = (*loc, "year")
            year = _text(edition, "year")
            if year and year in years:
                message = f"the edition {shown(year)} of '{shown(node.id)}' is declared twice"
                yield self._at(place, "duplicate-edition", message, self._first(years[year]))
            years.setdefault(year, place)
            yield from self._resources(edition, loc)
        yield from self._acronyms(node)

    def _acronyms(self, node: _Node) -> Iterator[Diagnostic]:
        """Short names follow each other in time."""
        spans = []
        for loc, acronym in _items(node.item, "acronyms", node.loc):
            for name, span in acronym.items():
                years = (
                    re.fullmatch(r"(\d{4})?\.\.(\d{4})?", span) if isinstance(span, str) else None
                )
                if years:
                    spans.append((int(years[1] or 0), int(years[2] or 9999), (*loc, name)))
        last = -1
        for start, end, place in sorted(spans, key=lambda span: span[:2]):
            if start > end:
                message = f"the span ends in {end}, before it begins"
                yield self._at(place, "acronym-span", message, "write the earlier year first")
            elif start <= last:
                message = f"two acronyms of '{shown(node.id)}' are valid in {max(start, 1)}"
                if not start:
                    message = f"two acronyms of '{shown(node.id)}' are valid at first"
                hint = 'write spans that follow each other: "..2017", "2018.."'
                yield self._at(place, "acronym-span", message, hint)
            last = max(last, end)

    def _outline(self) -> Iterator[Diagnostic]:
        listed = self.data.get("list")
        if not isinstance(listed, dict):
            return
        sections: dict[str, Loc] = {}
        for loc, section in _items(listed, "outline", ("list",)):
            yield from self._section(section, loc)
            title = _text(section, "title")
            id = _text(section, "id") or _text(section, "facet") or (slug(title) if title else "")
            if id and id in sections:
                message = f"two sections have the address '{shown(id)}'"
                hint = f"{self._first(sections[id])}: delete one, or give this one an `id:`"
                yield self._at(loc, "section", message, hint)
            sections.setdefault(id, loc)

    def _section(self, section: dict[str, Node], loc: Loc) -> Iterator[Diagnostic]:
        facet = _text(section, "facet")
        if facet and "editions" in section:
            message = "a section shows a facet or editions, not both"
            yield self._at((*loc, "editions"), "section", message, "make two sections of it")
        if not facet and "title" not in section and "facet" not in section:
            message = "a section needs a title"
            yield self._at(loc, "section", message, "add `title: ...`, or name a `facet:`")
        if not section.keys() & {"facet", "editions", "note", "resources"}:
            hint = "add `facet:`, `editions:`, `note:` or `resources:`"
            yield self._at(loc, "section", "the section shows nothing", hint, WARNING)
        if facet:
            facets = [_text(item, "id") for _, item in _items(self.data, "facets", ())]
            if facet not in facets:
                yield self._unknown("facet", facet, facets, (*loc, "facet"))
        for place, edition in _texts(section, "editions", loc):
            yield from self._known("venue", edition.partition("/")[0], place)
        yield from self._resources(section, loc)

    def _resources(self, item: dict[str, Node], loc: Loc) -> Iterator[Diagnostic]:
        for place, resource in _items(item, "resources", loc):
            if not resource.keys() & {"url", "note", "paper"}:
                title = shown(_text(resource, "title"))
                message = f"the resource '{title}' leads nowhere and says nothing"
                hint = "add `url:`, `paper:` or `note:`"
                yield self._at((*place, "title"), "resource", message, hint, WARNING)

    def _known(self, kind: str, id: str, loc: Loc) -> Iterator[Diagnostic]:
        if id not in self.ids[kind]:
            yield self._unknown(kind, id, self.ids[kind], loc)

    def _unknown(self, kind: str, id: str, known: Iterable[str], loc: Loc) -> Diagnostic:
        guess = closest(id, known)
        message = f"unknown {kind} '{shown(id)}'"
        if guess:
            message += f" (did you mean '{guess}'?)"
        span = self.document.place(loc)
        is_text = guess and "editions" not in loc
        edits = (Edit(span, guess, is_certain=False),) if guess and is_text else ()
        hint = f"write `{guess}`" if guess else f"declare the {kind} in this file"
        rule = f"taxonomy/unknown-{kind}"
        return self.document.report(rule, message, span, hint=hint, edits=edits)

    def _first(self, loc: Loc) -> str:
        return f"the first one is in line {self.document.place(loc).line}"

    def _at(
        self, loc: Loc, rule: str, message: str, hint: str, severity: Severity = ERROR
    ) -> Diagnostic:
        span = self.document.place(loc)
        return self.document.report(f"taxonomy/{rule}", message, span, severity=severity, hint=hint)


def _names(node: _Node) -> Iterator[tuple[Loc, str]]:
    """What leads to a thing beside its id. Two persons may have one name, but not one ORCID iD."""
    kind, _, item, loc = node
    if kind == "person":
        if orcid := _text(item, "orcid"):
            yield (*loc, "orcid"), orcid
        return
    yield from _texts(item, "aliases", loc)
    yield from _texts(item, "formerly", loc)
    if kind != "term" and (name := _text(item, "name")):
        yield (*loc, "name"), name
    if kind == "venue":
        if acronym := _text(item, "acronym"):
            yield (*loc, "acronym"), acronym
        yield from _texts(item, "acronyms", loc)
        for place, spans in _items(item, "acronyms", loc):
            yield from ((place, name) for name in spans)
