"""A small taxonomy with something of everything."""

from __future__ import annotations

import pytest

from reading_list.catalog.outline import Outline
from reading_list.catalog.taxonomy import Taxonomy, taxonomy_of

OUTLINE = {
    "list": {"title": "A list"},
    "facets": [
        {
            "id": "compression",
            "title": "Compression",
            "terms": [
                {
                    "id": "pruning",
                    "title": "Pruning",
                    "aliases": ["Network Slimming"],
                    "formerly": ["cutting"],
                    "terms": [{"id": "channels", "title": "Channels"}],
                },
                {"id": "hashing", "title": "Hashing"},
            ],
        },
        {"id": "hardware", "title": "Hardware", "hue": "200"},
    ],
    "venues": [
        {
            "id": "nips",
            "name": "Conference on Neural Information Processing Systems",
            "acronyms": [{"NIPS": "..2017"}, {"NeurIPS": "2018.."}],
            "editions": [
                {"year": "2018", "title": "NeurIPS in Montréal", "links": {"site": "https://a.b"}}
            ],
        },
        {"id": "tpami", "name": "Transactions", "acronym": "TPAMI", "type": "journal"},
        {"id": "arxiv", "name": "arXiv", "type": "preprint"},
    ],
    "organizations": [
        {"id": "labs-china", "name": "Intel Labs China", "parent": "labs"},
        {"id": "labs", "name": "Intel Labs", "parent": "intel", "aliases": ["Intel Research"]},
        {"id": "intel", "name": "Intel"},
        {"id": "mit", "name": "MIT"},
    ],
    "people": [
        {
            "id": "song-han",
            "name": "Song Han",
            "orcid": "0000-0002-4186-7618",
            "aliases": ["S. Han"],
        },
        {"id": "wei-wang-2", "name": "Wei Wang"},
    ],
}


@pytest.fixture(scope="session")
def taxonomy() -> Taxonomy:
    return taxonomy_of(Outline.model_validate(OUTLINE))
