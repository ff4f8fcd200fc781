"""A text as YAML: without quotes where every YAML reader takes it for the same text, else quoted.

The reader of records leaves all scalars as text, but editors, other tools and people do not:
`1802.10280` is a number to them and `no` is false. Which fields hold which texts is for `layout`.
"""

from __future__ import annotations

import re

# What YAML 1.1 or 1.2 takes for something else than text (yaml.org/type: null, bool, int, float,
# timestamp, merge, value; YAML 1.2.2, 10.3.2), whatever the case of its letters.
_MISREAD = re.compile(
    r"""(?: ~ | <<? | = | null | y | n | yes | no | on | off | true | false
    | [-+]? (?: 0b[01_]+ | 0o[0-7_]+ | 0x[0-9a-f_]+
              | [0-9][0-9_]* (?: :[0-5]?[0-9] )* (?: \.[0-9_]* )? (?: e[-+]?[0-9]+ )?
              | \.[0-9_]+ (?: e[-+]?[0-9]+ )? | \.inf )
    | \.nan
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2} (?: (?: t | [ \t]+ ) .* )? )""",
    re.IGNORECASE | re.VERBOSE,
)
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,99}")
_FLOW_MARKS = re.compile(r"[,\[\]{}:?]")
# As `reader` refuses them, and the carriage return, which YAML makes a line feed.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


def is_misread(text: str) -> bool:
    """Whether some reader of YAML takes the text for a number, a date, a truth value or nothing."""
    return not text or _MISREAD.fullmatch(text) is not None


def is_plain(text: str, *, in_flow: bool = False) -> bool:
    """Whether the text can stand without quotes; `in_flow`: inside brackets or braces."""
    if not text or text[0] in _INDICATORS or text != text.strip() or text.startswith("..."):
        return False
    if ": " in text or " #" in text or text[-1] == ":" or not _is_one_line(text):
        return False
    return not (in_flow and _FLOW_MARKS.search(text)) and not is_misread(text)


def quoted(text: str) -> str:
    r"""`text` in double quotes, on one line.

    A line feed before a letter is written `\x0A`: `\nu` would look like the beginning of a macro.
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"\n(?=[A-Za-z])", r"\\x0A", escaped).replace("\n", "\\n") + '"'


def scalar(text: str, *, in_flow: bool = False) -> str:
    """The text without quotes if it can be, else in double quotes."""
    return text if is_plain(text, in_flow=in_flow) else quoted(text)


def key(text: str) -> str:
    """A field's name as it stands before its colon."""
    return text if _PLAIN_KEY.fullmatch(text) and not is_misread(text) else quoted(text)


def block(text: str) -> tuple[str, ...] | None:
    """A text of several lines as a block, its lines not yet indented; None where it cannot be."""
    lines = text.split("\n")
    if len(lines) < 2 or text[:1].isspace() or not text[-1:].strip():
        return None
    if any(line != line.rstrip() or line[:1] == "\t" for line in lines):
        return None
    return ("|-", *lines)


def writable(text: str) -> str:
    r"""The text without the characters that no record may hold; line ends become `\n`."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_writable(text: str) -> bool:
    """Whether a record may hold the text as it is."""
    return _FORBIDDEN.search(text) is None


def _is_one_line(text: str) -> bool:
    return "\n" not in text and "\t" not in text and "\r" not in text
