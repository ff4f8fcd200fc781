"""The pages of a site are known without the cache, whatever cut the file short."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list.diagnostics import ProjectError
from reading_list.store.ledger import FILES, Ledger

names = st.text("ab/.é-+@= ", min_size=1, max_size=5)


def pages_of(ledger: Ledger, site: str) -> set[str]:
    return ledger.noted(site).pages


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path)


def test_without_a_file_nothing_is_known(ledger: Ledger) -> None:
    assert ledger.noted("site") == (set(), False)


@given(
    st.lists(st.tuples(st.sampled_from(["add", "drop", "replace"]), st.sets(names))),
    st.sampled_from(["site", "../é x"]),
)
def test_it_is_a_set_for_each_folder(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, set[str]]], site: str
) -> None:
    ledger = Ledger(tmp_path_factory.mktemp("ledger"))
    ledger.add("another", {"x"})
    held: set[str] = set()
    for what, pages in steps:
        options = {"is_all": True} if what == "replace" else {}
        getattr(ledger, what)(site, pages, **options)
        held = {"add": held | pages, "drop": held - pages, "replace": pages}[what]
        assert pages_of(ledger, site) == held
    assert pages_of(ledger, "another") == {"x"}


def test_a_kill_while_noting_costs_nothing_that_was_noted(ledger: Ledger, tmp_path: Path) -> None:
    """Whatever part of a block has reached either file."""
    ledger.replace("site", {"a", "b"}, is_all=True)
    before = (tmp_path / FILES[0]).read_bytes()
    ledger.add("site", {"c"})
    after = (tmp_path / FILES[0]).read_bytes()
    for length in range(len(before), len(after)):
        for first, second in ((after[:length], before), (after, after[:length])):
            (tmp_path / FILES[0]).write_bytes(first)
            (tmp_path / FILES[1]).write_bytes(second)
            assert ledger.noted("site").is_all
            assert {"a", "b"} <= pages_of(ledger, "site") <= {"a", "b", "c"}
            ledger.add("site", {"d"})
            assert {"a", "b", "d"} <= pages_of(ledger, "site")


@pytest.mark.parametrize("name", FILES)
def test_damage_of_one_file_costs_nothing(ledger: Ledger, tmp_path: Path, name: str) -> None:
    ledger.replace("site", {"a", "b"}, is_all=True)
    ledger.add("site", {"c"})
    ledger.drop("site", {"b"})
    file = tmp_path / name
    body = file.read_bytes()
    for place in range(len(body)):
        for damaged in (
            body[:place],
            body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :],
            body[:place] + body[place + 5 :],
            body[:place] + b"\n+x\n" + body[place:],
        ):
            file.write_bytes(damaged)
            assert ledger.noted("site") == ({"a", "c"}, True)
    file.unlink()
    assert ledger.noted("site") == ({"a", "c"}, True)


def test_damage_of_both_files_is_said_and_names_no_page_of_another(
    ledger: Ledger, tmp_path: Path
) -> None:
    ledger.replace("site", {"papers/mina.html"}, is_all=True)
    ledger.add("site", {"b"})
    body = (tmp_path / FILES[0]).read_bytes().replace(b"mina", b"mine")
    for name in FILES:
        (tmp_path / name).write_bytes(body)
    assert ledger.noted("site") == ({"b"}, False)


def test_doubt_lasts_until_it_is_settled(ledger: Ledger, tmp_path: Path) -> None:
    ledger.replace("site", {"a"}, is_all=False)
    ledger.add("site", {"b"})
    assert ledger.noted("site") == ({"a", "b"}, False)
    ledger.replace("other", {"x"}, is_all=True)
    ledger.settle("site")
    assert ledger.noted("site") == ({"a", "b"}, True)
    for name in FILES:
        (tmp_path / name).write_bytes((tmp_path / name).read_bytes() + b"garbage")
    ledger.replace("site", {"a"}, is_all=True)
    assert ledger.noted("site").is_all
    assert ledger.noted("other") == ({"x"}, False)


def test_garbage_is_no_page_of_ours(ledger: Ledger, tmp_path: Path) -> None:
    for name in FILES:
        (tmp_path / name).write_bytes(b"\xff\x00\n+lost\n@site\n\n+a\n*b\n")
    assert ledger.noted("site") == (set(), False)


def test_a_name_that_would_be_two_lines_is_not_noted(ledger: Ledger) -> None:
    ledger.add("site", {"a\n@other\n+x", "b"})
    assert pages_of(ledger, "site") == {"b"}
    assert pages_of(ledger, "other") == set()


def test_a_link_is_not_written_through(ledger: Ledger, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("mine")
    for name in FILES:
        (tmp_path / name).symlink_to(other)
    assert pages_of(ledger, "site") == set()
    with pytest.raises(ProjectError, match="cannot be written"):
        ledger.add("site", {"a"})
    ledger.replace("site", {"a"}, is_all=True)
    assert other.read_text() == "mine"
    assert pages_of(ledger, "site") == {"a"}
