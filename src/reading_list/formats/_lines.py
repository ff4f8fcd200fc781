"""Pieces of the Markdown that awesome-lint accepts: sentences, addresses, headings, quotes.

awesome-lint 2.3 wants a line to end in one full stop, quotation marks to come in pairs, headings
to end in a letter, and links of the contents to be those that GitHub gives the headings.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reading_list.catalog.outline import Settings

# Stands for the way from a file to the site's root, as in the HTML of an entry.
ROOT_MARK = "\0"

_ENDED = re.compile(r"[.!?…][\"”]?[)*]*$")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_BRACKET = re.compile(r"[()]")


def sentence(text: str) -> str:
    """Markdown that ends in a full stop, or in what does for one."""
    text = text.strip()
    return text if not text or _ENDED.search(text) else f"{text}."


def target(url: str) -> str:
    """An address as it may stand between the round brackets of a link."""
    encoded = _BRACKET.sub(lambda found: f"%{ord(found[0]):02X}", url)
    return _ENTITY.sub("&amp;", encoded)


def site_url(settings: Settings, path: str) -> str:
    """The whole address of a page; empty while nobody knows where the site will be."""
    return f"{settings.url.rstrip('/')}/{path}" if settings.url else ""


def label(key: str) -> str:
    """What a paper's link is defined as, for a line that leads to the paper's own page.

    awesome-lint has every main link stand in a file once; a link by reference is not counted. The
    sign keeps the label apart from any title, and definitions are to be in small letters.
    """
    return f"@{key.lower()}"


_PUNCTUATION = " .,;:!?"


def heading(title: str) -> str:
    """The text of a heading, which may not end in punctuation."""
    return balanced(" ".join(title.split()).rstrip(_PUNCTUATION) or title)


def anchor(title: str, seen: dict[str, int]) -> str:
    """The anchor that GitHub gives a heading; `seen` holds those of the headings before it.

    As the package github-slugger does it: small letters, digits, marks and joining punctuation
    stay, spaces become hyphens, and what comes a second time is numbered.
    """
    base = name = "".join(filter(_stays, title.lower())).replace(" ", "-")
    while name in seen:
        seen[base] += 1
        name = f"{base}-{seen[base]}"
    seen[name] = 0
    return name


def _stays(char: str) -> bool:
    category = unicodedata.category(char)
    # Unicode calls letters in circles symbols, and alphabetic all the same.
    circled = "\u24b6" <= char <= "\u24e9" or "\U0001f130" <= char <= "\U0001f189"
    return category[0] in "LM" or category in {"Nd", "Nl", "Pc"} or char in "- " or circled


# What comes in pairs, and what stands for one that is alone.
_PAIRS = {"“": "”", "‘": "’", "『": "』", "（": "）", "《": "》", "「": "」", "【": "】"}
_LEFT_OF = {right: left for left, right in _PAIRS.items()}
_ALONE = dict(zip('"“”‘’『』（）《》「」【】', "″″″''｢｣()≪≫｢｣〔〕", strict=True))
_PAIRED = re.compile("[" + "".join(_ALONE) + "]")
_STRAIGHT = str.maketrans("‘’", "''")
_ALONE_TABLE = str.maketrans(_ALONE)
LONGEST_PAIRED = 2000
PASSES = 8
_APOSTROPHE = re.compile(r"(?<=\w)’(?=\w|$|[\s.,;:!?()\[\]{}\"″'—–])")


def balanced(text: str) -> str:
    """The text with quotation marks that lack their other half changed to marks that need none.

    The commonest is the inch: `a 3.5" disk` is printed with a double prime.
    """
    if not _PAIRED.search(text):
        return text
    if len(text) > LONGEST_PAIRED:  # finding pairs takes the square of their number
        return text.translate(_ALONE_TABLE)
    for _ in range(PASSES):
        before, text = text, _paired(text)
        if text == before:
            return text
    return text.translate(_ALONE_TABLE)


def _paired(text: str) -> str:
    """What one look makes of a text; a mark that was changed may leave another one alone."""
    chars = list(text)
    apostrophes = {found.start() for found in _APOSTROPHE.finditer(text)}
    waiting: list[int] = []
    for place, char in enumerate(text):
        if place in apostrophes:
            continue
        if char == '"' and any(text[it] == '"' for it in waiting):
            if text[waiting[-1]] == '"':
                waiting.pop()
            else:
                chars[place] = _ALONE[char]
        elif char == '"' or char in _PAIRS:
            waiting.append(place)
        elif char in _LEFT_OF:
            opened = [it for it in waiting if text[it] == _LEFT_OF[char]]
            if opened:
                waiting.remove(opened[-1])
            else:
                chars[place] = _ALONE[char]
    for place in waiting:
        chars[place] = _ALONE[text[place]]
    made = "".join(chars)
    # awesome-lint takes the end of ‘words’ for an apostrophe, so that both have to change.
    return made if made.count("‘") == text.count("‘") else made.translate(_STRAIGHT)
