"""Accents as LaTeX has them, in whatever Markdown leaves of them."""

from __future__ import annotations

import pytest

from reading_list.awesome.accents import name_with_accents, with_accents
from reading_list.awesome.reader import read


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Li{`o}", "Liò"),
        (r"Li{\`o}", "Liò"),
        ("Mat{'i}as", "Matías"),
        (r"Mat{\'\i}as", "Matías"),
        ('Bj"{o}rn', "Björn"),
        ("C^{o}me", "Côme"),
        (r"Fran\c{c}ois", "François"),
        (r"{\v{S}}imon", "Šimon"),
        (r"{\O}rsted", "Ørsted"),
        ("{BERT} and {'a la carte'}", "{BERT} and {'a la carte'}"),
        ("$x^{n}y$ of {'e}", "$x^{n}y$ of {'e}"),
        ("O(n^{2})", "O(n^{2})"),
    ],
)
def test_braces_tell_an_accent(written: str, meant: str) -> None:
    assert with_accents(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('M"uller', "Müller"),
        ("Mu~noz", "Muñoz"),
        (r"Andr\'e", "André"),
        ("Xi'an Grigor'ev O'Brien", "Xi'an Grigor'ev O'Brien"),
    ],
)
def test_names_have_accents_without_braces(written: str, meant: str) -> None:
    assert name_with_accents(written) == meant


def test_author_of_a_list_keeps_the_last_letter() -> None:
    line = r"- **Graph Lamps**. Jane Doe, Pietro Li{\`o}. NeurIPS 2019. [pdf](https://arxiv.org/abs/1905.00001)"
    draft = read(f"# L\n\n## T\n\n{line}\n", "x.md").drafts[0]
    assert draft.fields["authors"] == ["Jane Doe", "Pietro Liò"]
