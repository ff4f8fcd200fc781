"""The fields of a BibTeX or BibLaTeX entry as those of a record; what has no field is `extra`.

JabRef's, Zotero's and INSPIRE's own fields are among them. Values are brought to the form that
records have; whether they are right is left to `intake.fitting`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading_list.formats import _delatex
from reading_list.formats._foreign import (
    LANGUAGES,
    LINKS,
    TRACKS,
    arxiv_in_journal,
    arxiv_of,
    month_of,
    page_range,
    put_doi,
    put_url,
    without_stop,
    year_and_month,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from reading_list.formats._bib_blocks import RawEntry

    Say = Callable[[str], None]

# Entry types of both dialects; the rest is `misc`, and is remembered.
TYPES = {
    "article": "article", "inproceedings": "inproceedings", "conference": "inproceedings",
    "incollection": "incollection", "inbook": "incollection", "book": "book", "mvbook": "book",
    "collection": "book", "mvcollection": "book", "proceedings": "book",
    "mvproceedings": "book", "phdthesis": "phdthesis", "mastersthesis": "mastersthesis",
    "thesis": "phdthesis", "techreport": "techreport", "report": "techreport",
    "dataset": "dataset", "software": "software", "softwareversion": "software",
}  # fmt: skip
# Types that come out again as they were without being remembered.
_PLAIN_TYPES = frozenset(
    "article inproceedings conference incollection book phdthesis mastersthesis thesis techreport"
    " report dataset software misc online electronic www".split()
)
_TEXTS = {
    "volume": "volume", "number": "number", "issue": "number", "series": "series",
    "publisher": "publisher", "address": "address", "location": "address",
    "school": "institution", "institution": "institution", "abstract": "abstract",
    "award": "award",
}  # fmt: skip
# Read as they are: in file names and keys a backslash is a backslash.
VERBATIM = frozenset(
    "file ids entrytype pmid pmcid eprint eprinttype archiveprefix eprintclass primaryclass url"
    " urls keywords-raw localfile local-url mrnumber zblnumber adsurl biburl bibsource".split()
)
_CONTAINERS = ("journal", "journaltitle", "booktitle")
_PREPRINT_SERVERS = frozenset({"preprint", "article", "misc", "techreport"})


def fields_of(entry: RawEntry, say: Say) -> dict[str, object]:
    """The record's fields. `say` hears what could not be read as it was meant."""
    return _Reader(entry, say).read()


