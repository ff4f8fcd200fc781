"""Titles, notes and descriptions: what they become, and that a stranger's text does no harm."""

import re
import time
from collections.abc import Callable

import html5lib  # type: ignore[import-untyped]
import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reading_list.records.markup import (
    block_html,
    block_markdown,
    inline_html,
    inline_markdown,
    inline_plain,
    title_html,
    title_markdown,
    title_plain,
)

ALL = (
    title_html,
    title_plain,
    title_markdown,
    inline_html,
    inline_plain,
    inline_markdown,
    block_html,
    block_markdown,
)


@pytest.mark.parametrize(
    ("text", "html", "plain", "markdown"),
    [
        ("", "", "", ""),
        ("Deep Compression", "Deep Compression", "Deep Compression", "Deep Compression"),
        ("R&D <b> \"x\" 'y'", "R&amp;D &lt;b&gt; &quot;x&quot; &#x27;y&#x27;", "R&D <b> \"x\" 'y'",
         "R&D \\<b> \"x\" 'y'"),
        ("*Deep* **Nets**", "<em>Deep</em> <strong>Nets</strong>", "Deep Nets", "*Deep* **Nets**"),
        ("`a<b`", "<code>a&lt;b</code>", "a<b", "`a<b`"),
        ("A* search", "A* search", "A* search", "A\\* search"),
        ("$L_0$ nets", "<math><mrow><msub><mi>L</mi><mn>0</mn></msub></mrow></math> nets",
         "L₀ nets", "L₀ nets"),
        (r"$\oops$", r"<code>\oops</code>", r"\oops", r"$`\oops`$"),
        ("$5 and $10", "$5 and $10", "$5 and $10", "\\$5 and \\$10"),
        ("[x](https://a.b)", "[x](https://a.b)", "[x](https://a.b)", "\\[x\\](https\\://a.b)"),
    ],
)  # fmt: skip
def test_title_has_three_forms(text: str, html: str, plain: str, markdown: str) -> None:
    assert (title_html(text), title_plain(text), title_markdown(text)) == (html, plain, markdown)


@pytest.mark.parametrize(
    ("text", "html", "plain", "markdown"),
    [
        ("See [*x*](https://a.b?c&d).",
         'See <a href="https://a.b?c&amp;d" rel="noopener"><em>x</em></a>.', "See x.",
         "See [*x*](https://a.b?c&d)."),
        ("_x_ y", "<em>x</em> y", "x y", "*x* y"),
        ("[x](javascript:y)", "[x](javascript:y)", "[x](javascript:y)", "\\[x\\](javascript:y)"),
        ("![x](https://a.b/c.png)", "x", "x", "x"),
        ("a\n\n# b", "a # b", "a # b", "a # b"),
    ],
)  # fmt: skip
def test_note_has_three_forms(text: str, html: str, plain: str, markdown: str) -> None:
    assert (inline_html(text), inline_plain(text), inline_markdown(text)) == (html, plain, markdown)


DESCRIPTION = """First *line*
second line.

- one
- two
  - nested [x](https://a.b)

7. seven

   more
8. eight

## no heading
"""


def test_description_is_html_of_paragraphs_and_lists() -> None:
    assert block_html(DESCRIPTION) == (
        "<p>First <em>line</em>\nsecond line.</p>"
        "<ul><li>one</li><li>two<ul>"
        '<li>nested <a href="https://a.b" rel="noopener">x</a></li></ul></li></ul>'
        '<ol start="7"><li><p>seven</p><p>more</p></li><li><p>eight</p></li></ol>'
        "<p>## no heading</p>"
    )


def test_description_is_markdown_with_indented_items() -> None:
    plain = (
        "First line second line.\n\n- one\n- two\n  - nested x\n\n7. seven\n\n   more\n\n8. eight"
        "\n\n## no heading"
    )
    assert block_markdown(DESCRIPTION) == (
        plain.replace("First line", "First *line*")
        .replace("nested x", "nested [x](https://a.b)")
        .replace("## no", "\\## no")
    )


