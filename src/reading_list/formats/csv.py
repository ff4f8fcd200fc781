"""Records as a table and back; tables of other programs are read by the names of their columns.

RFC 4180: commas, CRLF, quotes where needed. A cell that a spreadsheet would run as a formula gets
an apostrophe before it, which is taken off again on the way in.
"""

from __future__ import annotations

import csv
import json
import re
from functools import cache
from typing import TYPE_CHECKING

from reading_list.diagnostics import ERROR, WARNING, Diagnostic, Severity, Span
from reading_list.formats._foreign import arxiv_of, bare_doi, page_range, put_url, year_and_month
from reading_list.formats._own_words import finished
from reading_list.formats._plain_fields import COLUMNS, LISTS, PEOPLE, fields_of, row_of
from reading_list.formats._titles import plain_title
from reading_list.records.draft import Draft, Place
from reading_list.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.formats import Item, Style

EXTENSIONS = (".csv", ".tsv")
_FORMULA = re.compile(r"[=+\-@\t\r]")
_GUARDED = re.compile(r"'(?=[=+\-@\t\r])")
_PARTED = re.compile(r'[,"\r\n]')
_LARGEST_CELL = 1_000_000
# What columns are called elsewhere: Zotero, Scopus, Web of Science, Notion, people.
_NAMES = {
    "title": "title paper name|paper title|document title|article title|paper|name|题目|标题",
    "authors": "author|author names|author full names|creator|creators|作者",
    "year": "publication year|pub year|published|date|publication date|issued|年份",
    "venue": "conference|venue name|会议",
    "booktitle": "journal|publication title|source title|source|proceedings title|book title"
    "|container title|publication|conference name",
    "doi": "doi link", "arxiv": "arxiv id|arxivid|eprint", "isbn": "isbn13", "issn": "e-issn",
    "pages": "page|page range", "volume": "vol", "number": "issue|no", "series": "series title",
    "publisher": "", "address": "place|publisher location", "language": "lang",
    "abstract": "abstract note|summary|摘要", "topics": "topic|category|categories",
    "organizations": "organization|affiliations|affiliation|institutions",
    "note": "notes|comment|comments|remark", "award": "awards", "track": "presentation",
    "links.paper": "url|link|paper link|paper url|links|链接", "links.pdf": "pdf|pdf link|pdf url",
    "links.code": "code|github|code link|code url|repository|代码",
    "links.project": "project|website|homepage|project page", "links.video": "video|youtube",
    "links.slides": "slides", "links.data": "data|dataset",
    "key": "citation key|bibtex key|id|cite key",
    "type": "item type|entry type|document type|entrytype",
    "keywords": "keyword|tags|manual tags|author keywords|index keywords|关键词",
    "first": "page start|first page|start page", "last": "page end|last page|end page",
}  # fmt: skip
_BY_NAME = {
    alias: name for name, names in _NAMES.items() for alias in [name, *names.split("|")] if alias
} | {name: name for name in COLUMNS}
_TYPES = {
    "journalarticle": "article", "journal article": "article", "article": "article",
    "conferencepaper": "inproceedings", "conference paper": "inproceedings",
    "inproceedings": "inproceedings", "booksection": "incollection", "book chapter": "incollection",
    "book": "book", "preprint": "preprint", "report": "techreport", "dataset": "dataset",
    "computerprogram": "software", "software": "software",
}  # fmt: skip
_OWN_TYPES = frozenset({"phdthesis", "mastersthesis", "techreport", "misc", "incollection"})


def looks_like(text: str) -> bool:
    """Whether the first line names columns, a title among them."""
    names = _columns(text)
    return len(names) > 1 and "title" in names


def read(path: str, text: str) -> Iterator[Draft | Diagnostic]:
    """The rows as drafts, in their order, with findings where they arise."""
    columns = _columns(text)
    if "title" not in columns:
        message = "the first line names no column `title`"
        yield _finding(path, 1, ERROR, "no-columns", message, "name the columns in it")
        return
    csv.field_size_limit(_LARGEST_CELL)
    rows = csv.reader(_lines(text), delimiter=_delimiter(text), strict=False)
    written: list[str] = []
    while True:
        line = rows.line_num + 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            message = f"this row cannot be read: {error}"
            yield _finding(path, line, ERROR, "broken", message, "is a quote missing?")
            return
        if not written:
            written = row
            continue
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > len(columns):
            message = f"this row has {len(row)} cells, the first line names {len(columns)}"
            yield _finding(path, line, WARNING, "cells", message, "put cells with commas in quotes")
        fields, key = _Row(columns, written, row, is_own="more" in columns).read()
        if "title" in fields:
            yield Draft(fields, Place(path, line), key)
        else:
            message = "this row has no title"
            yield _finding(path, line, ERROR, "no-title", message, "fill the column `title`")


def write(items: Iterable[Item], taxonomy: Taxonomy, style: Style) -> Iterator[str]:
    """A table with a first line of names."""
    del taxonomy, style
    yield _head()
    for item in items:
        yield _line(row_of(item.key, fields_of(item.paper)))


@cache
def _head() -> str:
    return _line(COLUMNS)


def _line(cells: Iterable[str]) -> str:
    return ",".join(map(_cell, cells)) + "\r\n"


