"""The catalogue as the cache holds it answers as one that is in memory as a whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reading_list.catalog.card import Card, order
from reading_list.catalog.memory import MemoryCatalog
from reading_list.catalog.taxonomy import Taxonomy
from reading_list.catalog.view import CatalogView, Entry, Line
from reading_list.formats.markdown import entry_line
from reading_list.ingest import ingest
from reading_list.records.parse import parse
from reading_list.store import catalog as stored_catalog
from reading_list.store.catalog import StoredCatalog
from reading_list.store.database import opened
from reading_list.store.files import Project
from reading_list.talk import Talk

TAXONOMY = json.dumps(
    {
        "list": {"title": "A list"},
        "facets": [
            {"id": "c", "title": "C", "terms": [{"id": "p", "title": "P"}]},
            {"id": "h", "title": "H"},
        ],
        "venues": [{"id": "eccv", "name": "European Conference"}, {"id": "e", "name": "Other"}],
        "organizations": [{"id": "i", "name": "I"}, {"id": "l", "name": "L", "parent": "i"}],
    }
)
KEYS = ("a1", "B2", "c3", "d4")
records = st.dictionaries(
    st.sampled_from(KEYS),
    st.fixed_dictionaries(
        {"title": st.sampled_from(["A", "*B*", "é"]), "venue": st.sampled_from(["eccv", "e"])},
        optional={
            "authors": st.lists(
                st.sampled_from(["José García", "Jose Garcia", "王伟"]), max_size=2, unique=True
            ),
            "year": st.sampled_from(["2017", "2018"]),
            "topics": st.lists(st.sampled_from("cph"), min_size=1, max_size=2, unique=True),
            "organizations": st.just(["L", "others"]),
            "added": st.sampled_from(["2019-01-20", "2019-02-20"]),
            "abstract": st.sampled_from(["Words.", "More words"]),
            "related": st.fixed_dictionaries({"see": st.just(["a1", "b2"])}),
        },
    ),
    max_size=4,
)


def entry_of(card: Card, taxonomy: Taxonomy) -> tuple[Entry, Entry]:
    whole = Entry(card.key, card.year, card.track, f"<{card.title}>")
    return whole, whole._replace(html=f"<{card.key}>", is_brief=True)


def line_of(card: Card, taxonomy: Taxonomy) -> Line:
    return Line(card.key, card.year, card.track, *entry_line(card, taxonomy))


@contextmanager
def catalogs(home: Path, papers: Mapping[str, object]) -> Iterator[tuple[CatalogView, CatalogView]]:
    """The same papers in memory and, read from files, in a cache."""
    (home / "papers").mkdir(parents=True)
    (home / "taxonomy.yaml").write_text(TAXONOMY)
    texts = {key: json.dumps(fields).encode() for key, fields in papers.items()}
    for key, text in texts.items():
        (home / "papers" / f"{key}.yaml").write_bytes(text)
    with opened(home / ".cache") as cache:
        taxonomy = ingest(Project(home), cache, 1, Talk()).taxonomy
        stored = StoredCatalog(cache.path, taxonomy)
        for id, card, _ in stored.numbered(list(papers)):
            rank, sort, _ = order(card)
            whole, brief = entry_of(card, taxonomy)
            cache.put_entries([(id, rank, sort, *whole[:4], brief.html, "")])
        parsed = {key: parse(f"papers/{key}.yaml", text).facts for key, text in texts.items()}
        try:
            yield MemoryCatalog(parsed, taxonomy, entry_of, line_of), stored
        finally:
            stored.close()


GROUPS = [
    *(("term", id) for id in ("c", "p", "h", "x")),
    *(("termyear", id) for id in ("c/2018", "p/undated")),
    *(("venue", id) for id in ("eccv", "e")),
    *(("edition", id) for id in ("eccv/2018", "e/undated")),
    *(("year", id) for id in ("2017", "2018", "undated")),
    *(("organization", id) for id in ("i", "l")),
    *(("author", id) for id in ("jose-garcia", "wang-wei", "wei-wang")),
]
QUESTIONS: list[Callable[[CatalogView], object]] = [
    lambda view: view.total(),
    lambda view: view.letters(),
    lambda view: view.latest(3),
    lambda view: list(view.all_lines()),
    lambda view: list(view.all_lines({"a1"})),
    lambda view: [view.keys(*group) for group in GROUPS],
    lambda view: [list(view.lines(*group)) for group in GROUPS],
    lambda view: [view.card(key) for key in (*KEYS, "nobody", "A1")],
    lambda view: [view.mentions(key) for key in KEYS if view.card(key)],
    lambda view: [view.alias(key) for key in ("old", *KEYS)],
    lambda view: [view.cards(*group) for group in GROUPS],
    lambda view: [view.abstracts(*group) for group in GROUPS],
    lambda view: [view.records(*group) for group in GROUPS],
    lambda view: [view.dates(*group) for group in GROUPS],
    lambda view: [view.newest(*group, 2) for group in GROUPS],
    lambda view: [view.newest(*group, n) for group in GROUPS for n in (2, 2, 1, 3)],
    lambda view: [(view.cards(*group), view.newest(*group, 2)) for group in GROUPS],
    lambda view: [view.records(*group) for group in GROUPS for _ in "twice"],
    lambda view: [view.entries(*group) for group in GROUPS],
    lambda view: [view.entries(*group, brief=True) for group in GROUPS],
    lambda view: [view.count(*group) for group in GROUPS for _ in "twice"],
    lambda view: [view.groups(kind) for kind in sorted({kind for kind, _ in GROUPS})],
    lambda view: [view.parts(*group) for group in GROUPS if group[0] in {"term", "venue"}],
    lambda view: [view.siblings(*group) for group in GROUPS if group[0] in {"edition", "year"}],
]


@pytest.fixture(params=["of few", "of many"])
def _groups(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Groups as small as they are, and taken for large ones."""
    if request.param == "of many":
        monkeypatch.setattr(stored_catalog, "LARGE_GROUP", 0)