def test_description_that_is_written_again_reads_the_same() -> None:
    assert block_html(block_markdown(DESCRIPTION)).replace("\n", " ") == block_html(
        DESCRIPTION
    ).replace("\n", " ")


def test_list_may_begin_with_nought_and_items_may_be_empty() -> None:
    assert block_markdown("0. a\n1. b") == "0. a\n1. b"
    assert block_markdown("-\n- b") == "- b"
    assert block_markdown("- - a\n  - b") == "- - a\n  - b"


HOSTILE = [
    "<script>alert(1)</script>", "</p></div><script>", "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>", "<!-- -->", "<![CDATA[x]]>", "<?php ?>", "<!DOCTYPE html>",
    "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java\tscript:alert(1))",
    "[x](java\nscript:alert(1))", "[x](&#106;avascript:alert(1))", "[x](javascript&colon;alert(1))",
    "[x](\x01javascript:alert(1))", "[x](data:text/html,<script>)", "[x](vbscript:x)",
    '[x](https://a.b "onmouseover=alert(1)")', '[x](https://a.b"onclick="x)', "[x](https://a.b'x)",
    "<https://a.b/\"onclick=alert(1)>", "<javascript:alert(1)>", "![x](javascript:alert(1))",
    '![" onerror="x](https://a.b)', "`<script>`", "``` <script> ```", r"$\href{javascript:x}{y}$",
    r"$\text{</math><script>x</script>}$", r"$\text{<img src=x onerror=y>}$", "$<script>$",
    r"$\style{background:url(x)}{y}$", "$&lt;script&gt;$", "*<b>*", "**[x](javascript:y)**",
    "\u202e\u2066x\u2069", "\x00<\x00script>", "\ud800", "\ufeff<script>", "＜script＞",
    "\u2028<b>", "a\rb", "[\n]()- ",
    "&lt;script&gt;", "&#60;script&#62;", "{{7*7}}{% raw %}", "[a]: javascript:x\n\n[a]",
    "- <script>\n- [x](javascript:y)", "1. $\\class{x}{y}$", "*a **b _c `d` e_ f** g*",
    "[[x](https://a.b)](https://c.d)", "[<https://a.b>](https://c.d)", "<a href=x>y</a>",
    "<style>*{display:none}</style>", "</title><script>", "<math><mi xlink:href=javascript:x>",
]  # fmt: skip
PHRASES = set(
    "em strong code a math mrow mi mn mo mtext mspace msub msup msubsup munder mover munderover"
    " mfrac msqrt mroot mstyle mtable mtr mtd".split()
)
BLOCKS = PHRASES | {"p", "ul", "ol", "li"}
ATTRIBUTES = {
    "a": {"href", "rel"},
    "ol": {"start"},
    "mi": {"mathvariant"},
    "mstyle": {"displaystyle", "scriptlevel"},
    "mo": {"stretchy", "fence", "form", "lspace", "rspace", "minsize", "maxsize", "largeop",
           "movablelimits", "separator", "symmetric", "accent"},
    "mspace": {"width"},
    "mover": {"accent"},
    "munder": {"accentunder"},
    "mfrac": {"linethickness"},
    "mtable": {"displaystyle"},
}  # fmt: skip


def check_safe(html: str, tags: set[str]) -> None:
    """Two parsers that know nothing of this project find nothing but what is listed."""
    html.encode()
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", html)
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parseFragment(html)
    assert not parser.errors, (html, parser.errors)
    for element in tree.iter():
        name = str(element.tag).rpartition("}")[2]
        if name == "DOCUMENT_FRAGMENT":
            continue
        assert name in tags
        assert set(element.attrib) <= ATTRIBUTES.get(name, set())
        if name == "a":
            assert re.match(r"https?://[^\s@]+$|mailto:[^\s:]+$", element.attrib["href"])
            assert element.attrib["rel"] == "noopener"
    cleaned = nh3.clean(
        html, tags=tags, attributes=ATTRIBUTES | {"a": {"href"}}, link_rel="noopener",
        url_schemes={"http", "https", "mailto"},
    )  # fmt: skip
    assert nh3.clean(html, tags=set()) == nh3.clean(cleaned, tags=set())
    assert len(re.findall("<[a-z]", cleaned)) == len(re.findall("<[a-z]", html))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_becomes_harmless(text: str) -> None:
    for wrapped in (text, f"*{text}*", f"- {text}", f"[{text}](https://a.b)", f"$x$ {text} $y$"):
        check_safe(title_html(wrapped), PHRASES)
        check_safe(inline_html(wrapped), PHRASES)
        check_safe(block_html(wrapped), BLOCKS)


