"""What `enrich` does is tested as users type it in tests/commands/test_enrich.py."""

from __future__ import annotations

import pytest

from reading_list.enriching import known_fields, texts_of
from reading_list.records.parse import parse

START = 'title: "A"\nauthors: [A B]\nvenue: x\n'


@pytest.mark.parametrize(
    ("more", "texts"),
    [
        ("", []),
        ("doi: 10.1145/3007787.3001163\n", ["10.1145/3007787.3001163"]),
        ('arxiv: "1802.03494"\n', ["1802.03494"]),
        (
            "links: {openreview: 'https://openreview.net/forum?id=A1b2C3d4E5', code: https://a.b.c}\n",
            ["https://openreview.net/forum?id=A1b2C3d4E5"],
        ),
        ("links: {paper: https://a.example.org/x}\n", ["https://a.example.org/x"]),
        (
            "doi: 10.1145/3007787.3001163\nlinks: {paper: https://a.example.org/x}\n",
            ["10.1145/3007787.3001163"],
        ),
    ],
)
def test_by_what_a_record_is_looked_up(more: str, texts: list[str]) -> None:
    assert texts_of(parse("papers/x.yaml", (START + more).encode())) == texts


def test_title_and_authors_tell_papers_apart() -> None:
    record = parse("papers/x.yaml", START.encode())
    assert known_fields(record) == {"title": "A", "authors": ["A B"]}