@pytest.mark.usefixtures("_groups")
@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(records)
def test_the_cache_answers_as_the_memory_does(
    tmp_path_factory: pytest.TempPathFactory, papers: dict[str, object]
) -> None:
    with catalogs(tmp_path_factory.mktemp("list"), papers) as (memory, stored):
        for number, ask in enumerate(QUESTIONS):
            assert ask(stored) == ask(memory), number
        for key in papers:
            assert stored.paper(key) == memory.paper(key)
            assert stored.source(key) == f"papers/{key}.yaml"
        assert stored.taxonomy is memory.taxonomy
        whole = {card.key: (card, text) for card, text in stored.all_cards()}
        assert whole == {k: (memory.card(k), memory.paper(k).abstract or "") for k in papers}


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[CatalogView]:
    papers = {
        "a1": {"title": "A", "venue": "eccv", "aliases": ["Old"], "year": "2018"},
        "B2": {"title": "B", "venue": "eccv", "related": {"see": ["Old"]}},
    }
    with catalogs(tmp_path, papers) as (_, stored):
        yield stored


def test_a_former_key_leads_to_its_record(stored: CatalogView) -> None:
    assert (stored.alias("Old"), stored.alias("a1"), stored.alias("x")) == ("a1", "", "")


def test_who_mentions_a_record_by_a_former_key_is_found(stored: CatalogView) -> None:
    assert [card.key for card in stored.mentions("a1")] == ["B2"]


def test_a_record_is_asked_for_again_after_another_one(stored: CatalogView) -> None:
    assert [stored.paper(key).title for key in ("a1", "B2", "a1")] == ["A", "B", "A"]


def test_a_record_without_a_paper_is_nobody(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "taxonomy.yaml").write_text(TAXONOMY)
    (tmp_path / "papers" / "bad.yaml").write_text("title: a: b\n")
    (tmp_path / "papers" / "half.yaml").write_text('{title: A, venue: eccv, year: "18"}\n')
    with opened(tmp_path / ".cache") as cache:
        ingest(Project(tmp_path), cache, 1, Talk())
        catalog = StoredCatalog(cache.path, None)  # type: ignore[arg-type]  # asked of no name
        try:
            assert catalog.card("bad") is catalog.card("half") is None
            assert catalog.total() == 0
            assert catalog.groups("venue") == []
            assert catalog.numbered(["bad", "half"]) == []
            with pytest.raises(ValueError):
                catalog.paper("half")
        finally:
            catalog.close()


def test_a_page_cannot_write_the_cache(stored: StoredCatalog) -> None:
    with pytest.raises(Exception, match="readonly"):
        stored._db.execute("DELETE FROM record")


@pytest.mark.parametrize("name", ["a list", "100%", "a?mode=rwc#x", "ü"])
def test_a_folder_may_be_called_anything(tmp_path: Path, name: str) -> None:
    with catalogs(tmp_path / name, {"a1": {"title": "A", "venue": "eccv"}}) as (_, stored):
        assert stored.total() == 1
