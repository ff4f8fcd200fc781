"""What of the blocks around an entry belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.awesome.details import is_detail, take_detail
from reading_list.awesome.entry import read_entry
from reading_list.awesome.judging import Candidate, judge
from reading_list.awesome.links import is_anchor
from reading_list.awesome.runs import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reading_list.awesome.blocks import Block
    from reading_list.awesome.parts import Entry
    from reading_list.awesome.parts import Link as EntryLink
    from reading_list.awesome.runs import Run
    from reading_list.awesome.sections import Section


def title_heading(blocks: Sequence[Block]) -> Block | None:
    """The heading that names the list: the first, if it alone is of its level or nothing is in it."""
    headings = [(place, block) for place, block in enumerate(blocks) if block.kind == "heading"]
    if not headings:
        return None
    place, first = headings[0]
    if any(block.kind in {"item", "table"} for block in blocks[:place]):
        return None
    same = [block for _, block in headings[1:] if block.level <= first.level]
    if first.level > 1 and same:
        return None
    if not same and first.level == 1:
        return first
    end = headings[1][0] if len(headings) > 1 else len(blocks)
    below = blocks[place + 1 : end]
    has_entries = any(block.kind in {"item", "table"} and not is_contents(block) for block in below)
    return None if has_entries else first


def is_contents(block: Block) -> bool:
    """Whether all links of a block stay within the file."""
    runs = [*block.runs, *(run for row in block.rows for cell in row.cells for run in cell)]
    urls = [run.url for run in runs if run.url]
    return bool(urls) and all(is_anchor(url) for url in urls)


def lines_of(block: Block) -> range:
    """The lines of a block with all that is in it."""
    return range(block.start, block.end + 1)


def own_lines(block: Block) -> tuple[int, ...]:
    """The lines of an item without those of what is below it."""
    end = min((child.start for child in block.children), default=block.end + 1)
    return tuple(range(block.start, max(block.start + 1, end)))


def is_title_line(block: Block) -> bool:
    """Whether a paragraph begins with a title of its own."""
    if is_detail(block.runs):
        return False
    entry = read_entry(block.runs)
    return entry.is_titled and entry.is_leading and entry.words >= 3 and entry.how != "quote"


def entry_links(runs: Sequence[Run]) -> list[EntryLink]:
    """The links of a heading that lead out of the file."""
    return [link for link in read_entry(runs).links if link.url]


def is_links(block: Block) -> bool:
    """Whether a paragraph is links and nothing else."""
    solid = [run for run in block.runs if run.text.strip(" \n|,;·•-[]()")]
    return bool(solid) and all(run.url and not is_anchor(run.url) for run in solid)


def split_lines(block: Block) -> list[tuple[int, list[Run]]]:
    """The runs of each source line of a paragraph that has some text."""
    lines: dict[int, list[Run]] = {}
    for run in block.runs:
        if run.text != "\n":
            lines.setdefault(run.line, []).append(run)
    return [(block.start + number, runs) for number, runs in lines.items() if plain(runs)]


def is_all_detail(block: Block) -> bool:
    """Whether a block and all below it tell of the paper above them."""
    if block.kind not in {"paragraph", "item"} or not block.runs:
        return False
    if not is_detail(block.runs):
        parts = split_lines(block)
        if len(parts) < 2 or not all(is_detail(runs) for _, runs in parts):
            return False
    return all(is_all_detail(child) for child in block.children)


def take_block(entry: Entry, block: Block) -> bool:
    """Take a block of details; False if it is none."""
    parts = split_lines(block)
    if not take_detail(entry, block.runs):
        if len(parts) < 2 or not all(is_detail(runs) for _, runs in parts):
            return False
        for _, runs in parts:
            take_detail(entry, runs)
    for child in block.children:
        take_block(entry, child)
    return True


def is_paper(block: Block, section: Section) -> bool:
    """Whether an item below another is a paper of its own."""
    entry = read_entry(block.runs)
    candidate = Candidate(entry, section, (), "item")
    judge(candidate)
    if candidate.verdict == "yes":
        return entry.words >= 3 or entry.is_titled or entry.has_label
    return any(child.kind == "item" and is_paper(child, section) for child in block.children[:3])


def override(entry: Entry, cited: Entry) -> None:
    """A whole citation below a short name says what the paper is called."""
    if entry.title and entry.title.casefold() not in cited.title.casefold():
        entry.notes.insert(0, entry.title)
    entry.title, entry.how = cited.title, cited.how
    entry.authors = cited.authors
    entry.take_issue(cited.issue)
    entry.notes += cited.notes
    entry.organizations += [o for o in cited.organizations if o not in entry.organizations]
    for link in cited.links:
        entry.add_link(link)
    entry.why.append("the line below cites the paper in full")


def add_note(entry: Entry, block: Block) -> None:
    """Other lines below an entry are remarks on it."""
    text = plain(block.runs).strip()
    for link in read_entry(block.runs).links:
        entry.add_link(link)
    if text:
        entry.notes.append(text)
    for child in block.children:
        if child.kind in {"item", "paragraph"} and not take_detail(entry, child.runs):
            add_note(entry, child)
