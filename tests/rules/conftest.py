"""A taxonomy for the examples of the rules, and a way to run them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reading_list.catalog.outline import Outline
from reading_list.catalog.taxonomy import Taxonomy, taxonomy_of
from reading_list.diagnostics import Diagnostic
from reading_list.records.parse import parse
from reading_list.rules import check_record

OUTLINE = {
    "list": {"title": "A list"},
    "facets": [
        {
            "id": "compression",
            "title": "Compression",
            "terms": [
                {"id": "pruning", "title": "Pruning", "aliases": ["sparsity"]},
                {"id": "hashing", "title": "Hashing"},
            ],
        }
    ],
    "venues": [{"id": "eccv", "name": "European Conference", "acronym": "ECCV"}],
    "organizations": [
        {"id": "intel", "name": "Intel"},
        {"id": "intel-labs-china", "name": "Intel Labs China", "parent": "intel"},
    ],
    "people": [{"id": "wei-wang-2", "name": "Wei Wang"}],
}

Check = Callable[..., list[Diagnostic]]


@pytest.fixture(scope="session")
def taxonomy() -> Taxonomy:
    return taxonomy_of(Outline.model_validate(OUTLINE))


@pytest.fixture
def check(taxonomy: Taxonomy) -> Check:
    """A function from a record's text and path to what the record rules say of it."""

    def run(text: str, path: str = "papers/undated/example.yaml") -> list[Diagnostic]:
        record = parse(path, text.encode())
        assert record.paper is not None, record.diagnostics
        return list(check_record(record, taxonomy))

    return run
