"""Maths: what reads as plain text, what becomes MathML, and that nothing else gets through."""

import re
import time

import html5lib  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list.records.maths import is_plain, maths_html, maths_plain, styled


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("x", "x"),
        (r"\ell_0", "ℓ₀"),
        ("L_1", "L₁"),
        ("x^2", "x²"),
        ("10^{-3}", "10⁻³"),
        (r"O(n\log n)", "O(n log n)"),
        (r"\alpha \times \beta", "α × β"),
        (r"\mathbb{R}^n", "ℝⁿ"),
        (r"\mathbb Z", "ℤ"),
        (r"\mathcal{L}_2", "L₂"),
        (r"\text{top}", "top"),
        (r"\operatorname{rank}(A)", "rank(A)"),
        (r"\tilde{O}(n)", "Õ(n)"),
        (r"t\bar t", "tt̄"),
        (r"\sqrt{s}=13", "√s=13"),
        (r"\sqrt{10}", "√(10)"),
        (r"\frac{1}{2}", "1/2"),
        (r"\frac{\alpha}{2}", "α/2"),
        (r"\left( x \right)", "( x )"),
        (r"\sum_{i=1}^n x_i", "∑ᵢ₌₁ⁿ xᵢ"),
        ("{x}", "x"),
        (r"50\%", "50%"),
    ],
)
def test_common_maths_reads_as_text(source: str, plain: str) -> None:
    assert maths_plain(source) == plain
    assert is_plain(plain)


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("L_{p,q}", "L_{p,q}"),
        ("W_q", "W_q"),
        (r"\frac{a+b}{c}", r"\frac{a+b}{c}"),
        (r"\unknown x", r"\unknown x"),
        (r"\alpha_{\unknown}", r"α_{\unknown}"),
        (r"\{a\}", "{a}"),
        (r"a\_b", "a_b"),
    ],
)
def test_other_maths_stays_as_written_and_says_so(source: str, plain: str) -> None:
    assert maths_plain(source) == plain
    assert not is_plain(plain)


@pytest.mark.parametrize(
    ("source", "mathml"),
    [
        ("x", "<math><mrow><mi>x</mi></mrow></math>"),
        (r"\ell_0", "<math><mrow><msub><mi>ℓ</mi><mn>0</mn></msub></mrow></math>"),
        ("a<b", "<math><mrow><mi>a</mi><mo>&lt;</mo><mi>b</mi></mrow></math>"),
        (r"\mathbb{R}", "<math><mrow><mi>ℝ</mi></mrow></math>"),
        (r"\mathbf{x}", "<math><mrow><mi>𝐱</mi></mrow></math>"),
        (
            r"\mathrm{d}x",
            '<math><mrow><mrow><mi mathvariant="normal">d</mi></mrow><mi>x</mi></mrow></math>',
        ),
        (
            r"a\,b",
            '<math><mrow><mi>a</mi><mspace width="0.167em"></mspace><mi>b</mi></mrow></math>',
        ),
        (r"\text{if }x", "<math><mrow><mtext>if\u00a0</mtext><mi>x</mi></mrow></math>"),
        (
            r"\text{<b onload=x>}",
            "<math><mrow><mtext>&lt;b\u00a0onload=x&gt;</mtext></mrow></math>",
        ),
        (r"\hspace{999em}x", "<math><mrow><mspace></mspace><mi>x</mi></mrow></math>"),
    ],
)
def test_maths_becomes_mathml(source: str, mathml: str) -> None:
    assert maths_html(source) == mathml


@pytest.mark.parametrize(
    "source",
    [r"\href{javascript:alert(1)}{x}", r"\style{position:fixed}{x}", r"\class{menu}{x}",
     r"\unknown", r"\color{red}x", r"\phantom{x}", r"\rlap{x}y", r"\unicode{x202e}",
     r"\newcommand{\a}{x}\a",
     r"\def\a{x}\a", "{", "x^", r"\left(", r"\begin{matrix}", "x\u202ey", "x" * 401, "{" * 61,
     r"\fcolorbox{red}{red}{x}", r"\rule{9em}{9em}", r"\verb|x|", r"\raise{9em}{x}"],
)  # fmt: skip
def test_what_is_not_safe_or_not_understood_is_code(source: str) -> None:
    assert maths_html(source).startswith("<code>")


def test_alphabets_have_their_holes_filled() -> None:
    assert styled("Rh1", "double-struck") == "ℝ𝕙𝟙"
    assert styled("Lego", "script") == "ℒℯℊℴ"
    assert styled("CIRZh", "fraktur") == "ℭℑℜℨ𝔥"
    assert styled("h", "italic") == "ℎ"
    assert styled("aé+", "bold") == "𝐚é+"
    assert styled("x", "no such alphabet") == "x"


SNIPPETS = st.sampled_from(
    ["\\frac", "\\href", "\\text", "\\mathbb", "\\left", "\\right", "(", ")", "{", "}", "^", "_",
     "x", "1", "<", ">", "&", "\"", "'", "\\\\", "&lt;", "&#60;", "\\style", "\\begin{matrix}",
     "\\end{matrix}", "javascript:x", "<script>", "\\color", "\\hspace", "9em", "\\sqrt", "[", "]",
     "\\unicode", "\\limits", "\\sum", "\\operatorname", " ", "~", "\\big", "\\mathbf", "\\cancel",
     "\\not", "\\hat", "\\tag", "\\above", "\\genfrac", "\\bmod", "\\substack", "-2em", "\\kern"]
)  # fmt: skip
SOURCES = st.lists(SNIPPETS, max_size=14).map("".join) | st.text(max_size=40)
TAGS = set(
    "math mrow mi mn mo mtext mspace msub msup msubsup munder mover munderover mfrac msqrt mroot"
    " mstyle mtable mtr mtd code".split()
)


@given(SOURCES)
def test_mathml_holds_listed_elements_and_harmless_values_only(source: str) -> None:
    tree = html5lib.parseFragment(maths_html(source), namespaceHTMLElements=False)
    for element in tree.iter():
        name = str(element.tag).rpartition("}")[2]
        assert name in TAGS | {"DOCUMENT_FRAGMENT"}
        for attribute, value in element.attrib.items():
            assert re.fullmatch("[a-z]+", attribute)
            assert attribute not in ("class", "style", "id", "href", "src")
            assert re.fullmatch(r"[a-z]+|-?[0-9.]{1,5}(em|ex|px)?", value)


@given(SOURCES)
def test_plain_maths_is_one_line_and_never_empty_for_something(source: str) -> None:
    plain = maths_plain(source)
    assert plain or not source
    assert "\n" not in plain or plain == source


@pytest.mark.parametrize(
    "piece",
    ["{", "\\left(", "^", "_", "x_", "\\sqrt", "\\frac", "\\hat", "\\begin{matrix}", "&", "\\\\",
     "'", "\\not", "\\text{", "\\binom", "\\substack{", "\\limits", "\\overset", "\\big",
     "\\mathbf", "\\displaystyle", "\\sum\\limits_", "\\sqrt{", "\\frac{a}"],
)  # fmt: skip
def test_any_maths_is_quick(piece: str) -> None:
    start = time.process_time()
    for length in (20, 59, 400):
        maths_html((piece * length)[:length])
    maths_plain(piece * 5_000)
    assert time.process_time() - start < 2


def test_want_of_memory_is_no_reason_to_show_something_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A page made so would differ from the same page made with more memory."""
    from latex2mathml.converter import Converter

    def starve(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(Converter, "convert_to_element", starve)
    with pytest.raises(MemoryError):
        maths_html("x^7_{memory}")
