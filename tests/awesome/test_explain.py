"""Answers to why."""

from __future__ import annotations

from reading_list.awesome.explain import explain_line

TEXT = "# X\n\n## Wings\n\n- [A Wing of Paper](https://arxiv.org/abs/1901.00001), Jane Doe, John Roe, 2019\n\n> words\n"


def test_entry_is_explained_with_its_parts() -> None:
    told = explain_line(TEXT, "x.md", 5)
    for part in (
        "part of a record",
        "Wings",
        "the text of a link",
        "Jane Doe, John Roe",
        "year 2019",
        "1901.00001",
    ):
        assert part in told


def test_other_lines_are_explained() -> None:
    assert "topic" in explain_line(TEXT, "x.md", 3)
    assert "empty" in explain_line(TEXT, "x.md", 2)
    assert "nothing was read" in explain_line("[" * 100_000, "x.md", 1)
