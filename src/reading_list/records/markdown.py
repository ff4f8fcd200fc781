r"""Pieces of titles and notes written as Markdown that GitHub shows as exactly that text.

Text is escaped by backslash where Markdown would read it, and by an invisible `&#8203;` where
GitHub looks at the finished text: mentions, issue references, emoji names. An HTML comment would
part these too, but awesome-lint allows none in the text of a link.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reading_list.records.maths import is_plain, maths_plain
from reading_list.records.pieces import Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it import MarkdownIt

_APART = "&#8203;"  # zero width space
_RISKY = re.compile(r"[\\`*\[\]<|~$_&@#]|:(?=\S)|[Ww][Ww][Ww]\.|GH-")
_ESCAPED = re.compile(
    r"(?P<always>[\\`*\[\]<|~$])"
    r"|(?P<underscore>(?<![^\W_])_|_(?![^\W_]))"  # within a word it is text anyway
    r"|(?P<entity>&)(?=#?\w+;)"
    r"|(?P<scheme>:)(?=//)"
    r"|(?P<www>[Ww][Ww][Ww])\."
    r"|(?P<apart>@(?=\w)|#(?=[0-9])|:(?=[\w+-]+:)|\bGH-(?=[0-9]))"
)
# What would begin a heading, a quotation, a list, a rule.
_START = re.compile(r"(?:(#{1,6})(?=\s|$)|(>|[-+=](?=\s|$)|[-=]{2,})|([0-9]{1,9})([.)])(?=\s|$))")
_TICKS = re.compile("`+")


def escape_markdown(text: str) -> str:
    """Write plain text so that GitHub's Markdown shows it as it is, wherever in a line."""
    if not _RISKY.search(text):
        return text
    return _ESCAPED.sub(_escape, text)


def emit_markdown(pieces: Sequence[Piece]) -> str:
    """Write pieces as one line of Markdown."""
    merged = list(_merged(pieces))
    text = _joined(merged)
    enclosed = [piece for piece in merged if piece.kind in ("em", "strong")]
    # Escapes may stand where emphasis needs a letter; then the words matter more than their look.
    if enclosed and not _reads_as(text, merged):
        merged = list(_merged(p for p in merged if p.kind.strip("/") not in ("em", "strong")))
        text = _joined(merged)
    text = text.strip()
    found = _START.match(text)
    return _escape_start(found) + text[found.end() :] if found else text


def _merged(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Join neighbouring text, to which readable maths and breaks of the line belong."""
    pending = ""
    for piece in pieces:
        text = _as_text(piece)
        if text is not None:
            pending += text
            continue
        if pending:
            yield Piece("text", pending)
            pending = ""
        yield piece
    if pending:
        yield Piece("text", pending)


def _as_text(piece: Piece) -> str | None:
    if piece.kind == "text":
        return piece.text
    if piece.kind == "break":
        return " "
    if piece.kind == "maths" and is_plain(plain := maths_plain(piece.text)):
        return plain
    return None


def _joined(pieces: Sequence[Piece]) -> str:
    out = []
    address = ""
    for place, (kind, text) in enumerate(pieces):
        if kind == "text":
            after = pieces[place + 1].kind if place + 1 < len(pieces) else ""
            escaped = escape_markdown(text)
            # An exclamation mark before a link would make it an image.
            bang = after == "link" and text.endswith("!")
            out.append(escaped[:-1] + "\\!" if bang else escaped)
        elif kind == "code":
            out.append(_code(text))
        elif kind == "maths":
            out.append(_code(text) if "`" in text else f"$`{text}`$")
        elif kind == "link":
            address = re.sub(r"[()|*_~]", lambda found: f"%{ord(found[0]):02X}", text)
            out.append("[")
        elif kind == "/link":
            out.append(f"]({address})")
        else:
            out.append("**" if kind.endswith("strong") else "*")
    return "".join(out)


def _escape(found: re.Match[str]) -> str:
    text = found[0]
    match found.lastgroup:
        case "apart":
            return text + _APART
        case "entity":
            return "&amp;"
        case "www":
            return text[:-1] + "\\."
        case _:
            return "\\" + text


def _escape_start(found: re.Match[str]) -> str:
    if found[4]:
        return f"{found[3]}\\{found[4]}"
    return "\\" + found[0]


def _code(text: str) -> str:
    fence = "`" * (max(map(len, _TICKS.findall(text)), default=0) + 1)
    # Markdown takes one space off both ends again.
    space = " " if text[:1] in "` " or text[-1:] in "` " else ""
    return f"{fence}{space}{text}{space}{fence}" if text.strip() else fence + text + fence


def _reads_as(text: str, pieces: Iterable[Piece]) -> bool:
    names = {"em": "em_open", "/em": "em_close", "strong": "strong_open", "/strong": "strong_close"}
    names |= {"link": "link_open", "/link": "link_close", "code": "code_inline"}
    wanted = [names.get(piece.kind, "code_inline") for piece in pieces if piece.kind != "text"]
    (inline,) = _reader().parseInline(text)
    found = [token.type for token in inline.children or () if token.type != "text"]
    return found == wanted


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("js-default", {"html": False})
