r"""Accents written as LaTeX has them, with the backslash or, as Markdown leaves them, without it.

`Li{\`o}` is ``Li{`o}`` to Markdown. Braces tell an accent from punctuation anywhere; without braces
and without a backslash that is so in names alone, and an apostrophe stays one (`Xi'an`,
`Grigor'ev`).
"""

from __future__ import annotations

import re
from unicodedata import normalize

_MARKS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "c": "\u0327",
    "k": "\u0328",
}  # fmt: skip
_SYMBOLS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
    "aa": "å", "AA": "Å", "i": "ı",
}  # fmt: skip
_LETTER = r"(?:\\([ij])|([A-Za-z]))"
_BRACED = re.compile(
    r"\{\\?([`'^\"~])\s?(?:\{" + _LETTER + r"\}|" + _LETTER + r")\}"  # {\`o}, {'e}, {\"{o}}
    r"|\\?([`'\"])\{" + _LETTER + r"\}"  # \'{e}, "{o}
    r"|(?:\\([\^~=.])|(?<=[A-Za-z])([\^~])(?=\{[A-Za-z]\}[A-Za-z]))\{" + _LETTER + r"\}"
    r"|\{?\\([cvuHkr])\s?\{" + _LETTER + r"\}\}?"  # \c{c}, {\v{s}}
    r"|\{\\([cvuHkr])\s([A-Za-z])\}"  # {\c c}
    r"|\{\\(ss|[oOlLi]|ae|AE|oe|OE|aa|AA)\}"
)
_BARE = re.compile(r"\\([`'^\"~=.])" + _LETTER + r"|(?<=[A-Za-z])([`^\"~])([A-Za-z])(?=[a-z])")


def with_accents(text: str) -> str:
    """The text with the letters that braces put an accent on; maths stays as it is."""
    if "{" not in text or "$" in text:
        return text
    return _BRACED.sub(_letter, text)


def name_with_accents(name: str) -> str:
    """A name with its accents, those without braces as well: `M"uller`."""
    return _BARE.sub(_letter, with_accents(name))


def _letter(found: re.Match[str]) -> str:
    said = [group for group in found.groups() if group]
    if len(said) == 1:
        return _SYMBOLS[said[0]]
    mark, letter = said
    return normalize("NFC", letter + _MARKS[mark])
