"""The pages of a site are known without the cache, whatever cut the file short."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list.diagnostics import ProjectError
from reading_list.store.ledger import FILE, Ledger

names = st.text("ab/.é-+@ ", min_size=1, max_size=5)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path)


def test_without_a_file_nothing_is_known(ledger: Ledger) -> None:
    assert ledger.pages("site") == set()


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
        getattr(ledger, what)(site, pages)
        held = {"add": held | pages, "drop": held - pages, "replace": pages}[what]
        assert ledger.pages(site) == held
    assert ledger.pages("another") == {"x"}


def test_a_line_that_was_cut_costs_itself_alone(ledger: Ledger, tmp_path: Path) -> None:
    ledger.replace("site", {"a", "b"})
    file = tmp_path / FILE
    for length in range(len(file.read_bytes())):
        file.write_bytes(file.read_bytes()[:length])
        ledger.add("site", {"c"})
        assert "c" in ledger.pages("site")
        ledger.replace("site", {"a", "b"})


def test_garbage_is_no_page_of_ours(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xff\x00\n+lost\n@site\n\n+a\n*b\n")
    assert ledger.pages("site") == {"a"}


def test_a_name_that_would_be_two_lines_is_not_noted(ledger: Ledger) -> None:
    ledger.add("site", {"a\n@other\n+x", "b"})
    assert ledger.pages("site") == {"b"}
    assert ledger.pages("other") == set()


def test_a_link_is_not_written_through(ledger: Ledger, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("mine")
    (tmp_path / FILE).symlink_to(other)
    assert ledger.pages("site") == set()
    with pytest.raises(ProjectError, match="cannot be written"):
        ledger.add("site", {"a"})
    ledger.replace("site", {"a"})
    assert other.read_text() == "mine"
    assert ledger.pages("site") == {"a"}
