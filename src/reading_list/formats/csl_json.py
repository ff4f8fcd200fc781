"""Papers as CSL-JSON and back, as pandoc, Zotero and citation processors exchange them.

The schema (citation-style-language/schema, csl-data.json) allows no other names than its own;
what it has no name for stands under `custom`.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from reading_list.diagnostics import Diagnostic
from reading_list.formats._csl_item import GENRES, OTHER_TYPES, TYPES, csl_item
from reading_list.formats._foreign import (
    LANGUAGES,
    arxiv_in_journal,
    arxiv_of,
    page_range,
    put_doi,
    put_url,
    without_stop,
    year_and_month,
)
from reading_list.formats._json_items import finding, items_of
from reading_list.formats._own_words import BODIES, finished, own_line, put_fact
from reading_list.formats._reference import reference_of
from reading_list.formats._titles import read_title
from reading_list.records.draft import Draft, Place
from reading_list.records.names import parse_name, sort_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.formats import Item, Style

EXTENSIONS = (".csl.json", ".csljson", ".json")
HAS_ASCII = True

_TEXTS = (
    ("volume", "volume"), ("abstract", "abstract"),
    ("publisher-place", "address"), ("collection-title", "series"),
)  # fmt: skip
_PARTICLE = ("dropping-particle", "non-dropping-particle")


def looks_like(text: str) -> bool:
    """Whether this is a list of objects, the first of which has a type that CSL knows."""
    start = text[:20_000].lstrip("\ufeff \t\r\n")
    found = re.search(r'"type"\s*:\s*"([a-z_-]+)"', start)
    is_known = bool(found and found[1] in TYPES.keys() | OTHER_TYPES)
    return start[:1] in "[{" and is_known and '"id"' in start and '"key"' not in start[:200]


def read(path: str, text: str) -> Iterator[Draft | Diagnostic]:
    """The items as drafts, in their order, with findings where they arise."""
    for found in items_of(path, text, "csl-json"):
        if isinstance(found, Diagnostic):
            yield found
            continue
        line, item = found
        fields = _Reader(item).read()
        if "title" not in fields:
            message = "this item has no title"
            yield finding(path, line, "csl-json/no-title", message, 'add `"title": "..."`')
            continue
        key = item.get("citation-key") or item.get("id")
        yield Draft(fields, Place(path, line), str(key) if key else None)


def write(items: Iterable[Item], taxonomy: Taxonomy, style: Style) -> Iterator[str]:
    """A list with one item a line."""
    start = "["
    for item in items:
        made = csl_item(reference_of(item.key, item.paper, taxonomy))
        yield f"{start}\n{json.dumps(made, ensure_ascii=style.ascii, separators=(',', ':'))}"
        start = ","
    yield "\n]\n" if start == "," else "[]\n"


class _Reader:
    """One item as fields; what is taken is gone from `item`."""

    def __init__(self, item: dict[str, object]) -> None:
        self.item = dict(item)
        self.fields: dict[str, object] = {}
        self.links: dict[str, str] = {}
        self.extra: dict[str, str] = {}

    def read(self) -> dict[str, object]:
        kind = self._kind()
        for name in ("id", "citation-key"):
            self.item.pop(name, None)
        if title := self._take("title"):
            self.fields["title"] = without_stop(read_title(title))
        self._people("author", "authors")
        self._people("editor", "editors")
        self._date()
        self._identifiers()
        self._where(kind)
        self._rest()
        return finished(self.fields, self.links, self.extra)

    def _take(self, name: str) -> str:
        value = self.item.pop(name, None)
        if isinstance(value, bool) or value is None:
            return ""
        if isinstance(value, (str, int, float)):
            return " ".join(str(value).split())
        self.item[name] = value
        return ""

    def _kind(self) -> str:
        written = self._take("type")
        kind = TYPES.get(written, "misc")
        if written in OTHER_TYPES or (written and written not in TYPES):
            self.extra["csl-type"] = written
        if kind == "phdthesis" and re.search("master|msc|diplom", str(self.item.get("genre", "")),
                                             re.IGNORECASE):  # fmt: skip
            kind = "mastersthesis"
        if self.item.get("genre") == GENRES.get(kind):
            self.item.pop("genre", None)
        return kind

    def _people(self, name: str, field: str) -> None:
        value = self.item.pop(name, None)
        if not isinstance(value, list):
            return
        people = [person for one in value if (person := _person(one))]
        if people:
            self.fields[field] = people

    def _date(self) -> None:
        value = self.item.pop("issued", None)
        text = ""
        if isinstance(value, dict):
            parts = value.get("date-parts")
            first = parts[0] if isinstance(parts, list) and parts else None
            if isinstance(first, list) and first:
                text = "-".join(str(part) for part in first[:3] if part is not None)
            else:
                text = str(value.get("raw") or value.get("literal") or "")
        elif isinstance(value, (str, int)):
            text = str(value)
        year, month = year_and_month(text)
        if year:
            self.fields["year"] = int(year)
        if month:
            self.fields["month"] = month
        if text and (not year or text.count("-") > 1):
            self.extra["issued"] = text

    def _identifiers(self) -> None:
        if raw := self._take("DOI"):
            put_doi(raw, "DOI", self.fields, self.extra)
        if str(self.item.get("archive", "")).lower() == "arxiv":
            place = arxiv_of(str(self.item.get("archive_location", "")))
            if place:
                self.fields["arxiv"] = place
                self.item.pop("archive_location")
                self.item.pop("archive")
        number = str(self.item.get("number", ""))
        if number.lower().startswith("arxiv:") and (found := arxiv_of(number)):
            self.fields["arxiv"] = found
            self.item.pop("number")
        if raw := self._take("URL"):
            put_url("url", raw, self.fields, self.links, self.extra)
        for name in ("ISBN", "ISSN"):
            if raw := self._take(name):
                first, *others = re.split(r"[,;\s]+(?=[0-9-]{9,})", raw)
                self.fields[name.lower()] = first
                if others:
                    self.extra[name] = ", ".join(others)

    def _where(self, kind: str) -> None:
        kind = self._container(kind)
        self.fields["type"] = kind
        publisher = self._take("publisher")
        if publisher and not (kind == "preprint" and publisher.lower() == "arxiv"):
            self.fields["institution" if kind in BODIES else "publisher"] = publisher
        if pages := self._take("page"):
            self.fields["pages"] = page_range(pages)
        for name, field in _TEXTS:
            if value := self._take(name):
                self.fields[field] = value
        issue = self._take("issue")
        if number := issue or self._take("number"):
            self.fields["number"] = number
        if word := self._take("language"):
            code = LANGUAGES.get(word.lower(), word)
            if re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", code):
                self.fields["language"] = code
            else:
                self.extra["language"] = word
        if words := self._take("keyword"):
            self.extra["keywords"] = words

    def _container(self, kind: str) -> str:
        """Take the container in; the kind, which is another where the container is arXiv."""
        container = self._take("container-title")
        found = arxiv_in_journal(container) if container else None
        if found is not None:
            kind = "preprint"
            if found:
                self.fields.setdefault("arxiv", found)
        elif container:
            self.fields["booktitle"] = container
        event = self._take("event-title") or self._take("event")
        if event and event != container:
            self.fields["venue" if "booktitle" in self.fields else "booktitle"] = event
        return kind

    def _rest(self) -> None:
        note = self.item.pop("note", None)
        others = []
        for line in str(note).split("\n") if isinstance(note, str) else ():
            fact = own_line(line)
            if fact:
                put_fact(*fact, self.fields, self.links, self.extra)
            elif line.strip():
                others.append(line.strip())
        if others:
            self.fields["note"] = " ".join(others)
        custom = self.item.pop("custom", None)
        if isinstance(custom, dict):
            for name, value in custom.items():
                if isinstance(value, str) and value:
                    put_fact(name, value, self.fields, self.links, self.extra)
                elif value:
                    self.extra[name] = json.dumps(value, ensure_ascii=False)
        for name, value in self.item.items():
            if isinstance(value, str):
                text = value.strip()
            else:
                text = json.dumps(value, ensure_ascii=False) if value not in (None, [], {}) else ""
            if text:
                self.extra[name] = text


def _person(value: object) -> object:
    if not isinstance(value, dict):
        return str(value).strip() if isinstance(value, str) else ""
    parts = {name: str(part).strip() for name, part in value.items() if isinstance(part, str)}
    literal = parts.get("literal") or parts.get("name", "")
    if literal and not parts.get("family"):
        if literal in {"others", "et al."}:
            return "others"
        is_whole = not parse_name(literal).literal
        return {"name": literal, "group": True} if is_whole else literal
    particle = " ".join(filter(None, (parts.get(name, "") for name in _PARTICLE)))
    family, given = parts.get("family", ""), parts.get("given", "")
    if not family:
        return given
    whole = f"{particle} {family}".strip()
    text = ", ".join(filter(None, (whole, parts.get("suffix", ""), given)))
    parsed = parse_name(text)
    display = " ".join(filter(None, (parsed.given, parsed.particle, parsed.family, parsed.suffix)))
    if parsed.literal:
        return parsed.literal
    return display if parse_name(display) == parsed else sort_name(parsed)
