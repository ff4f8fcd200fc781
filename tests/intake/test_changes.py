"""A file gains what its record gained, and every other byte stays."""

from __future__ import annotations

import pytest

from reading_list.intake.changes import changed_text
from reading_list.intake.merge import merge_fields
from reading_list.records.reader import read

RECORD = """\
# yaml-language-server: $schema=../../schemas/paper.schema.json
# a word of the curator's
title:   "Deep Compression"   # as printed
authors:
  - Song Han
  # the second one
  - {name: Huizi Mao, affiliation: Tsinghua}
year: 2016
topics: [pruning]   # for now
organizations:
  - Stanford   # and more
  - others
links:
  code: https://example.org/code   # old
note: "kept"
"""


def gained(offered: dict[str, object], text: str = RECORD) -> str:
    document = read("papers/2016/x.yaml", text.encode())
    assert document.data is not None
    return changed_text(document, merge_fields(document.data, offered).fields)


def lines_of(offered: dict[str, object]) -> list[str]:
    """The lines that are new or changed."""
    return [line for line in gained(offered).split("\n") if line not in RECORD.split("\n")]


def test_without_gain_nothing_changes() -> None:
    assert gained({"year": 2016}) == RECORD


@pytest.mark.parametrize(
    ("offered", "lines"),
    [
        ({"doi": "10.1145/1"}, ["doi: 10.1145/1"]),
        ({"abstract": "a: b"}, ['abstract: "a: b"']),
        ({"topics": ["hashing"]}, ["topics: [pruning, hashing]   # for now"]),
        ({"organizations": ["Google"]}, ["  - Google"]),
        (
            {"links": {"pdf": "https://example.org/a.pdf"}},
            ["  pdf: https://example.org/a.pdf"],
        ),
        (
            {"authors": [{"name": "Song Han", "orcid": "0000-0002-4186-7618"}, "Huizi Mao"]},
            ["  - {name: Song Han, orcid: 0000-0002-4186-7618}"],
        ),
        (
            {"authors": ["Song Han", {"name": "Huizi Mao", "orcid": "0000-0002-4186-7618"}]},
            ["  - {name: Huizi Mao, affiliation: Tsinghua, orcid: 0000-0002-4186-7618}"],
        ),
        ({"extra": {"mood": "good"}}, ["extra:", "  mood: good"]),
    ],
)
def test_gains_are_insertions(offered: dict[str, object], lines: list[str]) -> None:
    assert lines_of(offered) == lines


def test_new_fields_stand_in_their_order() -> None:
    text = gained({"venue": "iclr", "doi": "10.1145/1", "pages": "1-2"})
    fields = [line.partition(":")[0] for line in text.split("\n") if line[:1].isalpha()]
    assert fields == [
        "title", "authors", "year", "venue", "topics", "organizations", "doi", "links", "pages",
        "note",
    ]  # fmt: skip


def test_a_file_without_a_last_line_end_gains_too() -> None:
    assert gained({"extra": {"a": "b"}}, 'title: "A"') == 'title: "A"\nextra:\n  a: b\n'


def test_the_second_import_changes_nothing() -> None:
    offered: dict[str, object] = {"topics": ["hashing"], "links": {"pdf": "https://a.b/c.pdf"}}
    once = gained(offered)
    assert gained(offered, once) == once


@pytest.mark.parametrize(
    "text",
    [
        'title: "A"\ntopics: [\n  pruning\n  ]\n',
        'title: "A"\ntopics:\n- pruning\n',
        'title: "A"\ntopics: ["pruning"]\nlinks: {code: https://a.b}\n',
        'title: "A"\r\ntopics: [pruning]\r\n',
    ],
)
def test_other_layouts_gain_or_are_refused(text: str) -> None:
    try:
        made = gained({"topics": ["hashing"], "links": {"pdf": "https://a.b/c.pdf"}}, text)
    except ValueError:
        return
    data = read("x.yaml", made.encode()).data
    assert data is not None
    assert data["topics"] == ["pruning", "hashing"]
