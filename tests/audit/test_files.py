"""Feeds, sitemaps, data, style sheets and scripts, each broken in one way."""

from __future__ import annotations

import json

import pytest

CHANGES = [
    ("feed.atom", "<updated>", "<updated>x", "site/feed", "no date and time"),
    ("feed.atom", "<title>", "<name>", "site/feed", "no well-formed XML"),
    ("feed.atom", "</feed>", "", "site/feed", "no well-formed XML"),
    ("feed.atom", "<feed ", "<!DOCTYPE x [<!ENTITY a 'b'>]><feed ", "site/feed", "document type"),
    ("feed.atom", "http://www.w3.org/2005/Atom", "x:", "site/feed", "no feed of Atom"),
    ("feed.atom", "paper4.html", "paper9.html", "site/dead-link", "paper9.html"),
    ("topics/pruning.atom", "pruning.html", "x.html", "site/dead-link", "topics/x.html"),
    ("feed.json", '"version"', '"edition"', "site/feed", "which version"),
    ("feed.json", '"items"', '"things"', "site/feed", "no items"),
    ("feed.json", '"content_text"', '"context"', "site/feed", "no content"),
    ("feed.json", "T00:00:00Z", "", "site/feed", "no date and time"),
    ("feed.json", "{", "{{", "site/feed", "no JSON"),
    ("papers.json", '"count": 4', '"count": 5', "site/data", "counts 5"),
    ("papers.json", "data/2017.json", "data/2071.json", "site/dead-link", "data/2071.json"),
    ("papers.json", "papers.schema.json", "schema.json", "site/dead-link", "schema.json"),
    ("data/2017.json", "papers/paper1", "papers/paper7", "site/dead-link", "paper7.html"),
    ("data/2017.json", '"key":"paper1"', '"key":"paper3"', "site/data", "stands twice"),
    ("data/2017.json", "[", "NaN [", "site/data", "no JSON"),
    ("search/labels.js", '["2017"', '["2071"', "site/dead-link", "search/2071.js"),
    ("search/labels.js", "readingList", "readList", "site/data", "no labels"),
    ("sw.js", '"use strict";', 'const FIRST = ["index.html", "x.css"];', "site/dead-link", "x.css"),
]


@pytest.mark.parametrize(
    ("path", "before", "after", "rule", "words"), CHANGES, ids=[f"{c[0]} {c[2]}" for c in CHANGES]
)
def test_a_broken_file_is_found(the, path, before, after, rule, words) -> None:
    the.change(path, before, after)
    found = [it for it in the.findings() if it.rule == rule]
    assert any(words in it.message for it in found), the.findings()
    assert {it.path for it in found} == {f"site/{path}"}


def test_of_two_entries_with_one_id_the_second_is_found(the) -> None:
    text = (the.site / "feed.atom").read_text()
    first, second = (part.partition("</id>")[0] for part in text.split("<entry>\n<id>")[1:3])
    the.change("feed.atom", second, first)
    found = the.one()
    line = text[: text.index(second)].count("\n") + 1
    assert (found.rule, found.span.line) == ("site/feed", line)
    feed = json.loads((the.site / "feed.json").read_text())
    the.change("feed.json", feed["items"][1]["id"], feed["items"][0]["id"])
    assert any("stands twice" in it.message for it in the.findings())


def test_an_entry_without_content_or_link_is_found(the) -> None:
    the.change("feed.atom", '<link rel="alternate" href=', '<link rel="via" href=')
    assert "neither content nor a link" in the.one().message
    the.change("feed.atom", "<author><name>", "<rights><name>")
    assert "site/feed" in the.rules()


SITEMAP = [
    ("sitemap/2017.xml", "papers/paper1", "papers/paper9", "site/dead-link", "paper9.html"),
    ("sitemap/2017.xml", "papers/paper1", "papers/paper3", "site/sitemap", "as well"),
    ("sitemap/2017.xml", "example.org", "example.com", "site/sitemap", "no address of this site"),
    ("sitemap/2017.xml", "<loc>https:", "<loc>", "site/sitemap", "no address of this site"),
    ("sitemap/2017.xml", "2024-01", "2024-31", "site/sitemap", "no date"),
    ("sitemap.xml", "sitemap/2017", "sitemap/2071", "site/dead-link", "2071.xml"),
    ("sitemap.xml", "sitemapindex xmlns=", "sitemapindex x=", "site/sitemap", "neither"),
    ("opensearch.xml", "search.html", "find.html", "site/dead-link", "find.html"),
    ("opensearch.xml", "{searchTerms}", "", "site/search-description", "template"),
    ("opensearch.xml", "<ShortName>", "<ShortName>far too long for it ", "site/search-description",
     "ShortName"),
    ("robots.txt", "sitemap.xml", "map.xml", "site/dead-link", "map.xml"),
    ("index.html", 'rel="canonical" href="https://example.org/my/list/',
     'rel="canonical" href="https://example.org/my/list/gone', "site/dead-link", "gone"),
    ("404.html", "my/list/topics.html", "my/list/topic.html", "site/dead-link", "topic.html"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "before", "after", "rule", "words"), SITEMAP, ids=[f"{c[0]} {c[2]}" for c in SITEMAP]
)
def test_what_names_whole_addresses_is_held_to_them(
    published, path, before, after, rule, words
) -> None:
    test_a_broken_file_is_found(published, path, before, after, rule, words)


def test_a_sitemap_has_at_most_50_000_addresses(published) -> None:
    head, _, rest = (published.site / "sitemap/2017.xml").read_text().partition("<url>")
    one = f"<url><loc>{published.home}/topics.html?{{}}</loc></url>\n"
    body = "".join(one.format(n) for n in range(50_001))
    (published.site / "sitemap/2017.xml").write_text(f"{head}{body}<url>{rest}")
    assert "50,003 addresses" in published.one().message


STYLES = [
    ("a {background: url(x.png)}", "site/dead-link"),
    ('a {background: url( "//example.com/x.png" )}', "site/foreign-request"),
    ('@import "https://example.com/x.css";', "site/foreign-request"),
    (r"a {background: url('\68ttps://example.com/x')}", "site/foreign-request"),
    ("@import url(x.css);", "site/dead-link"),
    ("a {background: url(data:image/gif;base64,x)}", ""),
    ("/* url(x.png) */ a {content: 'url(x.png)'}", ""),
    ("a {background: url(../assets/../index.html)}", ""),
]


@pytest.mark.parametrize(("text", "rule"), STYLES)
def test_a_style_sheet_loads_what_is_there(the, text: str, rule: str) -> None:
    the.add("assets/own.css", f"\n  {text}\n")
    found = the.findings()
    assert [it.rule for it in found] == ([rule] if rule else [])
    assert all((it.path, it.span.line) == ("site/assets/own.css", 2) for it in found)


def test_a_drawing_runs_nothing_and_loads_nothing_foreign(the) -> None:
    the.add("assets/own.svg", '<svg onload="x()"><image href="http://e.example/x"/></svg>')
    assert the.rules() == {"site/inline", "site/foreign-request"}


def test_a_manifest_names_what_is_there(the) -> None:
    text = '{"start_url": "../index.html", "icons": [{"src": "none.png"}]}'
    the.add("assets/own.webmanifest", text)
    assert "assets/none.png" in the.one().message
    assert the.one().span.column == text.index('"none.png"') + 1
