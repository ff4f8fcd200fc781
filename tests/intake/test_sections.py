"""Sections of another list as topics of this one."""

from __future__ import annotations

from reading_list.catalog.outline import Outline
from reading_list.catalog.taxonomy import taxonomy_of
from reading_list.intake.sections import placed

TAXONOMY = taxonomy_of(
    Outline.model_validate(
        {
            "list": {"title": "L"},
            "facets": [
                {
                    "id": "folding",
                    "title": "How to Fold",
                    "terms": [{"id": "noses", "title": "Noses"}],
                }
            ],
            "venues": [{"id": "icml", "name": "ICML"}],
            "organizations": [{"id": "labs", "name": "Example Labs"}],
        }
    )
)


def test_innermost_known_heading_is_the_topic() -> None:
    made = placed({"title": "T"}, [("Papers", "How to Fold", "2020"), ("Noses:",)], TAXONOMY)
    assert made["topics"] == ["noses"]


def test_names_that_nobody_declared_are_kept_elsewhere() -> None:
    made = placed(
        {"venue": "FooConf", "organizations": ["Example Labs", "Others Inc"]}, [], TAXONOMY
    )
    assert made["booktitle"] == "FooConf"
    assert "venue" not in made
    assert made["organizations"] == ["Example Labs"]
    assert made["note"] == "Others Inc"
    assert placed({"venue": "ICML"}, [("x",)], TAXONOMY) == {"venue": "ICML"}
