"""Titles in formats that know a little HTML or nothing but text, and back."""

from __future__ import annotations

import re
from html import escape, unescape

from reading_list.records.pieces import title_pieces

_HTML = {"em": "<i>", "/em": "</i>", "strong": "<b>", "/strong": "</b>"}
_TAG = re.compile(
    r"</?(?:i|em|b|strong|sub|sup|span|sc|jats:[a-z-]+)(?:\s[^<>]{0,200})?>", re.IGNORECASE
)
_MARK = {"i": "*", "em": "*", "jats:italic": "*", "b": "**", "strong": "**", "jats:bold": "**"}
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|#\d{1,6});")


def html_title(text: str) -> str:
    """A title with `<i>` and `<b>`, which citation processors read; maths keeps its dollars."""
    out = []
    for kind, content in title_pieces(text):
        if kind == "maths":
            out.append(f"${content}$")
        elif kind in ("text", "code"):
            risky = _TAG.search(content) or _ENTITY.search(content)
            out.append(escape(content, quote=False) if risky else content)
        else:
            out.append(_HTML.get(kind, ""))
    return "".join(out)


def text_title(text: str) -> str:
    """A title without markup; maths keeps its dollars."""
    pieces = title_pieces(text)
    return "".join(
        f"${content}$" if kind == "maths" else content
        for kind, content in pieces
        if kind in ("text", "code", "maths")
    )


def read_title(text: str) -> str:
    """A title as a record has it: tags become emphasis, what looks like markup is escaped."""
    text = " ".join(text.split())
    if not _TAG.search(text):
        return plain_title(unescape(text) if _ENTITY.search(text) else text)
    out: list[str] = []
    last = 0
    for found in _TAG.finditer(text):
        out.append(_escaped(unescape(text[last : found.start()])))
        name = re.sub(r"[</>]|\s.*", "", found[0]).lower()
        out.append(_MARK.get(name, ""))
        last = found.end()
    out.append(_escaped(unescape(text[last:])))
    return " ".join("".join(out).split())


def plain_title(text: str) -> str:
    """Plain text as a title: what would be markup is escaped; maths stays maths."""
    text = " ".join(text.split())
    kinds = {kind for kind, _ in title_pieces(text)}
    return text if kinds <= {"text", "maths"} and text_title(text) == text else _escaped(text)


def _escaped(text: str) -> str:
    """Text whose stars, ticks, backslashes and dollars are only that; maths stays maths."""
    out = []
    for part in re.split(r"(\$(?![\s$])[^$\\]{1,400}(?<!\s)\$(?![0-9$]))", text):
        is_maths = part[:1] == "$" and len(part) > 2
        out.append(part if is_maths else re.sub(r"[*`\\$]", r"\\\g<0>", part))
    return "".join(out)
