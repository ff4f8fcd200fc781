"""What lists show of a paper."""

from __future__ import annotations

import pytest

from reading_list.catalog.card import card_of
from reading_list.pages._shapes import all_links_of, entry_of, links_of, where_of, without_year
from reading_list.records.model import Paper


@pytest.fixture(scope="module")
def taxonomy(site):
    return site.view.taxonomy


def shape(taxonomy, **fields: object):
    return entry_of(
        card_of("key", Paper.model_validate({"title": "T", **fields}), taxonomy), taxonomy
    )


@pytest.mark.parametrize(
    ("count", "shown", "rest", "far"),
    [(0, 0, 0, 0), (6, 6, 0, 0), (7, 7, 0, 0), (8, 6, 2, 0), (60, 6, 54, 0), (200, 6, 54, 140)],
)
def test_authors_after_six_are_a_press_away(
    taxonomy, count: int, shown: int, rest: int, far: int
) -> None:
    found = shape(taxonomy, authors=tuple(f"A B{n}" for n in range(count)))
    assert (len(found.authors), len(found.rest), found.far) == (shown, rest, far)


def test_and_others_is_no_author(taxonomy) -> None:
    found = shape(taxonomy, authors=("A B", "others"))
    assert (len(found.authors), found.others) == (1, True)


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"venue": "conf", "year": 2017}, ("OLDCONF 2017", "venues/conf/2017.html")),
        ({"venue": "conf", "year": 2018}, ("CONF 2018", "venues/conf/2018.html")),
        ({"venue": "conf"}, ("CONF", "venues/conf/undated.html")),
        ({"year": 2018}, ("2018", "years/2018.html")),
        ({}, ("undated", "years/undated.html")),
        ({"year": 2018, "booktitle": "A Book"}, ("A Book, 2018", "years/2018.html")),
        ({"year": 2018, "booktitle": "Book 2018"}, ("Book 2018", "years/2018.html")),
        ({"booktitle": "A Book"}, ("A Book", "years/undated.html")),
    ],
)
def test_where_and_when(taxonomy, fields: dict[str, object], where: tuple[str, str]) -> None:
    paper = Paper.model_validate({"title": "T", **fields})
    assert where_of(card_of("key", paper, taxonomy), taxonomy) == where


def test_an_edition_beside_its_year_is_named_without_it(taxonomy) -> None:
    venue = taxonomy.venues["conf"]
    assert without_year(venue.edition("2018")) == "CONF"
    assert without_year(venue.edition("undated")) == "CONF"


def test_the_doi_is_the_way_to_the_paper_where_there_is_no_other() -> None:
    doi, url = "10.1000/1", "https://example.org/"
    assert links_of(doi, "", ()) == (("paper", "https://doi.org/10.1000/1"),)
    assert links_of(doi, "", [("paper", url)]) == (("paper", url),)
    assert [link.label for link in all_links_of(doi, "", [("paper", url)])] == ["paper", "DOI"]


def test_arxiv_brings_its_pdf_unless_there_is_another() -> None:
    assert links_of("", "1802.03494", ()) == (
        ("PDF", "https://arxiv.org/pdf/1802.03494"),
        ("arXiv", "https://arxiv.org/abs/1802.03494"),
    )
    own = links_of("", "1802.03494", [("pdf", "https://example.org/a.pdf")])
    assert own[0] == ("PDF", "https://example.org/a.pdf")


def test_links_come_in_one_order_whatever_the_record_has() -> None:
    kinds = ["video", "code", "pdf", "paper", "slides"]
    found = links_of("", "", [(kind, "https://example.org/") for kind in kinds])
    assert [link.label for link in found] == ["paper", "PDF", "code", "slides", "video"]


def test_an_entry_is_an_item_with_a_heading_and_words(site) -> None:
    html = next(e.html for e in site.view.entries("term", "small") if e.key == "plain2018")
    for part in (
        '<li class="entry">\n<h3 class="entry-title" dir="auto"><a href="\0papers/plain2018.html">',
        '<a href="\0authors/song-han.html">Song Han</a>, <a href="\0authors/ada-lovelace.html">',
        '(<a href="\0organizations/part.html">Part &lt;of&gt; Big</a> + ',
        '<a class="where" href="\0venues/conf/2018.html">CONF 2018</a>',
        '<span class="label track">oral</span> <span class="label award">Best Paper</span>',
        '<a href="https://example.org/a.pdf">PDF</a>',
        '<a href="\0papers/plain2018.html#cite">cite</a>',
        '<p class="entry-note">Read this <em>first</em>',
        '<span class="unseen"> (highlighted)</span>',
    ):
        assert part in html, part


def test_an_entry_of_a_bare_paper_leaves_no_empty_parts(site) -> None:
    html = next(e.html for e in site.view.entries("term", "chips") if e.key == "bare")
    assert "entry-people" not in html
    assert "label" not in html
    assert "entry-note" not in html
