"""The pages of the site as a whole."""

from __future__ import annotations

import pytest

from reading_list import leaves
from reading_list.catalog.scope import Scope, narrow
from reading_list.pages import _matrix
from reading_list.records.model import Paper


def context(site, kind: str) -> dict:
    return leaves.load("pages", kind).context("", narrow(site.view, Scope.SITE, "site", ""))


def test_home_counts_what_there_is(site) -> None:
    page = site.page("index.html")
    for part in ("10 papers", "3 venues", "7 topics", "2017–2020", "214 authors"):
        assert part in page, part


def test_home_keeps_the_order_of_the_outline(site) -> None:
    found = context(site, "home")["chapters"]
    assert [chapter.title for chapter in found] == [
        "Tutorials",
        "Nothing yet",
        "Methods & <Means>",
        "Machines",
        "Editions",
    ]


def test_editions_stand_by_year_and_lead_where_their_papers_are(site) -> None:
    years = context(site, "home")["chapters"][-1].years
    assert [(line.year, *line.editions[0]) for line in years] == [
        ("2017", "OLDCONF", "venues/conf/2017.html", "", 1),
        ("2018", "CONF", "venues/conf/2018.html", "", 2),
        ("2019", "CONF", "venues/conf/2019.html", "", 1),
        ("2021", "CONF", "", "https://example.org/2021", 0),
    ]


def test_an_edition_of_which_nothing_is_known_is_only_named(render) -> None:
    site = render(outline=[{"title": "E", "editions": ["conf/1999"]}])
    (line,) = context(site, "home")["chapters"][0].years
    assert line.editions[0] == ("OLDCONF", "", "", 0)


def test_the_matrix_has_the_terms_that_hold_papers(site) -> None:
    found = context(site, "home")
    assert [(row.title[:12], row.depth, row.size) for row in found["rows"]] == [
        ("Methods & <M", 0, 6),
        ("Small things", 1, 4),
        ("Smaller thin", 2, 1),
        ("Donaudampfsc", 1, 1),
        ("Machines", 0, 3),
        ("Chips", 1, 3),
    ]
    assert [place.title for place in found["columns"]] == ["2017", "2018", "2019", "2020"]


def test_the_matrix_stays_a_screenful(site, monkeypatch) -> None:
    monkeypatch.setattr(_matrix, "ROWS", 4)
    assert [row.depth for row in context(site, "home")["rows"]] == [0, 0]


def test_cells_name_what_they_count(site) -> None:
    page = site.page("index.html")
    assert (
        '<a href="topics/small/2018.html"><span class="unseen">Small things, 2018: </span>2</a>'
        in page
    )


def test_newest_additions_are_by_date(site) -> None:
    days = context(site, "home")["latest"]
    assert [e.key for day in days for e in day.entries] == ["plain2018", "hostile2017"]
    assert [day.day for day in days] == sorted((day.day for day in days), reverse=True)


def test_without_dates_home_and_data_say_when_something_new_will_show(render) -> None:
    site = render({"a": Paper(title="A", topics=("small",))})
    assert "do not say when they joined" in site.page("index.html")
    assert "so the feeds are empty until one does" in site.page("data.html")
    site = render({"a": Paper(title="A", topics=("small",), added="2018-02-03")})
    assert "do not say when they joined" not in site.page("index.html")
    assert "the feeds are empty" not in site.page("data.html")
    assert "Newest additions" not in render({}).page("index.html")


def test_authors_stand_under_the_letters_of_their_families(site) -> None:
    letters = {letter.title: letter for letter in context(site, "authors")["letters"]}
    assert list(letters) == sorted(letters)
    assert "Song Han" in [it.title for it in letters["H"].authors]
    assert len(letters["F"].authors) == 200
    assert {"李飞飞", "Ada Lovelace"} <= {it.title for it in letters["L"].authors}


def test_of_very_many_authors_those_with_most_papers_are_listed(site, monkeypatch) -> None:
    monkeypatch.setattr(leaves.load("pages", "authors"), "AUTHORS_SHOWN", 1)
    found = context(site, "authors")
    assert (found["shown"], found["size"]) == (1, 214)
    assert found["letters"][0].authors[0].title == "Song Han"


def test_venues_stand_by_type_against_years(site) -> None:
    sections = context(site, "venues")["sections"]
    assert [section.title for section in sections] == [
        "Conferences",
        "Journals",
        "Workshops",
        "Preprints",
    ]
    (row,) = sections[0].rows
    assert [(cell.size, cell.path) for cell in row.cells] == [
        (1, "venues/conf/2017.html"),
        (2, "venues/conf/2018.html"),
        (1, "venues/conf/2019.html"),
        (0, ""),
    ]


def test_topics_and_organizations_are_trees(site) -> None:
    (methods, machines) = context(site, "topics")["facets"]
    assert [child.id for child in methods.children] == ["small", "empty", "long"]
    assert methods.children[0].children[0].id == "smaller"
    assert machines.size == 3
    assert [node.id for node in context(site, "organizations")["nodes"]] == ["alone", "big"]


def test_about_says_how_to_add_a_paper(site) -> None:
    page = site.page("about.html")
    assert 'href="https://github.com/example/list/new/main/papers/2020"' in page
    assert "Curated by Ada &#34;A&#34; Lovelace, &lt;b&gt;Bold&lt;/b&gt;." in page
    assert '<a href="mailto:someone@example.org">' in page
    assert '<a href="https://creativecommons.org/publicdomain/zero/1.0/">CC0-1.0</a>' in page
    assert "20 January 2019" in page


def test_the_example_is_a_record_of_this_list(site) -> None:
    import yaml

    fields = yaml.safe_load(context(site, "about")["example"])
    paper = Paper.model_validate({**fields, "year": str(fields["year"])})
    taxonomy = site.view.taxonomy
    assert taxonomy.venue(paper.venue or "") == "conf"
    assert all(taxonomy.topic(name) for name in paper.topics)


@pytest.mark.parametrize(
    "contact", ["a@b.c?body=<script>", "javascript:alert(1)", "ask on the list", "a@b", "@x.y"]
)
def test_a_contact_that_is_no_plain_address_stays_text(render, contact: str) -> None:
    assert "mailto:" not in render(contact=contact).page("about.html")


def test_a_list_that_says_little_gets_no_untrue_words(render) -> None:
    silent = {"curators": (), "contact": None, "license": None, "repository": None}
    page = render({}, **silent, description=None).page("about.html")
    for word in ("Curated", "Contact", "Licence", "repository", "newest"):
        assert word not in page, word


def test_a_missing_page_works_at_any_depth_where_the_address_is_known(render, site) -> None:
    page = render(url="https://example.org/list/").page("404.html")
    assert 'href="https://example.org/list/topics.html"' in page
    assert 'href="https://example.org/list/assets/site.' in page
    assert 'href="topics.html"' in site.page("404.html")


def test_the_markdown_of_a_term_can_be_pasted(site) -> None:
    text = site.page("topics/methods.md")
    assert text.startswith("# Methods & ")
    assert "\n## 2019\n\n- " in text
    assert "\0" not in text
    assert text.count("\n- ") == 6


def test_the_markdown_of_a_term_has_its_resources(site) -> None:
    text = site.page("topics/small.md")
    assert "\n## Resources\n\n- [A tool](<https://example.org/tool>)\n\n## 2018\n" in text
