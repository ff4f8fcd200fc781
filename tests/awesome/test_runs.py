"""Runs of text."""

from __future__ import annotations

from reading_list.awesome.runs import attributes, markdown_runs, plain, text_runs


def test_bare_and_broken_links_are_links() -> None:
    found = [
        (run.text, run.url)
        for run in text_runs("论文：https://a.org/x。 [Code] (https://b.org/y)")
        if run.url
    ]
    assert found == [("https://a.org/x", "https://a.org/x"), ("Code", "https://b.org/y")]


def test_markdown_within_html_is_read() -> None:
    assert [run.url for run in markdown_runs("[a b](https://c.org)")] == ["https://c.org"]


def test_attributes_are_read_with_any_quotes() -> None:
    assert attributes("href='a' src=b alt=\"c\"") == {"href": "a", "src": "b", "alt": "c"}
    assert plain([]) == ""
