"""Blocks below a short text that tell of the same paper: labelled lines, a citation, an abstract."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading_list.awesome.details import is_labelled
from reading_list.awesome.entry import read_entry
from reading_list.awesome.nesting import is_all_detail, lines_of, override, take_block
from reading_list.awesome.parts import count_words
from reading_list.awesome.runs import plain
from reading_list.text import title_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reading_list.awesome.blocks import Block
    from reading_list.awesome.parts import Entry


def tail_of(blocks: Sequence[Block], place: int) -> int:
    """Where the blocks end that tell of the short text above `place`; `place` itself if none does.

    Its links stand in lines of their own. Remarks behind labels, quotations and pictures may
    stand between and behind them.
    """
    end = place
    has_links = False
    while end < len(blocks):
        block = blocks[end]
        if block.kind in {"quote", "markup"} or is_picture(block):
            if end == place:
                break
        elif is_all_detail(block):
            has_links = has_links or any(run.url for run in block.runs)
        elif block.kind not in {"item", "paragraph"} or not is_labelled(block.runs):
            break
        end += 1
    while not has_links and end > place and not is_all_detail(blocks[end - 1]):
        end -= 1
    return end


def is_picture(block: Block) -> bool:
    """Whether a paragraph is nothing but pictures."""
    return (
        block.kind == "paragraph" and not plain(block.runs) and any(run.image for run in block.runs)
    )


def take_tail(entry: Entry, blocks: Sequence[Block]) -> tuple[list[int], list[int]]:
    """Take what `tail_of` found: the lines that became part of the entry, and those that did not."""
    own: list[int] = []
    left: list[int] = []
    for block in blocks:
        if block.kind in {"quote", "markup"} or is_picture(block):
            left += block.marks or lines_of(block)
            continue
        if not take_block(entry, block):
            text = plain(block.runs).strip()
            if not text.endswith((":", "：")):
                entry.notes.append(text)
        below = min((child.start for child in block.children), default=block.end + 1)
        own += range(block.start, max(block.start + 1, below))
        left += range(below, block.end + 1)
    return own, left


_LONGEST = 60  # words of a citation
_NO_PAPER = re.compile(r"\b(?:blog|post|video|talk|slides|course|project|book)\b", re.IGNORECASE)


def cites_below(entry: Entry, blocks: Sequence[Block], place: int) -> bool:
    """Take a paragraph below a linked item that is one citation: title, people and year."""
    if place >= len(blocks) or entry.how != "link" or entry.authors or entry.notes:
        return False
    block = blocks[place]
    if (
        block.kind != "paragraph"
        or any(run.url for run in block.runs)
        or _NO_PAPER.search(entry.title)
        or count_words(plain(block.runs)) > _LONGEST
    ):
        return False
    cited = read_entry(block.runs)
    if not _is_citation(cited):
        return False
    below = blocks[place + 1] if place + 1 < len(blocks) else block
    if below is not block and below.kind == "paragraph" and _is_citation(read_entry(below.runs)):
        return False  # papers in paragraphs of their own
    override(entry, cited)
    entry.imprint = {**cited.imprint, **entry.imprint}
    return True


def _is_citation(entry: Entry) -> bool:
    return bool(entry.authors and entry.issue.year and entry.is_leading and entry.words >= 2)


def cites(entry: Entry, blocks: Sequence[Block], place: int) -> bool:
    """Take the one item below a paper that cites the same paper, in full or by its people."""
    block = blocks[place]
    if (
        block.kind != "item"
        or block.children
        or not (entry.has_paper and entry.has_label)
        or entry.authors
        or any(run.url for run in block.runs)
        or (place + 1 < len(blocks) and blocks[place + 1].kind == "item")
    ):
        return False
    cited = read_entry(block.runs)
    if not cited.authors:
        return False
    mine, other = title_key(entry.title), title_key(cited.title)
    if entry.words <= 3 and cited.words > entry.words + 1:
        override(entry, cited)
        return True
    if not other or mine in other or other in mine:
        entry.authors = cited.authors
        entry.take_issue(cited.issue)
        entry.imprint = {**cited.imprint, **entry.imprint}
        return True
    return False
