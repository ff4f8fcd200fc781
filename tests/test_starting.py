"""A list from an awesome list, and the way back."""

from __future__ import annotations

from pathlib import Path

import pytest

from reading_list import pipeline, starting
from reading_list.commands.init import write
from reading_list.talk import Talk

CASES = sorted((Path(__file__).resolve().parent / "cases" / "awesome").glob("*.md"))


def records(files: dict[str, str]) -> dict[str, list[str]]:
    """The records without what a line of a README does not print."""
    unprinted = (
        *("month:", "volume:", "number:", "pages:", "highlight:", "note:", "  - "),
        *("links:", "  code:", "  discussion:"),  # of a paper without an address
    )
    return {
        path: [line for line in text.splitlines() if not line.startswith(unprinted)]
        for path, text in files.items()
        if path.startswith("papers/")
    }


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_new_list_passes_its_check_and_builds(path: Path, tmp_path: Path) -> None:
    started = starting.files_of(path.read_text(encoding="utf-8"), path.name, "list")
    assert not started.has_errors
    project = write(started.files, tmp_path / "list")
    outcome = pipeline.build(project, None, 1, Talk())
    assert [found for found in outcome.findings if found.is_error] == []
    assert outcome.records == started.records


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_list_to_records_to_list_to_records_is_stable(path: Path, tmp_path: Path) -> None:
    first = starting.files_of(path.read_text(encoding="utf-8"), path.name, "list")
    project = write(first.files, tmp_path / "list")
    pipeline.build(project, None, 1, Talk())
    readme = (project.root / "README.md").read_text(encoding="utf-8")
    second = starting.files_of(readme, "README.md", "list")
    assert records(second.files) == records(first.files)


def test_same_paper_in_two_sections_is_one_record_with_two_topics() -> None:
    line = "- [A Title of Some Words](https://arxiv.org/abs/1901.00001)\n"
    started = starting.files_of(f"# L\n## A\n{line}## B\n{line}", "x.md", "list")
    (text,) = [text for path, text in started.files.items() if path.startswith("papers/")]
    assert "topics: [a, b]" in text
    assert started.merged == 1


def test_hostile_list_gives_a_finding_and_no_files() -> None:
    started = starting.files_of("[" * 100_000, "x.md", "list")
    assert started.has_errors
    assert started.files == {}


def test_key_does_not_depend_on_where_in_the_list_a_paper_stands() -> None:
    lines = [
        f"- [Fast Light {word} Towers](https://arxiv.org/abs/1901.0000{n}), Jane Doe, 2019\n"
        for n, word in enumerate(("Old", "New", "Tall"))
    ]
    made = [
        records(starting.files_of(f"# L\n## A\n{''.join(order)}", "x.md", "list").files)
        for order in (lines, lines[::-1])
    ]
    assert made[0] == made[1]
    assert len(made[0]) == len(lines)


def test_paper_without_an_address_keeps_its_links_on_the_way_back(tmp_path: Path) -> None:
    line = "- Horns with Feathers. (ETH Zurich) [code](https://github.com/example/horns)\n"
    first = starting.files_of(f"# L\n## Papers\n{line}", "x.md", "list")
    project = write(first.files, tmp_path / "list")
    pipeline.build(project, None, 1, Talk())
    readme = (project.root / "README.md").read_text(encoding="utf-8")
    second = starting.files_of(readme, "README.md", "list")
    kept = [text for path, text in first.files.items() if path.startswith("papers/")]
    assert kept == [text for path, text in second.files.items() if path.startswith("papers/")]
    assert "code: https://github.com/example/horns" in kept[0]
