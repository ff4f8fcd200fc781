"""What of the blocks around an entry belongs to it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from reading_list.awesome.details import ROLE_OF, is_detail, take_detail
from reading_list.awesome.entry import read_entry
from reading_list.awesome.judging import Candidate, judge
from reading_list.awesome.links import is_anchor, is_web, kind_of_word
from reading_list.awesome.parts import count_words
from reading_list.awesome.people import names_of
from reading_list.awesome.runs import plain
from reading_list.awesome.sections import heading_kind
from reading_list.text import fold

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


def is_text_paper(block: Block, entry: Entry) -> bool:
    """Whether a paragraph is a title that nothing marks, with its link on `paper` behind it."""
    says = entry.how == "text" and entry.is_leading and entry.has_label and entry.has_paper
    return says and entry.words >= 4 and not is_detail(block.runs)


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
    own: dict[int, int] = {}  # the line in which a line begins that is within a link
    last: Run | None = None
    for run in block.runs:
        if run.text.strip("\n") or run.image:
            if last and run.link and run.link == last.link and run.line != last.line:
                own[run.line] = own.get(last.line, last.line)
            lines.setdefault(own.get(run.line, run.line), []).append(run)
            last = run
        elif last and run.link and run.link == last.link:
            lines[own.get(last.line, last.line)].append(run)
    return [(block.start + number, runs) for number, runs in lines.items() if plain(runs)]


def is_index(block: Block) -> bool:
    """Whether a paragraph is bold or coded words in a row, each with a number or some such."""
    if any(run.url for run in block.runs):
        return False
    solid = [run for run in block.runs if run.text.strip()]
    marked = [run for run in solid if run.bold or run.code]
    between = [run.text for run in solid if not (run.bold or run.code)]
    return len(marked) >= 3 and all(len(text.split()) <= 3 for text in between)


def leads_nowhere_else(block: Block) -> bool:
    """Whether a paragraph is two links or more to other files of the list, and nothing else."""
    solid = [run for run in block.runs if run.text.strip(" \n|,;·•-[]()/")]
    return len(solid) >= 2 and all(run.url and not is_web(run.url) for run in solid)


def split_entries(block: Block) -> list[Block]:
    """The entries of a paragraph: each begins with a line that is a title and nothing else.

    What stands between such lines has to tell of the papers above it.
    """
    parts = split_lines(block)
    if len(parts) < 4:
        return [block]
    starts = [number for number, runs in parts if _is_bold_title(runs)]
    if len(starts) < 2 or any(after - here < 2 for here, after in pairwise(starts)):
        return [block]
    first = min(number for number, _ in parts)
    edges = [first, *starts[1:], block.end + 1]
    return [_stretch(block, start, end) for start, end in pairwise(edges)]


def titled_lines(lines: Sequence[tuple[int, list[Run]]]) -> Entry | None:
    """The entry of a paragraph whose first line is a title and whose second one its paper's link.

    What follows is more of the kind, or the curator's remarks, of any length.
    """
    if len(lines) < 2 or any(run.url for run in lines[0][1]):
        return None
    first = next((run for run in lines[1][1] if run.text.strip(" \n[(【")), None)
    if first is None or not first.url:
        return None  # a title that was wrapped
    entry = read_entry(lines[0][1])
    second = read_entry(lines[1][1])
    if (
        not 3 <= entry.words <= 30
        or not entry.is_leading
        or not (second.has_paper and second.has_label and not second.is_titled)
    ):
        return None
    for _, runs in lines[1:]:
        if not take_detail(entry, runs):
            read = read_entry(runs)
            if read.links and read.how == "text" and read.has_label:
                entry.has_label = True
                for link in read.links:
                    entry.add_link(link)
                entry.take_issue(read.issue)
                text = plain([run for run in runs if not run.url])
            else:
                for link in read.links:
                    entry.add_link(link)
                text = plain(runs)
            if text.strip(" []()"):
                entry.notes.append(text.strip(" []()"))
    return entry


def _is_bold_title(runs: Sequence[Run]) -> bool:
    solid = [run for run in runs if run.text.strip(" \n*.:")]
    if not solid or not all(run.bold for run in solid):
        return False
    return count_words(plain(runs)) >= 3 and not is_detail(runs)


def _stretch(block: Block, start: int, end: int) -> Block:
    """The lines of a paragraph from `start` until before `end`."""
    shift = start - block.start
    runs = [
        run._replace(line=run.line - shift)
        for run in block.runs
        if start <= block.start + run.line < end
    ]
    text = "\n".join(block.text.split("\n")[shift : end - block.start])
    return replace(block, start=start, end=end - 1, runs=runs, text=text)


def people_alone(block: Block) -> list[str] | None:
    """The two people or more that an item names, if it says nothing else."""
    if any(run.url for run in block.runs):
        return None
    names = names_of(plain(block.runs))
    return names if names and len(names) > 1 else None


def is_group_line(block: Block, entry: Entry, follower: Block | None) -> bool:
    """A bold line above a list serves as a heading."""
    solid = [run for run in block.runs if run.text.strip()]
    if (
        not solid
        or not all(run.bold for run in solid)
        or any(run.url and not is_anchor(run.url) for run in solid)
    ):
        return False
    if follower is None or follower.kind not in {"item", "table", "paragraph"}:
        return False
    if follower.kind == "paragraph" and heading_kind(plain(block.runs)) not in {
        "papers",
        "resources",
        "data",
    }:
        return False
    return count_words(plain(block.runs)) <= 8 and not entry.has_paper


def is_remark(block: Block) -> bool:
    """Whether a block is a short text, and no way back to the top."""
    if block.kind not in {"paragraph", "item"} or is_contents(block):
        return False
    return 1 <= count_words(plain(block.runs)) <= 60


def is_linked_paper(block: Block) -> bool:
    """Whether an item has a title that leads to where papers live, or a link on `paper`."""
    entry = read_entry(block.runs)
    leads = entry.how == "link" and bool(entry.links) and entry.links[0].is_paper
    if entry.is_leading and entry.words >= 3 and (leads or (entry.has_label and entry.has_paper)):
        return True
    return any(is_linked_paper(child) for child in block.children if child.kind == "item")


def labelled_lines(block: Block) -> Entry | None:
    """The entry of a paragraph of labelled lines whose first is the paper: `Paper: [Title](…)`."""
    lines = split_lines(block)
    if len(lines) < 2 or not all(_LABELLED.match(plain(runs)) for _, runs in lines[:2]):
        return None
    label = _LABELLED.match(plain(lines[0][1]))
    if label is None or (
        kind_of_word(label[1]) not in {"paper", "pdf"} and ROLE_OF.get(fold(label[1])) != "title"
    ):
        return None
    entry = read_entry(lines[0][1])
    if entry.how != "link" or entry.words < 2:
        return None
    entry.notes = [note for note in entry.notes if kind_of_word(note) is None]
    for _, runs in lines[1:]:
        if not take_detail(entry, runs):
            entry.notes.append(plain(runs).strip())
            for link in read_entry(runs).links:
                entry.add_link(link)
    return entry


_LABELLED = re.compile(r"[\s*_]*([^:：*]{2,30}?)[\s*_]*[:：]")


def is_all_detail(block: Block) -> bool:
    """Whether a block and all below it tell of the paper above them."""
    if block.kind not in {"paragraph", "item"} or not block.runs:
        return False
    if not is_detail(block.runs):
        parts = split_lines(block)
        if len(parts) < 2 or not all(is_detail(runs) for _, runs in parts):
            return False
    return all(child.kind == "quote" or is_all_detail(child) for child in block.children)


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
