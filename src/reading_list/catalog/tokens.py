"""The words of a text as searching compares them: folded, without punctuation.

Scripts that are written without spaces are *dense*: a run of their letters is one token, and what
is looked for may stand anywhere inside it. The search page's `fold` and `tokens` do the same.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from reading_list.text import fold

# Thai, Lao, Myanmar, Khmer, Hangul, kana, bopomofo and Han (UAX 24 and 38), in folded form.
_DENSE = "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u312f"
_DENSE += "\u3131-\u318f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f"
_DENSE += "\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
_ASCII = re.compile("[a-z0-9]+")


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text in their order. Apostrophes join (`O'Neil` is `oneil`), marks stay."""
    folded = fold(text).replace("'", "")
    if folded.isascii():
        return tuple(_ASCII.findall(folded))
    bare = "".join(char if _is_word(char) else " " for char in folded)
    return tuple(run for word in bare.split() for run in _runs().findall(word))


def is_dense(token: str) -> bool:
    """Whether a token is of a script without spaces; such a token is of one kind throughout."""
    return not token.isascii() and bool(_first_dense().match(token))


# Compiling so many ranges takes as long as 500 titles: not before one has such letters.
@cache
def _runs() -> re.Pattern[str]:
    return re.compile(f"[{_DENSE}]+|[^{_DENSE}]+")


@cache
def _first_dense() -> re.Pattern[str]:
    return re.compile(f"[{_DENSE}]")


def _is_word(char: str) -> bool:
    """Letters and numbers of any script, and the marks upon them."""
    return unicodedata.category(char)[0] in "LNM"