class _Reader:
    def __init__(self, entry: RawEntry, say: Say) -> None:
        self.raw = dict(entry.fields)
        self.entry = entry
        self.say = say
        self.fields: dict[str, object] = {}
        self.extra: dict[str, str] = {}
        self.links: dict[str, str] = {}

    def read(self) -> dict[str, object]:
        self._title()
        self._people()
        self._dates()
        self._identifiers()
        self._kind_and_container()
        self._texts()
        self._own_words()
        self._rest()
        for name, value in (("links", self.links), ("extra", self.extra)):
            if value:
                self.fields[name] = value
        return self.fields

    def _take(self, name: str) -> str:
        return self.raw.pop(name, "").strip()

    def _text(self, name: str) -> str:
        raw = self._take(name)
        return self._read(name, _delatex.plain(raw)) if raw else ""

    def _read(self, name: str, read: _delatex.Read) -> str:
        if read.unknown:
            macros = ", ".join(f"\\{macro}" for macro in sorted(set(read.unknown))[:5])
            self.say(f"'{name}' holds {macros}, which stands for nothing known here")
        return read.text

    def _title(self) -> None:
        raw = self._take("title")
        text = self._read("title", _delatex.title(raw)) if raw else ""
        subtitle = self._take("subtitle")
        if subtitle and text:
            text = f"{text}: {_delatex.title(subtitle).text}"
        elif subtitle:
            self.extra["subtitle"] = subtitle
        if text:
            self.fields["title"] = without_stop(text)

    def _people(self) -> None:
        for name, field in (("author", "authors"), ("editor", "editors")):
            if raw := self._take(name):
                people = _delatex.people(raw)
                if people:
                    self.fields[field] = people

    def _dates(self) -> None:
        raw_year, date = self._text("year"), self._text("date")
        year, month = year_and_month(date)
        if not year and re.fullmatch(r"\D*(\d{4})\D*", raw_year):
            year = re.sub(r"\D", "", raw_year)
            if raw_year not in (year, f"[{year}]", f"({year})"):
                self.extra["year"] = raw_year
        elif raw_year and raw_year != year:
            self.extra["year"] = raw_year
        if date and not year:
            self.extra["date"] = date
        if date.count("-") > 1 or "/" in date:  # a day, a span: more than a record says
            self.extra["date"] = date
        raw_month = self._text("month")
        if raw_month and not month:
            month = month_of(raw_month)
            if not month:
                self.extra["month"] = raw_month
            elif not raw_month.isdigit() and (day := re.search(r"\b\d{1,2}\b", raw_month)):
                self.extra.setdefault("day", day[0])
        if year:
            self.fields["year"] = int(year)
        if month:
            self.fields["month"] = month

    def _identifiers(self) -> None:
        if raw := _delatex.verbatim(self._take("doi")):
            put_doi(raw, "doi", self.fields, self.extra)
        self._eprint()
        for name in ("isbn", "issn"):
            if raw := self._text(name):
                self.fields[name] = raw
        for name in ("url", "pdf", *LINKS):
            if raw := _delatex.verbatim(self._take(name)):
                kind = "code" if name == "url" and self.entry.type == "software" else name
                put_url(kind, raw, self.fields, self.links, self.extra)
        address = re.search(r"https?://[^\s{}]+", self.raw.get("howpublished", ""))
        if address and "paper" not in self.links:
            self.raw.pop("howpublished")
            put_url("url", _delatex.verbatim(address[0]), self.fields, self.links, self.extra)

    def _eprint(self) -> None:
        server = (self._take("archiveprefix") or self._take("eprinttype")).lower()
        eprint = _delatex.verbatim(self._take("eprint"))
        arxiv_id = arxiv_of(eprint) if server in {"arxiv", ""} else None
        if arxiv_id:
            self.fields["arxiv"] = arxiv_id
        elif eprint:
            self.extra["eprint"] = eprint
            if server:
                self.extra["eprinttype"] = server
        elif found := arxiv_of(_delatex.verbatim(self.raw.get("arxivid", "")) or
                               _delatex.verbatim(self.raw.get("arxiv", ""))):  # fmt: skip
            self.fields["arxiv"] = found
            self.raw.pop("arxivid", None)
            self.raw.pop("arxiv", None)
        if area := self._take("primaryclass") or self._take("eprintclass"):
            self.extra["primaryclass"] = area

    def _kind_and_container(self) -> None:
        kind = self._container(self._kind())
        if event := self._text("eventtitle"):
            self.fields["venue" if "booktitle" in self.fields else "booktitle"] = event
        if self.entry.type not in _PLAIN_TYPES:
            self.extra["entrytype"] = self.entry.type
        self.fields["type"] = kind

    def _kind(self) -> str:
        written = self.entry.type
        kind = TYPES.get(written, "misc")
        if written in {"thesis", "phdthesis", "mastersthesis"}:
            word = self._text("type")
            if re.search("mast|mathesis|msc|diplom", word, re.IGNORECASE):
                kind = "mastersthesis"
            elif word and not re.search("phd|doctor|diss", word, re.IGNORECASE):
                self.extra["type"] = word
        if written == "report" and self.raw.get("type", "").strip() == "techreport":
            self._take("type")  # which is what the type says
        return kind

    def _container(self, kind: str) -> str:
        """Take the container in; the kind, which is another where the container is arXiv."""
        names = [name for name in _CONTAINERS if name in self.raw]
        written = self.entry.type
        if written == "article":
            names.sort(key=lambda name: name == "booktitle")
        else:
            names.sort(key=lambda name: name != "booktitle")
        container = self._text(names[0]) if names else ""
        found = arxiv_in_journal(container, self.raw.get("volume", ""))
        if container and found is not None:
            if found:
                self.fields.setdefault("arxiv", found)
            if re.match(r"\s*\{?abs/", self.raw.get("volume", "")):
                self.raw.pop("volume")
            kind = "preprint" if kind in _PREPRINT_SERVERS else kind
        elif container:
            self.fields["booktitle"] = container
        elif self.fields.get("arxiv") and (kind in _PREPRINT_SERVERS and written != "techreport"):
            kind = "preprint"
        return kind

    def _texts(self) -> None:
        if raw := self._text("pages"):
            self.fields["pages"] = page_range(raw)
        for name, field in _TEXTS.items():
            if name in self.raw and field not in self.fields and (text := self._text(name)):
                self.fields[field] = text
        for name in ("langid", "language"):
            word = self.raw.get(name, "").strip().lower()
            code = LANGUAGES.get(word, word if re.fullmatch("[a-z]{2}(-[a-z]{2})?", word) else "")
            if code and "language" not in self.fields:
                self.raw.pop(name)
                self.fields["language"] = code

    def _own_words(self) -> None:
        """What the list itself says of a paper, as its own exports write it."""
        for name in ("annotation", "annote"):
            if name in self.raw and "note" not in self.fields and (text := self._text(name)):
                self.fields["note"] = text
        track = self.raw.get("track", "").strip()
        if track in TRACKS:
            self.fields["track"] = self._take("track")
        if raw := self._take("ids"):
            aliases = [key.strip() for key in raw.split(",") if key.strip()]
            fine = [key for key in aliases if re.fullmatch("[A-Za-z0-9][A-Za-z0-9-]{0,99}", key)]
            if fine:
                self.fields["aliases"] = fine
            if others := [key for key in aliases if key not in fine]:
                self.extra["ids"] = ", ".join(others)

    def _rest(self) -> None:
        for name, raw in self.raw.items():
            value = raw.strip()
            if not value:
                continue
            if name in VERBATIM or name.startswith("bdsk-"):
                text = " ".join(value.split())
            else:
                text = self._read(name, _delatex.plain(value))
            if text:
                self.extra["journal" if name == "journaltitle" else name] = text
