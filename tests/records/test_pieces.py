"""What is markup in titles, notes and descriptions, and what is text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list.records.pieces import (
    Block,
    Piece,
    description_blocks,
    note_pieces,
    title_pieces,
)


@pytest.mark.parametrize(
    "text",
    ["", "plain", "A* search", "2 * 3 * 4", "snake_case_name", "_x_", "[x](https://a.b)",
     "<b>bold</b>", "&amp;", "![x](https://a.b)", "<https://a.b>", "~~x~~", "# x", "- x", "1. x",
     "$5 and $10", "US$5-$10", "$ x$", "$x $", "$x$1", "$$x$$", "$", "x`y", "C:\\x"],
)  # fmt: skip
def test_title_without_its_markup_is_text(text: str) -> None:
    assert "".join(piece.text for piece in title_pieces(text)) == text
    assert {piece.kind for piece in title_pieces(text)} <= {"text"}


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("*a* b", [("em", ""), ("text", "a"), ("/em", ""), ("text", " b")]),
        ("**a**", [("strong", ""), ("text", "a"), ("/strong", "")]),
        ("`*a*`", [("code", "*a*")]),
        ("$a_1 * b_2$", [("maths", "a_1 * b_2")]),
        ("$a*b$ c*", [("maths", "a*b"), ("text", " c*")]),
        (r"$\$5$", [("maths", r"\$5")]),
        (r"\$5 and 5\$", [("text", "$5 and 5$")]),
        (r"\*a\*", [("text", "*a*")]),
        ("two\n lines", [("text", "two lines")]),
        ("a\x00b\u202ec\x1b[2J", [("text", "abc[2J")]),
        ("\ud800", []),
    ],
)
def test_title_is_taken_apart(text: str, pieces: list[tuple[str, str]]) -> None:
    assert [tuple(piece) for piece in title_pieces(text)] == pieces


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("[x](https://a.b/c)", "https://a.b/c"),
        ("<https://a.b>", "https://a.b"),
        ("[x](mailto:a@b.c)", "mailto:a@b.c"),
        ("[x](https://a.b/ü)", "https://a.b/%C3%BC"),
        ("[x](<https://a.b/c d>)", "https://a.b/c%20d"),
    ],
)
def test_note_has_links_to_the_web_and_to_mail(text: str, address: str) -> None:
    assert note_pieces(text)[0] == Piece("link", address)
    assert note_pieces(text)[-1] == Piece("/link")


@pytest.mark.parametrize(
    "text",
    ["[x](javascript:alert(1))", "[x](JAVASCRIPT:alert(1))", "[x](java&#115;cript:alert(1))",
     "[x](&#x6a;avascript:alert(1))", "[x](<java\tscript:alert(1)>)", "[x](vbscript:x)",
     "[x](data:text/html;base64,eA==)", "[x](file:///etc/passwd)", "[x](//evil.example)",
     "[x](/papers)", "[x](#top)", "[x](https://user:pw@a.b)", "[x](https:///)", "[x](ftp://a.b)",
     "<javascript:alert(1)>", "<a@b.c?x>", "[x](mailto:a@b.c?subject=x)", "[x]()", "[x][y]",
     "[x](\\javascript:x)", "[x](https://a.b\\@evil.example)"],
)  # fmt: skip
def test_no_other_link_is_made(text: str) -> None:
    assert "link" not in {piece.kind for piece in note_pieces(text)}


def test_image_is_its_alternative_text() -> None:
    assert note_pieces("![*a* cat](https://a.b/c.png)") == [Piece("text", "*a* cat")]


def test_underscores_emphasise_in_notes_only() -> None:
    assert note_pieces("_a_")[0] == Piece("em")
    assert note_pieces("snake_case_name") == [Piece("text", "snake_case_name")]


def test_links_hold_no_links() -> None:
    for text in ("[<https://a.b>](https://c.d)", "[a [b](https://a.b)](https://c.d)",
                 "[![x [y](https://a.b)](https://a.b)](https://c.d)"):  # fmt: skip
        kinds = [piece.kind for piece in note_pieces(text)]
        assert kinds.count("link") == 1


def test_description_consists_of_paragraphs_and_lists() -> None:
    text = "One\n*two*\n\n- a\n- b\n\n3. c\n\n   d\n"
    assert description_blocks(text) == [
        Block("p", [Piece("text", "One"), Piece("break"), Piece("em"), Piece("text", "two"),
                    Piece("/em")]),
        Block("ul"), Block("li"), Block("line", [Piece("text", "a")]), Block("/li"),
        Block("li"), Block("line", [Piece("text", "b")]), Block("/li"), Block("/ul"),
        Block("ol", start=3), Block("li"), Block("p", [Piece("text", "c")]),
        Block("p", [Piece("text", "d")]), Block("/li"), Block("/ol"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["# x", "x\n===", "> x", "---", "***", "```\nx\n```", "    x", "<div>x</div>", "<!-- x -->",
     "| a |\n|---|", "[a]: https://a.b", "<script>", "&nbsp;"],
)  # fmt: skip
def test_other_blocks_are_paragraphs_of_text(text: str) -> None:
    (block,) = description_blocks(text)
    assert block.kind == "p"
    assert {piece.kind for piece in block.pieces} <= {"text", "break", "code"}


def test_one_line_description_needs_no_parser_and_reads_the_same() -> None:
    for text in ("plain", "a - b", "Is 1. a list?", "x > y"):
        assert description_blocks(text) == description_blocks(f"{text}\n\n") != []
    assert description_blocks("1. x")[0] == Block("ol")
    assert description_blocks(" \n") == []


def test_text_is_cut_at_twenty_thousand_characters() -> None:
    (piece,) = title_pieces("x" * 30_000)
    assert piece.text == "x" * 20_000 + "…"


@given(st.text("*_`$[]()<>!\\ab1\n-.", max_size=80) | st.text(max_size=80))
def test_ends_come_in_pairs_and_not_too_deep(text: str) -> None:
    for pieces in (
        title_pieces(text),
        note_pieces(text),
        *(b.pieces for b in description_blocks(text)),
    ):
        check_pairs([piece.kind for piece in pieces if piece.kind in ENDS])
    check_pairs(
        [block.kind for block in description_blocks(text) if block.kind not in ("p", "line")]
    )


ENDS = {"em", "strong", "link", "/em", "/strong", "/link"}


def check_pairs(kinds: list[str]) -> None:
    opened: list[str] = []
    for kind in kinds:
        if kind.startswith("/"):
            assert opened.pop() == kind[1:]
        else:
            opened.append(kind)
            assert len(opened) <= 24
    assert not opened
