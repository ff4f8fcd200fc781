"""What the files beside a group hold, as the programs read it that people use."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

import pytest

from reading_list.catalog.card import card_of
from reading_list.catalog.outline import Outline
from reading_list.catalog.taxonomy import Taxonomy, taxonomy_of
from reading_list.catalog.view import Record
from reading_list.records.model import Paper
from reading_list.rendering import downloads
from reading_list.rendering.downloads import download

TAXONOMY = taxonomy_of(
    Outline.model_validate(
        {
            "list": {"title": "A list"},
            "facets": [{"id": "small", "title": "Small"}],
            "venues": [{"id": "eccv", "name": "European Conference on Computer Vision"}],
        }
    )
)


def records(count: int, taxonomy: Taxonomy = TAXONOMY) -> Sequence[Record]:
    found = []
    for number in range(count):
        paper = Paper.model_validate(
            {
                "title": f"Paper {number}: 100 % “quoted”, with commas",
                "authors": ["Song Han", "van der Maaten, Laurens"],
                "year": 2018,
                "venue": "eccv",
                "topics": ["small"],
                "pages": "1-9",
            }
        )
        key = f"han2018p{number}"
        card = card_of(key, paper, taxonomy)
        found.append(Record(key, paper.to_json(), "", card.to_json()))
    return found


def test_bibtex_is_read_by_a_parser_of_others() -> None:
    from bibtexparser import Library, parse_string

    library = parse_string(download(records(3), "bib", TAXONOMY))
    assert isinstance(library, Library)
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == ["han2018p0", "han2018p1", "han2018p2"]


def test_json_is_csl_json() -> None:
    items = json.loads(download(records(2), "json", TAXONOMY))
    assert [item["id"] for item in items] == ["han2018p0", "han2018p1"]
    assert items[0]["type"] == "paper-conference"
    assert items[0]["author"][1]["non-dropping-particle"] == "van der"


def test_ris_begins_and_ends_each_paper() -> None:
    text = download(records(2), "ris", TAXONOMY)
    assert text.count("TY  - CONF\r\n") == text.count("ER  - \r\n") == 2


def test_a_table_has_one_head_and_a_line_a_paper() -> None:
    rows = list(csv.DictReader(io.StringIO(download(records(3), "csv", TAXONOMY))))
    assert [row["key"] for row in rows] == ["han2018p0", "han2018p1", "han2018p2"]
    assert rows[0]["title"].endswith("with commas")


@pytest.mark.parametrize("format", ["bib", "ris", "json", "csv"])
def test_pieces_that_are_kept_make_the_same_file(format: str, monkeypatch) -> None:
    first = download(records(5), format, TAXONOMY)
    assert download(records(5), format, TAXONOMY) == first
    monkeypatch.setattr(downloads, "PIECES_KEPT", 2)
    assert download(records(5), format, TAXONOMY) == first


def test_another_taxonomy_is_another_file() -> None:
    other = taxonomy_of(
        Outline.model_validate(
            {
                "list": {"title": "A list"},
                "facets": [{"id": "small", "title": "Small"}],
                "venues": [{"id": "eccv", "name": "Computer Vision in Europe"}],
            }
        )
    )
    download(records(1), "bib", TAXONOMY)
    assert "Computer Vision in Europe" in download(records(1, other), "bib", other)
