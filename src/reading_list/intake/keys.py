"""The key of a new record, which is its file's name, its address and its citation key."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from reading_list.records.identifiers import IdentifierError, check_key
from reading_list.records.markup import title_plain
from reading_list.records.names import parse_name
from reading_list.text import is_device_name, slug

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

_PART = 32  # characters of a name or a word; a file's name may not grow with a stranger's text
_WORDS = 5  # of a title that a key may be made of: one for the name, one, three to tell it apart
_LIMIT = 90  # of a key without what tells it from others: `identifiers` takes 100
# Words of titles that say nothing, in the languages that titles mostly are in.
_SMALL = frozenset(
    """a an the and or of on in at to by for from with without via as is are be do does can its
    das der die ein eine im la le les un une des du de el los las una""".split()
)
_TITLE_WORD = re.compile(r"[^\W_]+(?:['’‐‑–/-]+[^\W_]+)*")


def key_of(fields: Mapping[str, object], taken: Container[str]) -> str:
    """Family name of the first author, year, first significant word of the title: `he2018amc`.

    Without authors a second word of the title takes their place. `taken` holds keys in small
    letters; further words of the title, then numbers, tell the key from them.
    """
    words = [_letters(word) for word in _significant(fields.get("title"))[:_WORDS]]
    family = _family(fields.get("authors")) or (words.pop(0) if words else "untitled")
    year = str(fields.get("year") or "")
    if not (len(year) == 4 and year.isascii() and year.isdigit()):
        year = ""
    first = f"{family}{year}{words[0] if words else ''}"
    base = first if not is_device_name(first) else f"{first}-paper"
    if base not in taken:
        return base
    longer = base
    for word in words[1:4]:
        longer = f"{longer}-{word}"[:_LIMIT].rstrip("-")
        if longer not in taken:
            return longer
    return _numbered(base, taken)


def wished_key(wish: str | None, taken: Container[str]) -> str | None:
    """The citation key of a source in the letters that keys may have; None if that is no key.

    What a key may not have becomes a hyphen, so that `Araz:2026img` is `Araz-2026img`.
    """
    if not wish:
        return None
    key = wish
    if not re.fullmatch("[A-Za-z0-9][A-Za-z0-9-]{0,99}", wish):
        latin = wish[:1000] if wish.isascii() else slug(wish, _LIMIT)
        key = re.sub("[^A-Za-z0-9]+", "-", latin).strip("-")[:_LIMIT]
    try:
        check_key(key)
    except IdentifierError:
        return None
    return key if key.casefold() not in taken else _numbered(key, taken)


def _numbered(key: str, taken: Container[str]) -> str:
    """The key with a number that is free; a source that says one key 100,000 times costs little."""
    last = 2
    while f"{key}-{last}".casefold() in taken:
        last *= 2
    first = last // 2
    while last - first > 1:
        middle = (first + last) // 2
        if f"{key}-{middle}".casefold() in taken:
            first = middle
        else:
            last = middle
    return f"{key}-{last}"


def _family(authors: object) -> str:
    """The first author's family name with its particle, or a body's whole name."""
    first = authors[0] if isinstance(authors, (list, tuple)) and authors else None
    is_group = False
    if isinstance(first, dict):
        is_group = str(first.get("group", "")).lower() == "true"
        first = first.get("name")
    if not isinstance(first, str):
        return ""
    name = parse_name(first[:500], group=is_group)
    return _letters(f"{name.particle} {name.family}" if name.family else name.literal)


def _significant(title: object) -> list[str]:
    text = title_plain(title[:1000]) if isinstance(title, str) else ""
    found = [found[0] for found in _TITLE_WORD.finditer(text)]
    return [word for word in found if word.casefold() not in _SMALL] or found


@lru_cache(maxsize=20_000)
def _letters(text: str) -> str:
    """Small ASCII letters and digits alone."""
    return slug(text.replace("’", ""), 200).replace("-", "")[:_PART]
