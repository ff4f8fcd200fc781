"""Papers as RIS and back, in the dialects of Zotero, EndNote, IEEE and publishers.

Tags are read as Zotero and rispy read them: what stands for two things depends on the type.
A line is two letters, two spaces, a hyphen, a space and a value; files are seen with fewer spaces,
with values that go on in the next line, and without `ER` at the end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading_list.diagnostics import ERROR
from reading_list.formats._foreign import (
    LANGUAGES,
    arxiv_in_journal,
    arxiv_of,
    month_of,
    page_range,
    put_doi,
    put_url,
    without_stop,
    year_and_month,
)
from reading_list.formats._own_words import BODIES, finished, own_line, own_lines, put_fact
from reading_list.formats._reference import Reference, reference_of
from reading_list.formats._ris_lines import START, finding, references
from reading_list.formats._titles import plain_title, text_title
from reading_list.records.draft import Draft, Place
from reading_list.records.names import parse_name, sort_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.diagnostics import Diagnostic
    from reading_list.formats import Item, Style
    from reading_list.records.model import Person

EXTENSIONS = (".ris",)
TYPES = {
    "JOUR": "article", "EJOUR": "article", "JFULL": "article", "MGZN": "article", "ABST": "article",
    "INPR": "article", "NEWS": "article", "CONF": "inproceedings", "CPAPER": "inproceedings",
    "CHAP": "incollection", "ECHAP": "incollection", "ENCYC": "incollection", "BOOK": "book",
    "EBOOK": "book", "EDBOOK": "book", "THES": "phdthesis", "RPRT": "techreport",
    "GOVDOC": "techreport", "DATA": "dataset", "COMP": "software", "UNPB": "preprint",
    "PREPRINT": "preprint", "GEN": "misc",
}  # fmt: skip
_WRITTEN = {
    "article": "JOUR", "inproceedings": "CONF", "incollection": "CHAP", "book": "BOOK",
    "phdthesis": "THES", "mastersthesis": "THES", "techreport": "RPRT", "preprint": "UNPB",
    "dataset": "DATA", "software": "COMP", "misc": "GEN",
}  # fmt: skip
_THESES = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}
# The container of each type, the surest tag first.
_CONTAINERS = {
    "article": ("JO", "JF", "T2", "JA", "J2", "J1", "BT", "T3"),
    "inproceedings": ("C3", "T2", "BT", "JO", "JF", "T3"),
    "incollection": ("T2", "BT", "JO", "T3"),
}
_REPEATED = "; "


def looks_like(text: str) -> bool:
    """Whether a line begins a reference."""
    return bool(START.search(text[:200_000]))


def read(path: str, text: str) -> Iterator[Draft | Diagnostic]:
    """The references of a file as drafts, in their order, with findings where they arise."""
    has_any = False
    for line, tags, findings in references(path, text):
        has_any = True
        yield from findings
        fields = _Reader(tags).read()
        if "title" not in fields:
            yield finding(path, line, ERROR, "no-title", "this reference has no title", "add TI")
            continue
        key = next((value for tag, value in tags if tag == "ID"), None)
        yield Draft(fields, Place(path, line), key)
    if not has_any:
        hint = "each begins with a line `TY  - JOUR`"
        yield finding(path, 1, ERROR, "empty", "this file holds no reference", hint)


def write(items: Iterable[Item], taxonomy: Taxonomy, style: Style) -> Iterator[str]:
    """References in the order of the items; lines end as Windows ends them, as readers expect."""
    del style
    for item in items:
        lines = _written(reference_of(item.key, item.paper, taxonomy))
        yield "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines if value)
        yield "ER  - \r\n\r\n"


class _Reader:
    """The tags of one reference as fields; what is taken is gone from `tags`."""

    def __init__(self, tags: list[tuple[str, str]]) -> None:
        self.tags: dict[str, list[str]] = {}
        for tag, value in tags:
            self.tags.setdefault(tag, []).append(value)
        self.fields: dict[str, object] = {}
        self.links: dict[str, str] = {}
        self.extra: dict[str, str] = {}

    def read(self) -> dict[str, object]:
        written = self._take("TY").upper()
        kind = TYPES.get(written, "misc")
        self.tags.pop("ID", None)
        if written not in TYPES:
            self.extra["ris-type"] = written
        if title := self._take("TI", "T1", "CT", *(["BT"] if kind == "book" else [])):
            self.fields["title"] = plain_title(without_stop(title))
        self._people("authors", "AU", "A1")
        self._people("editors", "A2", "ED", "A3")
        self._date()
        self._identifiers()
        self._container(kind)
        self._texts()
        self._rest()
        return finished(self.fields, self.links, self.extra)

    def _take(self, *names: str) -> str:
        """The first value of the first tag that is there; its other values stay."""
        for name in names:
            if values := self.tags.get(name):
                value = values.pop(0)
                if not values:
                    del self.tags[name]
                return value
        return ""

    def _people(self, field: str, *names: str) -> None:
        people = [person for n in names for person in self.tags.pop(n, ()) if person]
        if people:
            self.fields[field] = [_person(person) for person in people]

    def _date(self) -> None:
        date = self._take("PY", "Y1")
        more = self._take("DA")
        year, month = year_and_month(date)
        if not year and (found := re.search(r"\b(1[5-9]|20)\d\d\b", f"{date} {more}")):
            year = found[0]
        if not month and more:
            other, month = year_and_month(more)
            month = month if other == year else month_of(re.sub(r"[\d/]+", " ", more))
        if year:
            self.fields["year"] = int(year)
        elif date:
            self.extra["py"] = date
        if month:
            self.fields["month"] = month
        if re.search(r"\d[/-]\d{1,2}[/-]\d", more) or (more and not year):
            self.extra["da"] = more

    def _identifiers(self) -> None:
        if raw := self._take("DO"):
            put_doi(raw, "do", self.fields, self.extra)
        number = self.tags.get("AN", [""])[0]
        if number.lower().startswith("arxiv:") and (arxiv_id := arxiv_of(number)):
            self.fields["arxiv"] = arxiv_id
            self._take("AN")
            if self.tags.get("DB", [""])[0] == "arXiv":
                self._take("DB")
        for raw in self.tags.pop("UR", []):
            for address in re.split(r"[;\s]+(?=https?://)", raw):
                put_url("url", address, self.fields, self.links, self.extra)
        for tag in ("L1", "L2"):
            for raw in self.tags.pop(tag, []):
                put_url("pdf", raw, self.fields, self.links, self.extra)
        for raw in self.tags.pop("SN", []):
            for part in re.split(r"[;,]\s*|\s+(?=\d{4}-)", re.sub(r"\([^)]*\)", "", raw)):
                self._serial(part.strip())

    def _serial(self, number: str) -> None:
        digits = re.sub(r"[^0-9Xx]", "", number)
        name = "isbn" if len(digits) in {10, 13} else "issn"
        if name == "issn" and re.fullmatch(r"\d{7}[\dXx]", digits):
            number = f"{digits[:4]}-{digits[4:].upper()}"
        if not number:
            return
        if name in self.fields:
            self.extra["sn"] = "; ".join(filter(None, (self.extra.get("sn"), number)))
        else:
            self.fields[name] = number

    def _container(self, kind: str) -> None:
        tags = _CONTAINERS.get(kind, () if kind == "book" else ("T2", "BT", "JO"))
        container = self._take(*tags)
        for tag in tags:  # the same in other tags says nothing new
            rest = [value for value in self.tags.pop(tag, []) if value != container]
            if rest and tag == "T2" and kind == "inproceedings":
                self.fields["venue"] = rest.pop(0)  # the conference beside its proceedings
            if rest:
                self.tags[tag] = rest
        found = arxiv_in_journal(container) if container else None
        if found is not None:
            kind = "preprint"
            if found:
                self.fields.setdefault("arxiv", found)
        elif container:
            self.fields["booktitle"] = container
        if kind == "phdthesis" and (word := self.tags.get("M3", [""])[0]):
            if re.search("master|msc|diplom", word, re.IGNORECASE):
                kind = "mastersthesis"
            if word in _THESES.values():
                self._take("M3")
        elif kind == "misc" and self.fields.get("arxiv"):
            kind = "preprint"
        self.fields["type"] = kind

    def _texts(self) -> None:
        first, last = self._take("SP"), self._take("EP")
        pages = first if not last or last == first or "-" in first else f"{first}-{last}"
        if pages:
            self.fields["pages"] = page_range(pages)
        kind = self.fields["type"]
        body = "institution" if kind in BODIES else "publisher"
        series = ("T3",) if kind != "book" else ("T3", "T2")
        for field, names in (
            ("volume", ("VL",)), ("number", ("IS", "CP")), (body, ("PB",)), ("series", series),
            ("address", ("CY", "PP", "C1") if kind == "inproceedings" else ("CY", "PP")),
            ("abstract", ("AB", "N2")), ("note", ("RN",)),
        ):  # fmt: skip
            if value := self._take(*names):
                self.fields[field] = value
        if word := self._take("LA"):
            code = LANGUAGES.get(word.lower(), word)
            if re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", code):
                self.fields["language"] = code
            else:
                self.extra["la"] = word
        if words := self.tags.pop("KW", []):
            self.extra["keywords"] = ", ".join(w.strip().replace(",", " ") for w in words)

    def _rest(self) -> None:
        for tag, values in self.tags.items():
            others = []
            for value in values:
                fact = own_line(value)
                if fact:
                    put_fact(*fact, self.fields, self.links, self.extra)
                else:
                    others.append(value)
            if others:
                self.extra[tag.lower()] = _REPEATED.join(others)


def _person(text: str) -> object:
    """`Family, Given, Suffix`, which is how RIS writes names."""
    if text.strip().lower() in {"others", "et al.", "et al"}:
        return "others"
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 3 and parts[2]:
        text = f"{parts[0]}, {parts[2]}, {parts[1]}"
    if text.endswith(",") and text.count(",") == 1:
        return {"name": text[:-1].strip(), "group": True}
    name = parse_name(text.strip().rstrip(","))
    display = " ".join(filter(None, (name.given, name.particle, name.family, name.suffix)))
    if name.literal:
        return name.literal
    return display if parse_name(display) == name else sort_name(name)


def _written(reference: Reference) -> Iterator[tuple[str, str]]:
    kind = reference.type
    yield "TY", _type(reference)
    yield "ID", reference.key
    yield "TI", text_title(reference.title)
    for person in reference.authors:
        yield "AU", _name(person)
    if reference.more_authors:
        yield "AU", "others"
    for person in reference.editors:
        yield "A2", _name(person)
    yield from _where(reference)
    if reference.year:
        yield "PY", str(reference.year)
        yield "DA", f"{reference.year}/{reference.month:02}//" if reference.month else ""
    first, _, last = reference.pages.partition("-")
    if "," in reference.pages or "-" in last:
        first, last = reference.pages, ""
    yield from (("VL", reference.volume), ("IS", reference.number), ("SP", first), ("EP", last))
    is_by_body = kind in BODIES
    yield "PB", (reference.institution if is_by_body else "") or reference.publisher
    yield "CY", reference.address
    yield "M3", _THESES.get(kind, "")
    yield "DO", reference.doi
    if reference.arxiv:
        yield from (("AN", f"arXiv:{reference.arxiv}"), ("DB", "arXiv"))
    yield from (("SN", reference.isbn), ("SN", reference.issn), ("UR", reference.url))
    yield "L1", reference.own.get("pdf", "")
    yield from (("AB", reference.abstract), ("RN", reference.note), ("LA", reference.language))
    for word in reference.keywords:
        yield "KW", word
    yield from _more(reference)


def _where(reference: Reference) -> Iterator[tuple[str, str]]:
    kind = reference.type
    if kind == "inproceedings":
        yield "C3", reference.container
        yield "T2", reference.event or reference.container
    elif reference.container:
        yield "T2", reference.container
    yield "T3", reference.series


def _type(reference: Reference) -> str:
    written = reference.extra.get("ris-type", "")
    if reference.type == "misc" and re.fullmatch("[A-Z0-9]{2,10}", written):
        return written
    return _WRITTEN[reference.type]


_USED = frozenset(
    "TY ID TI T1 AU A1 A2 A3 ED C3 T2 T3 PY Y1 DA VL IS SP EP PB CY DO AN DB SN UR L1 L2 AB N2 RN"
    " LA KW ER".split()
)


def _more(reference: Reference) -> Iterator[tuple[str, str]]:
    """Tags that came in as RIS go out as such, all else as lines of notes."""
    tags = {
        name for name in reference.extra
        if re.fullmatch("[a-z][a-z0-9]", name) and name.upper() not in _USED
    }  # fmt: skip
    for name in sorted(tags):
        if not (name == "m3" and reference.type in _THESES):
            yield name.upper(), reference.extra[name]
    for line in own_lines(reference, frozenset({*tags, "ris-type"})):
        if not line.startswith("tex.pdf: "):
            yield "N1", line


def _name(person: Person) -> str:
    """`Family, Given, Suffix`; a body or a single name as it is."""
    name = parse_name(person.name, group=person.group)
    if name.literal:  # a comma ends the name of a body, as EndNote has it
        return f"{name.literal}," if person.group else name.literal
    family = f"{name.particle} {name.family}" if name.particle else name.family
    return ", ".join(filter(None, (family, name.given or " ", name.suffix)))
