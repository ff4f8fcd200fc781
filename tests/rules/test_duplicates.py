from __future__ import annotations

import pytest

from reading_list.diagnostics import Span
from reading_list.rules import Claim, Clash, check_clash


def claim(path: str, line: int, shown: str = "he2018amc") -> Claim:
    return Claim(path, path, Span(line, 6, line, 12), f"doi: {shown}", shown)


@pytest.mark.parametrize(
    ("kind", "what"),
    [("key", "the key"), ("doi", "the DOI"), ("arxiv", "the arXiv id"), ("title", "the title")],
)
def test_each_claim_names_another(kind: str, what: str) -> None:
    claims = (claim("papers/2017/y.yaml", 12), claim("papers/2018/x.yaml", 3), claim("z.yaml", 1))
    found = list(check_clash(Clash(kind, "he2018amc", claims)))
    assert [(it.path, it.span.line, it.message) for it in found] == [
        ("papers/2017/y.yaml", 12, f"{what} 'he2018amc' stands in papers/2018/x.yaml:3:6 already"),
        ("papers/2018/x.yaml", 3, f"{what} 'he2018amc' stands in papers/2017/y.yaml:12:6 already"),
        ("z.yaml", 1, f"{what} 'he2018amc' stands in papers/2017/y.yaml:12:6 already"),
    ]
    assert found[0].rule == f"duplicates/{kind}"
    assert found[0].is_error
    assert found[0].hint
    assert found[0].snippet == "doi: he2018amc"


def test_a_record_does_not_clash_with_itself() -> None:
    claims = (claim("papers/2017/y.yaml", 1), claim("papers/2017/y.yaml", 9))
    assert list(check_clash(Clash("key", "a", claims))) == []


def test_what_is_shown_is_short_and_inert() -> None:
    claims = (claim("a.yaml", 1), claim("b.yaml", 1, "x\x1b[31m" * 50))
    _, found = check_clash(Clash("title", "x", claims))
    assert "\x1b" not in found.message
    assert len(found.message) < 150


def titled(path: str, *people: str) -> Claim:
    return claim(path, 1, "Attention")._replace(people=frozenset(people))


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        (("he", "han"), ("han",), "duplicates/title"),
        (("he",), (), "duplicates/title"),
        ((), (), "duplicates/title"),
        (("he",), ("han",), "duplicates/namesake"),
    ],
)
def test_authors_tell_papers_of_one_title_apart(
    one: tuple[str, ...], other: tuple[str, ...], rule: str
) -> None:
    found = list(check_clash(Clash("title", "x", (titled("a", *one), titled("b", *other)))))
    assert [(it.path, it.rule, it.is_error) for it in found] == [
        (path, rule, rule == "duplicates/title") for path in "ab"
    ]


def test_of_three_of_one_title_only_those_with_an_author_in_common_are_wrong() -> None:
    claims = (titled("a", "he"), titled("b", "han"), titled("c", "he", "lin"))
    found = check_clash(Clash("title", "x", claims))
    assert sorted((it.path, it.rule, it.message.split()[-2]) for it in found) == [
        ("a", "duplicates/title", "c:1:6"),
        ("b", "duplicates/namesake", "a:1:6"),
        ("c", "duplicates/title", "a:1:6"),
    ]
