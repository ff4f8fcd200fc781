"""Papers of every kind, as items to write, and the way back to fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from hypothesis import strategies as st

from reading_list.catalog.card import card_of
from reading_list.catalog.outline import Outline
from reading_list.catalog.taxonomy import Taxonomy, taxonomy_of
from reading_list.formats import Item
from reading_list.records.model import Paper

TAXONOMY = taxonomy_of(
    Outline.model_validate(
        {
            "list": {"title": "A list"},
            "facets": [{"id": "topic", "title": "Topic"}],
            "venues": [
                {"id": "nips", "name": "Neural Systems", "proceedings": "Advances in Systems"},
                {"id": "jssc", "name": "Journal of Circuits", "type": "journal"},
                {"id": "arxiv", "name": "arXiv", "type": "preprint"},
            ],
            "organizations": [{"id": "mit", "name": "MIT"}],
        }
    )
)


def item(key: str = "key2018a", **fields: object) -> Item:
    paper = Paper.model_validate({"title": "A title", **fields})
    return Item(key, paper, card_of(key, paper, TAXONOMY))


_LETTERS = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cf", "Co", "Cn"])
TEXTS = (
    st.text(_LETTERS | st.sampled_from("{}\\%$\"@,=#&~^_-'`*<>;:"), min_size=1, max_size=30)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
_NAMES = st.from_regex(
    r"[A-ZÄÉŁØ][a-zéüßø]{1,8}( [A-Z]\.)?( (van der|de))? [A-ZÖŠ][a-zà-ý]{1,9}", fullmatch=True
)
PAPERS = st.fixed_dictionaries(
    {"title": TEXTS, "type": st.sampled_from(Paper.model_fields["type"].annotation.__args__[0].__args__)},
    optional={
        "authors": st.lists(_NAMES, min_size=1, max_size=3, unique=True),
        "editors": st.lists(_NAMES, min_size=1, max_size=2, unique=True),
        "year": st.integers(1900, 2100).map(str),
        "booktitle": TEXTS,
        "publisher": TEXTS,
        "volume": TEXTS,
        "series": TEXTS,
        "doi": st.from_regex(r"10\.[0-9]{4}/[a-z0-9._]{1,10}[a-z]", fullmatch=True),
        "abstract": TEXTS,
        "pages": st.tuples(st.integers(1, 99), st.integers(100, 999)).map("{0[0]}-{0[1]}".format),
    },
)  # fmt: skip


@pytest.fixture(scope="session")
def taxonomy() -> Taxonomy:
    return TAXONOMY


WHOLE: list[dict[str, object]] = [
    {
        "title": "Learning *Sparse* NNs Through $L_0$: A* & 50% of {x}_1 \\ -- \"so\"",
        "authors": ["Christos Louizos", "Laurens van der Maaten",
                    {"name": "The OpenAI Team", "group": True}, "Jürgen Müßig-Łódź Jr.", "李飞飞",
                    "others"],
        "year": "2018", "month": "3", "venue": "nips", "track": "oral", "topics": ["topic"],
        "doi": "10.1145/3_0%{x}", "arxiv": "1712.01312", "isbn": "978-3-16-148410-0",
        "links": {"paper": "https://a.b/c_d%20e?f=1&g={h}", "code": "https://github.com/a/b_c"},
        "pages": "1-13", "volume": "7", "series": "LNCS #7", "editors": ["Ed Itor"],
        "language": "en", "award": "Best", "note": "A *note*.", "abstract": "An abstract -- 100%.",
        "aliases": ["formerly"], "extra": {"mood": "good & bad_1", "ids": "a:b"},
    },
    {"venue": "jssc", "authors": ["Jane Doe"], "year": "2017", "number": "4", "issn": "2049-3630"},
    {"venue": "arxiv", "arxiv": "1802.03494", "authors": ["A B"], "year": "2018"},
    {"type": "phdthesis", "authors": ["A B"], "year": "2001", "institution": "ETH Zürich"},
    {"type": "mastersthesis", "authors": ["A B"], "year": "2001", "organizations": ["MIT"]},
    {"type": "techreport", "authors": ["A B"], "year": "2001", "institution": "RAND", "number": "7"},
    {"type": "book", "authors": ["A B"], "year": "2001", "publisher": "P"},
    {"type": "incollection", "authors": ["A B"], "year": "2001", "publisher": "P", "booktitle": "B",
     "editors": ["E D"]},
    {"type": "dataset", "authors": ["A B"], "year": "2001"},
    {"type": "software", "authors": ["A B"], "year": "2001", "links": {"code": "https://a.b/c"}},
    {"type": "misc", "topics": ["topic"], "authors": ["A B"], "year": "2020"},
]  # fmt: skip


def whole() -> Iterable[Item]:
    """A paper of every type."""
    return [
        item(f"key{number}", **{"title": f"Title {number}", **it})
        for number, it in enumerate(WHOLE)
    ]


@pytest.fixture
def missing_tool() -> Callable[[str, str], None]:
    """Skips the test, or fails it where all tools have to be there."""
    import os

    def say(tool: str, hint: str) -> None:
        reason = f"{tool} is not installed: {hint}"
        if os.environ.get("READING_LIST_REQUIRE_TOOLS") == "1":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)

    return say
