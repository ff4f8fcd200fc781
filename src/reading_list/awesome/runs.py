"""A line of Markdown as its readers see it: stretches of text with their style and their link.

Markdown, HTML within it and what people write in the belief that it is Markdown (`[PDF] (url)`,
bare addresses) end in the same runs. Blocks are left to `blocks`.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token


class Run(NamedTuple):
    """Text of one style. `url` is where it leads, `image` the address of a picture in its place.

    `line` counts from the first line of the block; `link` tells two links side by side apart.
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    url: str = ""
    image: str = ""
    line: int = 0
    link: int = 0


BREAK = "\n"
NOWHERE = "#"  # the address of a link that has none
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*)>")
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_BOLD = {"b", "strong"}
_ITALIC = {"i", "em", "cite"}
# What was meant as a link: a space before the bracket, a space in the address, a bare address.
_MEANT = re.compile(
    r"\[{1,2}([^\[\]\n]{0,300})\]{1,2}\)? ?\((https?://[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*"
    r"|https?://[^()<>\n]{1,600})\)|"
    r"(https?://[^\s<>()\[\]{}\"'`|，。；、（）“”]*"
    r"(?:\([^\s<>()]*\)[^\s<>()\[\]{}\"'`|，。；、（）“”]*)*)"
)


_POWER = re.compile(r"\w\*\*\w")  # a power, and no mark of style
# `[paper]([https://…](https://…))`: a link was pasted where an address belongs.
_LINK_AS_URL = re.compile(r"(?:%5B|\[)https?://.*(?:%5D|\])\((https?://[^\s]*?)\)?$")


def runs_of(tokens: Sequence[Token], line: int = 0) -> list[Run]:
    """The runs of the children of an inline token."""
    return _Reader(line).read(tokens)


def text_runs(text: str, line: int = 0) -> list[Run]:
    """The runs of plain text, with links where it has addresses."""
    reader = _Reader(line)
    reader.text(text)
    return reader.runs


def markdown_runs(text: str, line: int = 0) -> list[Run]:
    """The runs of Markdown that stands between tags."""
    if ("](" not in text and "**" not in text) or text.count("[") > 300:
        return text_runs(text, line)
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("strikethrough")
    return runs_of(parser.parseInline(text)[0].children or [], line)


def attributes(written: str) -> dict[str, str]:
    """The attributes within an HTML tag, as a tolerant reader takes them."""
    found = _ATTRIBUTE.findall(written[:4000])
    return {name.lower(): unescape(a or b or c) for name, a, b, c in found}


def plain(runs: Sequence[Run]) -> str:
    """The text of runs in one line, pictures left out."""
    return " ".join("".join(run.text for run in runs if not run.image).split())


class _Reader:
    def __init__(self, line: int) -> None:
        self.runs: list[Run] = []
        self.line = line
        self._bold = 0
        self._italic = 0
        self._links: list[tuple[str, int]] = []
        self._number = 0
        self._meant = False  # within asterisks that Markdown left as they are

    def read(self, tokens: Sequence[Token]) -> list[Run]:
        for token in tokens:
            kind = token.type
            if kind == "text":
                self.text(token.content)
            elif kind == "softbreak":
                self._end_meant()
                self.add(BREAK)
                self.line += 1
            elif kind == "hardbreak":
                self._end_meant()
                self.add(BREAK + BREAK)  # unlike the end of a line that was wrapped
                self.line += 1
            elif kind == "code_inline":
                self.add(token.content, code=True)
            elif kind == "strong_open":
                self._bold += 1
            elif kind == "strong_close":
                self._bold -= 1
            elif kind == "em_open":
                self._italic += 1
            elif kind == "em_close":
                self._italic -= 1
            elif kind == "link_open":
                self.open_link(str(token.attrs.get("href", "")))
            elif kind == "link_close":
                self.close_link()
            elif kind == "image":
                self.add(token.content, image=str(token.attrs.get("src", "")) or "#")
            elif kind == "html_inline":
                self.html(token.content)
                self.line += token.content.count("\n")
            elif token.content:
                self.text(token.content)
        return self.runs

    def _end_meant(self) -> None:
        """What was meant as bold ends with its line."""
        if self._meant:
            self._bold -= 1
            self._meant = False

    def open_link(self, url: str) -> None:
        self._number += 1
        url = url.strip()
        if url.startswith("(") and url.endswith(")"):
            url = url[1:-1]  # `[code]((https://…))`
        if url.startswith(("%5B", "[")) and (within := _LINK_AS_URL.match(url)):
            url = within[1]
        self._links.append((url or NOWHERE, self._number))

    def close_link(self) -> None:
        if self._links:
            self._links.pop()

    def html(self, content: str) -> None:
        found = _TAG.match(content)
        if not found:
            return
        closing, name, written = found[1], found[2].lower(), found[3]
        if "=" not in written and written.count(" ") >= 3:
            self.text(content)  # `<A class of algorithms for automata>`: a title in angle brackets
            return
        if name in _BOLD:
            self._bold = max(0, self._bold + (-1 if closing else 1))
        elif name in _ITALIC:
            self._italic = max(0, self._italic + (-1 if closing else 1))
        elif name == "a":
            if closing:
                self.close_link()
            else:
                self.open_link(attributes(written).get("href", ""))
        elif name == "img" and not closing:
            found_attributes = attributes(written)
            self.add(found_attributes.get("alt", ""), image=found_attributes.get("src", "") or "#")
        elif name in {"br", "p", "div", "li"}:
            self.add(BREAK + BREAK)

    def text(self, text: str) -> None:
        if "**" in text and not _POWER.search(text):
            # `**A Title **`: Markdown sees no bold here, people do.
            for place, piece in enumerate(text.split("**")):
                if place:
                    self._bold += -1 if self._meant else 1
                    self._meant = not self._meant
                self.text(piece)
            return
        if self._links:
            self.add(text)
            return
        for piece, url in _linked(text):
            if url:
                self.open_link(url)
                self.add(piece)
                self.close_link()
            else:
                self.add(piece)

    def add(self, text: str, code: bool = False, image: str = "") -> None:
        if not text and not image:
            return
        url, number = self._links[-1] if self._links else ("", 0)
        self.runs.append(
            Run(text, self._bold > 0, self._italic > 0, code, url, image, self.line, number)
        )


def _linked(text: str) -> Iterator[tuple[str, str]]:
    """Pieces of a text, each with its address or without one."""
    if "http" not in text:
        yield text, ""
        return
    end = 0
    for found in _MEANT.finditer(text):
        if found.start() > end:
            yield text[end : found.start()], ""
        if found[3]:
            url = found[3].rstrip(".,;:!?*_")
            yield url, url
            end = found.start() + len(url)
        else:
            yield found[1].strip(), found[2].strip().replace(" ", "%20")
            end = found.end()
    if end < len(text):
        yield text[end:], ""
