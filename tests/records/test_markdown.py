"""Markdown for GitHub: it shows exactly the text, and nothing in it comes to life."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reading_list.records.markdown import emit_markdown, escape_markdown
from reading_list.records.pieces import Piece, title_pieces


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("AMC: AutoML (2018), e.g. \"this\" & that", "AMC: AutoML (2018), e.g. \"this\" & that"),
        ("snake_case", "snake_case"),
        ("_x_", "\\_x\\_"),
        ("A*", "A\\*"),
        ("[x](y)", "\\[x\\](y)"),
        ("<b>", "\\<b>"),
        ("a|b", "a\\|b"),
        ("~2x", "\\~2x"),
        ("`x`", "\\`x\\`"),
        ("$5", "\\$5"),
        ("a\\b", "a\\\\b"),
        ("&amp; &#x3c; & x", "&amp;amp; &amp;#x3c; & x"),
        ("@user", "@&#8203;user"),
        ("a@b.c", "a@&#8203;b.c"),
        ("#12, C#, #x", "#&#8203;12, C#, #x"),
        ("GH-12 o/r#3", "GH-&#8203;12 o/r#&#8203;3"),
        (":rocket: 1:2", ":&#8203;rocket: 1:2"),
        ("https://a.b www.a.b", "https\\://a.b www\\.a.b"),
    ],
)  # fmt: skip
def test_text_is_escaped_where_it_would_come_to_life(text: str, markdown: str) -> None:
    assert escape_markdown(text) == markdown


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("# x", "\\# x"),
        ("#x", "#x"),
        ("> x", "\\> x"),
        ("- x", "\\- x"),
        ("+ x", "\\+ x"),
        ("---", "\\---"),
        ("-x", "-x"),
        ("2018. x", "2018\\. x"),
        ("1) x", "1\\) x"),
        ("3.5 x", "3.5 x"),
        ("x - y 1. z", "x - y 1. z"),
        ("*a* b", "*a* b"),
        ("**a** *b*", "**a** *b*"),
        ("`a|b`", "`a|b`"),
        ("`` a`b ``", "``a`b``"),
        ("`` `a` ``", "`` `a` ``"),
        (r"$\ell_0$ norm", "ℓ₀ norm"),
        (r"$W_q$ norm", "$`W_q`$ norm"),
        (r"$x_`$", "`` x_` ``"),
        ("C#$1$", "C#&#8203;1"),
    ],
)
def test_title_is_written_as_markdown(text: str, markdown: str) -> None:
    assert emit_markdown(title_pieces(text)) == markdown


def test_line_begins_with_no_block_of_markdown_after_an_empty_piece() -> None:
    assert emit_markdown([Piece("break"), Piece("text", "- ")]) == "\\-"


def test_exclamation_mark_before_a_link_makes_no_image() -> None:
    pieces = [
        Piece("text", "Wow!"),
        Piece("link", "https://a.b/(c)"),
        Piece("text", "d"),
        Piece("/link"),
    ]
    assert emit_markdown(pieces) == "Wow\\![d](https://a.b/%28c%29)"


def test_emphasis_goes_where_escapes_would_break_it() -> None:
    # Maths is punctuation beside a star, the letter that it becomes is none.
    assert emit_markdown(title_pieces('$x$*"b"*')) == 'x"b"'


GITHUB = MarkdownIt("gfm-like", {"linkify": False, "strikethrough_single_tilde": True})
TEXTS = st.text("ab_*~`#@:|<>&;![]()\\$1.-+= /w", max_size=60) | st.text(max_size=40)


def shown(markdown: str) -> tuple[str, list[str]]:
    """What a reader sees, and the kinds of what is no text."""
    tokens = GITHUB.parse(markdown)
    inline = [token for token in tokens if token.type == "inline"]
    kinds = [token.type for token in tokens if token.type != "inline"]
    assert kinds in (["paragraph_open", "paragraph_close"], []), kinds
    children: list[Token] = inline[0].children or [] if inline else []
    text = "".join(token.content for token in children)
    return text.replace("\u200b", ""), [t.type for t in children if t.type != "text"]


@given(TEXTS)
def test_github_shows_escaped_text_as_it_is(text: str) -> None:
    line = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u200b\ud800-\udfff]", "", text).split())
    assert shown("x " + escape_markdown(line)) == (f"x {line}".strip(), [])
    assert shown(emit_markdown([Piece("text", line)])) == (line, [])


@given(TEXTS)
def test_nothing_that_github_looks_for_is_left(text: str) -> None:
    escaped = escape_markdown(text)
    finished = html.unescape(GITHUB.renderInline(escaped))
    assert not re.search(r"@\w|#[0-9]|\bGH-[0-9]|:[\w+-]+:", finished)
    assert not re.search(r"(?<!\\)://|[Ww]{3}\.", escaped)


@given(TEXTS)
def test_title_reads_the_same_on_github(text: str) -> None:
    pieces = title_pieces(text.replace("\u200b", ""))
    if any(piece.kind == "maths" for piece in pieces):
        return
    plain = "".join(piece.text for piece in pieces).strip()
    wanted = [piece.kind for piece in pieces if piece.kind != "text"]
    text_shown, kinds = shown(emit_markdown(pieces))
    assert text_shown.strip() == plain
    names = {"code_inline": "code", "em_open": "em", "em_close": "/em"}
    names |= {"strong_open": "strong", "strong_close": "/strong"}
    found = [names[kind] for kind in kinds]
    assert found in (wanted, [kind for kind in wanted if kind == "code"])
