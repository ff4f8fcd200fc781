"""Names of people and of where they work."""

from __future__ import annotations

import pytest

from reading_list.awesome.people import cleaned, families_of, is_name, names_of, organizations_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ping Luo,  Zhenyao Zhu and Ziwei Liu", ["Ping Luo", "Zhenyao Zhu", "Ziwei Liu"]),
        ("Hanxi Li, Yi Li and Fatih Porikli", ["Hanxi Li", "Yi Li", "Fatih Porikli"]),
        (
            "Battaglia, Peter W and Hamrick, Jessica B and others",
            ["Battaglia, Peter W", "Hamrick, Jessica B", "others"],
        ),
        (
            "Hinton, Geoffrey E., Simon Osindero, and Yee-Whye Teh.",
            ["Hinton, Geoffrey E.", "Simon Osindero", "Yee-Whye Teh"],
        ),
        ("Jane Doe, John Roe and 5 more", ["Jane Doe", "John Roe", "others"]),
        ('Jane Doe, Pietro Li{`o} and M"uller Roe', ["Jane Doe", "Pietro Liò", "Müller Roe"]),
        ("Jane Doe, John Roe. [Paper] [Code], 2022.12", None),
        ("Machine Learning, Deep Learning", None),
        ("Grinding Lenses with Second-Hand Sand", None),
        ("", None),
    ],
)
def test_names_are_told_from_other_words(text: str, names: list[str] | None) -> None:
    assert names_of(text) == names


def test_name_is_shaped_as_one() -> None:
    assert is_name("Laurens van der Maaten")
    assert is_name("王小明")
    assert not is_name("代码")
    assert not is_name("Deep Networks")
    assert not is_name("ICBINB NeurIPS")
    assert cleaned("Jane Doe*†1") == "Jane Doe"


def test_organizations_in_brackets() -> None:
    assert organizations_of("Washington University + NVIDIA") == ["Washington University", "NVIDIA"]
    assert organizations_of("Samsung, etc") == ["Samsung", "others"]
    assert organizations_of("Extended version of above one") is None


def test_people_left_out_before_the_last_are_others() -> None:
    assert names_of("Hale, I., Brook, W., Palm, O., ... & Quist, R.") == [
        "Hale, I.", "Brook, W.", "Palm, O.", "Quist, R", "others",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["Vision & Language", "Tides & Waves & Salt", "NLP & CV"])
def test_two_words_of_a_field_are_no_people(text: str) -> None:
    assert families_of(text) is None


def test_two_family_names_are_people() -> None:
    assert families_of("Palm & Quist") == ["Palm", "Quist"]
