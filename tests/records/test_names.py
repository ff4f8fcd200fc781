"""Names: their parts, their forms, and what is said of those that look wrong."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list.records.names import (
    Name,
    bibtex_name,
    display_name,
    initials,
    name_problems,
    parse_name,
    sort_name,
)


@pytest.mark.parametrize(
    ("text", "given", "particle", "family", "suffix"),
    [
        ("Song Han", "Song", "", "Han", ""),
        ("Han, Song", "Song", "", "Han", ""),
        ("Joel S. Emer", "Joel S.", "", "Emer", ""),
        ("  Hai (Helen)\tLi ", "Hai (Helen)", "", "Li", ""),
        ("José Miguel Hernández-Lobato", "José Miguel", "", "Hernández-Lobato", ""),
        ("Laurens van der Maaten", "Laurens", "van der", "Maaten", ""),
        ("van der Maaten, Laurens", "Laurens", "van der", "Maaten", ""),
        ("van der Maaten", "", "van der", "Maaten", ""),
        ("Ruiz de Austri, Roberto", "Roberto", "", "Ruiz de Austri", ""),
        ("{Ruiz de Austri}, Roberto", "Roberto", "", "Ruiz de Austri", ""),
        ("Luis de la Cruz Gómez", "Luis", "de la", "Cruz Gómez", ""),
        ("Muhammad ibn Musa al-Khwarizmi", "Muhammad", "ibn", "Musa al-Khwarizmi", ""),
        ("Goh bin Abdullah", "Goh", "bin", "Abdullah", ""),
        ("José Ortega y Gasset", "José", "", "Ortega y Gasset", ""),
        ("Jean d'Alembert", "Jean", "", "d'Alembert", ""),
        ("Gerard 't Hooft", "Gerard", "'t", "Hooft", ""),
        ("Luc Van Gool", "Luc Van", "", "Gool", ""),
        ("bell hooks", "bell", "", "hooks", ""),
        ("Erik g. Learned-Miller", "Erik g.", "", "Learned-Miller", ""),
        ("Sammy Davis Jr.", "Sammy", "", "Davis", "Jr."),
        ("Martin Luther King, Jr.", "Martin Luther", "", "King", "Jr."),
        ("King, Jr., Martin Luther", "Martin Luther", "", "King", "Jr."),
        ("King, Martin Luther, Jr.", "Martin Luther", "", "King", "Jr."),
        ("Daniel Weitekamp III", "Daniel", "", "Weitekamp", "III"),
        ("King, Jr.", "", "", "King", "Jr."),
        ("Quoc V. Le", "Quoc V.", "", "Le", ""),
        ("Song Jr", "Song", "", "Jr", ""),
        ("李, 飞飞", "飞飞", "", "李", ""),
        ("Fei-Fei Li", "Fei-Fei", "", "Li", ""),
        ("von {Foo Bar}, A", "A", "von", "Foo Bar", ""),
        ("A, b, c", "b, c", "", "A", ""),
    ],
)
def test_name_splits_into_its_parts(
    text: str, given: str, particle: str, family: str, suffix: str
) -> None:
    assert parse_name(text) == Name(given, particle, family, suffix)


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("Prabhat", "Prabhat"),
        ("Prabhat,", "Prabhat"),
        ("李飞飞", "李飞飞"),
        ("李 飞飞", "李 飞飞"),
        ("김 철수", "김 철수"),
        ("山田 太郎", "山田 太郎"),
        ("{The OpenAI Team}", "The OpenAI Team"),
        ("{Google, Inc.}", "Google, Inc."),
        ("", ""),
        (" \n", ""),
        (",", ","),
    ],
)
def test_name_without_parts_stays_whole(text: str, literal: str) -> None:
    assert parse_name(text) == Name(literal=literal)


def test_group_stays_whole_whatever_it_looks_like() -> None:
    for text in ("ATLAS Collaboration", "Google, Inc.", "Bell Labs and Friends"):
        assert parse_name(text, group=True) == Name(literal=text)


@pytest.mark.parametrize(
    ("text", "display", "sort", "bibtex", "short"),
    [
        ("Song Han", "Song Han", "Han, Song", "Han, Song", "S. Han"),
        (
            "van der Maaten, Laurens",
            "Laurens van der Maaten",
            "van der Maaten, Laurens",
            "van der Maaten, Laurens",
            "L. van der Maaten",
        ),
        (
            "Martin Luther King, Jr.",
            "Martin Luther King Jr.",
            "King, Martin Luther, Jr.",
            "King, Jr., Martin Luther",
            "M. L. King Jr.",
        ),
        (
            "Ruiz de Austri, Roberto",
            "Roberto Ruiz de Austri",
            "Ruiz de Austri, Roberto",
            "{Ruiz de Austri}, Roberto",
            "R. Ruiz de Austri",
        ),
        ("Yu-Hsin Chen", "Yu-Hsin Chen", "Chen, Yu-Hsin", "Chen, Yu-Hsin", "Y.-H. Chen"),
        (
            "Philip H.W. Leong",
            "Philip H.W. Leong",
            "Leong, Philip H.W.",
            "Leong, Philip H.W.",
            "P. H. W. Leong",
        ),
        ("JT Springer", "JT Springer", "Springer, JT", "Springer, JT", "J. T. Springer"),
        ("Łukasz Dudziak", "Łukasz Dudziak", "Dudziak, Łukasz", "Dudziak, Łukasz", "Ł. Dudziak"),
        ("Hai (Helen) Li", "Hai (Helen) Li", "Li, Hai (Helen)", "Li, Hai (Helen)", "H. Li"),
        ("李, 飞飞", "李飞飞", "李, 飞飞", "李, 飞飞", "李飞飞"),
        ("李 飞飞", "李 飞飞", "李 飞飞", "{李 飞飞}", "李 飞飞"),
        ("Prabhat", "Prabhat", "Prabhat", "Prabhat", "Prabhat"),
        ("{Open AI}", "Open AI", "Open AI", "{Open AI}", "Open AI"),
        ("{others}", "others", "others", "{others}", "others"),
        ("II Smith", "II Smith", "Smith, II", "Smith, {II}", "I. I. Smith"),
        ("Ann, b and c", "b and c Ann", "Ann, b and c", "Ann, {b and c}", "b. a. c. Ann"),
        ("", "", "", "", ""),
    ],
)
def test_name_has_its_forms(text: str, display: str, sort: str, bibtex: str, short: str) -> None:
    name = parse_name(text)
    assert display_name(name) == display
    assert sort_name(name) == sort
    assert bibtex_name(name) == bibtex
    assert initials(name) == short


WORDS = st.sampled_from(
    ["Han", "Song", "van", "der", "de", "Jr.", "III", ",", ",", "and", "others", "J.", "j.", "李",
     "飞飞", "al-Din", "d'Or", "Yu-Hsin", "y", "(Li)", "e", "et", "al.", "'t", "-", "."]
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=7).map(" ".join) | st.text(max_size=40).filter(
    lambda text: "{" not in text and "}" not in text
)


@given(TEXTS, st.booleans())
def test_bibtex_form_gives_the_same_parts_again(text: str, group: bool) -> None:
    name = parse_name(text, group)
    assert parse_name(bibtex_name(name)) == name


@given(TEXTS)
def test_no_letter_of_a_name_is_lost(text: str) -> None:
    name = parse_name(text)
    for form in ("".join(name), display_name(name), sort_name(name)):
        assert sorted(filter(str.isalnum, form)) == sorted(filter(str.isalnum, text))
    assert name.literal == "" or name == Name(literal=name.literal)


@given(st.text("{}, aB'-.", max_size=60) | st.text(max_size=60))
def test_hostile_names_raise_nothing(text: str) -> None:
    name = parse_name(text)
    for form in (display_name, sort_name, bibtex_name, initials):
        assert isinstance(form(name), str)
    name_problems(text)


@pytest.mark.parametrize(
    "text",
    ["a " * 200_000, "{" * 200_000, "{}" * 100_000, ", " * 200_000, "A-" * 200_000,
     "and " * 100_000, "Jr. " * 100_000, "B" * 400_000, "et al " * 60_000, "{" * 9 + "},}" * 90_000,
     "&#" + "1" * 300_000, "(" * 300_000, "\\ " * 200_000],
)  # fmt: skip
def test_very_long_names_take_linear_time(text: str) -> None:
    start = time.process_time()
    name = parse_name(text)
    bibtex_name(name)
    initials(name)
    name_problems(text)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "text",
    ["Song Han", "Yann LeCun", "J. Springenberg", "JT Springenberg", "Sammy Davis Jr.",
     "King, Jr., Martin Luther", "Alexander M.", "李飞飞", "Łukasz Kaiser", "Gerard 't Hooft",
     "Prabhat", "IBM", "MLPerf", "Hai (Helen) Li", "Et Sophal", "U. A. Patel", "Bo Li", "X. Y. Z",
     "Anders Andersen", "Sandy Land", "Henry Smith VIII", "Ö. Çelik", "محمد علي", "van der Maaten",
     "Jean-Roch Vlimant", "O’Neil, Ann"],
)  # fmt: skip
def test_real_names_have_no_problem(text: str) -> None:
    assert name_problems(text) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["empty"]),
        ("---", ["empty"]),
        ("Song Han et al.", ["et-al"]),
        ("Han, S. et.al", ["et-al"]),
        ("Song Han and others", ["et-al"]),
        ("Song Han and Bill Dally", ["several"]),
        ("Song Han; Bill Dally", ["several"]),
        ("Song Han, Bill Dally, Huizi Mao", ["several"]),
        ("Song Han & Bill Dally", ["several"]),
        ("YANN LECUN", ["capitals"]),
        ("Yann LECUN", ["capitals"]),
        ("WEI LI", ["capitals"]),
        ("yann lecun", ["small"]),
        ("Wei Li 0001", ["digits"]),
        ("Song Han*", ["marks"]),
        ("Song Han†", ["marks"]),
        ("Song Han (MIT)", ["marks"]),
        ("Song Han¹", ["marks"]),
        ("[Song Han](x)", ["marks"]),
        ("song@mit.edu", ["e-mail"]),
        ("Herv\\'e J\\'egou", ["latex"]),
        ("Herv&eacute; Jegou", ["latex"]),
        ("{The Team}", ["group", "latex"]),
        ("ATLAS Collaboration", ["group", "capitals"]),
        ("Song Han,", ["punctuation"]),
        ("Song Han.", ["punctuation"]),
        ("Song\u200b Han", ["hidden"]),
    ],
)
def test_doubtful_name_is_reported_by_its_kind(text: str, codes: list[str]) -> None:
    assert [problem.code for problem in name_problems(text)] == codes


def test_message_shows_the_name_and_is_inert() -> None:
    (problem,) = name_problems("yann\x1b[2J lecun")[:1]
    assert "`yann\\x1b[2J lecun`" in problem.message
    assert all(problem.hint for problem in name_problems("yann\x1b[2J lecun"))
