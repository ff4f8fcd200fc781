"""From what is out of date to the pages to make and to remove."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list.catalog.delta import README, SITE, GroupKey
from reading_list.catalog.outline import Outline, PageChoices
from reading_list.catalog.taxonomy import taxonomy_of
from reading_list.pages import leaf_of
from reading_list.rendering.plan import Page, Plan, declared, plan

ALL = PageChoices()


def planned(dirty: Iterable[GroupKey], there: Iterable[GroupKey], **choices: object) -> Plan:
    return plan(dirty, set(there).__contains__, PageChoices.model_validate(choices))


def paths(made: Plan) -> set[str]:
    return {page.path for page in made.pages}


def test_nothing_out_of_date_plans_nothing() -> None:
    assert planned([], []) == Plan((), ())


def test_what_is_there_is_made_and_what_is_gone_is_removed() -> None:
    record = ("record", "he2018amc")
    own = ("papers/he2018amc.html", "papers/he2018amc.bib")
    there, gone = planned([record], [record]), planned([record], [])
    assert paths(there) == set(own)
    assert there.remove == ()
    assert gone.pages == ()
    assert set(gone.remove) == set(own)


def test_a_page_says_its_kind_and_what_it_is_about() -> None:
    edition = ("edition", "eccv/2018")
    assert (
        Page("edition", "edition", "eccv/2018", "venues/eccv/2018.html")
        in planned([edition], [edition]).pages
    )


KINDS = "term venue organization author year termyear edition record alias".split()


@pytest.mark.parametrize("group", [SITE, *((kind, "a/2018") for kind in KINDS)])
def test_everything_a_list_has_is_shown_by_some_page(group: GroupKey) -> None:
    assert planned([group], [group]).pages


def test_the_readme_is_no_page() -> None:
    assert planned([README], [README]) == Plan((), ())


GROUPS = [SITE, ("record", "a"), ("record", "b"), ("term", "a"), ("year", "2018"), ("author", "a")]


@given(st.permutations(GROUPS), st.sets(st.sampled_from(GROUPS)))
def test_the_plan_does_not_depend_on_the_order_of_the_changes(
    dirty: list[GroupKey], there: set[GroupKey]
) -> None:
    assert planned(dirty, there) == planned(GROUPS, there)


def test_the_pages_about_one_thing_come_one_after_the_other() -> None:
    made = planned(GROUPS, GROUPS)
    subjects = [(leaf_of(page.kind).KIND.of, page.subject) for page in made.pages]
    assert subjects == sorted(subjects)


def test_an_address_that_changes_hands_is_made_and_not_removed() -> None:
    """A renamed record leaves its former key as an alias: the page there is now the redirect."""
    record, alias = ("record", "old"), ("alias", "old")
    for there, kind in ((alias, "alias"), (record, "paper")):
        made = planned([record, alias], [there])
        assert Page(kind, there[0], "old", "papers/old.html") in made.pages
        assert "papers/old.html" not in made.remove


def test_an_address_that_another_one_has_is_not_removed() -> None:
    """Of a record and a former key of one name the one that is there keeps the page."""
    for gone, there in (
        (("record", "old"), ("alias", "old")),
        (("alias", "old"), ("record", "old")),
    ):
        assert "papers/old.html" not in planned([gone], [there]).remove
        assert "papers/old.html" in planned([gone], []).remove


@pytest.mark.parametrize(
    ("choices", "group", "path"),
    [
        ({"authors": "none"}, ("author", "song-han"), "authors/song-han.html"),
        ({"organizations": "none"}, ("organization", "mit"), "organizations/mit.html"),
        ({"paper_downloads": []}, ("record", "a"), "papers/a.bib"),
    ],
)
def test_a_kind_that_is_not_wanted_is_neither_made_nor_removed(
    choices: dict[str, object], group: GroupKey, path: str
) -> None:
    assert path in paths(planned([group], [group]))
    assert path not in paths(planned([group], [group], **choices))
    assert path not in planned([group], [], **choices).remove


def test_what_is_declared_has_a_page_without_a_paper() -> None:
    taxonomy = taxonomy_of(
        Outline.model_validate(
            {
                "list": {"title": "A"},
                "facets": [{"id": "f", "title": "F", "terms": [{"id": "t", "title": "T"}]}],
                "venues": [{"id": "v", "name": "V", "editions": [{"year": "2018"}]}],
                "organizations": [{"id": "o", "name": "O"}],
                "people": [{"id": "p", "name": "P"}],
            }
        )
    )
    assert declared(taxonomy) == {
        SITE,
        ("term", "f"),
        ("term", "t"),
        ("venue", "v"),
        ("edition", "v/2018"),
        ("organization", "o"),
    }
