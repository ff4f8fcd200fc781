"""The page of a paper."""

from __future__ import annotations

import pytest

from reading_list import leaves
from reading_list.catalog.scope import Scope, narrow

paper = leaves.load("pages", "paper")


@pytest.fixture
def context(site):
    def of(key: str) -> dict[str, object]:
        return paper.context(key, narrow(site.view, Scope.RECORD, "record", key))

    return of


def test_everything_known_is_shown(site) -> None:
    page = site.page("papers/plain2018.html")
    for part in (
        '<h1 dir="auto">A plain paper</h1>',
        '<a href="../authors/song-han.html">Song Han</a> <a class="orcid"',
        'href="https://orcid.org/0000-0002-4186-7618"',
        '<a href="../organizations/part.html">Part &lt;of&gt; Big</a>',
        '<a href="../venues/conf/2018.html">CONF 2018</a>',
        '<span class="label award">Best Paper</span>',
        "highlighted",
        '<a class="chip hue-210" href="../topics/small.html">Small things</a>',
        "<dt>Pages</dt><dd>815–832</dd>",
        "<dt>Publisher</dt><dd>A &amp; B</dd>",
        '<a href="https://doi.org/10.1007/978-3-030-01234-2_48">10.1007/978-3-030-01234-2_48</a>',
        "<dt>Added</dt><dd>20 January 2019</dd>",
        "formerly <code>old-key</code>",
        'href="https://github.com/example/list/edit/main/papers/2018/plain2018.yaml"',
        '<button type="button" class="copy" data-copy="bibtex">',
        'href="../papers/plain2018.bib"',
    ):
        assert part in page, part


def test_facts_come_in_the_order_of_a_reference(context) -> None:
    labels = [fact.label for fact in context("crowd2020")["facts"]]
    expected = ["Venue", "Published", "Type", "Series", "Volume", "Number", "ISSN"]
    assert labels == expected


def test_a_month_is_named(context) -> None:
    facts = {fact.label: fact.value for fact in context("hostile2017")["facts"]}
    assert facts["Published"] == "March 2017"


def test_a_bare_paper_states_nothing_that_is_not_known(context) -> None:
    facts = {fact.label: fact.value for fact in context("bare")["facts"]}
    assert facts == {"Type": "Other", "Language": "de", "ISBN": "9780306406157"}


def test_relations_are_shown_from_both_sides(context) -> None:
    def relations(key: str) -> list[tuple[str, list[str]]]:
        return [(it.label, [e.key for e in it.entries]) for it in context(key)["relations"]]

    assert relations("plain2018") == [("Extends", ["hostile2017"]), ("See also", ["other2019"])]
    assert relations("hostile2017") == [("Named by", ["plain2018"])]
    assert relations("other2019") == [("See also", ["plain2018"])]


def test_of_two_hundred_authors_thirty_stand_at_once_and_all_on_the_page(context, site) -> None:
    found = context("crowd2020")
    assert (len(found["authors"]), len(found["more_authors"])) == (30, 170)
    assert site.page("papers/crowd2020.html").count('href="../authors/given') == 200


def test_a_very_long_title_is_set_smaller(site) -> None:
    assert '<h1 dir="auto" class="long">' in site.page("papers/long2018.html")


def test_the_bibtex_file_is_what_the_page_shows(site) -> None:
    from html import unescape

    page = site.page("papers/hostile2017.html")
    shown = page.partition('tabindex="0"><code>')[2].partition("</code></pre>")[0]
    assert unescape(shown) == site.page("papers/hostile2017.bib")


def test_without_a_repository_the_path_is_text(render) -> None:
    page = render(repository=None).page("papers/plain2018.html")
    assert "This page is made from the record <code>papers/2018/plain2018.yaml</code>" in page
