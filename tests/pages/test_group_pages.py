"""The pages of terms, venues, editions, years, authors and organizations."""

from __future__ import annotations

import pytest

from reading_list import leaves
from reading_list.catalog.scope import Scope, narrow
from reading_list.pages import _groups
from reading_list.records.model import Paper


def context(site, kind: str, subject: str) -> dict:
    leaf = leaves.load("pages", kind)
    return leaf.context(subject, narrow(site.view, Scope.GROUP, leaf.KIND.of, subject))


def many(count: int) -> dict[str, Paper]:
    return {
        f"p{n}": Paper(title=f"Paper {n}", year=2000 + n % 3, venue="conf", topics=("small",))
        for n in range(count)
    }


def test_a_term_says_what_it_is_and_where_it_stands(site) -> None:
    page = site.page("topics/small.html")
    for part in (
        '<a href="../topics.html">Topics</a>',
        '<a href="../topics/methods.html">Methods &amp; &lt;Means&gt;</a>',
        "4 papers · also tiny",
        'href="../topics/small.md">Markdown</a>',
        '<a href="../topics/smaller.html">Smaller things</a>',
        '<a href="https://example.org/tool">A tool</a>',
        '<a href="../topics/small/2018.html">2018</a>',
        'aria-label="Papers per year: 2017: 1, 2018: 2"',
    ):
        assert part in page, part


def test_a_facet_sends_on(site) -> None:
    page = site.page("topics/methods.html")
    assert '<a class="chip hue-165" href="../topics/chips.html">Chips</a>' in page
    assert "What is <em>done</em>." in page
    assert '<main id="page_content" class="page hue-210">' in page


def test_a_large_term_shows_its_years_and_the_newest_papers(render, monkeypatch) -> None:
    leaf = leaves.load("pages", "term")
    monkeypatch.setattr(leaf, "LARGE", 20)
    monkeypatch.setattr(_groups, "LARGE", 20)
    found = context(render(many(30)), "term", "small")
    assert [(bar.title, bar.size) for bar in found["bars"]] == [
        ("2002", 10),
        ("2001", 10),
        ("2000", 10),
    ]
    assert [(group.title, len(group.entries)) for group in found["groups"]] == [("2002", 10)]


def test_a_large_term_lists_its_other_years_in_markdown(render, monkeypatch) -> None:
    monkeypatch.setattr(_groups, "LARGE", 20)
    text = render(many(30)).pages["topics/small.md"]
    assert "## 2002" in text
    assert "## 2001" not in text
    assert "- [2001](../topics/small/2001.html) - 10 papers." in text


@pytest.mark.parametrize(
    "path", ["topics/small/2000.html", "years/2000.html", "venues/conf/2000.html"]
)
def test_a_group_without_parts_that_is_large_has_a_line_for_each_paper(
    render, monkeypatch, path: str
) -> None:
    assert '<ol class="entries">' in render(many(30)).pages[path]
    monkeypatch.setattr(_groups, "LARGE", 9)
    page = render(many(30)).pages[path]
    assert '<ol class="briefs">' in page
    assert 'class="entry"' not in page
    assert page.count("<li><a href=") - page.count("<nav") >= 10


def test_a_large_venue_shows_the_newest_edition(render, monkeypatch) -> None:
    leaf = leaves.load("pages", "venue")
    monkeypatch.setattr(leaf, "LARGE", 20)
    monkeypatch.setattr(_groups, "LARGE", 20)
    found = context(render(many(30)), "venue", "conf")
    assert found["large"]
    assert [group.title for group in found["groups"]] == ["2002"]


def test_a_term_in_a_year_has_neighbours(site) -> None:
    found = context(site, "termyear", "small/2018")
    assert found["before"] == ("2017", "topics/small/2017.html")
    assert found["after"] is None
    assert [place.title for place in found["trail"]][-1] == "Small things"


def test_a_venue_lists_declared_editions_too(site) -> None:
    found = context(site, "venue", "conf")
    assert [(node.title, node.size) for node in found["editions"]] == [
        ("CONF 2021", 0),
        ("CONF 2019", 1),
        ("CONF 2018", 2),
        ("OLDCONF 2017", 1),
        ("CONF", 1),
    ]
    assert found["acronyms"] == ("OLDCONF",)


def test_an_edition_shows_tracks_and_neighbours(site) -> None:
    found = context(site, "edition", "conf/2018")
    assert [group.title for group in found["groups"]] == ["Oral", "Other papers"]
    assert found["before"] == ("OLDCONF 2017", "venues/conf/2017.html")
    assert found["after"] == ("CONF 2019", "venues/conf/2019.html")
    assert found["links"] == (("accepted", "https://example.org/accepted"),)
    assert "Not all are here." in site.page("venues/conf/2018.html")


def test_an_edition_without_papers_says_so(site) -> None:
    page = site.page("venues/conf/2021.html")
    assert "No papers yet" in page
    assert '<a href="https://example.org/2021">site</a>' in page


def test_a_year_goes_by_venues(site) -> None:
    groups = context(site, "year", "2018")["groups"]
    assert [(group.title, group.path) for group in groups] == [
        ("CONF", "venues/conf/2018.html"),
        ("No venue", ""),
    ]


def test_the_undated_have_a_page(site) -> None:
    assert "<h1>Undated papers</h1>" in site.page("years/undated.html")


def test_an_author_is_known_by_all_spellings(site) -> None:
    found = context(site, "author", "song-han")
    assert found["name"] == "Song Han"
    assert found["span"] == "2018–2019"
    assert found["orcid"] == "https://orcid.org/0000-0002-4186-7618"
    assert found["coauthors"] == (
        ("MLPerf Group", "authors/mlperf-group.html", 1),
        ("Ada Lovelace", "authors/ada-lovelace.html", 1),
    )


def test_coauthors_beyond_a_screenful_are_a_press_away(site) -> None:
    found = context(site, "author", "given0-family0")
    assert (len(found["coauthors"]), len(found["more_coauthors"])) == (24, 175)


@pytest.mark.parametrize(("id", "size"), [("big", 2), ("part", 1), ("alone", 1)])
def test_papers_of_a_part_are_papers_of_the_whole(site, id: str, size: int) -> None:
    assert context(site, "organization", id)["size"] == size


def test_an_organization_names_parts_and_parents(site) -> None:
    assert '<a href="../organizations/part.html">' in site.page("organizations/big.html")
    part = site.page("organizations/part.html")
    assert '<a href="../organizations/big.html">Big &amp; Co</a>' in part
    assert "also PoB" in part


def test_a_crowd_is_told_in_numbers_at_no_more_cost_than_its_members(render) -> None:
    """Every author of 1,000 looked at all others: 10,000 authors took four minutes of a build."""
    crowd = tuple(f"Given{n} Family{n}" for n in range(1_000))
    view = render({"crowd": Paper(title="Of a thousand", authors=crowd, topics=("small",))}).view
    leaf = leaves.load("pages", "author")
    for id in ("given0-family0", "given999-family999"):
        found = leaf.context(id, view)
        shown = len(found["coauthors"]) + len(found["more_coauthors"])
        assert (shown, shown + found["far_coauthors"]) == (200, 999)
