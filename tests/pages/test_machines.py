"""Feeds, sitemap, data and search description, as the programs read them that they are for."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import fastjsonschema
import pytest

from reading_list.pages import _feed, sitemaps
from reading_list.pages._chart import circle, stacks

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HOME = "https://example.org/list"


@pytest.fixture(scope="module")
def there(render):
    """The site, whose list says where it is."""
    return render(url=f"{HOME}/", repository="https://github.com/owner/name", curators=("Ann",))


def feeds(site, ending: str) -> dict[str, str]:
    return {path: text for path, text in site.pages.items() if path.endswith(ending)}


def test_every_term_venue_and_author_has_both_feeds(there) -> None:
    for path in there.pages:
        of = path.split("/")[0]
        if (
            path.endswith(".html")
            and of in {"topics", "venues", "authors"}
            and path.count("/") == 1
        ):
            stem = path.removesuffix(".html")
            if there.kinds[path][0] in {"term", "venue", "author"}:
                assert {f"{stem}.atom", f"{stem}.feed.json"} <= there.pages.keys()
    assert {"feed.atom", "feed.json"} <= there.pages.keys()


def test_atom_has_what_rfc_4287_asks_for(there) -> None:
    seen = 0
    for path, text in feeds(there, ".atom").items():
        feed = ET.fromstring(text.encode())
        assert feed.tag == f"{ATOM}feed"
        for name in ("id", "title", "updated", "author"):
            assert len(feed.findall(f"{ATOM}{name}")) == 1, path
        links = {it.get("rel"): it.get("href") for it in feed.findall(f"{ATOM}link")}
        assert links["self"] == f"{HOME}/{path}"
        assert links["alternate"].startswith(f"{HOME}/")
        dates = []
        for entry in feed.findall(f"{ATOM}entry"):
            seen += 1
            assert entry.findtext(f"{ATOM}id", "").startswith("urn:uuid:")
            assert entry.findtext(f"{ATOM}title")
            assert [it for it in entry.findall(f"{ATOM}link") if it.get("rel") == "alternate"]
            assert entry.findtext(f"{ATOM}summary")
            dates.append(entry.findtext(f"{ATOM}updated"))
        assert dates == sorted(dates, reverse=True)
        assert not dates or feed.findtext(f"{ATOM}updated") == dates[0]
    assert seen


def test_an_entry_is_the_same_in_all_feeds(there) -> None:
    ids: dict[str, set[str]] = {}
    for text in feeds(there, ".atom").values():
        for entry in ET.fromstring(text.encode()).findall(f"{ATOM}entry"):
            link = next(it for it in entry.findall(f"{ATOM}link") if it.get("rel") == "alternate")
            ids.setdefault(link.get("href", ""), set()).add(entry.findtext(f"{ATOM}id", ""))
    assert all(len(known) == 1 for known in ids.values())
    assert len({next(iter(known)) for known in ids.values()}) == len(ids)


def test_an_entry_keeps_its_name_when_the_site_moves(there, render) -> None:
    moved = render(url="https://elsewhere.org/", repository="https://github.com/owner/name")
    before = ET.fromstring(there.pages["feed.atom"].encode()).findall(f".//{ATOM}id")
    after = ET.fromstring(moved.pages["feed.atom"].encode()).findall(f".//{ATOM}id")
    assert [it.text for it in before] == [it.text for it in after]


def test_json_feed_has_what_version_1_1_asks_for(there) -> None:
    for path, text in {**feeds(there, ".feed.json"), "feed.json": there.pages["feed.json"]}.items():
        feed = json.loads(text)
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["title"]
        assert feed["feed_url"] == f"{HOME}/{path}"
        for item in feed["items"]:
            assert isinstance(item["id"], str)
            assert item["content_text"]
            assert item["date_published"].endswith("T00:00:00Z")


def test_a_feed_of_nothing_dated_is_still_a_feed(render) -> None:
    from reading_list.records.model import Paper

    site = render({"a": Paper(title="A", topics=("small",))})
    feed = ET.fromstring(site.pages["feed.atom"].encode())
    assert feed.findtext(f"{ATOM}updated") == f"{_feed.NEVER}T00:00:00Z"
    assert feed.findall(f"{ATOM}entry") == []


def test_a_feed_is_the_same_whatever_feeds_were_made_before(there, render, monkeypatch) -> None:
    """What is kept of a paper is left aside where the paper, the list or the place is another."""
    values = {"repository": "https://github.com/owner/name", "curators": ("Ann",)}
    for kept in (_feed.PIECES_KEPT, 1):
        monkeypatch.setattr(_feed, "PIECES_KEPT", kept)
        again = render(url=f"{HOME}/", **values)
        for ending in (".atom", "feed.json"):
            assert feeds(again, ending) == feeds(there, ending)
        beside = render(**values)
        assert 'href="../papers/' in beside.pages["authors/song-han.atom"]
        assert 'href="papers/' in beside.pages["feed.atom"]


def test_an_item_is_laid_out_as_the_whole_feed_would_be(there) -> None:
    for text in feeds(there, "feed.json").values():
        assert json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n" == text


def test_a_paper_that_changed_is_told_anew(there) -> None:
    taxonomy, card = there.view.taxonomy, there.view.latest(1)[0]
    told = [
        _feed.atom(_feed.Feed("T", "feed.atom", "index.html", [it], taxonomy))
        for it in (card, card._replace(title="Another title"))
    ]
    assert "<title>Another title</title>" in told[1]
    assert "<title>Another title</title>" not in told[0]


def test_the_sitemap_names_every_paper_once(there) -> None:
    index = ET.fromstring(there.pages["sitemap.xml"].encode())
    files = [it.text.removeprefix(f"{HOME}/") for it in index.findall(f".//{MAP}loc")]
    pages: list[str] = []
    for path in files:
        found = ET.fromstring(there.pages[path].encode())
        pages.extend(it.text.removeprefix(f"{HOME}/") for it in found.findall(f".//{MAP}loc"))
    assert len(pages) == len(set(pages))
    papers = {path for path, (kind, _) in there.kinds.items() if kind == "paper"}
    assert papers <= set(pages)
    assert set(pages) - {""} <= there.pages.keys()
    assert set(files) == {path for path in there.pages if path.startswith("sitemap/")}


def test_a_long_sitemap_is_split(there, monkeypatch) -> None:
    monkeypatch.setattr(sitemaps, "MOST", 1)
    years: dict[str, int] = {}
    for group in there.view.groups("year"):
        years[group.id] = group.count
    year = max(years, key=lambda id: years[id])
    parts = [
        sitemaps.VARIANTS[f"papers_{number}"].body(year, there.view)
        for number in range(1, sitemaps.PARTS + 1)
    ]
    assert sum(part is not None for part in parts) == min(years[year], sitemaps.PARTS)
    assert all(part is None or part.count("<loc>") == 1 for part in parts)


def test_without_an_address_there_is_no_sitemap_and_no_search_description(site) -> None:
    assert not [path for path in site.pages if path.startswith(("sitemap", "opensearch"))]
    assert site.pages["robots.txt"] == "User-agent: *\nAllow: /\n"


def test_a_browser_can_search(there) -> None:
    text = there.pages["opensearch.xml"]
    found = ET.fromstring(text.encode())
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert found.tag == f"{space}OpenSearchDescription"
    assert 0 < len(found.findtext(f"{space}ShortName", "")) <= 16
    url = found.find(f"{space}Url")
    assert url is not None
    assert url.get("template") == f"{HOME}/search.html?q={{searchTerms}}"
    assert 'href="opensearch.xml"' in there.page("index.html")


def test_the_data_are_as_their_schema_says(site) -> None:
    check = fastjsonschema.compile(json.loads(site.pages["papers.schema.json"]))
    index = check(json.loads(site.pages["papers.json"]))
    keys = []
    for year in index["years"]:
        part = check(json.loads(site.pages[year["records"]]))
        assert len(part["papers"]) == year["count"]
        keys.extend(paper["key"] for paper in part["papers"])
        assert all(paper["page"] in site.pages for paper in part["papers"])
    assert len(keys) == index["count"]
    with pytest.raises(fastjsonschema.JsonSchemaException):
        check({"year": "2018", "papers": [{"key": "a", "page": "b"}]})


def test_the_page_about_data_names_every_field(site) -> None:
    page = site.page("data.html")
    schema = json.loads(site.pages["papers.schema.json"])
    for field in schema["definitions"]["Paper"]["properties"]:
        assert f"<code>{field}</code>" in page


def test_a_large_group_has_no_downloads(site, monkeypatch) -> None:
    from reading_list.pages import downloads

    assert "topics/small.ris" in site.pages
    monkeypatch.setattr(downloads, "LARGE", 0)
    path, body = site.renderer.render("downloads.term_ris", "small", site.view)
    assert (path, body) == ("topics/small.ris", None)


def test_switches_leave_kinds_out(render) -> None:
    site = render(
        pages={"downloads": (), "feeds": ("site",), "data": "none", "basket": "none",
               "offline": "visited"}
    )  # fmt: skip
    left = [p for p in site.pages if p.endswith((".ris", ".csv", ".atom", ".feed.json"))]
    assert left == ["feed.atom"]
    assert not [p for p in site.pages if p.startswith("data/")]
    assert "basket.html" not in site.pages
    assert "sw.js" in site.pages
    for path, text in site.html():
        assert "basket.html" not in text, path
        assert ".ris" not in text, path


def test_columns_are_as_high_as_what_is_in_them() -> None:
    found = stacks(
        [("2017", "a", 4), ("2018", "b", 10)],
        [("One", 0, {"2018": 3}), ("Two", 90, {"2017": 4, "2018": 5})],
    )
    assert [sum(block.height + 1 for block in it.blocks) for it in found] == [88, 220]
    assert [block.text for block in found[1].blocks] == ["One: 3", "Two: 5", "No topic: 2"]
    assert found[0].top == 220 - 88


def test_the_circle_is_the_same_for_the_same_topics() -> None:
    topics = [(id, id.title(), f"{id}.html", 0, 4) for id in "abcd"]
    dots, chords = circle(topics, [("a", "c", 2), ("b", "d", 1)])
    assert [(dot.x, dot.y) for dot in dots] == [(380, 60), (550, 230), (380, 400), (210, 230)]
    assert chords[0].text == "A and C: 2"
    assert float(chords[0].width) > float(chords[1].width)
