"""HTML to its start tags with their places, by the standard library's parser.

Those of its quadratic paths that we know are on constructs that never end: these are found and
reported first, and are not given to it.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from reading_list.audit._parts import Attributes, Problem, Tag

_RAW = frozenset({"script", "style"})
_SECTION = re.compile(r"<!(?=\[)")
RULE = "site/broken-html"


def tags_of(text: str) -> tuple[list[Tag], list[Problem]]:
    """The start tags in their order, and what does not end."""
    whole, problems = _ended(text)
    reader = _Reader()
    try:
        reader.feed(whole)
        reader.close()
    except AssertionError as error:  # how it refuses some declarations
        line, column = reader.getpos()
        problems.append(Problem(line, column + 1, RULE, str(error), "mend the template"))
    return reader.tags, problems


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[Tag] = []
        self._in_raw = False

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        line, column = self.getpos()
        self.tags.append(Tag(tag, attrs, line, column + 1))
        self._in_raw = tag in _RAW

    def handle_endtag(self, tag: str) -> None:
        self._in_raw = False

    def handle_data(self, data: str) -> None:
        if self._in_raw:
            last = self.tags[-1]
            self.tags[-1] = last._replace(text=last.text + data)


def _ended(text: str) -> tuple[str, list[Problem]]:
    """The text as far as all that begins in it ends in it."""
    problems: list[Problem] = []
    text = _SECTION.sub("<?", text)  # a comment to browsers as well, and as long as before
    opened = text.find("<!--", max(text.rfind("-->"), 0))
    if opened >= 0:
        problems.append(_unended(text, opened, "this comment"))
        text = text[:opened]
    end = text.rfind(">") + 1
    begun = text.find("<", end)
    if begun >= 0:
        problems.append(_unended(text, begun, "this tag"))
        text = text[:begun]
    return text, problems


def _unended(text: str, at: int, what: str) -> Problem:
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)
    return Problem(line, column, RULE, f"{what} has no end", "mend the template")
