"""Terms renamed, merged, moved, divided: before and after, byte for byte."""

from __future__ import annotations

import pytest

from reading_list.catalog import shaping
from reading_list.catalog.shaping import ShapeError

TEXT = """\
list: {title: L, outline: [{facet: a}]}  # the list
facets:
  # first
  - id: a
    title: A
    terms:
      # about b
      - id: b # bee
        title: B
        aliases: [bb]
        see_also: [c, e]
      - {id: c, title: C, terms: [{id: d, title: D}]}
  - id: e
    title: E   # last
venues:
  - {id: v, name: V}
"""


def changed(new: str, *pairs: tuple[str, str]) -> None:
    text = TEXT
    for before, after in pairs:
        assert before in text, before
        text = text.replace(before, after)
    assert new == text


def test_rename_in_lines() -> None:
    changed(
        shaping.rename(TEXT, "b", "bee"),
        (
            "id: b # bee\n        title: B\n",
            "id: bee # bee\n        title: B\n        formerly: [b]\n",
        ),
    )


def test_rename_in_braces_and_where_others_name_it() -> None:
    changed(
        shaping.rename(TEXT, "c", "sea", "Sea: a term"),
        ("{id: c, title: C,", '{id: sea, title: "Sea: a term", formerly: [c],'),
        ("see_also: [c,", "see_also: [sea,"),
    )


def test_rename_of_a_section() -> None:
    changed(
        shaping.rename(TEXT, "a", "first"),
        ("facet: a}", "facet: first}"),
        ("id: a\n    title: A\n", "id: first\n    title: A\n    formerly: [a]\n"),
    )


def test_renamed_back_and_forth() -> None:
    there = shaping.rename(TEXT, "b", "bee")
    back = shaping.rename(there, "bee", "b")
    assert "formerly: [bee]" in back
    assert shaping.rename(back, "b", "bee") == there


def test_rename_to_an_alias_of_its_own() -> None:
    changed(
        shaping.rename(TEXT, "b", "bb"),
        ("id: b # bee\n        title: B\n        aliases: [bb]\n",
         "id: bb # bee\n        title: B\n        formerly: [b]\n"),
    )  # fmt: skip


def test_move_with_its_comments() -> None:
    block = """\
      # about b
      - id: b # bee
        title: B
        aliases: [bb]
        see_also: [c, e]
"""
    lower = "".join(line and f"{line}\n" for line in block.splitlines())
    changed(
        shaping.move(TEXT, "b", "e"),
        (block, ""),
        ("    title: E   # last\n", f"    title: E   # last\n    terms:\n{lower}"),
    )


def test_move_to_the_top() -> None:
    moved = shaping.move(TEXT, "b", None)
    assert moved.index("  # about b\n  - id: b # bee\n    title: B\n") > moved.index("id: e")


def test_move_out_of_braces_and_into_them() -> None:
    out = shaping.move(TEXT, "d", "e")
    assert "    terms:\n      - {id: d, title: D}\n" in out
    assert "      - id: c\n        title: C\n" in out
    into = shaping.move(TEXT, "b", "d")
    assert "          - id: d\n            title: D\n            terms:\n" in into
    assert "              # about b\n              - id: b # bee\n" in into


def test_merge_keeps_names_parts_and_comments() -> None:
    merged = shaping.merge(TEXT, "b", "c")
    assert "# about b\n" in merged
    assert "id: b" not in merged
    assert "title: C\n        formerly: [b]\n        aliases: [bb]\n" in merged or (
        "{id: c, title: C, formerly: [b], aliases: [bb], terms: [{id: d, title: D}]}" in merged
    )
    other = shaping.merge(TEXT, "c", "e")
    assert "title: E   # last\n    formerly: [c]\n    terms:\n      - {id: d, title: D}\n" in other
    assert "see_also: [e]" in other


def test_a_new_part() -> None:
    changed(
        shaping.add_part(TEXT, "e", "new", "New: one"),
        ("# last\n", '# last\n    terms:\n      - id: new\n        title: "New: one"\n'),
    )


@pytest.mark.parametrize(
    ("verb", "words", "said"),
    [
        (shaping.rename, ("x", "y"), "there is no term 'x'"),
        (shaping.rename, ("b", "c"), "there is a term 'c' already"),
        (shaping.rename, ("c", "bb"), "already names the term"),
        (shaping.move, ("c", "d"), "is 'c' or one of its parts"),
        (shaping.move, ("b", "a"), "is a part of 'a' already"),
        (shaping.move, ("e", None), "is a facet already"),
        (shaping.move, ("a", "e"), "is a section"),
        (shaping.merge, ("b", "b"), "with itself"),
        (shaping.merge, ("c", "d"), "is a part of 'c'"),
        (shaping.merge, ("a", "e"), "is a section"),
    ],
)
def test_what_cannot_be(verb, words, said) -> None:
    with pytest.raises(ShapeError, match=said):
        verb(TEXT, *words)


def test_brackets_over_lines_are_left_to_the_curator() -> None:
    text = TEXT.replace("{id: c, title: C, terms:", "{id: c, title: C,\n         terms:")
    with pytest.raises(ShapeError, match="write one field a line"):
        shaping.move(text, "d", "e")
