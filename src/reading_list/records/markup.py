"""Titles, notes and descriptions as safe HTML, as plain text and as Markdown for GitHub.

What markup they know stands in `pieces`. All HTML is written here, piece by piece, so that
nothing which Markdown or TeX may come to know reaches a page by itself.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from reading_list.records.markdown import emit_markdown
from reading_list.records.maths import maths_html, maths_plain
from reading_list.records.pieces import Piece, description_blocks, note_pieces, title_pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

_TAGS = {
    "em": "<em>",
    "/em": "</em>",
    "strong": "<strong>",
    "/strong": "</strong>",
    "/link": "</a>",
    "break": "\n",
    "ul": "<ul>",
    "/ul": "</ul>",
    "/ol": "</ol>",
    "li": "<li>",
    "/li": "</li>",
}


def title_html(text: str) -> str:
    """Render a title as HTML for any element that takes phrases, not for attributes."""
    return _html(title_pieces(text))


def title_plain(text: str) -> str:
    """Return a title without markup, its maths as readable as plain text allows."""
    return _plain(title_pieces(text))


def title_markdown(text: str) -> str:
    """Write a title in Markdown that GitHub shows as this title, mentions and references inert."""
    return emit_markdown(title_pieces(text))


def inline_html(text: str) -> str:
    """Render a note, one paragraph, as HTML phrases."""
    return _html(note_pieces(text))


def inline_plain(text: str) -> str:
    """Return a note without markup; of links their text stays."""
    return _plain(note_pieces(text))


def inline_markdown(text: str) -> str:
    """Write a note as one line of GitHub's Markdown."""
    return emit_markdown(note_pieces(text))


def block_html(text: str) -> str:
    """Render a description as paragraphs and lists."""
    out = []
    for kind, pieces, start in description_blocks(text):
        if kind == "p":
            out.append(f"<p>{_html(pieces)}</p>")
        elif kind == "line":
            out.append(_html(pieces))
        elif kind == "ol":
            out.append(f'<ol start="{start}">' if start != 1 else "<ol>")
        else:
            out.append(_TAGS[kind])
    return "".join(out)


def block_markdown(text: str) -> str:
    """Write a description in GitHub's Markdown, every paragraph on a line of its own."""
    return _indented(text)


def _html(pieces: Sequence[Piece]) -> str:
    return "".join(map(_html_piece, pieces))


def _html_piece(piece: Piece) -> str:
    kind, text = piece
    if kind == "text":
        return escape(text)
    if kind == "maths":
        return maths_html(text)
    if kind == "code":
        return f"<code>{escape(text)}</code>"
    if kind == "link":
        return f'<a href="{escape(text)}" rel="noopener">'
    return _TAGS[kind]


def _plain(pieces: Sequence[Piece]) -> str:
    return "".join(map(_plain_piece, pieces))


def _plain_piece(piece: Piece) -> str:
    if piece.kind == "maths":
        return maths_plain(piece.text)
    if piece.kind == "break":
        return " "
    return piece.text if piece.kind in ("text", "code") else ""


def _indented(text: str) -> str:
    """Lay out paragraphs and lists: an item's lines stand under its first letter."""
    out = ""
    counters: list[int] = []  # of open lists; -1 stands for a list without numbers
    indents: list[int] = []  # of open items
    marker = ""  # of items that have no line yet
    was_tight = False
    for kind, pieces, start in description_blocks(text):
        if kind in ("p", "line"):
            line = emit_markdown(pieces).strip()
            if not line:
                continue
            is_tight = kind == "line"
            if out:
                out += "\n" if is_tight and was_tight else "\n\n"
            out += (marker or " " * sum(indents)) + line
            marker, was_tight = "", is_tight
        elif kind in ("ul", "ol"):
            counters.append(start if kind == "ol" else -1)
        elif kind in ("/ul", "/ol"):
            counters.pop()
        elif kind == "li":
            own = f"{counters[-1]}. " if counters[-1] >= 0 else "- "
            counters[-1] += counters[-1] >= 0
            marker = (marker or " " * sum(indents)) + own
            indents.append(len(own))
        else:
            indents.pop()
            marker = ""
    return out
