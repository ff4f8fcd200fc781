r"""Text as LaTeX that stands in a BibTeX field and cannot leave it.

BibTeX counts braces even where a backslash stands before them, so text never becomes `\{`.
Letters stay in UTF-8.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from reading_list.records.pieces import title_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

_MACROS = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
}
_SPECIAL = re.compile(r"[\\{}~^&%$#_]")
_ENCLOSING = {"em": r"\emph{", "strong": r"\textbf{", "/em": "}", "/strong": "}"}

# Names that styles would write small, of those that titles hold most.
_NAMES = frozenset(
    """Adam Android Bayes Bayesian Bernoulli Boltzmann Cauchy Chebyshev Dirichlet Euclidean Fisher
    Fourier Frobenius Gauss Gaussian Gumbel Hadamard Hamming Hebbian Hessian Hilbert Hopfield
    Huffman Intel Jacobian Japanese Chinese English Kronecker Krylov Laplace Lipschitz Markov Monte
    Carlo Newton Nvidia Poisson Python Riemannian Shannon Taylor Toeplitz Tucker Turing Wasserstein
    Winograd""".split()
)
_WORD = re.compile(r"[^\W_]+(?:['’&+.@-]+[^\W_]+)*[+]*")
_PART = re.compile(r"[^\W_]+(?:['’&+.@]+[^\W_]+)*")


# What LaTeX would draw together to one mark.
_LIGATURE = re.compile(r"-(?=-)|`(?=`)|'(?=')|[?!](?=`)")


def latex(text: str) -> str:
    """Plain text on one line."""
    return _spaced(" ".join(text.split()))


def latex_title(text: str) -> str:
    """A title: its markup as commands, braces around words that styles may not write small."""
    return "".join(_title(text))


def verbatim(text: str) -> str:
    """An address or identifier, in which nothing is escaped; braces only where they pair."""
    if is_balanced(text):
        return text
    return text.replace("{", "%7B").replace("}", "%7D")


def is_balanced(text: str) -> bool:
    """Whether braces pair, as BibTeX counts them."""
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0


def _title(text: str) -> Iterator[str]:
    pieces = title_pieces(text)
    inside = 0
    for kind, content in pieces:
        if kind == "text":
            # What stands in braces already is not written small.
            yield latex(content) if inside else _protected(content)
        elif kind == "maths":
            yield _maths(content)
        elif kind == "code":
            yield rf"\texttt{{{_spaced(content)}}}"
        else:
            inside += -1 if kind.startswith("/") else 1
            yield _ENCLOSING[kind]


def _maths(content: str) -> str:
    """Maths as it is, in braces, as styles would write its letters small."""
    if not is_balanced(content) or content.endswith("\\"):
        return _spaced(f"${content}$")
    percent = re.sub(r"(?<!\\)((?:\\\\)*)%", r"\1\\%", content)
    return f"{{${percent}$}}"


def _protected(text: str) -> str:
    out = []
    last = 0
    for found in _WORD.finditer(text):
        if _keeps_capitals(found[0]):
            out += [_spaced(text[last : found.start()]), "{", latex(found[0]), "}"]
            last = found.end()
    out.append(_spaced(text[last:]))
    return "".join(out)


def _spaced(text: str) -> str:
    """As `latex`, with the spaces at both ends."""
    return _LIGATURE.sub(r"\g<0>{}", _SPECIAL.sub(_macro, text))


def _macro(found: re.Match[str]) -> str:
    return _MACROS[found[0]]


@lru_cache(maxsize=20_000)
def _keeps_capitals(word: str) -> bool:
    """Whether a word has capitals other than its first letter, such as BERT, ImageNet, 3D, L0."""
    if word.islower():
        return False
    for part in _PART.findall(word):
        if part in _NAMES or any(map(str.isupper, part[1:])):
            return True
        if part[:1].isupper() and any(map(str.isdigit, part)):
            return True
    return False
