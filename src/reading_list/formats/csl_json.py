"""Papers as CSL-JSON and back, as pandoc, Zotero and citation processors exchange them.

The schema (citation-style-language/schema, csl-data.json) allows no other names than its own;
what it has no name for stands under `custom`.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from reading_list.formats._foreign import (
    LANGUAGES,
    arxiv_in_journal,
    arxiv_of,
    bare_doi,
    page_range,
    put_url,
    year_and_month,
)
from reading_list.formats._json_items import finding, items_of
from reading_list.formats._own_words import finished, own_facts, own_line, put_fact
from reading_list.formats._reference import Reference, reference_of
from reading_list.formats._titles import html_title, read_title
from reading_list.diagnostics import Diagnostic
from reading_list.records.draft import Draft, Place
from reading_list.records.names import parse_name, sort_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.formats import Item, Style
    from reading_list.records.model import Person

EXTENSIONS = (".csl.json", ".csljson", ".json")
HAS_ASCII = True

TYPES = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "review": "article", "periodical": "article", "paper-conference": "inproceedings",
    "article": "preprint", "chapter": "incollection", "entry-encyclopedia": "incollection",
    "entry-dictionary": "incollection", "entry": "incollection", "book": "book",
    "collection": "book", "thesis": "phdthesis", "report": "techreport", "dataset": "dataset",
    "software": "software", "document": "misc",
}  # fmt: skip
_WRITTEN = {
    "article": "article-journal", "inproceedings": "paper-conference", "preprint": "article",
    "incollection": "chapter", "book": "book", "phdthesis": "thesis", "mastersthesis": "thesis",
    "techreport": "report", "dataset": "dataset", "software": "software", "misc": "document",
}  # fmt: skip
_OTHER_TYPES = frozenset(
    "bill broadcast classic event figure graphic hearing interview legal_case legislation manuscript"
    " map motion_picture musical_score pamphlet patent performance personal_communication post"
    " post-weblog regulation review-book song speech standard treaty webpage article-magazine"
    " article-newspaper review periodical entry-encyclopedia entry-dictionary entry collection"
    .split()
)
_GENRES = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis", "preprint": "preprint"}
# Variables of CSL that a record has no field for and that go out under the name they came with.
_VARIABLES = frozenset(
    "annote archive archive_collection archive_location archive-place authority call-number"
    " citation-label citation-number collection-number container-title-short dimensions division"
    " edition event-place first-reference-note-number genre jurisdiction keyword locator medium"
    " number-of-pages number-of-volumes original-publisher original-publisher-place original-title"
    " part part-title PMCID PMID printing references reviewed-genre reviewed-title scale section"
    " shortTitle source status supplement title-short version volume-title volume-title-short"
    " year-suffix collection-title chapter-number".split()
)
_TEXTS = (
    ("volume", "volume"), ("abstract", "abstract"),
    ("publisher-place", "address"), ("collection-title", "series"),
)  # fmt: skip
_PARTICLE = ("dropping-particle", "non-dropping-particle")


def looks_like(text: str) -> bool:
    """Whether this is a list of objects, the first of which has a type that CSL knows."""
    start = text[:20_000].lstrip("\ufeff \t\r\n")
    found = re.search(r'"type"\s*:\s*"([a-z_-]+)"', start)
    return start[:1] in "[{" and bool(found and found[1] in TYPES.keys() | _OTHER_TYPES)


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


def csl_item(reference: Reference) -> dict[str, object]:
    """A reference as an item of CSL-JSON."""
    kind = reference.type
    written = reference.extra.get("csl-type", "")
    by_body = kind in {"phdthesis", "mastersthesis", "techreport"}
    publisher = (reference.institution if by_body else "") or reference.publisher
    made: dict[str, object] = {
        "id": reference.key,
        "citation-key": reference.key,
        "type": written if written in _OTHER_TYPES else _WRITTEN[kind],
        "title": html_title(reference.title),
        "author": [
            *map(_name, reference.authors),
            *([{"literal": "others"}] * reference.more_authors),
        ],
        "editor": [*map(_name, reference.editors)],
        "container-title": reference.container,
        "event-title": reference.event,
        "collection-title": reference.series,
        "publisher": publisher or ("arXiv" if kind == "preprint" and reference.arxiv else ""),
        "publisher-place": reference.address,
        "genre": _GENRES.get(kind, ""),
        "volume": reference.volume,
        "number" if kind in {"techreport", "preprint"} else "issue": reference.number,
        "page": reference.pages,
        "issued": _date(reference),
        "archive": "arXiv" if reference.arxiv else "",
        "archive_location": reference.arxiv,
        "DOI": reference.doi,
        "ISBN": reference.isbn,
        "ISSN": reference.issn,
        "URL": reference.url,
        "language": reference.language,
        "abstract": reference.abstract,
        "note": reference.note,
        "keyword": ", ".join(reference.keywords),
    }  # fmt: skip
    for name, value in reference.extra.items():
        if name in _VARIABLES and not made.get(name):
            made[name] = value
    facts = own_facts(reference, _VARIABLES | {"csl-type"})
    if facts:
        made["custom"] = facts
    return {name: value for name, value in made.items() if value}


def _date(reference: Reference) -> dict[str, object] | None:
    if not reference.year:
        return None
    parts = [reference.year, reference.month] if reference.month else [reference.year]
    return {"date-parts": [parts]}


def _name(person: Person) -> dict[str, object]:
    name = parse_name(person.name, group=person.group)
    if name.literal:
        return {"literal": name.literal}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: value for part, value in parts.items() if value}


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
            self.fields["title"] = read_title(title).removesuffix(".")
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
        if written in _OTHER_TYPES or (written and written not in TYPES):
            self.extra["csl-type"] = written
        if kind == "phdthesis" and re.search("master|msc|diplom", str(self.item.get("genre", "")),
                                             re.IGNORECASE):  # fmt: skip
            kind = "mastersthesis"
        if self.item.get("genre") == _GENRES.get(kind):
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
            doi = bare_doi(raw)
            arxiv = re.fullmatch(r"10\.48550/arXiv\.(.+)", doi or "", re.IGNORECASE)
            if arxiv:
                self.fields["arxiv"] = arxiv[1]
            elif doi:
                self.fields["doi"] = doi
            else:
                self.extra["DOI"] = raw
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
        container = self._take("container-title")
        found = arxiv_in_journal(container) if container else None
        if found is not None:
            kind = "preprint"
            if found:
                self.fields.setdefault("arxiv", found)
        elif container:
            self.fields["booktitle"] = container
        event = self._take("event-title") or self._take("event")
        if event and not container:
            self.fields["booktitle"] = event
        elif event:
            self.extra["event-title"] = event
        self.fields["type"] = kind
        publisher = self._take("publisher")
        if publisher and not (kind == "preprint" and publisher.lower() == "arxiv"):
            by_body = kind in {"phdthesis", "mastersthesis", "techreport"}
            self.fields["institution" if by_body else "publisher"] = publisher
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
    display = " ".join(
        filter(None, (parsed.given, parsed.particle, parsed.family, parsed.suffix))
    )
    if parsed.literal:
        return parsed.literal
    return display if parse_name(display) == parsed else sort_name(parsed)
