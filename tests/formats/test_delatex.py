"""LaTeX to letters; what nobody knows stays as it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list.formats import _delatex
from reading_list.formats._ascii_latex import ascii_latex, ascii_verbatim
from reading_list.formats._latex import latex


def test_an_unknown_macro_is_named_and_kept() -> None:
    assert _delatex.plain(r"a \foo{b} c") == (r"a \foo{b} c", ("foo",))


def test_an_address_s_escapes_are_undone() -> None:
    assert _delatex.verbatim(r"<https://a.b/c\_d\%20\&e{\_}f>") == "https://a.b/c_d%20&e_f"
    assert _delatex.verbatim("{1802.03494}") == "1802.03494"


def test_a_link_keeps_its_text() -> None:
    assert _delatex.plain(r"see \href{http://a.b/{c}}{the page}").text == "see the page"


def test_fonts_that_are_switched_on() -> None:
    assert _delatex.title(r"{\em So} {\bf much}").text == "*So* much"


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Müßig", r'M{\"u}{\ss}ig'),
        ("Čech – “so”", r"{\v C}ech -- ``so''"),
        ("α", r"{\ensuremath{\alpha}}"),
        ("李", r'{\char"674E}'),
        ("plain", "plain"),
    ],
)  # fmt: skip
def test_letters_in_ascii(text: str, short: str) -> None:
    assert ascii_latex(text) == short


def test_an_address_in_ascii_is_percent_encoded() -> None:
    assert ascii_verbatim("https://a.b/é") == "https://a.b/%C3%A9"


TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cf", "Co", "Cn"]))


@given(TEXTS)
def test_what_was_escaped_is_read_back(text: str) -> None:
    assert _delatex.plain(latex(text)).text == " ".join(text.split())


@given(st.text(st.sampled_from("\\{}$~^'\"`-abcuv \n%&")))
def test_any_text_is_read(text: str) -> None:
    _delatex.plain(text)
    _delatex.title(text)
    _delatex.people(text)
    _delatex.verbatim(text)
