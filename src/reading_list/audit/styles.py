"""Style sheets: `url()` and `@import`. Comments and strings that are no address are passed over."""

from __future__ import annotations

import re

from reading_list.audit._parts import LOADS, Reading, Reference, Site

# Nothing that was taken is given back, and a string without an end ends with its line: so no
# character is looked at again from every `url(` or quote before it.
_STRING = r"\"(?:\\.|[^\"\\\n])*+\"?+|'(?:\\.|[^'\\\n])*+'?+"
_TOKEN = re.compile(
    rf"/\*.*?(?:\*/|\Z)|@import\s++(?:url\(\s*+)?({_STRING})"
    rf"|url\(\s*+({_STRING}|[^()\"'\s]*+)\s*+\)|{_STRING}",
    re.IGNORECASE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.DOTALL)


def is_mine(path: str) -> bool:
    """CSS by its ending."""
    return path.endswith(".css")


def read(path: str, text: str, site: Site) -> Reading:  # noqa: ARG001
    """All that a style sheet fetches."""
    found: list[Reference] = []
    line, start = 1, 0
    for token in _TOKEN.finditer(text):
        written = token[1] if token[1] is not None else token[2]
        if not written:
            continue
        line += text.count("\n", start, token.start())
        start = token.start()
        column = start - text.rfind("\n", 0, start)
        found.append(Reference(_value(written), LOADS, line, column))
    return Reading([], found)


def _value(written: str) -> str:
    quote = written[0] if written[0] in "\"'" else ""
    inner = written.removeprefix(quote).removesuffix(quote)
    return _ESCAPE.sub(_escaped, inner)


def _escaped(match: re.Match[str]) -> str:
    if match[1] is None:
        return "" if match[2] == "\n" else match[2]
    number = int(match[1], 16)
    return chr(number) if 0 < number < 0x110000 else "\ufffd"
