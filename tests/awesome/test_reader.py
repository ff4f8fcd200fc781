"""Whole lists, in the styles in which people keep them, and lists that nobody should keep."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from reading_list.awesome.reader import read

CASES = Path(__file__).resolve().parents[1] / "cases" / "awesome"
LISTS = sorted(CASES.glob("*.md"))


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_list_gives_its_papers_with_what_they_state(path: Path) -> None:
    expected = [json.loads(line) for line in path.with_suffix(".jsonl").read_text().splitlines()]
    reading = read(path.read_text(encoding="utf-8"), path.name)
    found = [
        {"line": draft.place.line, "sections": list(draft.sections[0]), **draft.fields}
        for draft in reading.drafts
    ]
    assert found == expected


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_every_line_has_a_fate_and_none_is_unknown(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    fates = dict(read(text, path.name).ledger.all())
    solid = [number for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    assert sorted(fates) == solid
    assert [n for n, line in fates.items() if line.why == "nothing here was recognized"] == []


HOSTILE = {
    "a line of ten million letters": "x" * 10_000_000,
    "100,000 brackets": "[" * 100_000,
    "100,000 pictures": "![" * 50_000,
    "brackets in many lines": "\n".join(["[" * 190] * 500),
    "a deep quotation": ">" * 5000 + " x",
    "a deep list": "\n".join("  " * depth + "- a" for depth in range(2000)),
    "a list in a line": "- " * 3000 + "x",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_ends_soon(name: str) -> None:
    begun = time.process_time()
    reading = read(HOSTILE[name], "hostile.md")
    assert time.process_time() - begun < 5
    assert reading.drafts == ()


@pytest.mark.parametrize("name", [name for name in HOSTILE if name != "brackets in many lines"])
def test_hostile_line_is_an_error_with_its_place(name: str) -> None:
    problem = read(HOSTILE[name], "hostile.md").problems[0]
    assert problem.is_error
    assert problem.span.line >= 1
    assert problem.rule.startswith("awesome/")


def test_time_grows_with_the_number_of_entries_alone() -> None:
    def seconds(count: int) -> float:
        lines = [
            f"- [A Paper on the Number {n}](https://arxiv.org/abs/1901.{n:05d})"
            for n in range(1, count)
        ]
        begun = time.process_time()
        assert len(read("# Papers\n\n" + "\n".join(lines), "x.md").drafts) == count - 1
        return time.process_time() - begun

    seconds(200)
    assert seconds(4000) < 16 * max(seconds(1000), 0.1)


def test_null_bytes_and_marks_of_our_own_do_no_harm() -> None:
    reading = read("## A\n- [a \0 b\x1f c d](https://arxiv.org/abs/1901.00001)\n", "x.md")
    assert [draft.place.line for draft in reading.drafts] == [2]


def test_settings_of_a_site_above_a_list_are_no_heading() -> None:
    text = (
        "---\ndescription: >-\n  What ropes are for,\n  and since when.\n---\n\n# Ropes\n\n## Old\n\n"
        "- [Ropes and Their Knots](https://arxiv.org/abs/1901.00001)\n"
    )
    reading = read(text, "x.md")
    (draft,) = reading.drafts
    assert reading.root.title == "Ropes"
    assert (list(draft.sections[0]), draft.place.line) == (["Old"], 11)
    assert dict(reading.ledger.all())[3].why == "the front matter of a page"


def test_rule_above_a_list_is_no_front_matter() -> None:
    text = "---\n\n# Ropes\n\n- [Ropes and Their Knots](https://arxiv.org/abs/1901.00001)\n\n---\n"
    assert len(read(text, "x.md").drafts) == 1
