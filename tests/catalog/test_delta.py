"""What a change of records puts out of date, and nothing more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list.catalog.delta import (
    README,
    SITE,
    Change,
    Delta,
    GroupKey,
    Summary,
    compare,
    siblings_of,
)

A, B, C = ("term", "a"), ("term", "b"), ("author", "c")
PLAIN = Summary("key", "paper", "card", {A: "", C: "Ann"}, (), ())
EVERY_LIST = {SITE, README}


def delta_of(*changes: Change) -> Delta:
    delta = Delta({}, {}, set(), set())
    compare(changes, delta)
    return delta


def changed(**fields: object) -> Delta:
    """The effect of changing `PLAIN` in some fields."""
    return delta_of(Change(1, PLAIN, PLAIN._replace(**fields)))  # type: ignore[arg-type]


def test_no_change_changes_nothing() -> None:
    assert delta_of() == ({}, {}, set(), set())
    assert delta_of(Change(1, PLAIN, PLAIN)) == ({}, {}, set(), set())
    assert delta_of(Change(1, None, None)) == ({}, {}, set(), set())


def test_a_new_record_joins_its_groups_and_shows_on_them() -> None:
    joins, leaves, dirty, mentioned = delta_of(Change(1, None, PLAIN))
    assert joins == {A: {1: ""}, C: {1: "Ann"}}
    assert leaves == {}
    assert dirty == {("record", "key"), A, C} | EVERY_LIST
    assert mentioned == {"key"}


def test_a_record_that_is_gone_leaves_its_groups() -> None:
    joins, leaves, dirty, mentioned = delta_of(Change(1, PLAIN, None))
    assert joins == {}
    assert leaves == {A: {1}, C: {1}}
    assert dirty == {("record", "key"), A, C} | EVERY_LIST
    assert mentioned == {"key"}


def test_what_lists_do_not_show_makes_the_own_page_and_downloads() -> None:
    assert changed(paper="other") == ({}, {}, {("record", "key"), A, C}, set())


def test_what_lists_show_makes_the_lists_that_show_it() -> None:
    joins, leaves, dirty, mentioned = changed(paper="other", card="other")
    assert (joins, leaves) == ({}, {})
    assert dirty == {("record", "key"), A, C} | EVERY_LIST
    assert mentioned == {"key"}


def test_a_record_that_moves_leaves_one_group_and_joins_another() -> None:
    joins, leaves, dirty, _ = changed(card="other", groups={B: "", C: "Ann"})
    assert (joins, leaves) == ({B: {1: ""}}, {A: {1}})
    assert {A, B, C} <= dirty


def test_another_name_for_a_group_is_told_to_it() -> None:
    joins, leaves, dirty, _ = changed(groups={A: "", C: "Anne"})
    assert (joins, leaves) == ({C: {1: "Anne"}}, {})
    assert C in dirty


def test_former_keys_are_made_and_removed() -> None:
    gone, new = ("alias", "old"), ("alias", "new")
    delta = delta_of(Change(1, PLAIN._replace(aliases=("old",)), PLAIN._replace(
        paper="other", aliases=("new",))))  # fmt: skip
    assert delta.dirty == {("record", "key"), gone, new, A, C}
    assert gone in delta_of(Change(1, PLAIN._replace(aliases=("old",)), None)).dirty


def test_records_that_one_names_are_made_as_they_show_it() -> None:
    delta = changed(paper="other", related=("other",))
    assert delta.dirty == {("record", "key"), ("record", "other"), A, C}


def test_a_record_that_lost_its_paper_leaves_all() -> None:
    delta = delta_of(Change(1, PLAIN, Summary("key", "", "", {}, (), ())))
    assert delta.leaves == {A: {1}, C: {1}}
    assert {("record", "key"), A, C} <= delta.dirty


def test_a_record_that_never_had_a_paper_is_in_no_list() -> None:
    delta = delta_of(Change(1, None, Summary("key", "", "", {}, (), ())))
    assert (delta.joins, delta.leaves, delta.mentioned) == ({}, {}, set())
    assert delta.dirty == {("record", "key")}


def test_a_record_under_another_key_makes_both() -> None:
    delta = delta_of(Change(1, PLAIN, PLAIN._replace(key="new", card="other")))
    assert {("record", "key"), ("record", "new")} <= delta.dirty
    assert delta.mentioned == {"key", "new"}


def test_the_effects_of_several_changes_are_one() -> None:
    delta = delta_of(Change(1, None, PLAIN), Change(2, PLAIN, None), Change(3, None, PLAIN))
    assert delta.joins == {A: {1: "", 3: ""}, C: {1: "Ann", 3: "Ann"}}
    assert delta.leaves == {A: {2}, C: {2}}


group_sets = st.dictionaries(st.sampled_from([A, B, C]), st.sampled_from(["", "x"]))
summaries = st.none() | st.builds(
    Summary,
    st.sampled_from(["k", "l"]),
    st.sampled_from(["p", "q"]),
    st.sampled_from(["", "c", "d"]),
    group_sets,
    st.sampled_from([(), ("old",)]),
    st.sampled_from([(), ("k",), ("m",)]),
)


@given(st.lists(st.tuples(summaries, summaries), max_size=4))
def test_joining_and_leaving_brings_the_old_groups_to_the_new_ones(
    pairs: list[tuple[Summary | None, Summary | None]],
) -> None:
    delta = delta_of(*(Change(id, old, new) for id, (old, new) in enumerate(pairs)))
    members: dict[GroupKey, dict[int, str]] = {}
    wanted: dict[GroupKey, dict[int, str]] = {}
    for id, (old, new) in enumerate(pairs):
        for summary, groups in ((old, members), (new, wanted)):
            for group, label in (summary.groups if summary else {}).items():
                groups.setdefault(group, {})[id] = label
    for group in delta.joins.keys() | delta.leaves.keys():
        there = members.setdefault(group, {})
        for id in delta.leaves.get(group, ()):
            del there[id]
        there.update(delta.joins.get(group, {}))
        assert group in delta.dirty
    assert {g: m for g, m in members.items() if m} == {g: m for g, m in wanted.items() if m}


@given(summaries, summaries)
def test_there_and_back_touch_the_same(old: Summary | None, new: Summary | None) -> None:
    there, back = delta_of(Change(1, old, new)), delta_of(Change(1, new, old))
    assert there.dirty == back.dirty
    assert there.mentioned == back.mentioned


@pytest.mark.parametrize(
    ("group", "prefix"),
    [
        (("edition", "eccv/2018"), "eccv/"),
        (("termyear", "pruning/2018"), "pruning/"),
        (("year", "2018"), ""),
        (("term", "pruning"), None),
        (("author", "song-han"), None),
        (SITE, None),
    ],
)
def test_what_stands_beside_shows_who_appears(group: GroupKey, prefix: str | None) -> None:
    assert siblings_of(group) == prefix
