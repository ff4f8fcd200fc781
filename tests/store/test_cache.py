"""What earlier runs found out: each thing stored is found again, forgotten things are gone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list.store.cache import EVERYTHING, Cache, Known
from reading_list.store.database import opened


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    with opened(tmp_path) as cache:
        yield cache


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cache]:
    """One cache for all examples of a law."""
    with opened(tmp_path_factory.mktemp("shared")) as cache:
        yield cache


def put(cache: Cache, id: int, key: str, *, card: str = "[]", findings: str = "") -> None:
    """A record whose paper is whole, unless `card` is empty."""
    row = (id, f"papers/{key}.yaml", key, f"digest {id}", "{}", card, "[]", "", findings)
    cache.put([row])


def claim(id: int, kind: str, value: str, former: str = "") -> tuple[int, str, str, str, str]:
    return (id, kind, value, former, f"place {id}")


def test_a_fact_is_remembered_and_changed(cache: Cache) -> None:
    assert cache.fact("a") == ""
    cache.set_fact("a", "1")
    cache.set_fact("a", "2")
    cache.set_fact("b", "")
    assert (cache.fact("a"), cache.fact("b"), cache.fact("c")) == ("2", "", "")


def test_stats_are_kept_by_folder(cache: Cache) -> None:
    cache.set_folders({"papers": b"one", "papers/2018": b"two\0"})
    assert cache.folders() == {"papers": b"one", "papers/2018": b"two\0"}
    cache.set_folders({"papers": b"three", "papers/2018": b""})
    assert cache.folders() == {"papers": b"three"}


def test_a_record_is_known_by_its_path(cache: Cache) -> None:
    put(cache, 7, "a", card="[1]")
    known = cache.known(["papers/a.yaml", "papers/b.yaml"])
    row = Known(7, "papers/a.yaml", "a", "digest 7", "{}", "[1]", "[]")
    assert known == {"papers/a.yaml": row}
    put(cache, 7, "a", card="[2]")
    assert cache.known(["papers/a.yaml"])["papers/a.yaml"].card == "[2]"
    assert cache.known([]) == {}


def test_more_records_are_known_than_a_query_may_name(cache: Cache) -> None:
    for id in range(1, 1_202):
        put(cache, id, f"k{id:04}")
    paths = [f"papers/k{id:04}.yaml" for id in range(1, 1_202)]
    known = cache.known(iter(paths))
    assert list(known) == paths
    assert [row.id for row in known.values()] == list(range(1, 1_202))


def test_an_id_is_new_and_one_that_was_given_stays(cache: Cache) -> None:
    assert cache.next_id() == 1
    put(cache, 1, "a")
    put(cache, 5, "b")
    assert cache.next_id() == 6
    cache.remove([1])
    assert cache.next_id() == 6


def test_a_removed_record_takes_all_it_said_with_it(cache: Cache) -> None:
    for id, key in ((1, "a"), (2, "b")):
        put(cache, id, key, findings=f'["{key}"]')
        cache.put_entries([(id, 0, key, key, "2018", "", "<b>", "b", "@b")])
        cache.put_stakes([id], [claim(id, "doi", "x")], [(id, "other", "here")])
    cache.remove([1])
    assert cache.keys() == ["b"]
    assert list(cache.findings()) == ['["b"]']
    for table, column in (("entry", "id"), ("claim", "record"), ("mention", "record")):
        rows = cache.db.execute(f"SELECT {column} FROM {table}").fetchall()
        assert rows == [(2,)]


def test_keys_are_listed_in_order_and_those_of_whole_papers_apart(cache: Cache) -> None:
    put(cache, 1, "b")
    put(cache, 2, "a", card="")
    put(cache, 3, "Z")
    assert cache.keys() == ["Z", "a", "b"]
    assert cache.paper_keys() == ["Z", "b"]
    assert [cache.has_record(key) for key in ("a", "b", "z", "Z")] == [False, True, False, True]


def test_a_former_key_counts_only_for_a_whole_paper(cache: Cache) -> None:
    put(cache, 1, "a")
    put(cache, 2, "b", card="")
    stakes = [claim(1, "key", "a"), claim(1, "key", "old", "Old"), claim(2, "key", "lost", "Lost")]
    cache.put_stakes([1, 2], stakes, [])
    assert cache.aliases() == ["Old"]
    assert cache.has_alias("Old")
    assert not cache.has_alias("old")
    assert not cache.has_alias("Lost")
    assert not cache.has_alias("a")


def test_new_claims_replace_the_old_ones_of_that_record_alone(cache: Cache) -> None:
    cache.put_stakes([1, 2], [claim(1, "doi", "x"), claim(2, "doi", "y")], [(1, "t", "p")])
    cache.put_stakes([1], [claim(1, "doi", "z")], [])
    assert cache.claimed(1) == [("doi", "z")]
    assert cache.claimed(2) == [("doi", "y")]
    assert cache.mentioning(["t"]) == set()


def test_a_clash_is_a_value_that_two_records_claim(cache: Cache) -> None:
    for id, key in ((1, "b"), (2, "a"), (3, "c")):
        put(cache, id, key)
    same = [claim(id, "doi", "x") for id in (1, 2)]
    other = [claim(3, "doi", "y"), claim(3, "arxiv", "x"), claim(3, "doi", "y", "twice itself")]
    cache.put_stakes([1, 2, 3], [*same, *other], [])
    wanted = [
        ("doi", "x", "papers/a.yaml", "a", "place 2", ""),
        ("doi", "x", "papers/b.yaml", "b", "place 1", ""),
    ]
    assert cache.clashes(None) == wanted
    assert cache.clashes([("doi", "x"), ("doi", "y"), ("doi", "nothing")]) == wanted
    assert cache.clashes([("doi", "y"), ("arxiv", "x")]) == []
    assert cache.clashes([]) == []


def test_a_mention_dangles_until_a_record_has_that_key_or_had_it(cache: Cache) -> None:
    put(cache, 1, "a")
    put(cache, 2, "b")
    mentions = [(1, "b", "p1"), (1, "Old", "p2"), (1, "nobody", "p3")]
    cache.put_stakes([1], [claim(1, "key", "a"), claim(1, "doi", "nobody")], mentions)
    cache.put_stakes([2], [claim(2, "key", "b"), claim(2, "key", "old", "Old")], [])
    assert cache.dangling() == [("papers/a.yaml", "a", "p3")]
    cache.remove([2])
    assert [row[2] for row in cache.dangling()] == ["p1", "p2", "p3"]


def test_who_mentions_a_key_is_found(cache: Cache) -> None:
    put(cache, 1, "a")
    cache.put_stakes([1], [], [(1, "b", "p")])
    assert cache.mentioning(["b", "x"]) == {"a"}
    assert cache.mentioning(["B"]) == set()
    assert cache.mentioning([]) == set()


labels = st.text('abé王"\\\n', max_size=4)


@given(st.dictionaries(st.integers(1, 99), labels, max_size=5))
def test_a_group_is_found_with_its_members_in_order(shared: Cache, members: dict[int, str]) -> None:
    group = ("author", "x")
    shared.put_members(group, "label" if any(members.values()) else "", members)
    found = shared.members([group, ("author", "nobody")])
    assert found == ({group: members} if members else {})
    assert list(found.get(group, {})) == list(members)
    assert shared.counts() == ({group: len(members)} if members else {})


def test_groups_are_counted_by_kind(cache: Cache) -> None:
    cache.put_members(("term", "a"), "", {1: "", 2: ""})
    cache.put_members(("author", "b"), "B", {1: "B"})
    assert cache.counts() == {("term", "a"): 2, ("author", "b"): 1}
    assert cache.counts({"term"}) == {("term", "a"): 2}
    assert cache.counts(set()) == {}


def test_the_groups_beside_one_begin_as_it_does(cache: Cache) -> None:
    for id in ("eccv/2016", "eccv/2018", "eccvx/2018", "eccv", "ecc/2018", "eccv/undated"):
        cache.put_members(("edition", id), "", {1: ""})
    cache.put_members(("termyear", "eccv/2018"), "", {1: ""})
    assert cache.siblings("edition", "eccv/") == ["eccv/2016", "eccv/2018", "eccv/undated"]
    assert len(cache.siblings("edition", "")) == 6


def test_findings_of_records_and_of_the_list_are_read_together(cache: Cache) -> None:
    put(cache, 1, "a", findings="[1]")
    put(cache, 2, "b")
    cache.set_findings("site", "[2]")
    cache.set_findings("clash:doi:x", "[3]")
    assert sorted(cache.findings()) == ["[1]", "[2]", "[3]"]
    cache.set_findings("site", "")
    cache.set_findings("clash:doi:x", "[4]")
    assert sorted(cache.findings()) == ["[1]", "[4]"]


def test_findings_are_forgotten_by_what_their_scope_begins_with(cache: Cache) -> None:
    for scope in ("clash:doi:x", "clash:key:ü", "clashes", "site"):
        cache.set_findings(scope, json.dumps([scope]))
    cache.forget_findings("clash:")
    assert sorted(cache.findings()) == ['["clashes"]', '["site"]']


def test_what_is_dirty_stays_so_until_it_is_cleared(cache: Cache) -> None:
    cache.clear_dirty()
    assert cache.dirty() == set()
    cache.add_dirty([("term", "a"), ("term", "a")])
    cache.add_dirty([("term", "a"), EVERYTHING])
    assert cache.dirty() == {("term", "a"), EVERYTHING}
    cache.clear_dirty()
    assert cache.dirty() == set()


def test_pages_are_remembered_for_each_folder(cache: Cache) -> None:
    cache.add_pages("/one", ["a.html", "b.html"])
    cache.add_pages("/one", ["a.html"])
    cache.add_pages("/two", ["a.html"])
    cache.drop_pages("/one", ["a.html", "c.html"])
    assert (cache.pages("/one"), cache.pages("/two")) == ({"b.html"}, {"a.html"})
    cache.drop_pages("/two")
    assert (cache.pages("/one"), cache.pages("/two")) == ({"b.html"}, set())
    cache.drop_pages("/one", [])
    assert cache.pages("/one") == {"b.html"}


def test_a_transaction_is_all_or_nothing(cache: Cache) -> None:
    with cache.transaction():
        cache.set_fact("a", "1")

    def interrupted() -> None:
        with cache.transaction():
            cache.set_fact("a", "2")
            cache.clear_dirty()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert cache.fact("a") == "1"
    assert cache.dirty() == {EVERYTHING}


def test_what_was_not_committed_is_not_there_the_next_time(tmp_path: Path) -> None:
    with opened(tmp_path) as cache:
        cache.db.execute("BEGIN IMMEDIATE")
        cache.set_fact("a", "1")
    with opened(tmp_path) as cache:
        assert cache.fact("a") == ""


def test_former_keys_are_looked_up_and_never_searched_for(cache: Cache) -> None:
    """Its index leaves out claims without one, so SQLite takes it only where a query does too."""
    said: list[str] = []
    cache.db.set_trace_callback(said.append)
    cache.successors({"old"})
    cache.is_claimed_key("old")
    cache.has_alias("old")
    cache.dangling()
    cache.db.set_trace_callback(None)
    plans = [step[3] for query in said for step in cache.db.execute(f"EXPLAIN QUERY PLAN {query}")]
    looked_up = [step for step in plans if "claim_former" in step]
    assert len(looked_up) == len(said) == 4
    assert all(step.startswith("SEARCH") for step in looked_up)
