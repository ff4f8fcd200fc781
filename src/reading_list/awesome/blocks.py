"""The blocks of a Markdown file with their lines: headings, paragraphs, items, tables, the rest.

markdown-it finds the blocks; tables and other blocks of HTML are read by `markup`. Nesting of
lists follows the indentation, as one space is enough for people who write lists by hand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from reading_list.awesome import markup
from reading_list.awesome.runs import Run, runs_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

Kind: TypeAlias = Literal[
    "heading", "paragraph", "item", "table", "code", "quote", "rule", "summary", "close", "markup"
]


@dataclass(slots=True)
class Row:
    """A row of a table; `cells` are runs."""

    line: int
    end: int
    cells: list[list[Run]]


@dataclass(slots=True)
class Block:
    """A block from line `start` to line `end`, both counted from 1 and both its own.

    `level` is a heading's level or an item's indentation; an item's own text is `runs`, what is
    below it `children`. The first of a table's `rows` is its header.
    """

    kind: Kind
    start: int
    end: int
    level: int = 0
    runs: list[Run] = field(default_factory=list)
    children: list[Block] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    text: str = ""
    marks: tuple[int, ...] = ()  # lines of the block that hold markup alone


# Hash signs without the space, as some hosts took them for headings until 2017.
_HASHES = re.compile(r"^(#{1,6})(?=[^#\s!\[])", re.MULTILINE)
_LINES = re.compile(r"\r\n|\r")


def blocks_of(text: str) -> list[Block]:
    """The blocks of a file in order. `text` is no longer than `limits` allows."""
    text = _HASHES.sub(r"\1 ", _LINES.sub("\n", text))
    text, tables = markup.cut_tables(_level_items(text))
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 40}).enable(
        ["table", "strikethrough"]
    )
    from markdown_it.rules_block import html_block

    def markup_before_markdown(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        # Asked of every line, so the lines below are looked at for those alone that hold HTML.
        begin = state.bMarks[start] + state.tShift[start]
        if not state.src.startswith("<", begin):
            return False
        below = end if silent else _markdown_line(state, start, end)
        return html_block(state, start, below, silent)

    parser.block.ruler.at(
        "html_block",
        markup_before_markdown,
        {"alt": ["paragraph", "reference", "blockquote"]},  # as markdown-it has it
    )
    normalize = parser.normalizeLink

    def quickly(url: str) -> str:
        return url if _PLAIN.fullmatch(url) else normalize(url)

    parser.normalizeLink = quickly  # type: ignore[method-assign]  # taking an address apart costs
    env: dict[str, object] = {}
    from markdown_it.rules_core import StateCore

    state = StateCore(text, parser, env)
    parser.core.ruler.enableOnly(["normalize", "block"])
    parser.core.process(state)
    found = _Builder(parser, env, text.split("\n")).build(state.tokens)
    for table in tables:
        rows = [Row(row.line, row.end, row.cells) for row in table.rows]
        found.append(Block("table", table.start, table.end, rows=rows, marks=table.marks))
    found.sort(key=lambda block: (block.start, block.end))
    return found


_ITEM = re.compile(r"( *)(?:[-*+]|\d{1,4}[.)])( +)\S")


def _level_items(text: str) -> str:
    """Items that stand one space too far right to be items, and too far left to be below another.

    Markdown takes `    - B` for more of the text of `   - A` above it.
    """
    if "   - " not in text and "   * " not in text:
        return text
    lines = text.split("\n")
    above = None
    for number, line in enumerate(lines):
        found = _ITEM.match(line)
        if found and above and 4 <= len(found[1]) < above[1] and len(found[1]) - above[0] == 1:
            lines[number] = line[1:]
            continue
        if found:
            above = (len(found[1]), found.end() - 1)
        elif not line.startswith(" "):
            above = None
    return "\n".join(lines)


# An address in which nothing has to be escaped, as nearly all are.
_PLAIN = re.compile(r"[A-Za-z0-9;/?:@&=+$,_.!~*'()#-]*")
_WHOLE = re.compile(r"\s*<(?:script|pre|style|textarea|[!?])", re.IGNORECASE)
_MARKDOWN = re.compile(r"\s{0,6}(?:[-*+] \S|\d{1,3}[.)] \S|#{1,6} ?[^#\s]|\|.*\|)")


def _markdown_line(state: StateBlock, start: int, end: int) -> int:
    """Where Markdown goes on below HTML without the empty line that the standard asks for.

    People write `<h3>Topic</h3>` and a list right below it.
    """
    if _WHOLE.match(state.getLines(start, start + 1, 0, False)):
        return end
    for line in range(start + 1, end):
        text = state.getLines(line, line + 1, 0, False)
        if not text.strip():
            return end
        if _MARKDOWN.match(text):
            return line
    return end


class _Builder:
    def __init__(self, parser: MarkdownIt, env: dict[str, object], lines: list[str]) -> None:
        self._parser = parser
        self._env = env
        self._lines = lines

    def build(self, tokens: Sequence[Token]) -> list[Block]:
        stack: list[list[Block]] = [[]]
        row: Row | None = None
        for place, token in enumerate(tokens):
            kind = token.type
            start, end = token.map if token.map else (0, 0)
            if kind == "inline":
                self._inline(token, tokens[place - 1], stack, row)
            elif kind == "list_item_open":
                block = Block("item", start + 1, max(start + 1, end), self._indent(start))
                self._put(stack[-1], block)
                stack.append(block.children)
            elif kind == "list_item_close":
                children = stack.pop()
                item = _last_item(stack[-1], children)
                if children and children[0].kind == "paragraph" and not item.runs:
                    item.runs = children.pop(0).runs
                self._nest(children)
            elif kind == "blockquote_open":
                block = Block("quote", start + 1, max(start + 1, end))
                stack[-1].append(block)
                stack.append(block.children)
            elif kind == "blockquote_close":
                stack.pop()
            elif kind == "table_open":
                stack[-1].append(Block("table", start + 1, max(start + 1, end)))
            elif kind == "tr_open":
                row = Row(start + 1, start + 1, [])
                stack[-1][-1].rows.append(row)
            elif kind in {"fence", "code_block"}:
                stack[-1].append(Block("code", start + 1, max(start + 1, end), text=token.content))
            elif kind == "hr":
                stack[-1].append(Block("rule", start + 1, max(start + 1, end)))
            elif kind == "html_block":
                stack[-1] += self._markup(token.content, start + 1)
        self._nest(stack[0])
        return stack[0]

    def _inline(
        self, token: Token, opening: Token, stack: list[list[Block]], row: Row | None
    ) -> None:
        start, end = token.map if token.map else (0, 1)
        children: list[Token] = []
        if token.content.count("[") < 3000:  # beyond, finding their other halves takes too long
            self._parser.inline.parse(token.content, self._parser, self._env, children)
            runs = runs_of(children)
        else:
            runs = [Run(token.content)]
        if opening.type in {"th_open", "td_open"} and row is not None:
            row.cells.append(runs)
        elif opening.type == "heading_open":
            level = int(opening.tag[1:])
            start, end = opening.map if opening.map else (start, end)
            stack[-1].append(Block("heading", start + 1, max(start + 1, end), level, runs))
        else:
            text = token.content
            stack[-1].append(Block("paragraph", start + 1, max(start + 1, end), 0, runs, text=text))

    def _markup(self, content: str, line: int) -> Iterator[Block]:
        for part in markup.parts_of(content, line):
            yield Block(part.kind, part.start, part.end, part.level, part.runs, marks=part.marks)

    def _indent(self, line: int) -> int:
        text = self._lines[line].expandtabs(4) if line < len(self._lines) else ""
        return len(text) - len(text.lstrip(" "))

    def _put(self, blocks: list[Block], block: Block) -> None:
        blocks.append(block)

    def _nest(self, blocks: list[Block]) -> None:
        """Put items below the item before them that is indented less."""
        kept: list[Block] = []
        above: list[Block] = []
        for block in blocks:
            if block.kind != "item":
                above.clear()
                kept.append(block)
                continue
            while above and above[-1].level >= block.level:
                above.pop()
            if above:
                above[-1].children.append(block)
                for parent in above:
                    parent.end = max(parent.end, block.end)
            else:
                kept.append(block)
            above.append(block)
        blocks[:] = kept


def _last_item(blocks: list[Block], children: list[Block]) -> Block:
    return next(block for block in reversed(blocks) if block.children is children)