WORDS = st.sampled_from(
    ["*", "**", "_", "`", "$", "[", "](", ")", "<", ">", "!", "\\", "\n", "\n\n", "- ", "1. ", "x",
     "https://a.b", "javascript:x", "mailto:a@b.c", "<b>", "&lt;", '"', "'", "\x00", "\u202e",
     "\\frac{1}{2}", "\\text{", "}", " ", "  ", "    ", "#", "@y", "~~", "|", "1", "é", "<https://"]
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=25).map("".join) | st.text(max_size=80)


@given(TEXTS)
def test_any_text_becomes_safe_html(text: str) -> None:
    check_safe(title_html(text), PHRASES)
    check_safe(inline_html(text), PHRASES)
    check_safe(block_html(text), BLOCKS)


@given(TEXTS)
def test_html_and_plain_text_say_the_same(text: str) -> None:
    if "$" in text:
        return
    for html, plain in ((title_html, title_plain), (inline_html, inline_plain)):
        tree = html5lib.parseFragment(html(text), namespaceHTMLElements=False)
        assert "".join(tree.itertext()) == plain(text)


@given(TEXTS)
def test_lines_stay_lines(text: str) -> None:
    for emit in (title_html, title_plain, title_markdown, inline_plain, inline_markdown):
        assert "\n" not in emit(text)


@given(TEXTS.filter(lambda text: "$" not in text))
def test_description_in_markdown_has_the_words_of_the_html(text: str) -> None:
    written = MarkdownIt("commonmark").render(block_markdown(text)).replace("\u200b", "")
    trees = [html5lib.parseFragment(html) for html in (written, block_html(text))]
    one, other = ("".join("".join(tree.itertext()).split()) for tree in trees)
    assert one == other


@pytest.mark.parametrize(
    "text",
    ["[" * 20_000, "]" * 20_000, "*" * 20_000, "`" * 20_000, "_" * 20_000, "$" * 20_000,
     "<" * 20_000, "\\" * 20_000, "![" * 10_000, "[a](" * 5_000, "*a " * 6_600, "a**b" * 5_000,
     "*a **b " * 2_800, "$a " * 6_600, "$a\\$" * 5_000, "$x" + "\\$" * 9_000, "_a_b " * 4_000,
     "[a](" + "(" * 19_000, "[a](<" * 4_000, "<http://" * 2_500, "- " * 10_000, "> " * 10_000,
     "1. " * 6_600, "a\n\n" * 6_600, "@a" * 10_000, ":a" * 10_000, "&#" * 10_000, "#1 " * 6_600,
     "".join("`" * n + " " for n in range(200)), "\n".join("  " * n + "- x" for n in range(140)),
     "[a](https://b.c) " * 1_200, "$\\frac{a}{b}$ " * 1_400, "x" * 1_000_000, "[" * 1_000_000,
     "\x00" * 1_000_000, " " * 1_000_000, "\n" * 1_000_000, "\n- x" * 5_000],
    ids=lambda text: text[:8],
)  # fmt: skip
@pytest.mark.parametrize("emit", ALL, ids=lambda emit: emit.__name__)
def test_very_long_text_takes_linear_time(emit: Callable[[str], str], text: str) -> None:
    start = time.process_time()
    emit(text)
    assert time.process_time() - start < 2


def test_plain_titles_are_quick() -> None:
    start = time.process_time()
    for number in range(20_000):
        title_html(f"Deep Compression: Compressing Deep Neural Networks {number}")
    assert time.process_time() - start < 1
