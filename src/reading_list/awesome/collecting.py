"""Candidates from items, tables and paragraphs, with the lines that belong to each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.awesome.entry import read_entry
from reading_list.awesome.judging import Candidate, judge, opens_prose
from reading_list.awesome.links import is_anchor
from reading_list.awesome.nesting import (
    add_note,
    is_all_detail,
    is_group_line,
    is_index,
    is_links,
    is_paper,
    leads_nowhere_else,
    lines_of,
    override,
    own_lines,
    people_alone,
    split_entries,
    split_lines,
    take_block,
    titled_lines,
)
from reading_list.awesome.parts import Entry, count_words
from reading_list.awesome.runs import plain
from reading_list.awesome.sections import (
    Section,
    Text,
)
from reading_list.awesome.tables import are_files, is_grid, read_table
from reading_list.awesome.tails import cites, tail_of, take_tail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reading_list.awesome.blocks import Block
    from reading_list.awesome.ledger import Ledger


class Collector:
    """Gathers candidates; `_here` is the section in which blocks stand."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.root = Section("", 0, 0)
        self.candidates: list[Candidate] = []
        self._here = self.root

    def _leave(self, block: Block) -> None:
        why = {"code": "a block of code", "rule": "a rule", "markup": "HTML without text"}
        if block.kind == "code" and "@" in block.text[:40] and "{" in block.text[:80]:
            self.ledger.put(lines_of(block), "left", "BibTeX: import it from a file of its own")
            return
        lines = block.marks or lines_of(block)
        self.ledger.put(lines, "left", why.get(block.kind, "no text"))

    def _paragraph(self, blocks: Sequence[Block], place: int, section: Section) -> int:
        block = blocks[place]
        if not plain(block.runs):
            pictures = any(run.image for run in block.runs)
            self.ledger.put(
                lines_of(block), "left", "a picture" if pictures else "HTML without text"
            )
            return 1
        if leads_nowhere_else(block):
            self.ledger.put(lines_of(block), "left", "links to other files of the list")
            return 1
        if is_index(block):
            self._text(block, section, "an index")
            return 1
        parts = split_entries(block)
        if len(parts) > 1:
            for part in parts[:-1]:
                self._paragraph([part], 0, section)
            return self._paragraph([parts[-1], *blocks[place + 1 :]], 0, section)
        lines = split_lines(block)
        if len(lines) > 1:
            entries = [read_entry(runs) for _, runs in lines]
            good = [
                e
                for e in entries
                if e.title and e.is_leading and e.has_paper and (e.is_titled or e.has_label)
            ]
            if len(good) >= 2 and len(good) * 5 >= len(entries) * 4:
                for (number, _), entry in zip(lines, entries, strict=True):
                    self._add(entry, section, (number,), "paragraph")
                return 1
        headed = titled_lines(lines)
        is_headed = headed is not None
        entry = read_entry(block.runs) if headed is None else headed
        own = list(lines_of(block))
        end = place + 1
        is_title = (entry.is_titled and entry.is_leading) or (
            entry.how == "text" and not entry.links and count_words(plain(block.runs)) <= 25
        )
        if is_title and entry.words >= 1:
            scratch = tail_of(blocks, end)
            if scratch > end:
                taken, unread = take_tail(entry, blocks[end:scratch])
                if entry.links or entry.is_titled:
                    own += taken
                    self.ledger.put(unread, "left", "text below a paper: an abstract is not copied")
                    end = scratch
        if end == place + 1 and end < len(blocks) and cites(entry, blocks, end):
            own += lines_of(blocks[end])
            end += 1
        if (
            is_group_line(block, entry, blocks[end] if end < len(blocks) else None)
            and end == place + 1
        ):
            title = plain(block.runs).strip(" *:：")
            parent = (
                section if section.is_heading or section.level != 90 else section.parent or section
            )
            self._here = parent.add(title, 90, block.start, is_heading=False)
            self.ledger.put(lines_of(block), "topic", "a bold line that serves as a heading")
            return 1
        candidate = Candidate(entry, section, tuple(own), "paragraph")
        judge(candidate)
        if (
            end > place + 1
            and candidate.verdict == "no"
            and entry.links
            and (entry.has_paper or entry.authors or entry.issue.venue or entry.is_titled)
            and not opens_prose(entry.title)
            and section.kind not in {"meta", "contents"}
            and entry.words >= 2
        ):
            candidate.verdict, candidate.why = "yes", "its links follow in lines of their own"
        if is_headed and candidate.verdict == "no" and section.kind not in {"meta", "contents"}:
            candidate.verdict, candidate.why = "yes", "its links follow in lines of their own"
        if (
            candidate.verdict == "no"
            and entry.links
            and (section.kind in {"resources", "data"} or is_links(block))
        ):
            self.candidates.append(candidate)
            return 1
        if candidate.verdict == "no":
            self._text(block, section, candidate.why)
            return 1
        self.candidates.append(candidate)
        return end - place

    def _text(self, block: Block, section: Section, why: str) -> None:
        """Prose is what the list says of itself or of a topic."""
        anchors = [run for run in block.runs if run.url]
        if anchors and all(is_anchor(run.url) for run in anchors):
            self.ledger.put(lines_of(block), "left", "links within the file")
            return
        text = block.text or "".join(run.text for run in block.runs)
        if (
            section.kind in {"meta", "contents"}
            or not block.text
            or "<" in text
            or any(run.image for run in block.runs)
        ):
            self.ledger.put(lines_of(block), "left", why)
            return
        section.texts.append(Text(" ".join(text.split()), tuple(lines_of(block))))
        self.ledger.put(lines_of(block), "topic", "text about the section")

    def _quote(self, block: Block, section: Section) -> None:
        for child in block.children:
            if (
                child.kind == "paragraph"
                and child.text
                and "<" not in child.text
                and section.kind not in {"meta", "contents"}
            ):
                section.quotes.append(Text(" ".join(child.text.split()), tuple(lines_of(child))))
                self.ledger.put(lines_of(child), "topic", "a note on the section")
            elif child.kind == "item":
                self._item(child, section)
        self.ledger.put(lines_of(block), "left", "a quotation")

    def _item(self, block: Block, section: Section) -> None:
        children = block.children
        own = own_lines(block)
        if not children and self._names_people(block):
            return
        entry = read_entry(block.runs)
        if entry.anchors and not entry.links:
            self.ledger.put(own, "left", "a table of contents")
            for child in children:
                self._child(child, section)
            return
        if section.kind == "contents":
            self.ledger.put(lines_of(block), "left", "a table of contents")
            return
        if not children:
            self._add(entry, section, own, "item")
            return
        candidate = Candidate(entry, section, own, "item")
        judge(candidate)
        items = [child for child in children if child.kind == "item"]
        strong = candidate.verdict == "yes"
        others = [child for child in items if not is_all_detail(child)]
        papers = [child for child in others if is_paper(child, section)]
        if not strong and self._groups(block, entry, items, others, papers, section):
            title = plain(block.runs).strip(" *:：_")
            below = section.add(title, 99, block.start, is_heading=False)
            self.ledger.put(own, "topic", "an item that serves as a heading")
            for child in children:
                self._child(child, below)
            return
        self._nested(candidate, children, papers, section)

    def _names_people(self, block: Block) -> bool:
        """People in an item of their own right below a paper that has none."""
        above = self.candidates[-1] if self.candidates else None
        if above is None or above.lines[-1] != block.start - 1 or above.entry.authors:
            return False
        names = people_alone(block)
        if not names or not above.entry.title:
            return False
        above.entry.authors = names
        above.lines = (*above.lines, *lines_of(block))
        judge(above)
        return True

    def _groups(
        self,
        block: Block,
        entry: Entry,
        items: list[Block],
        others: list[Block],
        papers: list[Block],
        section: Section,
    ) -> bool:
        """Whether an item is the heading of the items below it."""
        if section.kind == "meta" or not plain(block.runs) or count_words(plain(block.runs)) > 14:
            return False
        if papers:
            return True
        if not others or entry.links or len(others) * 2 < len(items):
            return False
        short = count_words(plain(block.runs)) <= 6 or plain(block.runs).rstrip().endswith(
            (":", "：")
        )
        return short and (
            len(others) >= 2
            or any(run.bold for run in block.runs)
            or count_words(plain(block.runs)) <= 4
        )

    def _nested(
        self, candidate: Candidate, children: list[Block], papers: list[Block], section: Section
    ) -> None:
        """An entry with lines below it: details, remarks, or papers of their own."""
        entry = candidate.entry
        lines = list(candidate.lines)
        waiting: list[Block] = []
        for child in children:
            if child.kind in {"paragraph", "item"}:
                cited = read_entry(child.runs)
                if (
                    cited.authors
                    and cited.title
                    and not entry.authors
                    and cited.words >= 2
                    and not cited.is_titled
                    and not entry.is_titled
                    and (cited.how == "text")
                    and child.kind == "item"
                    and not child.children
                ):
                    override(entry, cited)
                    lines += lines_of(child)
                elif is_all_detail(child) and take_block(entry, child):
                    lines += lines_of(child)
                elif child in papers and (entry.title or entry.links):
                    waiting.append(child)
                elif child.kind == "item" or (
                    child.runs
                    and count_words(plain(child.runs)) <= 80
                    and any(r.text.strip() for r in child.runs)
                ):
                    add_note(entry, child)
                    lines += lines_of(child)
                else:
                    waiting.append(child)
            elif child.kind == "table":
                waiting.append(child)
            else:
                self._leave(child) if child.kind in {"code", "markup", "rule"} else waiting.append(
                    child
                )
        candidate.lines = tuple(lines)
        judge(candidate)
        self.candidates.append(candidate)
        for child in waiting:
            self._child(child, section)

    def _child(self, child: Block, section: Section) -> None:
        if child.kind == "item":
            self._item(child, section)
        elif child.kind == "paragraph":
            self._paragraph([child], 0, section)
        elif child.kind == "table":
            self._table(child, section)
        elif child.kind == "quote":
            self._quote(child, section)
        elif child.kind == "heading":
            self.ledger.put(lines_of(child), "left", "a heading within a list")
        elif child.kind in {"summary", "close"}:
            self.ledger.put(lines_of(child), "left", "a folded part within a list")
        else:
            self._leave(child)

    def _table(self, block: Block, section: Section) -> None:
        rows = block.rows
        if are_files(rows):
            self.ledger.put(lines_of(block), "left", "links to other files of the list")
            return
        if is_grid(rows):
            for row in rows:
                for cell in row.cells:
                    self._add(read_entry(cell), section, (row.line,), "row")
        else:
            for row, entry in read_table(rows):
                lines = tuple(range(row.line, row.end + 1))
                anchors = entry.anchors or (
                    any(r.url and is_anchor(r.url) for c in row.cells for r in c)
                    and not any(r.url and not is_anchor(r.url) for c in row.cells for r in c)
                )
                if entry.title and not (anchors and not entry.links):
                    self._add(entry, section, lines, "row")
                elif anchors:
                    self.ledger.put(lines, "left", "a table of contents")
                else:
                    self.ledger.put(lines, "left", "a row without a title")
        self.ledger.put(lines_of(block), "left", "the frame of a table")

    def _add(self, entry: Entry, section: Section, lines: tuple[int, ...], shape: str) -> None:
        candidate = Candidate(entry, section, lines, shape)  # type: ignore[arg-type]  # one of four
        judge(candidate)
        self.candidates.append(candidate)
