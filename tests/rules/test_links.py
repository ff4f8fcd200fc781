from __future__ import annotations

from collections.abc import Callable

import pytest

from reading_list.diagnostics import Diagnostic

DOI = "https://doi.org/10.1145/3007787.3001163"


@pytest.mark.parametrize(
    ("fields", "rules"),
    [
        (f"links: {{paper: {DOI}}}", ["identifier"]),
        ("links: {pdf: https://arxiv.org/pdf/1802.03494v2}", ["identifier"]),
        ("links: {paper: https://arxiv.org/abs/1802.03494}", ["identifier"]),
        (f"doi: 10.1145/3007787.3001163\nlinks: {{paper: {DOI}}}", ["redundant"]),
        (f"doi: 10.1145/3007787.3001163\nlinks: {{paper: {DOI.upper()}}}".replace("HTTPS", "https"),
         ["redundant"]),
        ('arxiv: "1802.03494"\nlinks: {pdf: https://arxiv.org/pdf/1802.03494}', ["redundant"]),
        ('arxiv: "1802.03494"\nlinks: {pdf: https://arxiv.org/pdf/1802.99999}', []),
        (f"doi: [wrong]\nlinks: {{paper: {DOI}}}", []),
        ("links: {paper: https://a.example/1, code: https://arxiv.org/abs/1802.03494}", []),
        (f'doi: 10.1145/1\nlinks: {{paper: "{DOI}"}}', []),
    ],
)  # fmt: skip
def test_links_and_identifiers(
    check: Callable[..., list[Diagnostic]], fields: str, rules: list[str]
) -> None:
    found = check(f"title: A\nvenue: eccv\n{fields}\n")
    names = [it.rule for it in found if it.rule.startswith("links/")]
    assert names == [f"links/{rule}" for rule in rules]


def test_the_field_to_add_is_shown(check: Callable[..., list[Diagnostic]]) -> None:
    found = check(f"title: A\nvenue: eccv\nlinks:\n  paper: {DOI}\n")
    (finding,) = (it for it in found if it.rule == "links/identifier")
    assert finding.span[:2] == (4, 10)
    assert finding.hint == 'add `doi: "10.1145/3007787.3001163"` and drop the link'
