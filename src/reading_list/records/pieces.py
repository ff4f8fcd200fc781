"""Titles, notes and descriptions taken apart: text, emphasis, code, maths, links; no output.

A title knows `*emphasis*`, `**strong**`, code in backticks, `$maths$` and a backslash before any
of them; a note knows `_emphasis_` and links besides; a description consists of paragraphs and
lists of such lines. Everything else is text: HTML, entities, images, headings, tables.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reading_list.records.identifiers import IdentifierError, check_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_LIMIT = 20_000  # characters; nobody's note is longer, and a stranger's text may be
_DEEPEST = 12  # emphasis in emphasis, lists in lists

# What could begin markup: a text without it is only escaped, which is the common case by far.
_TITLE_MARKUP = re.compile(r"[*$`\\]")
_NOTE_MARKUP = re.compile(r"[*_$`\\\[<]")
_BLOCK_MARKUP = re.compile(r"[*_$`\\\[<\n]|^(?:[-+]|[0-9]{1,9}[.)])(?:\s|$)")
# Controls that no page or feed may hold, and those that turn or hide the text around them.
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff"
    r"\ud800-\udfff]"
)
# Maths as pandoc defines it (tex_math_dollars): no space inside of the dollars, no digit after.
_MATHS = re.compile(r"\$(?![\s$])((?:[^\\$]|\\[\s\S]){1,400})(?<!\s)\$(?![0-9$])")
_MAIL = re.compile(r"mailto:[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}", re.A | re.I)
_RULES = {
    "title": ["text", "escape", "backticks", "emphasis"],
    "note": ["text", "newline", "escape", "backticks", "emphasis", "link", "image", "autolink"],
}
_ENCLOSING = {"em_open": "em", "strong_open": "strong", "link_open": "link"}
_BREAKS = frozenset({"softbreak", "hardbreak"})
_LISTS = {
    "bullet_list_open": "ul",
    "bullet_list_close": "/ul",
    "ordered_list_open": "ol",
    "ordered_list_close": "/ol",
    "list_item_open": "li",
    "list_item_close": "/li",
}


class Piece(NamedTuple):
    """A run of `text`, `code` or `maths`, a `break`, or one end of what encloses others.

    Those ends are `em`, `strong`, `link`, whose text is the address, and `/em`, `/strong`,
    `/link`. They come in pairs, and links hold no links.
    """

    kind: str
    text: str = ""


class Block(NamedTuple):
    """A paragraph `p`, the `line` of a tight list, or one end of `ul`, `ol`, `li` (`/ul` ...)."""

    kind: str
    pieces: list[Piece] = []  # noqa: RUF012
    start: int = 1


def title_pieces(text: str) -> list[Piece]:
    """Take a title apart, read as one line."""
    line = " ".join(_cleaned(text).split())
    return _inline("title", line) if _TITLE_MARKUP.search(line) else _text(line)


def note_pieces(text: str) -> list[Piece]:
    """Take a note apart, read as one line."""
    line = " ".join(_cleaned(text).split())
    return _inline("note", line) if _NOTE_MARKUP.search(line) else _text(line)


def description_blocks(text: str) -> list[Block]:
    """Take a description apart; a list that is nested too deep loses its items."""
    cleaned = _cleaned(text).strip()
    if not _BLOCK_MARKUP.search(cleaned):
        return [Block("p", _text(cleaned))] if cleaned else []
    return list(_blocks(_parser("note").parse(cleaned)))


def _cleaned(text: str) -> str:
    if len(text) > _LIMIT:
        text = text[:_LIMIT] + "…"
    if text.isprintable():
        return text
    return _HIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _text(text: str) -> list[Piece]:
    return [Piece("text", text)] if text else []


def _inline(kind: str, line: str) -> list[Piece]:
    (inline,) = _parser(kind).parseInline(line)
    return list(_paired(_pieces(inline.children or [])))


def _blocks(tokens: Iterable[Token]) -> Iterator[Block]:
    tight = False
    for token in tokens:
        if token.type in _LISTS:
            yield Block(_LISTS[token.type], start=int(token.attrs.get("start", 1)))
        elif token.type == "paragraph_open":
            tight = token.hidden
        elif token.type == "inline":
            pieces = list(_paired(_pieces(token.children or [])))
            yield Block("line" if tight else "p", pieces)


def _pieces(tokens: Iterable[Token]) -> Iterator[Piece]:
    for token in tokens:
        if token.type == "text":
            yield from _text(token.content)
        elif token.type == "maths":
            yield Piece("maths", token.content)
        elif token.type == "code_inline":
            yield Piece("code", token.content)
        elif token.type in _ENCLOSING:
            yield Piece(_ENCLOSING[token.type], str(token.attrs.get("href", "")))
        elif token.type.endswith("_close"):
            yield Piece("/" + _ENCLOSING[token.type.replace("_close", "_open")])
        elif token.type == "image":
            yield from _text(token.content)  # its alternative text
        elif token.type in _BREAKS:
            yield Piece("break")


def _paired(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Drop links that lead elsewhere than to the web or to mail, and what is nested too deep."""
    kept: list[str] = []
    for piece in pieces:
        if piece.kind in ("em", "strong", "link"):
            fine = len(kept) < _DEEPEST
            if piece.kind == "link":
                fine = fine and "link" not in kept and _is_safe(piece.text)
            kept.append(piece.kind if fine else "")
            if fine:
                yield piece
        elif not piece.kind.startswith("/") or kept.pop():
            yield piece


def _is_safe(address: str) -> bool:
    if _MAIL.fullmatch(address):
        return True
    try:
        return bool(check_url(address))
    except IdentifierError:
        return False


@cache
def _parser(kind: str) -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("js-default", {"html": False, "maxNesting": 2 * _DEEPEST})
    parser.block.ruler.enableOnly(["list", "paragraph"])
    parser.inline.ruler.enableOnly(_RULES[kind])
    parser.inline.ruler2.enableOnly(["balance_pairs", "emphasis", "fragments_join"])
    parser.inline.ruler.before("escape", "maths", _maths)
    if kind == "title":
        parser.inline.ruler.before("emphasis", "underscore", _underscore)
    return parser


def _maths(state: StateInline, silent: bool) -> bool:
    """Read maths before Markdown sees its underscores and stars."""
    begin = state.pos
    if state.src[begin] != "$" or (begin and state.src[begin - 1] == "$"):
        return False
    found = _MATHS.match(state.src, begin, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("maths", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _underscore(state: StateInline, silent: bool) -> bool:
    """Keep the underscores of a title, which are those of names such as `snake_case`."""
    if state.src[state.pos] != "_":
        return False
    if not silent:
        state.pending += "_"
    state.pos += 1
    return True
