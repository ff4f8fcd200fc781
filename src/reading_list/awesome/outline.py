"""Sections as a taxonomy: headings of topics are terms, editions are sections of their own.

Headings of years, venues and tracks give the papers below them a year, a venue, a track. They are
terms only where nothing else would say where a paper stands.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from reading_list.awesome.drafts import whole_issue
from reading_list.awesome.venues import Issue
from reading_list.text import fold, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reading_list.awesome.reader import Reading
    from reading_list.awesome.sections import Section

PAPERS = "Papers"
_DEEPEST = 8
_LONGEST_TITLE = 400
_LONGEST_TEXT = 8000


class Outlined(NamedTuple):
    """`data` is what `taxonomy.yaml` holds; `fields` are those of each draft, by its names."""

    data: dict[str, object]
    fields: tuple[dict[str, object], ...]


@dataclass(slots=True, eq=False)
class _Node:
    title: str
    id: str = ""
    below: dict[str, _Node] = field(default_factory=dict)
    sections: list[Section] = field(default_factory=list)
    is_used: bool = False


def outline_of(reading: Reading, title: str) -> Outlined:
    """The taxonomy of a list, and its drafts with their topics, venues and organizations by id.

    `title` is what the list is called if it has no heading.
    """
    return _Outliner(reading).outline(title)


class _Outliner:
    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._root = _Node("")
        self._order: dict[str, tuple[str, object]] = {}
        self._editions: dict[str, list[str]] = {}
        self._titles: dict[str, str] = {}
        self._ids: set[str] = set()
        self._venues: dict[str, dict[str, object]] = {}
        self._venue_ids: dict[str, str] = {}
        self._organizations: dict[str, tuple[str, str]] = {}

    def outline(self, title: str) -> Outlined:
        made: list[tuple[dict[str, object], _Node | None]] = []
        for draft, section in zip(self._reading.drafts, self._reading.places, strict=True):
            fields = dict(draft.fields)
            self._name(fields)
            made.append((fields, self._place(section, fields)))
        self._walk_texts(self._reading.root)
        self._give_ids(self._root, "")
        drafts = []
        for fields, node in made:
            if node is not None:
                fields["topics"] = [node.id]
            drafts.append(fields)
        return Outlined(self._data(title), tuple(drafts))

    def _place(self, section: Section, fields: Mapping[str, object]) -> _Node | None:
        """The term of a paper; None for one that an edition lists."""
        topics = [here.title for here in section.chain if here.is_topic and here.kind != "contents"]
        if topics:
            return self._node(topics, section)
        chain = section.chain
        if not chain:
            return self._node([PAPERS], None)
        above = whole_issue(Issue(), section)
        venue = self._venue_ids.get(fold(above.venue)) if above.venue else None
        if (
            venue
            and above.year
            and fields.get("venue") == venue
            and fields.get("year") == above.year
        ):
            outer = chain[0].title
            self._order.setdefault(f"edition:{fold(outer)}", ("editions", outer))
            self._titles.setdefault(fold(outer), outer)
            editions = self._editions.setdefault(fold(outer), [])
            edition = f"{venue}/{above.year}"
            if edition not in editions:
                editions.append(edition)
            return None
        return self._node([here.title for here in chain], section)

    def _node(self, titles: list[str], section: Section | None) -> _Node:
        here = self._root
        for title in titles[: _DEEPEST - 1]:
            name = fold(title)
            if name not in here.below:
                here.below[name] = _Node(title[:_LONGEST_TITLE])
                if here is self._root:
                    self._order.setdefault(f"facet:{name}", ("facet", here.below[name]))
            here = here.below[name]
        here.is_used = True
        if section is not None and section not in here.sections and section.is_topic:
            here.sections.append(section)
        return here

    def _walk_texts(self, section: Section) -> None:
        """Sections without papers are terms as well if they say or link something."""
        for below in section.children:
            if below.kind in {"meta", "contents"}:
                continue
            topics = [
                here.title for here in below.chain if here.is_topic and here.kind != "contents"
            ]
            says = below.texts or below.quotes or below.links
            if topics and (below.is_topic or says):
                node = self._node(topics, None)
                if below not in node.sections:
                    node.sections.append(below)
            self._walk_texts(below)

    def _give_ids(self, node: _Node, above: str) -> None:
        for below in node.below.values():
            name = slug(below.title, 60)
            if name in self._ids:
                name = slug(f"{above} {below.title}", 80)
            base, number = name, 2
            while name in self._ids:
                name, number = f"{base}-{number}", number + 1
            self._ids.add(name)
            below.id = name
            self._give_ids(below, below.title)

    def _name(self, fields: dict[str, object]) -> None:
        """Venue and organizations by id, declared as they come."""
        venue = fields.get("venue")
        if isinstance(venue, str):
            fields["venue"] = self._venue(venue)
        places = fields.get("organizations")
        if isinstance(places, list):
            fields["organizations"] = list(dict.fromkeys(map(self._organization, places)))

    def _venue(self, name: str) -> str:
        known = self._venue_ids.get(fold(name))
        if known:
            return known
        id = base = slug(name, 60)
        number = 2
        while id in self._venues:
            id, number = f"{base}-{number}", number + 1
        declared: dict[str, object] = {"id": id, "name": name}
        if name == "NeurIPS":
            declared["acronyms"] = [{"NIPS": "..2017"}, {"NeurIPS": "2018.."}]
        declared["type"] = self._types().get(fold(name), "conference")
        self._venues[id] = declared
        self._venue_ids[fold(name)] = id
        return id

    _type_of: dict[str, str] | None = None

    def _types(self) -> dict[str, str]:
        """The type of each venue by its name, as the entries say."""
        if self._type_of is None:
            found: dict[str, str] = {}
            for candidate in self._reading.candidates:
                issue = whole_issue(candidate.entry.issue, candidate.section)
                if issue.venue:
                    found.setdefault(fold(issue.venue), issue.type or "other")
            self._type_of = found
        return self._type_of

    def _organization(self, name: object) -> str:
        text = str(name)[:_LONGEST_TITLE]
        if text == "others":
            return text
        known = self._organizations.get(fold(text))
        if known:
            return known[0]
        taken = {id for id, _ in self._organizations.values()}
        id = base = slug(text, 60)
        number = 2
        while id in taken or id == "others":
            id, number = f"{base}-{number}", number + 1
        self._organizations[fold(text)] = (id, text)
        return id

    def _data(self, title: str) -> dict[str, object]:
        root = self._reading.root
        settings: dict[str, object] = {"title": _line(root.title or title)}
        description = "\n\n".join(text.text for text in (*root.quotes, *root.texts))
        if description:
            settings["description"] = description[:_LONGEST_TEXT]
        sections = list(self._sections())
        if sections and (root.links or any("facet" not in it for it in sections)):
            if root.links:
                sections.append({"title": "Further Links", "resources": _resources([root])})
            settings["outline"] = sections
        data: dict[str, object] = {"list": settings}
        if self._root.below:
            data["facets"] = [_term(node) for node in self._root.below.values()]
        if self._venues:
            data["venues"] = list(self._venues.values())
        if self._organizations:
            data["organizations"] = [
                {"id": id, "name": name} for id, name in self._organizations.values()
            ]
        return data

    def _sections(self) -> Iterable[dict[str, object]]:
        for kind, what in self._order.values():
            if kind == "facet" and isinstance(what, _Node):
                yield {"facet": what.id}
            elif isinstance(what, str):
                yield {
                    "id": slug(f"{what} editions", 80),
                    "title": _line(what),
                    "editions": self._editions[fold(what)],
                }


def _term(node: _Node) -> dict[str, object]:
    term: dict[str, object] = {"id": node.id, "title": _line(node.title)}
    texts = [text.text for section in node.sections for text in section.texts]
    quotes = [text.text for section in node.sections for text in section.quotes]
    if texts:
        term["description"] = "\n\n".join(dict.fromkeys(texts))[:_LONGEST_TEXT]
    if quotes:
        term["note"] = " ".join(dict.fromkeys(quotes))[:_LONGEST_TEXT]
    resources = _resources(node.sections)
    if resources:
        term["resources"] = resources
    if node.below:
        term["terms"] = [_term(below) for below in node.below.values()]
    return term


def _resources(sections: Iterable[Section]) -> list[dict[str, object]]:
    from reading_list.records.identifiers import IdentifierError, check_url

    found: list[dict[str, object]] = []
    for section in sections:
        for link in section.links:
            resource: dict[str, object] = {"title": _line(link.title)}
            note = link.note
            try:
                resource["url"] = check_url(link.url)
            except IdentifierError as error:
                if error.fix:
                    resource["url"] = error.fix
                else:
                    note = f"{note} {link.url}".strip()
            if note:
                resource["note"] = note[:_LONGEST_TEXT]
            if resource not in found:
                found.append(resource)
    return found


def _line(text: str) -> str:
    return " ".join(text.split())[:_LONGEST_TITLE] or "Untitled"
