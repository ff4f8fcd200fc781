"""The way through the blocks of a file: sections, and in them what may be an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.awesome.collecting import Collector
from reading_list.awesome.entry import read_entry
from reading_list.awesome.judging import judge, opens_prose
from reading_list.awesome.nesting import (
    add_note,
    entry_links,
    is_all_detail,
    is_linked_paper,
    is_remark,
    is_text_paper,
    is_title_line,
    labelled_lines,
    lines_of,
    take_block,
    title_heading,
)
from reading_list.awesome.runs import plain
from reading_list.awesome.sections import (
    Link,
    Section,
    bare_title,
    heading_title,
)
from reading_list.awesome.tails import cites_below

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reading_list.awesome.blocks import Block
    from reading_list.awesome.ledger import Ledger

_HEADING_TAIL = 12  # blocks that may follow a heading which is itself an entry
_LINKED_TAIL = 40  # and one that leads to where papers live


class Walker(Collector):
    """Walks once; `candidates` and `root` are what it found."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger)
        self._folded: list[Section] = []
        self._heading_counts: dict[str, int] = {}

    def walk(self, blocks: Sequence[Block]) -> None:
        """Walk through the blocks of a file."""
        title = title_heading(blocks)
        place = 0
        while place < len(blocks):
            block = blocks[place]
            if (
                block is not title
                and block.kind == "heading"
                and self._is_subtitle(blocks, title, block)
            ):
                self.ledger.put(lines_of(block), "topic", "the title of the list")
                place += 1
            elif block is title:
                self.root.title = heading_title(block.runs)
                self.root.line = block.start
                self.ledger.put(lines_of(block), "topic", "the title of the list")
                place += 1
            else:
                place += self._block(blocks, place)

    def _block(self, blocks: Sequence[Block], place: int) -> int:
        """Read one block, or more where they belong together; returns how many."""
        block = blocks[place]
        if block.kind == "heading":
            return self._heading(blocks, place)
        if block.kind == "paragraph":
            return self._paragraph(blocks, place, self._here)
        if block.kind == "item":
            self._item(block, self._here)
            return 1 + self._cited_below(blocks, place)
        if block.kind == "table":
            self._table(block, self._here)
        elif block.kind == "summary":
            self._summary(block)
        elif block.kind == "close":
            self._close(block)
        elif block.kind == "quote":
            self._quote(block, self._here)
        else:
            self._leave(block)
        return 1

    def _cited_below(self, blocks: Sequence[Block], place: int) -> int:
        """Let a paragraph that cites the paper of the item above say what it is called."""
        block, last = blocks[place], self.candidates[-1] if self.candidates else None
        if last is None or block.children or last.lines[0] != block.start or last.verdict == "no":
            return 0
        if not cites_below(last.entry, blocks, place + 1):
            return 0
        last.lines = (*last.lines, *lines_of(blocks[place + 1]))
        judge(last)
        return 1

    def _is_subtitle(self, blocks: Sequence[Block], title: Block | None, block: Block) -> bool:
        """A second heading of the title's level, alone of its kind and before all entries."""
        if title is None or block.level > title.level or self.root.children or self.candidates:
            return False
        same = [it for it in blocks if it.kind == "heading" and it.level <= title.level]
        first, second = blocks.index(title), blocks.index(block)
        between = blocks[first + 1 : second]
        return len(same) == 2 and not any(
            it.kind in {"item", "table"} or (it.kind == "paragraph" and plain(it.runs))
            for it in between
        )

    def _heading(self, blocks: Sequence[Block], place: int) -> int:
        block = blocks[place]
        text = heading_title(block.runs)
        if not text:
            self.ledger.put(lines_of(block), "left", "a heading without text")
            return 1
        taken = self._heading_entry(blocks, place) or self._named_entry(blocks, place)
        if taken:
            return taken
        while self._folded:
            self._here = self._folded.pop().parent or self.root
        above = self._here
        while above.parent is not None and (
            not above.is_heading or above.level >= block.level or above.kind == "contents"
        ):
            if above.is_heading and above.level == block.level and self._nests(above, text):
                break
            above = above.parent
        self._here = above.add(text, block.level, block.start)
        for link in entry_links(block.runs):
            self._here.links.append(Link(link.word or text, link.url, "", tuple(lines_of(block))))
        what = "the heading of a time or venue" if self._here.issue else "the heading of a topic"
        self.ledger.put(lines_of(block), "topic", what)
        return 1

    def _nests(self, above: Section, text: str) -> bool:
        """A year right below a topic of the same level belongs to that topic."""
        from reading_list.awesome.sections import heading_issue

        issue = heading_issue(text)
        if not issue or not issue.year or above.issue:
            return False
        if any(not (below.issue.year and below.level == above.level) for below in above.children):
            return False
        used = any(candidate.section is above for candidate in self.candidates)
        return (
            not used and above.parent is not None and (bool(above.children) or self._repeats(text))
        )

    def _repeats(self, text: str) -> bool:
        return self._heading_counts.get(bare_title(text), 0) > 1

    def count_headings(self, blocks: Sequence[Block]) -> None:
        """Know which headings come more than once."""
        counts: dict[str, int] = {}
        for block in blocks:
            if block.kind == "heading":
                name = bare_title(heading_title(block.runs))
                counts[name] = counts.get(name, 0) + 1
        self._heading_counts = counts

    def _heading_entry(self, blocks: Sequence[Block], place: int) -> int:
        """A heading that is a paper: its people or links follow, and no entries."""
        block = blocks[place]
        entry = read_entry(block.runs)
        is_linked = entry.how == "link" and bool(entry.links) and entry.links[0].is_paper
        if entry.words < (2 if is_linked else 3) and not (entry.has_paper and entry.is_titled):
            return 0
        if self._here.kind in {"meta", "contents"} and block.level > self._here.level:
            return 0
        end = place + 1
        own: list[int] = []
        left: list[int] = []
        found = entry.has_paper and entry.how == "link"
        folded = 0
        longest = _LINKED_TAIL if is_linked else _HEADING_TAIL
        while end < len(blocks) and blocks[end].kind != "heading" and end - place <= longest:
            follower = blocks[end]
            if self._stands_alone(follower, is_linked, bool(folded)):
                return 0
            if follower.kind == "summary":
                folded += 1
            if folded and follower.kind not in {"summary", "close"}:
                left += lines_of(follower)
            elif follower.kind in {"paragraph", "item"} and take_block(entry, follower):
                own += lines_of(follower)
                found = found or entry.has_paper or bool(entry.authors)
            elif follower.kind == "paragraph" and opens_prose(plain(follower.runs)):
                return 0  # the list speaks of itself
            elif is_linked and is_remark(follower):
                add_note(entry, follower)
                own += lines_of(follower)
            else:
                left += follower.marks or lines_of(follower)
            if follower.kind == "close":
                folded = max(0, folded - 1)
            end += 1
        if not found or not (entry.has_paper or (entry.authors and entry.links)):
            return 0
        if end - place == 1 and end < len(blocks) and not entry.has_paper:
            return 0
        if entry.words < 2 and not own:
            return 0  # `### [MNIST](…)`: a topic with its address
        section = self._above(block)
        self._add(entry, section, (*lines_of(block), *own), "heading")
        self.ledger.put(left, "left", "text below a paper: an abstract is not copied")
        return end - place

    def _above(self, block: Block) -> Section:
        """Leave the sections that end with a heading which is a paper."""
        section = self._here
        while section.parent is not None and (
            not section.is_heading or section.level >= block.level
        ):
            section = section.parent
        self._here = section
        return section

    def _stands_alone(self, block: Block, is_linked: bool, is_folded: bool) -> bool:
        """Whether a block below a heading is an entry, and the heading thus none."""
        if block.kind == "table":
            return True
        if block.kind == "item":
            return not is_all_detail(block) and not (is_linked and not is_linked_paper(block))
        if block.kind == "paragraph" and not is_folded:
            if is_title_line(block):
                return not is_linked or bool(entry_links(block.runs))
            cited = read_entry(block.runs)
            if not is_linked and is_text_paper(block, cited):
                return True
            return not is_linked and bool(cited.authors and cited.issue.venue and cited.words >= 4)
        return False

    def _named_entry(self, blocks: Sequence[Block], place: int) -> int:
        """A heading that names the one paper below it: `Paper: …`, `Code: …` in lines."""
        block, end = blocks[place], place + 2
        if end > len(blocks) or blocks[place + 1].kind != "paragraph":
            return 0
        entry = labelled_lines(blocks[place + 1])
        if entry is None or self._here.kind in {"meta", "contents"}:
            return 0
        own = [*lines_of(block), *lines_of(blocks[place + 1])]
        while end < len(blocks) and blocks[end].kind == "paragraph" and is_remark(blocks[end]):
            if is_title_line(blocks[end]) or labelled_lines(blocks[end]):
                return 0
            if not take_block(entry, blocks[end]):
                add_note(entry, blocks[end])
            own += lines_of(blocks[end])
            end += 1
        if end < len(blocks) and blocks[end].kind in {"paragraph", "item", "table"}:
            return 0
        name = heading_title(block.runs)
        if name.casefold() not in entry.title.casefold():
            entry.notes.insert(0, name)
        self._add(entry, self._above(block), tuple(own), "heading")
        return end - place

    def _summary(self, block: Block) -> None:
        title = plain(block.runs).strip(" *:：#")
        generic = (
            bare_title(title) in _GENERIC
            or not title
            or bare_title(title) == bare_title(self._here.title)
        )
        parent = self._here
        self._here = parent if generic else parent.add(title, 95, block.start, is_heading=False)
        # Whatever is folded ends with its closing tag.
        marker = Section(title, 95, block.start, parent=parent, is_heading=False)
        self._folded.append(marker)
        self.ledger.put(lines_of(block), "topic", "the title of a folded part")

    def _close(self, block: Block) -> None:
        if self._folded:
            self._here = self._folded.pop().parent or self.root
        self.ledger.put(lines_of(block), "left", "HTML without text")


_GENERIC = frozenset(
    "click to expand|expand|details|detail|show|show more|more|click me|papers|toggle|open|click here|展开|点击展开|click|see more|view|abstract|list|full list|paper list|click to view|click to see more|fold|unfold|table of contents|toc|contents".split(
        "|"
    )
)
