"""HTML in a Markdown file: tables, folded parts, headings, lists, read as tolerantly as browsers.

Nothing is rendered and nothing is trusted: tags are told from text, and of attributes only the
addresses of links and pictures are looked at.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Literal, NamedTuple, TypeAlias

from reading_list.awesome.runs import BREAK, Run, markdown_runs

PartKind: TypeAlias = Literal["heading", "paragraph", "item", "summary", "close", "markup"]


class Part(NamedTuple):
    """A stretch of HTML that is a block."""

    kind: PartKind
    start: int
    end: int
    level: int
    runs: list[Run]
    marks: tuple[int, ...] = ()


class TableRow(NamedTuple):
    """A row and the lines it stands in."""

    line: int
    end: int
    cells: list[list[Run]]


class Table(NamedTuple):
    """A table of HTML from line `start` to line `end`."""

    start: int
    end: int
    rows: list[TableRow]
    marks: tuple[int, ...]


_TABLE = re.compile(r"<table\b|</table\s*>", re.IGNORECASE)
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)


def cut_tables(text: str) -> tuple[str, list[Table]]:
    """The text with empty lines instead of its tables of HTML, and the tables.

    Blank lines within a table would end it for Markdown, and most tables have some.
    """
    if "<table" not in text.lower():
        return text, []
    fences = [found.start() for found in _FENCE.finditer(text)]
    inside = list(zip(fences[::2], fences[1::2], strict=False))
    tables: list[Table] = []
    pieces: list[str] = []
    done = depth = first = 0
    for found in _TABLE.finditer(text):
        if any(start <= found.start() < end for start, end in inside):
            continue
        if found[0][1] != "/":
            first = found.start() if depth == 0 else first
            depth += 1
            continue
        depth = max(0, depth - 1)
        if depth or first < done:
            continue
        line_start = text.rfind("\n", 0, first) + 1
        if text[line_start:first].strip() and line_start < done:
            continue
        line_end = text.find("\n", found.end())
        line_end = len(text) if line_end < 0 else line_end
        start = text.count("\n", 0, first) + 1
        tables.append(_table(text[first : found.end()], start))
        pieces.append(text[done:first])
        pieces.append("\n" * text.count("\n", first, found.end()))
        done = found.end()
    pieces.append(text[done:])
    return "".join(pieces), tables


def _table(source: str, line: int) -> Table:
    reader = _Reader(line)
    reader.feed(source)
    reader.close()
    reader.end_row()
    end = line + source.count("\n")
    own = {number for row in reader.rows for number in range(row.line, row.end + 1)}
    marks = tuple(number for number in range(line, end + 1) if number not in own)
    return Table(line, end, reader.rows, marks)


def parts_of(source: str, line: int) -> list[Part]:
    """The blocks of a block of HTML that begins in `line`."""
    reader = _Reader(line)
    reader.feed(source)
    reader.close()
    reader.flush()
    own = {n for part in reader.parts if part.runs for n in range(part.start, part.end + 1)}
    last = line + source.rstrip("\n").count("\n")
    marks = tuple(number for number in range(line, last + 1) if number not in own)
    if marks:
        reader.parts.append(Part("markup", marks[0], marks[-1], 0, [], marks))
    return reader.parts


_BLOCKS = {"p", "div", "center", "ul", "ol", "section", "article", "blockquote", "pre", "hr"}


class _Reader(HTMLParser):
    """Collects runs and cuts them into parts, or into the cells of rows."""

    def __init__(self, line: int) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[Part] = []
        self.rows: list[TableRow] = []
        self._first = line
        self._runs: list[Run] = []
        self._start = 0
        self._kind: PartKind = "paragraph"
        self._level = 0
        self._bold = self._italic = self._number = 0
        self._links: list[tuple[str, int]] = []
        self._cells: list[list[Run]] | None = None
        self._row_line = 0
        self._in_cell = False

    def _line(self) -> int:
        return self.getpos()[0] - 1 + self._first

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag in {"b", "strong"}:
            self._bold += 1
        elif tag in {"i", "em"}:
            self._italic += 1
        elif tag == "a":
            self._number += 1
            self._links.append((found.get("href", "").strip(), self._number))
        elif tag == "img":
            self._add(found.get("alt", ""), found.get("src", "") or "#")
        elif tag == "br":
            self._add(BREAK)
        elif tag == "tr":
            self.end_row()
            self._cells = []
            self._row_line = self._line()
        elif tag in {"td", "th"} and self._cells is not None:
            self._end_cell()
            self._runs = []
            self._in_cell = True
        elif self._cells is not None:
            if tag in _BLOCKS or tag == "li":
                self._add(BREAK)
        elif tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            self.flush()
            self._kind, self._level = "heading", int(tag[1])
        elif tag == "summary":
            self.flush()
            self._kind = "summary"
        elif tag == "details" or tag in _BLOCKS:
            self.flush()
        elif tag == "li":
            self.flush()
            self._kind = "item"

    def handle_endtag(self, tag: str) -> None:
        if tag in {"b", "strong"}:
            self._bold = max(0, self._bold - 1)
        elif tag in {"i", "em"}:
            self._italic = max(0, self._italic - 1)
        elif tag == "a":
            self._links = self._links[:-1]
        elif tag in {"tr", "table"}:
            self.end_row()
        elif self._cells is not None:
            if tag in {"td", "th"}:
                self._end_cell()
        elif tag == "details":
            self.flush()
            self.parts.append(Part("close", self._line(), self._line(), 0, []))
        elif tag in _BLOCKS or tag in {"li", "summary", "h1", "h2", "h3", "h4", "h5", "h6"}:
            self.flush()

    def handle_data(self, data: str) -> None:
        url, number = self._links[-1] if self._links else ("", 0)
        line = self._line()
        for place, piece in enumerate(data.split("\n")):
            if place:
                self._add(BREAK if self._cells is None else " ", line=line + place - 1)
            if not piece:
                continue
            if url:
                self._add(piece, line=line + place)
                continue
            last = 0
            for run in markdown_runs(piece):
                if run.url and run.link != last:
                    self._number, last = self._number + 1, run.link
                self._keep(
                    run._replace(
                        bold=run.bold or self._bold > 0,
                        italic=run.italic or self._italic > 0,
                        line=line + place,
                        link=self._number if run.url else number,
                    )
                )

    def _add(self, text: str, image: str = "", line: int = 0) -> None:
        url, number = self._links[-1] if self._links else ("", 0)
        at = line or self._line()
        self._keep(Run(text, self._bold > 0, self._italic > 0, False, url, image, at, number))

    def _keep(self, run: Run) -> None:
        if run.text.strip() or run.image:
            self._start = self._start or run.line
        self._runs.append(run)

    def flush(self) -> None:
        """End the part that is being read."""
        runs = self._runs
        solid = [run for run in runs if run.text.strip() or run.image]
        if solid and self._cells is None:
            first, last = solid[0].line, solid[-1].line
            shifted = [run._replace(line=run.line - first) for run in runs]
            self.parts.append(Part(self._kind, first, max(first, last), self._level, shifted))
        self._runs, self._start = [], 0
        self._kind, self._level = "paragraph", 0

    def _end_cell(self) -> None:
        if self._cells is not None and self._in_cell:
            self._cells.append(self._runs)
        self._in_cell = False
        self._runs = []

    def end_row(self) -> None:
        """End the row that is being read."""
        if self._cells is None:
            return
        self._end_cell()
        if self._cells:
            cells = [
                [run._replace(line=run.line - self._row_line) for run in c] for c in self._cells
            ]
            self.rows.append(TableRow(self._row_line, max(self._row_line, self._line()), cells))
        self._cells = None
        self._runs = []
