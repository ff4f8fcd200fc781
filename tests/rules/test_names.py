from __future__ import annotations

from collections.abc import Callable

import pytest

from reading_list.diagnostics import Diagnostic

RECORD = "title: A\nvenue: eccv\nauthors:\n"


def of_names(found: list[Diagnostic]) -> list[tuple[str, int]]:
    return [(it.rule, it.span.line) for it in found if it.rule.startswith("names/")]


@pytest.mark.parametrize(
    "name",
    [
        "Song Han",
        "Han, Song",
        "van der Maaten, Laurens",
        "李飞飞",
        "Jean-Luc O'Neil Jr.",
        "JT Kwok",
    ],
)
def test_sound_names(check: Callable[..., list[Diagnostic]], name: str) -> None:
    assert of_names(check(f'{RECORD}  - "{name}"\n  - others\n')) == []


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ('"Song Han et al."', "form"),
        ("Song Han and Huizi Mao", "form"),
        ("Song Han; Huizi Mao", "form"),
        ("song@mit.edu", "form"),
        ('"..."', "form"),
        ("SONG HAN", "doubtful"),
        ("song han", "doubtful"),
        ("Song Han2", "doubtful"),
        ("MLPerf Consortium", "doubtful"),
        ("{name: SONG HAN}", "doubtful"),
    ],
)
def test_finding(check: Callable[..., list[Diagnostic]], name: str, rule: str) -> None:
    found = check(f"{RECORD}  - Huizi Mao\n  - {name}\n")
    assert of_names(found) == [(f"names/{rule}", 5)]


def test_groups_may_be_called_anything(check: Callable[..., list[Diagnostic]]) -> None:
    text = f"{RECORD}  - {{name: THE CMS Collaboration 2012, group: true}}\n"
    assert of_names(check(text)) == []


def test_editors_are_looked_at_too(check: Callable[..., list[Diagnostic]]) -> None:
    text = "title: A\nvenue: eccv\neditors: [ED ITOR]\n"
    assert of_names(check(text)) == [("names/doubtful", 3)]


def test_a_name_that_comes_twice(check: Callable[..., list[Diagnostic]]) -> None:
    found = check(f"{RECORD}  - José García\n  - Ann Other\n  - Jose Garcia\n")
    assert of_names(found) == [("names/twice", 6)]
    assert "is author 1 already" in next(it.message for it in found if it.rule == "names/twice")
    told_apart = f"{RECORD}  - Wei Wang\n  - {{name: Wei Wang, person: wei-wang-2}}\n"
    assert of_names(check(told_apart)) == []


def test_others_comes_last(check: Callable[..., list[Diagnostic]]) -> None:
    found = check(f"{RECORD}  - others\n  - Song Han\n")
    assert of_names(found) == [("names/others-last", 4)]
