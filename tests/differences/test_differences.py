"""Two states of a list compared, without a repository."""

from __future__ import annotations

from reading_list.differences import (
    Differences,
    Lost,
    Removed,
    State,
    Unreadable,
    differences,
    entry_of,
)
from reading_list.records.parse import parse


def state(**records: str) -> State:
    paths = {f"papers/2018/{key}.yaml": text for key, text in records.items()}
    return State({path: parse(path, text.encode()) for path, text in paths.items()}, None)


def compared(old: State, new: State, **owners: str) -> Differences:
    return differences(old, new, lambda key: owners.get(key, ""), lambda key, fields: ("", ""))


A = 'title: "A"\nvenue: eccv\nyear: 2018\n'


def test_equal_states_do_not_differ() -> None:
    assert compared(state(a=A), state(a=A)) == Differences()
    assert not Differences().is_harmful


def test_a_record_that_went_into_another_has_a_successor() -> None:
    found = compared(state(a=A), state(), a="b")
    assert found.removed == (Removed("a", "papers/2018/a.yaml", "A", "b"),)
    assert not found.is_harmful


def test_a_key_without_a_successor_is_lost() -> None:
    assert compared(state(a=A), state()).lost == (Lost("paper", "a", "A"),)


def test_without_a_taxonomy_names_stand_as_they_are_written() -> None:
    paper = parse("papers/2018/a.yaml", f"{A}topics: [x]\n".encode()).facts
    entry = entry_of(paper, "a", None)
    assert (entry.place, entry.terms) == ("eccv 2018", ("x",))


def test_wrong_fields_hide_no_other_change() -> None:
    (changed,) = compared(state(a=A), state(a=A.replace('"A"', '"B"') + "month: 99\n")).changed
    assert [(it.name, it.before, it.after) for it in changed.fields] == [("title", "A", "B")]


def test_a_record_that_cannot_be_read_is_neither_removed_nor_lost() -> None:
    old = state(a=f"{A}aliases: [former]\n")
    found = compared(old, state(a="title: [\n"), a="a")
    assert not found.removed and not found.lost and not found.added
    assert [it.path for it in found.unreadable] == ["papers/2018/a.yaml"]
    assert found.is_harmful


def test_a_file_that_cannot_be_opened_is_neither_removed_nor_lost() -> None:
    hindered = Unreadable("papers/2018/a.yaml", 1, "this is a link")
    found = compared(state(a=A), State({}, None, (hindered,)), a="a")
    assert not found.removed and not found.lost
    assert found.unreadable == (hindered,)
