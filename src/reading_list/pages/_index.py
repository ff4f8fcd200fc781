"""The papers of a year as the search page's script reads them: small, and quick to unpack.

Every text is cut at its spaces; the pieces stand once, the commonest first, and a row of letters
says which ones a paper has. A piece is one letter, or two or three where there are many: so a
title takes six bytes of a compressed file, and comes out of it as it was. Nothing here depends on
other years, so that a change of one paper makes one file anew.
"""

from __future__ import annotations

import json
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from reading_list.catalog.matching import has_of
from reading_list.catalog.taxonomy import UNDATED
from reading_list.catalog.tokens import tokens
from reading_list.pages._shapes import where_of
from reading_list.records.markup import inline_plain, title_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reading_list.catalog.card import Card
    from reading_list.catalog.taxonomy import Taxonomy

# The letters of a row: what needs no escape in a string of JavaScript, in ASCII order.
LETTERS = "".join(chr(code) for code in range(32, 126) if chr(code) not in '"<\\')
END = "~"  # of a row
MOST_LEADS = 60  # beyond, three letters for a rare piece are shorter than two for common ones


def script(function: str, *values: object) -> str:
    """A script that hands values over: all that a page from a file may load."""
    written = ",".join(json.dumps(v, ensure_ascii=False, separators=(",", ":")) for v in values)
    # A lone surrogate is no text in UTF-8; the reader lets none through, and a template might.
    return f"{function}({written})\n".encode("utf-8", "replace").decode()


def papers_of(
    cards: Sequence[Card], abstracts: Mapping[str, str], taxonomy: Taxonomy
) -> dict[str, object]:
    """The columns of the papers of a year, in list order."""
    titles = [title_plain(card.title).split() for card in cards]
    places = list(dict.fromkeys(_place(card, taxonomy) for card in cards))
    where = {place: str(number) for number, place in enumerate(places)}
    return {
        "size": len(cards),
        "title": stream(titles),
        "author": stream([_names(card) for card in cards]),
        "note": stream([inline_plain(card.note).split() for card in cards]),
        "topic": stream([card.topics for card in cards]),
        "organization": stream([card.organizations for card in cards]),
        "places": places,
        "place": stream([(where[_place(card, taxonomy)],) for card in cards]),
        "track": stream([(card.track,) if card.track else () for card in cards]),
        "has": stream([_has(card, abstracts) for card in cards]),
        "added": stream([(card.added,) if card.added else () for card in cards]),
        "key": "\n".join(key_of(c, title) for c, title in zip(cards, titles, strict=True)),
    }


def abstracts_of(cards: Sequence[Card], abstracts: Mapping[str, str]) -> dict[str, object]:
    """The words of the abstracts of a year, in the order in which `papers_of` has the papers."""
    texts = (abstracts.get(card.key, "") for card in cards)
    return stream([inline_plain(text).split() if text else [] for text in texts])


def stream(rows: Sequence[Sequence[str]]) -> dict[str, object]:
    """Rows of pieces without spaces: the pieces, and the rows as letters.

    The first `short` pieces are one letter each. Of the others the letter that leads says, together
    with the `width - 1` that follow, how far behind those they stand.
    """
    # In loops that run in C: the abstracts of a year may have hundreds of thousands of pieces.
    counts = Counter(chain.from_iterable(rows))
    pieces = sorted(sorted(counts), key=counts.__getitem__, reverse=True)
    short, width = _measure(len(pieces))
    letters = {piece: _letters(n, short, width) for n, piece in enumerate(pieces)}
    written = END.join(["".join(map(letters.__getitem__, row)) for row in rows])
    return {"pieces": " ".join(pieces), "short": short, "width": width, "rows": written}


def key_of(card: Card, title: Iterable[str]) -> str:
    """A key as far as it does not follow from the paper.

    Most keys are the first author's last name, the year and words of the title: a capital letter
    for each such word, by its place, and the rest as it is. Any other key stands after a `!`.
    """
    family = "".join(tokens(card.authors[0].name.split()[-1])) if card.authors else ""
    start = family + ("" if card.year == UNDATED else card.year)
    if not start or not card.key.startswith(start) or card.key != card.key.lower():
        return f"!{card.key}"
    words = [word for piece in title for word in tokens(piece)][:26]
    rest = card.key[len(start) :]
    found = ""
    for place, word in enumerate(words):
        if rest.startswith(word):
            found += chr(ord("A") + place)
            rest = rest[len(word) :]
    return found + rest


def _names(card: Card) -> list[str]:
    """The pieces of the authors' names; a name's last piece ends in a comma."""
    pieces = [piece for author in card.authors for piece in f"{author.name},".split()]
    return [*pieces, "…,"] if card.more_authors else pieces


def _place(card: Card, taxonomy: Taxonomy) -> tuple[str, str, str]:
    """The venue, what lists call it in this year, and the title of the container."""
    return card.venue, where_of(card, taxonomy)[0], card.booktitle


def _has(card: Card, abstracts: Mapping[str, str]) -> tuple[str, ...]:
    found = has_of(card) | ({"abstract"} if card.key in abstracts else set())
    return (",".join(sorted(found)),) if found else ()


def _measure(count: int) -> tuple[int, int]:
    """How many pieces are one letter, and how many letters the others are."""
    size = len(LETTERS)
    if count <= size:
        return size, 2
    leads = -(-(count - size) // (size - 1))
    if leads <= MOST_LEADS:
        return size - leads, 2
    leads = -(-(count - size) // (size**2 - 1))
    # A list of half a million words a year is none that a browser should search.
    return max(size - leads, 1), 3


def _letters(number: int, short: int, width: int) -> str:
    if number < short:
        return LETTERS[number]
    number -= short
    found = ""
    for _ in range(width - 1):
        number, rest = divmod(number, len(LETTERS))
        found = LETTERS[rest] + found
    return LETTERS[(short + number) % len(LETTERS)] + found