def _cell(text: str) -> str:
    if not text:
        return ""
    if _FORMULA.match(text) or _GUARDED.match(text):
        text = f"'{text}"
    return '"' + text.replace('"', '""') + '"' if _PARTED.search(text) else text


def _lines(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end + 1
        yield text[start:end].removeprefix("\ufeff")
        start = end


def _delimiter(text: str) -> str:
    first = text[:10_000].partition("\n")[0]
    return max(",;\t", key=first.count)


def _columns(text: str) -> list[str]:
    """What the columns are called here; empty for those that nobody knows."""
    first = next(_lines(text[:100_000]), "")
    try:
        row = next(csv.reader([first], delimiter=_delimiter(text)), [])
    except csv.Error:
        return []
    return [_BY_NAME.get(name.strip(), _BY_NAME.get(fold(name), "")) for name in row]


def _finding(
    path: str, line: int, severity: Severity, rule: str, message: str, hint: str
) -> Diagnostic:
    return Diagnostic(path, Span(line, 1, line, 2), severity, f"csv/{rule}", message, hint)


class _Row:
    def __init__(
        self, columns: list[str], written: list[str], row: list[str], *, is_own: bool
    ) -> None:
        self.is_own = is_own  # written by `write`, so that nothing has to be guessed
        self.cells: dict[str, str] = {}
        self.extra: dict[str, str] = {}
        for place, raw in enumerate(row):
            text = _GUARDED.sub("", raw, count=1).strip()
            if not text:
                continue
            name = columns[place] if place < len(columns) else ""
            if name and name not in self.cells:
                self.cells[name] = text
            else:
                label = written[place].strip() if place < len(written) else ""
                self.extra[label or f"column {place + 1}"] = text
        self.fields: dict[str, object] = {}
        self.links: dict[str, str] = {}

    def read(self) -> tuple[dict[str, object], str | None]:
        key = self.cells.pop("key", None)
        more = self._more()
        if title := self.cells.pop("title", ""):
            self.fields["title"] = title if self.is_own else plain_title(title)
        self.cells.pop("more", None)
        self._numbers()
        self._identifiers()
        self._lists()
        self._type()
        for name, text in self.cells.items():
            if name.startswith("links."):
                put_url("url" if name == "links.paper" else name[6:], text, self.fields,
                        self.links, self.extra)  # fmt: skip
            elif name == "keywords":
                self.extra["keywords"] = ", ".join(re.split(r"\s*[;,]\s*", text))
            else:
                self.fields[name] = text
        made = finished(self.fields, self.links, self.extra)
        for name, value in more.items():
            if name == "extra" and isinstance(value, dict):
                made["extra"] = {**value, **self.extra}
            else:
                made[name] = value
        return made, key

    def _more(self) -> dict[str, object]:
        raw = self.cells.get("more", "")
        if not raw.startswith("{"):
            return {}
        try:
            value = json.loads(raw)
        except (ValueError, RecursionError):
            self.extra["more"] = raw
            return {}
        return value if isinstance(value, dict) else {}

    def _numbers(self) -> None:
        date = self.cells.pop("year", "")
        year, month = year_and_month(date)
        found = re.search(r"\b(?:1[5-9]|20)\d\d\b", date)
        if year or found:
            self.fields["year"] = int(year or (found[0] if found else ""))
        if month and "month" not in self.cells:
            self.fields["month"] = month
        if date and not re.fullmatch(r"\d{4}(-\d\d?)?", date):
            self.extra["date"] = date
        first, last = self.cells.pop("first", ""), self.cells.pop("last", "")
        if first and "pages" not in self.cells:
            self.cells["pages"] = f"{first}-{last}" if last and last != first else first
        if "pages" in self.cells:
            self.cells["pages"] = page_range(self.cells["pages"])

    def _identifiers(self) -> None:
        if raw := self.cells.pop("doi", ""):
            doi = bare_doi(raw)
            if doi:
                self.fields["doi"] = doi
            else:
                self.extra["doi"] = raw
        if raw := self.cells.pop("arxiv", ""):
            found = arxiv_of(raw)
            if found:
                self.fields["arxiv"] = found
            else:
                put_url("arxiv", raw, self.fields, self.links, self.extra)

    def _lists(self) -> None:
        for name in (*PEOPLE, *LISTS):
            if text := self.cells.pop(name, ""):
                found = text.split(";") if self.is_own else _split(name, text)
                parts = [part.strip() for part in found if part.strip()]
                if name == "topics" and not self.is_own:
                    self.extra["keywords"] = ", ".join(parts)
                else:
                    self.fields[name] = parts

    def _type(self) -> None:
        if self.is_own:
            return
        written = self.cells.pop("type", "")
        kind = _TYPES.get(fold(written), written if written in _OWN_TYPES else "")
        if kind:
            self.fields["type"] = kind
        elif written:
            self.extra["type"] = written


def _split(name: str, text: str) -> list[str]:
    """A cell that lists several: at semicolons, else at `and`, else at commas."""
    if ";" in text:
        return text.split(";")
    if name not in PEOPLE:
        return text.split(",")
    if re.search(r"\sand\s", text):
        return re.split(r"\s+and\s+|,\s+(?=\S+\s+\S)", text)
    # One comma is that of `Family, Given`.
    return text.split(",") if text.count(",") > 1 else [text]
