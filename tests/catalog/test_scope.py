"""A page sees what its scope allows, and is stopped at everything else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reading_list.catalog.card import Card
from reading_list.catalog.memory import MemoryCatalog
from reading_list.catalog.scope import Scope, ScopeError, narrow
from reading_list.catalog.taxonomy import Taxonomy
from reading_list.catalog.view import CatalogView, Entry, Line
from reading_list.records.model import Paper

Ask = Callable[[CatalogView], object]


@pytest.fixture
def view(taxonomy: Taxonomy) -> CatalogView:
    fields = {"year": "2018", "venue": "nips", "topics": ["pruning"], "organizations": ["Intel"]}
    related = {"related": {"extends": ["other"]}, "aliases": ["old"]}
    papers = {
        "own": Paper.model_validate({"title": "A", **fields, **related}),
        "other": Paper.model_validate({"title": "B", **fields}),
        "third": Paper.model_validate({"title": "C", **fields}),
    }

    def entry_of(card: Card, taxonomy: Taxonomy) -> tuple[Entry, Entry]:
        whole = Entry(card.key, card.year, card.track, "")
        return whole, whole

    def line_of(card: Card, taxonomy: Taxonomy) -> Line:
        return Line(card.key, card.year, card.track, "", "")

    return MemoryCatalog(papers, taxonomy, entry_of, line_of)


RECORD: dict[str, Ask] = {
    "its paper": lambda view: view.paper("own"),
    "its source": lambda view: view.source("own"),
    "its card": lambda view: view.card("own"),
    "a card it names": lambda view: view.card("other"),
    "who names it": lambda view: view.mentions("own"),
}
GROUP: dict[str, Ask] = {
    "its cards": lambda view: view.cards("term", "pruning"),
    "its entries": lambda view: view.entries("term", "pruning"),
    "its count": lambda view: view.count("term", "pruning"),
    "its parts": lambda view: view.parts("term", "pruning"),
    "the count of a child": lambda view: view.count("term", "channels"),
}
SITE: dict[str, Ask] = {
    "any count": lambda view: view.count("term", "hashing"),
    "any parts": lambda view: view.parts("venue", "nips"),
    "all groups": lambda view: view.groups("year"),
    "the total": lambda view: view.total(),
    "the latest": lambda view: view.latest(3),
}
NOBODY: dict[str, Ask] = {
    "another paper": lambda view: view.paper("other"),
    "another source": lambda view: view.source("other"),
    "a stranger's card": lambda view: view.card("third"),
    "who names another": lambda view: view.mentions("other"),
    "the target of another alias": lambda view: view.alias("old"),
    "another group's cards": lambda view: view.cards("term", "compression"),
    "a child's cards": lambda view: view.cards("term", "channels"),
    "a venue's cards": lambda view: view.cards("venue", "pruning"),
    "another group's entries": lambda view: view.entries("term", "compression"),
    "letters": lambda view: view.letters(),
    "all lines": lambda view: list(view.all_lines()),
    "siblings of no part": lambda view: view.siblings("term", "pruning"),
}
EVERY = {**RECORD, **GROUP, **SITE, **NOBODY}
SCOPES = {
    Scope.RECORD: ("record", "own", RECORD),
    Scope.GROUP: ("term", "pruning", GROUP),
    Scope.SITE: ("site", "", {**SITE, **{n: GROUP[n] for n in GROUP if "cou" in n or "par" in n}}),
}


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("scope", SCOPES)
def test_a_page_is_given_what_its_scope_allows_and_stopped_at_all_else(
    view: CatalogView, scope: Scope, name: str
) -> None:
    kind, id, allowed = SCOPES[scope]
    narrowed = narrow(view, scope, kind, id)
    ask = EVERY[name]
    if name in allowed:
        assert ask(narrowed) == ask(view)
    else:
        with pytest.raises(ScopeError, match=f"a page about {kind}:{id} of scope {scope} read "):
            ask(narrowed)


@pytest.mark.parametrize("name", EVERY)
def test_a_file_made_of_the_whole_list_sees_all(view: CatalogView, name: str) -> None:
    assert EVERY[name](narrow(view, Scope.WHOLE, "site", "")) == EVERY[name](view)


def test_every_page_sees_the_taxonomy(view: CatalogView) -> None:
    for scope in Scope:
        assert narrow(view, scope, "term", "pruning").taxonomy is view.taxonomy


def test_a_redirect_sees_where_it_leads(view: CatalogView) -> None:
    narrowed = narrow(view, Scope.RECORD, "alias", "old")
    assert narrowed.alias("old") == "own"
    with pytest.raises(ScopeError):
        narrowed.alias("other")


@pytest.mark.parametrize(
    ("kind", "id"), [("edition", "nips/2018"), ("termyear", "pruning/2018"), ("year", "2018")]
)
def test_a_part_sees_what_stands_beside_it(view: CatalogView, kind: str, id: str) -> None:
    narrowed = narrow(view, Scope.GROUP, kind, id)
    assert narrowed.siblings(kind, id) == [id]
    with pytest.raises(ScopeError):
        narrowed.siblings(kind, "2017")


@pytest.mark.parametrize(
    ("kind", "own", "child", "deeper"),
    [
        ("term", "compression", "pruning", "channels"),
        ("organization", "intel", "labs", "labs-china"),
    ],
)
def test_a_node_of_a_tree_sees_the_counts_of_its_children_alone(
    view: CatalogView, kind: str, own: str, child: str, deeper: str
) -> None:
    narrowed = narrow(view, Scope.GROUP, kind, own)
    assert narrowed.count(kind, child) == view.count(kind, child)
    for other in (deeper, "hardware"):
        with pytest.raises(ScopeError):
            narrowed.count(kind, other)


def test_a_group_outside_any_tree_has_no_children(view: CatalogView) -> None:
    for kind, own in (("venue", "nips"), ("author", "x"), ("term", "unknown")):
        with pytest.raises(ScopeError):
            narrow(view, Scope.GROUP, kind, own).count(kind, "y")
