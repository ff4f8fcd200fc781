"""A stranger's text as Markdown that GitHub shows and does nothing else with.

GitHub makes links of names (`@user`), of issues (`#1`, `GH-1`), of commits and of addresses after
Markdown was read, wherever they stand in a text: escaping alone does not stop that. A character
without width between their parts does. In code nothing is linked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading_list.text import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

_GAP = "\u200b"
# What Markdown, or HTML in it, has a meaning for; `:` for emoji, `$` for maths, `~` for strikes.
_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$^=\"'&:])")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "|": "&#124;", "$": "&#36;"}
_LINKED = re.compile(
    r"(?<=@)|(?<=#)(?=\d)|(?<=GH)(?=-\d)|(?<=:)(?=[\w+-]|//)|(?<=www)(?=\.)|(?<=[0-9a-f]{6})(?=[0-9a-f])",
    re.IGNORECASE,
)


def prose(text: str) -> str:
    """The text as part of a paragraph, a list or a cell of a table, on one line."""
    broken = _LINKED.sub(_GAP, printable(" ".join(text.split())))
    return _SIGNS.sub(lambda sign: _ENTITIES.get(sign[1], f"\\{sign[1]}"), broken)


def code(text: str, *, in_table: bool = False) -> str:
    """The text as code on one line; in a table a bar would end the cell, even in code."""
    shown = printable(" ".join(text.split())) or " "
    if in_table and "|" in shown:
        shown = shown.replace("|", "\u2502")
    ticks = max((len(run) for run in re.findall("`+", shown)), default=0)
    fence = "`" * (ticks + 1)
    pad = " " if shown.strip() and (shown[0] == "`" or shown[-1] == "`") else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def cut(lines: Sequence[str], limit: int, rest: str) -> str:
    """The lines that fit into `limit` bytes; where some do not, `rest` with their number."""
    sizes = [len(line.encode("utf-8", "backslashreplace")) + 1 for line in lines]
    if sum(sizes) <= limit:
        return "".join(f"{line}\n" for line in lines)
    room = limit - len(rest.encode()) - 24  # for the number and two ends of lines
    number = 0
    for size in sizes:
        room -= size
        if room < 0:
            break
        number += 1
    left = rest.format(f"{len(lines) - number:,}")
    return "".join(f"{line}\n" for line in [*lines[:number], "", left])
