"""Which records are read again: those whose stats differ, and those too young to be trusted."""

from __future__ import annotations

from array import array
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list.store.scans import Folder, Scan, Stat
from reading_list.store.stats import RACY_NS, changes

NOW = 10**18
OLD = Stat(10, NOW - 10 * RACY_NS, NOW - 10 * RACY_NS, 7)


def scan(folders: dict[str, dict[str, Stat]]) -> Scan:
    found = {
        path: Folder(
            sorted(stats), array("q", chain.from_iterable(stats[n] for n in sorted(stats)))
        )
        for path, stats in folders.items()
    }
    return Scan(NOW, found, ())


def kept(folders: dict[str, dict[str, Stat]]) -> dict[str, bytes]:
    """What is remembered after such a scan."""
    return {f: its for f, its in changes(scan(folders), {}, stale=False).kept.items() if its}


def test_nothing_changed_is_nothing_to_do() -> None:
    folders = {"papers/2018": {"a.yaml": OLD, "ü.yaml": OLD}, "papers/2019": {"b.yaml": OLD}}
    assert changes(scan(folders), kept(folders), stale=False) == ([], [], {})


def test_every_part_of_a_stat_counts() -> None:
    known = kept({"papers": {"a.yaml": OLD, "b.yaml": OLD}})
    for part in Stat._fields:
        other = OLD._replace(**{part: getattr(OLD, part) - 1})
        found = changes(scan({"papers": {"a.yaml": other, "b.yaml": OLD}}), known, stale=False)
        assert (found.unseen, found.gone, list(found.kept)) == (["papers/a.yaml"], [], ["papers"])


def test_a_young_file_is_read_again_until_it_is_old() -> None:
    young = OLD._replace(mtime_ns=NOW - RACY_NS + 1)
    folders = {"papers": {"a.yaml": young, "b.yaml": OLD}}
    again = changes(scan(folders), kept(folders), stale=False)
    assert again.unseen == ["papers/a.yaml"]
    later = scan(folders)._replace(began_ns=NOW + 2 * RACY_NS)
    known = changes(later, kept(folders), stale=False).kept
    assert changes(later, known, stale=False) == ([], [], {})


def test_what_is_gone_is_named_and_its_folder_forgotten() -> None:
    known = kept({"papers/a": {"x.yaml": OLD, "y.yaml": OLD}, "papers/b": {"z.yaml": OLD}})
    found = changes(scan({"papers/a": {"x.yaml": OLD}}), known, stale=False)
    assert (found.unseen, found.gone) == ([], ["papers/a/y.yaml", "papers/b/z.yaml"])
    assert found.kept["papers/b"] == b""
    assert set(found.kept) == {"papers/a", "papers/b"}


def test_stale_records_are_all_read_again() -> None:
    folders = {"papers": {"a.yaml": OLD, "b.yaml": OLD}}
    found = changes(scan(folders), kept(folders), stale=True)
    assert found.unseen == ["papers/a.yaml", "papers/b.yaml"]


@pytest.mark.parametrize(
    "kept", [b"a", b"a.yaml\0\0", b"\0\0" + bytes(31), b"\xff\0\0" + bytes(32)]
)
def test_bytes_that_are_not_ours_are_refused(kept: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        changes(scan({}), {"papers": kept}, stale=False)


names = st.sampled_from(["a.yaml", "b.yaml", "ü.yaml"])
stats = st.builds(
    Stat, st.integers(0, 2), st.sampled_from([1, NOW]), st.sampled_from([1, NOW]), st.integers(1, 2)
)
trees = st.dictionaries(
    st.sampled_from(["papers", "papers/2018"]), st.dictionaries(names, stats, min_size=1)
)


@given(trees, trees)
def test_a_file_is_read_again_exactly_when_it_differs_or_was_young(
    before: dict[str, dict[str, Stat]], after: dict[str, dict[str, Stat]]
) -> None:
    def flat(folders: dict[str, dict[str, Stat]]) -> dict[str, Stat]:
        return {f"{f}/{n}": stat for f, names in folders.items() for n, stat in names.items()}

    old, new = flat(before), flat(after)
    found = changes(scan(after), kept(before), stale=False)
    young = {path for path, stat in old.items() if NOW in (stat.mtime_ns, stat.ctime_ns)}
    assert set(found.unseen) == {p for p in new if p in young or old.get(p) != new[p]}
    assert found.gone == sorted(old.keys() - new.keys())
