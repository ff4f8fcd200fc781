r"""The maths of titles and notes: TeX as people write it between dollars, to MathML or to text.

MathML is rebuilt element by element from an allow-list, since the converter passes on whatever
`\href`, `\style` or `\class` bring. What it cannot say safely stands as code. Where maths begins
and ends in a text is for `markup` to say.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from reading_list.text import is_inert

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

# Longer or deeper than any title needs; the converter recurses and expands macros.
_LONGEST = 400
_DEEPEST = 60
_REFUSED = re.compile(
    r"\\(?:newcommand|renewcommand|def|let|href|class|style|unicode|color|textcolor|colorbox"
    r"|fcolorbox|rule|verb|tag)(?![a-z])"
)
# MathML Core without what hides, shifts or overlays text: mphantom, mpadded, menclose, maction.
_ELEMENTS = frozenset(
    "math mrow mi mn mo mtext mspace msub msup msubsup munder mover munderover mfrac msqrt mroot"
    " mstyle mtable mtr mtd".split()
)
_ATTRIBUTES = frozenset(
    "accent accentunder displaystyle fence form largeop linethickness lspace maxsize minsize"
    " movablelimits rspace scriptlevel separator stretchy symmetric width".split()
)
# Small lengths only: nobody's maths may push the rest of a page away.
_VALUE = re.compile(r"true|false|prefix|infix|postfix|-?[0-2]?(?:\.[0-9]{1,3})?(?:em|ex|px)?")
_NAMED_SPACES = {
    "thinmathspace": "0.167em",
    "mediummathspace": "0.222em",
    "thickmathspace": "0.278em",
    "negativethinmathspace": "-0.167em",
    "negativemediummathspace": "-0.222em",
    "negativethickmathspace": "-0.278em",
}
_INVISIBLE_OPERATORS = str.maketrans(dict.fromkeys("\u2061\u2062\u2063\u2064"))
# Where the alphabets of the mathematical alphanumeric symbols begin (U+1D400..U+1D7FF).
_ALPHABETS = {
    "bold": (0x1D400, 0x1D7CE),
    "italic": (0x1D434, 0),
    "bold-italic": (0x1D468, 0),
    "script": (0x1D49C, 0),
    "bold-script": (0x1D4D0, 0),
    "fraktur": (0x1D504, 0),
    "double-struck": (0x1D538, 0x1D7D8),
    "bold-fraktur": (0x1D56C, 0),
    "sans-serif": (0x1D5A0, 0x1D7E2),
    "bold-sans-serif": (0x1D5D4, 0x1D7EC),
    "sans-serif-italic": (0x1D608, 0),
    "monospace": (0x1D670, 0x1D7F6),
}
# Letters that Unicode had encoded before those alphabets and left out of them.
_ELSEWHERE = dict(zip(
    "𝑕𝒝𝒠𝒡𝒣𝒤𝒧𝒨𝒭𝒺𝒼𝓄𝔆𝔋𝔌𝔕𝔝𝔺𝔿𝕅𝕇𝕈𝕉𝕑", "ℎℬℰℱℋℐℒℳℛℯℊℴℭℌℑℜℨℂℍℕℙℚℝℤ", strict=True
))  # fmt: skip


@lru_cache(maxsize=1024)
def maths_html(source: str) -> str:
    """Render TeX as inline MathML, or as code where that is not possible or not safe."""
    return _mathml(source) or f"<code>{html.escape(source)}</code>"


def maths_plain(source: str) -> str:
    r"""Write TeX as text a person can read: `\ell_0` as ℓ₀, `O(n \log n)` as O(n log n).

    What has no plain form stays as it is written; `is_plain` tells whether something did.
    """
    text = _FONTS.sub(_plain_font, source)
    text = _ACCENTED.sub(_plain_accent, text)
    text = _COMMAND.sub(_plain_command, text)
    text = _SCRIPT.sub(_plain_script, text)
    text = _BUILT.sub(_plain_built, text)
    if not re.search(r"[\\_^]", text):
        text = text.translate(_WITHOUT_BRACES)
    return " ".join(text.translate(_SPECIAL_BACK).split()) or source


def is_plain(text: str) -> bool:
    """Tell whether nothing of TeX's own is left in the text that `maths_plain` returned."""
    return not re.search(r"[\\_^{}~]", text)


def styled(text: str, variant: str) -> str:
    """Return the text in another alphabet of Unicode: `R` in `double-struck` is ℝ."""
    if variant not in _ALPHABETS:
        return text
    letters, digits = _ALPHABETS[variant]
    return "".join(_styled_char(char, letters, digits) for char in text)


def _styled_char(char: str, letters: int, digits: int) -> str:
    if char.isascii() and char.isalpha():
        place = ord(char) - ord("A") if char.isupper() else ord(char) - ord("a") + 26
        found = chr(letters + place)
        return _ELSEWHERE.get(found, found)
    if digits and char.isascii() and char.isdigit():
        return chr(digits + int(char))
    return char


class _UnsafeError(Exception):
    """Something that is on no allow-list."""


def _mathml(source: str) -> str | None:
    deep = sum(map(source.count, ("{", "\\left", "\\begin", "\\sqrt", "^", "_")))
    if len(source) > _LONGEST or deep > _DEEPEST or _REFUSED.search(source):
        return None
    from latex2mathml.converter import Converter

    # The converter takes the braced single letter for a symbol and forgets that it is upright.
    upright = re.sub(r"\\mathrm ?\{([A-Za-z])\}", r"{\\mathrm \1}", source)
    try:
        return "".join(_rebuilt(Converter().convert_to_element(upright)))
    except MemoryError:
        raise
    except Exception:
        # The converter has no common error: it also raises IndexError, KeyError, StopIteration.
        return None


