"""A stranger's text in Markdown: it is seen as it is, and does nothing."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reading_list import inert
from reading_list.text import printable

HOSTILE = [
    "@octocat", "@org/team", "#1", "GH-12", "owner/repo#3", "https://evil.example/",
    "www.evil.example",    "mail@evil.example", "<img src=x onerror=alert(1)>", "<!-- x", "[x](https://evil.example)",
    "![x](y)", "a | b", "`code`", "**bold**", "# head", "- [ ] task", "> quote", "~~x~~", "$x$",
    "1. one", "&copy;", "\\", "---", "===", ":smile:", "[^1]", "x\ny", "\u202eabc", "a" * 40,
    "0123456789abcdef0123456789abcdef01234567", "| --- |", "</details>", "```\nx\n```", "<<x>>",
]  # fmt: skip
GITHUB = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable(
    ["table", "strikethrough"]
)


def shown(markdown: str) -> str:
    """What a reader sees of the Markdown, which has to be text and nothing else."""
    page = GITHUB.render(markdown)
    assert re.findall(r"<[^>]*>", page) == ["<p>", "</p>"]
    return html.unescape(page.removeprefix("<p>").rstrip("\n").removesuffix("</p>"))


@pytest.mark.parametrize("text", HOSTILE)
def test_prose_is_text_alone(text: str) -> None:
    seen = shown(f"x {inert.prose(text)}")
    assert seen.replace("\u200b", "") == f"x {printable(' '.join(text.split()))}"
    # What GitHub looks for in the text that is left (its documentation, "Autolinked references").
    assert not re.search(r"@\w|#\d|GH-\d|://|www\.|[0-9a-f]{7}|:\w+:", seen)


@given(st.text(max_size=60))
def test_any_text_is_text_alone(text: str) -> None:
    seen = shown(f"x {inert.prose(text)}")
    assert (
        seen.replace("\u200b", "").rstrip()
        == f"x {printable(' '.join(text.split()))}".replace("\u200b", "").rstrip()
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_prose_breaks_no_table(text: str) -> None:
    page = GITHUB.render(f"| a | b |\n|---|---|\n| {inert.prose(text)} | end |\n")
    assert page.count("<td>") == 2
    assert "<td>end</td>" in page


@given(st.one_of(st.sampled_from(HOSTILE), st.text("`| a@", max_size=12), st.text(max_size=30)))
def test_code_is_one_piece_of_code(text: str) -> None:
    wanted = printable(" ".join(text.split())) or " "
    page = GITHUB.render(f"x {inert.code(text)} y")
    wanted = html.escape(wanted, quote=False).replace('"', "&quot;")
    assert page == f"<p>x <code>{wanted}</code> y</p>\n"
    table = GITHUB.render(f"| a | b |\n|---|---|\n| {inert.code(text, in_table=True)} | end |\n")
    assert table.count("<td>") == 2
    assert "<td>end</td>" in table


def test_lines_are_cut_to_their_limit() -> None:
    lines = [f"深 {number}" for number in range(100)]
    assert inert.cut(lines, 10_000, "and {} more").count("\n") == 100
    made = inert.cut(lines, 300, "and {} more")
    assert len(made.encode()) <= 300
    kept = made.count("深")
    assert made.endswith(f"\n\nand {100 - kept} more\n")
    assert inert.cut(["x" * 5_000], 300, "and {} more") == "\nand 1 more\n"
