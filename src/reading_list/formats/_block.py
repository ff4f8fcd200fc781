"""A Markdown text that grows, and what must be known of it: its headings, links and papers.

awesome-lint counts the links that items begin with and those of running text: each address may
stand once. What comes again is linked by reference, with its definition at the end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from reading_list.catalog.addresses import paper_path
from reading_list.formats._lines import (
    ROOT_MARK,
    anchor,
    balanced,
    heading,
    label,
    site_url,
    target,
)
from reading_list.records.markdown import escape_markdown
from reading_list.records.markup import block_markdown, inline_markdown
from reading_list.text import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reading_list.catalog.outline import Settings
    from reading_list.catalog.view import Line

# Sections that awesome-lint wants to be missing from the contents.
_UNLISTED = {"Contributing", "Footnotes", "Related Lists"}
_LINK = re.compile(r"\]\((https?://[^\s)]+)\)")
_MAIN_LINK = re.compile(r"\]\((https?://[^\s)]+)\)(?= - |$)")


class TooLong(Exception):
    """The text has more bytes than it may have."""


class Block:
    """Headings, paragraphs and items in the order in which they are added.

    `shown` holds the keys of the papers that stand in it so far, in whatever way.
    """

    def __init__(self, settings: Settings, source: Callable[[str], str], limit: int) -> None:
        """`source` gives the record of a key, for papers while the site has no address."""
        self.settings = settings
        self._source = source
        self.shown: set[str] = set()
        self._limit = limit
        self._size = 0
        self._pieces: list[str] = []
        self._place = 0
        self._contents: list[str] = []
        self._is_listed = False
        self._anchors: dict[str, int] = {}
        self._definitions: dict[str, str] = {}
        self._linked: set[str] = set()

    def text(self) -> str:
        """The whole, its contents in place, its definitions last. Raises TooLong."""
        contents = "\n".join(self._contents)
        definitions = "\n".join(
            f"[{name}]: {url}" for name, url in sorted(self._definitions.items())
        )
        before, after = self._pieces[: self._place], self._pieces[self._place :]
        text = "\n\n".join(filter(None, (*before, contents, *after, definitions)))
        # No text of a stranger may look like one of README's markers.
        text = text.replace("<!--", "<\\!--")
        if len(text.encode()) > self._limit:
            raise TooLong
        return text

    def contents(self) -> None:
        """The contents will stand here: the headings of two levels that follow."""
        self.heading(2, "Contents")
        self._contents.clear()
        self._place = len(self._pieces)

    def heading(self, level: int, title: str) -> None:
        """A heading below the file's own, which is of level 1."""
        shown = heading(title)
        name = anchor(shown, self._anchors)
        if level == 2:
            self._is_listed = shown not in _UNLISTED
        if self._is_listed and level <= 3:
            indent = "  " * (level - 2)
            self._contents.append(f"{indent}- [{escape_markdown(shown)}](#{name})")
        self._add(f"{'#' * min(level, 6)} {escape_markdown(shown)}")

    def paragraphs(self, text: str) -> None:
        """A description."""
        shown = block_markdown(balanced(text))
        self._remember(shown)
        self._add(shown)

    def quotation(self, text: str) -> None:
        """A note of the curator's."""
        shown = inline_markdown(balanced(text))
        self._remember(shown)
        self._add(f"> {shown}" if shown else "")

    def items(self, lines: Iterable[str]) -> None:
        """A list."""
        self.tree((0, line) for line in lines)

    def tree(self, lines: Iterable[tuple[int, str]]) -> None:
        """A list of lists; each line with its level, which is 0 first."""
        text = "\n".join(self._counted(f"{'  ' * level}- {line}" for level, line in lines))
        if text:
            self._pieces.append(text)

    def entry(self, line: Line) -> str:
        """The line of a paper: linked to the paper where it stands for the first time."""
        self.shown.add(line.key)
        first = line.markdown
        if ROOT_MARK in first:  # a paper that stands nowhere on the web
            first = first.replace(ROOT_MARK + paper_path(line.key), target(self._home(line.key)))
        found = _MAIN_LINK.search(first)
        # A paper's first line has the same main link wherever it stands.
        address = _plain(found[1]) if found else line.key
        if address in self._linked:
            self._define(line.key)
            return line.again
        self._linked.add(address)
        return first

    def own_page(self, text: str, key: str) -> str:
        """A link to a paper's own page."""
        self.shown.add(key)
        self._define(key)
        return f"[{text}][{label(key)}]"

    def link(self, text: str, url: str) -> str:
        """A link to what is no paper; `text` is Markdown."""
        address = target(url)
        if _plain(url) not in self._linked:
            self._linked.add(_plain(url))
            return f"[{text}]({address})"
        base = name = f"to:{slug(text)}"  # no label of a paper
        number = 1
        while self._definitions.setdefault(name, address) != address:
            number += 1
            name = f"{base}-{number}"
        return f"[{text}][{name}]"

    def _define(self, key: str) -> None:
        self._definitions[label(key)] = target(self._home(key))

    def _home(self, key: str) -> str:
        # A folder below that of the year may be called anything.
        return site_url(self.settings, paper_path(key)) or quote(self._source(key))

    def _remember(self, text: str) -> None:
        self._linked.update(map(_plain, _LINK.findall(text)))

    def _add(self, text: str) -> None:
        self._pieces.extend(filter(None, self._counted((text,))))

    def _counted(self, texts: Iterable[str]) -> Iterator[str]:
        """The texts one by one, so that those of a list of 100,000 papers are not all made."""
        for text in texts:
            self._size += len(text.encode())
            if self._size > self._limit:
                raise TooLong
            yield text


def _plain(url: str) -> str:
    """An address without what two addresses of one page may differ in."""
    return re.sub(r"^https?://(?:www\.)?", "", url).rstrip("/").lower()
