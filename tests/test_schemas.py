"""The schemas of a list on disk; what they say is tested beside `catalog.schema`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reading_list.schemas import schemas, schemas_of, write_schemas
from reading_list.store.files import Project

TAXONOMY = """\
list: {title: A list}
facets: [{id: compression, title: Compression, terms: [{id: pruning, title: Pruning}]}]
"""


@pytest.fixture
def project(make_list: Callable[[Mapping[str, str]], Path]) -> Project:
    return Project(make_list({"taxonomy.yaml": TAXONOMY}))


def test_they_are_json_that_knows_the_terms_of_the_list(project: Project) -> None:
    texts, findings = schemas(project)
    assert findings == ()
    assert sorted(texts) == ["paper.schema.json", "taxonomy.schema.json"]
    assert "pruning" in texts["paper.schema.json"]
    assert all(json.loads(text)["$schema"] for text in texts.values())


def test_writing_names_what_was_not_there_as_it_is(project: Project) -> None:
    texts, _ = schemas(project)
    assert sorted(write_schemas(project, texts)) == sorted(texts)
    assert write_schemas(project, texts) == []
    (project.root / "schemas" / "paper.schema.json").write_text("{}")
    assert write_schemas(project, texts) == ["paper.schema.json"]


@pytest.mark.parametrize("text", ["list: [", "list: {titel: A}", ""])
def test_those_of_a_bad_taxonomy_are_its_findings(project: Project, text: str) -> None:
    (project.root / "taxonomy.yaml").write_text(text)
    texts, findings = schemas(project)
    assert texts == {}
    assert {found.path for found in findings} == {"taxonomy.yaml"}


def test_they_are_a_function_of_the_taxonomy(project: Project) -> None:
    from reading_list.catalog.outline import Outline
    from reading_list.catalog.taxonomy import taxonomy_of

    outline = {
        "list": {"title": "A list"},
        "facets": [
            {
                "id": "compression",
                "title": "Compression",
                "terms": [{"id": "pruning", "title": "Pruning"}],
            }
        ],
    }
    assert schemas_of(taxonomy_of(Outline.model_validate(outline))) == schemas(project)[0]
