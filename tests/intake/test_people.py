from __future__ import annotations

import pytest

from reading_list.intake.people import lacks_orcids, with_orcids

ONE, TWO = "0000-0002-4186-7618", "0000-0002-1825-0097"


def person(name: str, orcid: str = ONE) -> dict[str, str]:
    return {"name": name, "orcid": orcid}


def test_the_same_name_at_the_same_place_gets_its_orcid() -> None:
    people, origins = with_orcids(
        ["Yihui He", "Han, Song"], [("crossref", ["Yihui He", person("Song Han")])]
    )
    assert people == ["Yihui He", {"name": "Han, Song", "orcid": ONE}]
    assert origins == {"authors.2.orcid": "crossref"}


@pytest.mark.parametrize(
    ("has", "told"),
    [
        (["Song Han", "Yihui He"], [("a", ["Yihui He", person("Song Han")])]),  # another place
        (["Wei Wang"], [("a", [person("Wen Wang")])]),  # the family name alone
        (["S. Han"], [("a", [person("Song Han")])]),  # perhaps the same
        (["Song Han", "A B"], [("a", [person("Song Han")])]),  # another number of authors
        ([person("Song Han", TWO)], [("a", [person("Song Han")])]),  # the curator's own
        (["Song Han"], [("a", [person("Song Han")]), ("b", [person("Song Han", TWO)])]),
        (["A B", "A B"], [("a", [person("A B"), person("A B")])]),  # one iD for two
        ([person("Li Li"), "Song Han"], [("a", ["Li Li", person("Song Han")])]),  # is another's
        ([{"name": "MLPerf", "group": True}], [("a", [person("MLPerf")])]),
        (["others"], [("a", [person("others")])]),
        (["A B", None, 3, []], [("a", [None, 3, [], {}])]),
    ],
)
def test_no_orcid_is_guessed_or_replaced(has: list[object], told: list[tuple[str, object]]) -> None:
    assert with_orcids(has, told) == (has, {})


def test_a_list_that_is_cut_matches_from_its_beginning() -> None:
    people, _ = with_orcids(
        ["Song Han", "others"], [("a", [person("Song Han"), "Yihui He", "Ji Lin"])]
    )
    assert people == [person("Song Han"), "others"]


def test_what_else_is_said_of_an_author_stays() -> None:
    author = {"name": "Song Han", "affiliation": "MIT", "mystery": "kept"}
    people, _ = with_orcids([author], [("a", [{**person("Song Han"), "affiliation": "else"}])])
    assert people == [{**author, "orcid": ONE}]


def test_who_lacks_an_orcid() -> None:
    assert lacks_orcids([person("A B"), "C D"])
    assert not lacks_orcids([person("A B"), "others", {"name": "MLPerf", "group": True}])
    assert not lacks_orcids(None)
