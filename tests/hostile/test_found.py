"""What fuzzing found, as it was found: each ended in a traceback, or cost its square."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from reading_list.catalog import shaping
from reading_list.diagnostics import Diagnostic, ProjectError, diagnostic_of
from reading_list.formats import readers
from reading_list.store import sums
from reading_list.store.baseline import read_baseline
from reading_list.store.database import FILE, opened, retried

FOUND = [
    ("awesome", "# A list\n\n<table><tr><td><![\t&amp;></td></tr></table>\n"),
    ("awesome", "<details><![CVPR'18 x\n\n<![if]> - [x](https://e.example)\n"),
    ("awesome", "# A list\n\n<details>\n<![CDATA[ x ]]>\n</details>\n"),
    ("cff", "cff-version: 1.2.0\ntitle: \ud800\n"),
    ("csv", 'title,a""b\r\t\r"\'=1+1'),
    ("csv", "title," + "a" * 1_000_001 + "\nx,y\n"),
]


@pytest.mark.parametrize(("name", "text"), FOUND)
def test_a_reader_raises_nothing(name: str, text: str) -> None:
    for found in readers()[name].read("x", text):
        assert found


def test_a_term_without_a_title_is_no_reason_to_end() -> None:
    """It is said what is wrong in the list."""
    with pytest.raises(shaping.ShapeError, match="'tit'"):
        shaping.rename("list: {title: A}\nfacets:\n- id: a\n  tit: A\n", "a", "b")


def test_a_cache_whose_damage_is_no_text_is_made_anew(tmp_path: Path) -> None:
    """SQLite tells of damage in bytes that Python could not read as text."""
    random_ = random.Random(0)
    with opened(tmp_path) as cache:
        cache.set_fact("list", "x")
    whole = (tmp_path / FILE).read_bytes()
    for _ in range(300):
        raw = bytearray(whole)
        for _ in range(6):
            at = random_.randrange(100, 8_192)
            raw[at : at + 6] = random_.randbytes(6)
        (tmp_path / FILE).write_bytes(raw)
        sums.remember(tmp_path / FILE)
        with opened(tmp_path) as cache:
            retried(cache, lambda it: it.fact("list"))
            assert cache.fact("schema")


def test_json_that_is_nested_too_deep_says_what_was_not_read() -> None:
    found = list(readers()["json"].read("x", "[" + '{"a":\n' * 90_000))
    assert [(it.rule, it.hint) for it in found if isinstance(it, Diagnostic)] == [
        ("json/nested", "what follows it was not read")
    ]


def test_a_baseline_of_endless_numbers_is_none(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text('{"version": 1, "findings": [["a", "b", "c", 1e999]]}')
    with pytest.raises(ProjectError, match="not a baseline"):
        read_baseline(path)


def test_a_place_of_endless_numbers_is_none() -> None:
    with pytest.raises(ValueError, match="not a place"):
        diagnostic_of(["a", [1, 1, 1, float("inf")], "error", "r", "m", "", "", []])


def test_entries_that_all_inherit_from_each_other_cost_no_power() -> None:
    """Thirty entries of thirty parents, eight steps deep, would be 30 to the 8th."""
    names = ",".join(f"k{n}" for n in range(30))
    text = "".join(f"@misc{{k{n}, title={{T}}, xdata={{{names}}}}}\n" for n in range(30))
    found = list(readers()["biblatex"].read("x", text))
    assert sum(not isinstance(it, Diagnostic) for it in found) == 30