def _rebuilt(element: Element) -> Iterator[str]:
    if element.tag not in _ELEMENTS:
        raise _UnsafeError(element.tag)
    text = html.unescape(element.text or "")
    # MathML drops the spaces at both ends of an element, which in running text are meant.
    text = text.replace(" ", "\u00a0") if element.tag == "mtext" else text.strip()
    if text.startswith("\\") or not is_inert(text.translate(_INVISIBLE_OPERATORS)):
        raise _UnsafeError(text)
    variant = element.get("mathvariant", "")
    if variant == "normal" and element.tag == "mi":
        attributes = ' mathvariant="normal"'
    else:
        attributes = ""
        text = text if element.tag == "mtext" else styled(text, variant)
    for name, value in element.items():
        known = _NAMED_SPACES.get(value, value)
        if name in _ATTRIBUTES and known and _VALUE.fullmatch(known):
            attributes += f' {name}="{known}"'
    yield f"<{element.tag}{attributes}>{html.escape(text)}"
    for child in element:
        yield from _rebuilt(child)
    yield f"</{element.tag}>"


_FONTS = re.compile(
    r"\\(math(?:cal|scr|bb|frak|bf|rm|it|sf|tt|normal)|text(?:bf|it|rm|sf|tt|normal)?|mbox|bm"
    r"|boldsymbol|operatorname\*?) ?\{([^{}\\]*)\}|\\math(cal|scr|bb|frak|bf|rm) ?([A-Za-z0-9])"
)
_COMMAND = re.compile(r"\\([A-Za-z]+)|\\([^A-Za-z])")
_SCRIPT = re.compile(r"([_^])(?:\{([^{}]*)\}|([^{}\\\s]))")
_ACCENTED = re.compile(
    r"\\(hat|widehat|bar|overline|tilde|widetilde|dot|ddot|vec) ?"
    r"(?:\{([A-Za-z])\}|([A-Za-z])(?![A-Za-z]))"
)
_ACCENTS = dict(zip(
    "hat widehat bar overline tilde widetilde dot ddot vec".split(),
    "\u0302\u0302\u0304\u0304\u0303\u0303\u0307\u0308\u20d7",
    strict=True,
))  # fmt: skip
_BUILT = re.compile(r"\\sqrt ?\{(\w+)\}|\\[dt]?frac ?\{(\w+)\} ?\{(\w+)\}")
_WITHOUT_BRACES = str.maketrans(dict.fromkeys("{}") | {"~": " "})
# Escaped special characters wait under private names, as they are no markup any more.
_SPECIAL = str.maketrans("{}_^\\", "\ue000\ue001\ue002\ue003\ue004")
_SPECIAL_BACK = str.maketrans("\ue000\ue001\ue002\ue003\ue004", "{}_^\\")
_SUPERSCRIPTS = str.maketrans("0123456789+-−=()niTkmxt", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱᵀᵏᵐˣᵗ")
_SUBSCRIPTS = str.maketrans(
    "0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"
)
_SYMBOLS = dict(zip(
    """alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi
    pi rho sigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon
    Phi Psi Omega ell infty times cdot to rightarrow leftarrow leftrightarrow Rightarrow
    Leftrightarrow mapsto le leq ge geq ne neq approx sim simeq equiv pm mp in notin subset subseteq
    cup cap otimes oplus odot nabla partial sum prod int forall exists emptyset ldots dots cdots
    star dagger circ propto ll gg langle rangle Vert mid prime hbar div setminus perp parallel
    lfloor rfloor lceil rceil ast bullet aleph Re Im top""".split(),
    "αβγδϵεζηθϑικλμνξπρστυϕφχψωΓΔΘΛΞΠΣΥΦΨΩℓ∞×·→→←↔⇒⇔↦≤≤≥≥≠≠≈∼≃≡±∓∈∉⊂⊆∪∩⊗⊕⊙∇∂∑∏∫∀∃∅……⋯"
    "⋆†∘∝≪≫⟨⟩‖∣′ℏ÷∖⊥∥⌊⌋⌈⌉∗•ℵℜℑT",
    strict=True,
))  # fmt: skip
_WORDS = frozenset(
    "arg argmax argmin cos cosh cot deg det dim exp gcd inf ker lim liminf limsup ln log max min"
    " mod Pr sin sinh sup tan tanh".split()
)
_SPACES = frozenset({"quad", "qquad", ",", ";", ":", " ", "enspace", "thinspace"})
_NOTHING = frozenset({"left", "right", "big", "Big", "bigl", "bigr", "!", "limits"})


def _plain_font(found: re.Match[str]) -> str:
    name = found[1] or f"math{found[3]}"
    text = found[2] if found[1] else found[4]
    return styled(text, "double-struck") if name == "mathbb" else text


def _plain_accent(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", (found[2] or found[3]) + _ACCENTS[found[1]])


def _plain_built(found: re.Match[str]) -> str:
    if found[1] is None:
        return f"{found[2]}/{found[3]}"
    return f"√{found[1]}" if len(found[1]) == 1 else f"√({found[1]})"


def _plain_command(found: re.Match[str]) -> str:
    name = found[1] or found[2]
    if name in _WORDS:
        return f" {name} "
    if name in _SYMBOLS:
        return _SYMBOLS[name]
    if name in _SPACES or name in _NOTHING:
        return " " if name in _SPACES else ""
    return name.translate(_SPECIAL) if name in "{}_^%$&#" else found[0]


def _plain_script(found: re.Match[str]) -> str:
    text = found[2] if found[2] is not None else found[3]
    small = text.translate(_SUPERSCRIPTS if found[1] == "^" else _SUBSCRIPTS)
    # Half a script raised and half not would be another formula.
    return small if text and all(a != b for a, b in zip(text, small, strict=True)) else found[0]
