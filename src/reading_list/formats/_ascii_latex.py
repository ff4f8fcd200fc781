"""LaTeX in ASCII alone: letters with their accents as macros, for programs older than UTF-8."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from urllib.parse import quote

from reading_list.formats._delatex import ACCENTS, SYMBOLS, plain

_FOREIGN = re.compile(r"[^\x00-\x7f]")
_BY_MARK = {mark: macro for macro, mark in ACCENTS.items()}
_BY_LETTER = {
    **{letter: f"{{\\{macro}}}" for macro, letter in SYMBOLS.items() if len(letter) == 1},
    "–": "--", "—": "---", "“": "``", "”": "''", "‘": "`", "’": "'", "\u00a0": "~",
    "¿": "?`", "¡": "!`", "…": r"{\ldots}", "‐": "-", "‑": "-", "−": "-",
}  # fmt: skip


def ascii_latex(text: str) -> str:
    """The text with each letter that is not ASCII as a macro, a mark or its number."""
    if text.isascii():
        return text
    return _FOREIGN.sub(lambda found: _letter(found[0]), text)


def ascii_verbatim(text: str) -> str:
    """An address, of which what is not ASCII is percent-encoded (RFC 3986, 2.5)."""
    return text if text.isascii() else _FOREIGN.sub(lambda found: quote(found[0]), text)


@cache
def _letter(letter: str) -> str:
    known = _BY_LETTER.get(letter)
    if known:
        return known
    parts = unicodedata.normalize("NFD", letter)
    if len(parts) == 2 and parts[0].isascii() and parts[0].isalpha() and parts[1] in _BY_MARK:
        macro = _BY_MARK[parts[1]]
        space = " " if macro.isalpha() else ""
        return f"{{\\{macro}{space}{parts[0]}}}"
    return _known_to_pylatexenc(letter) or f'{{\\char"{ord(letter):04X}}}'


def _known_to_pylatexenc(letter: str) -> str | None:
    from pylatexenc.latexencode import get_builtin_uni2latex_dict

    macro = get_builtin_uni2latex_dict().get(ord(letter))
    if not macro or not str(macro).isascii():
        return None
    made = f"{{{macro}}}"
    # Only what is read back as this letter.
    return made if plain(made).text == letter and not plain(made).unknown else None
