"""What holds for every page of every kind, on a list that holds everything."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import pytest

from reading_list import leaves
from reading_list.catalog.scope import ScopeError, narrow
from reading_list.pages import kinds

CONFIG = Path(__file__).resolve().parents[1] / "tools" / "htmlvalidate.json"


class Reader(HTMLParser):
    """Collects what the claims below are about."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open:
            self.text.setdefault(self._open[-1], []).append(data)

    def values(self, name: str) -> list[str]:
        return [attrs[name] for _, attrs in self.tags if name in attrs]

    def count(self, tag: str) -> int:
        return sum(found == tag for found, _ in self.tags)


@pytest.fixture(scope="module")
def read(site):
    """Every HTML page, taken apart once."""
    return {path: Reader(text) for path, text in site.html()}


def test_every_kind_makes_a_page(site) -> None:
    made = {kind for kind, _ in site.kinds.values()}
    absent = {"opensearch", "offline", *(it for it in kinds() if it.startswith("sitemaps."))}
    assert made == set(kinds()) - {"alias", "former"} - absent


def test_pages_are_the_same_twice(site) -> None:
    for path, (kind, subject) in site.kinds.items():
        address, body = site.renderer.render(kind, subject, site.view)
        assert (address, body.decode()) == (path, site.pages[path])


def test_another_renderer_makes_the_same_pages(site, render) -> None:
    assert render().pages == site.pages


def test_a_page_begins_with_its_doctype_and_ends_in_a_line(site) -> None:
    for path, text in site.html():
        assert text.startswith("<!DOCTYPE html>\n<html lang="), path
        assert text.endswith("</html>\n"), path
        assert "\0" not in text


def test_a_page_has_one_h1_and_headings_in_order(read) -> None:
    for path, page in read.items():
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
        assert levels.count(1) == 1, path
        assert levels[0] == 1, path
        assert all(b - a <= 1 for a, b in pairwise(levels)), path


def test_a_page_has_a_short_title_of_its_own(read) -> None:
    for path, page in read.items():
        title = "".join(page.text["title"][:1])
        assert 0 < len(title) <= 70, path


def test_nothing_inline(read) -> None:
    for path, page in read.items():
        assert page.count("style") == 0, path
        for tag, attrs in page.tags:
            assert "style" not in attrs, path
            assert not any(name.startswith("on") for name in attrs), path
            if tag == "script":
                if attrs == {"type": "application/ld+json"}:
                    continue  # data, which no browser runs
                assert attrs.keys() <= {"src", "defer", "data-cite", "data-shelf"}, path
                assert attrs["src"].lstrip("./").startswith("assets/"), path
                assert "defer" in attrs, path


def test_every_page_says_what_it_may_load(site) -> None:
    for path, text in site.html():
        head = text[: text.index("<title>")]
        assert "default-src 'none'; style-src 'self'; script-src 'self';" in head, path


def test_text_of_strangers_stays_text(site) -> None:
    for path, written_text in site.html():
        text = written_text
        # As HTML escapes it, and as JSON-LD does.
        for escaped in ("&lt;{}script&gt;", r"\u003c{}script\u003e"):
            text = text.replace(f"{escaped.format('')}alert(1){escaped.format('/')}", "")
        assert "alert(1)" not in text, path
        for written in (
            "<b>Bold",
            "<Everything>",
            "<Things>",
            "<i>html",
            "<List>",
            "<p> paragraph",
        ):
            assert written not in text, path
        assert "54439" not in text, path


def test_links_are_web_mail_or_relative(read) -> None:
    for path, page in read.items():
        for address in page.values("href") + page.values("src"):
            assert re.match(r"https?://|mailto:|(\.\./)*[\w.#-]", address), (path, address)
            assert not address.startswith(("javascript:", "data:", "//", "/")), (path, address)


def test_links_inside_lead_somewhere(site, read, folder: Path) -> None:
    files = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    for path, page in read.items():
        for address in page.values("href") + page.values("src"):
            if re.match("https?:|mailto:", address):
                continue
            target, _, fragment = address.partition("#")
            found = _resolved(path, unquote(target)) if target else path
            assert found in files, (path, address)
            if fragment:
                assert fragment in read[found].values("id"), (path, address)


def _resolved(path: str, target: str) -> str:
    parts: list[str] = []
    for part in (PurePosixPath(path).parent / target).parts:
        if part == "..":
            parts.pop()  # raises where a link leaves the site
        else:
            parts.append(part)
    return "/".join(parts)


def test_ids_are_unique(read) -> None:
    for path, page in read.items():
        ids = page.values("id")
        assert len(ids) == len(set(ids)), path


def test_every_page_can_be_reached(site, read) -> None:
    reached = {"index.html", "404.html"}
    waiting = ["index.html"]
    while waiting:
        path = waiting.pop()
        for address in read[path].values("href"):
            if re.match("https?:|mailto:|#", address):
                continue
            found = _resolved(path, address.partition("#")[0])
            if found in read and found not in reached:
                waiting.append(found)
            reached.add(found)
    # Scripts ask for these by year: tests/pages/test_search_page.py, tests/pages/test_shelf.py.
    asked = {it for it in site.pages if it.startswith("search/") or re.match(r"data/.+\.js", it)}
    assert set(site.pages) - asked - reached == {"robots.txt"}


def test_every_page_is_in_the_language_of_the_list(render) -> None:
    for path, text in render(language="pt-BR").html():
        assert '<html lang="pt-BR">' in text, path


def test_without_pages_of_authors_and_organizations_nothing_leads_to_them(render) -> None:
    pages = {"authors": "none", "organizations": "none", "paper_downloads": (), "downloads": ()}
    for path, text in render(pages=pages).html():
        assert not re.search(r'href="[./]*(authors|organizations)[/.]', text), path
        assert ".bib" not in text, path


def test_a_site_with_an_address_names_its_pages(render) -> None:
    site = render(url="https://example.org/list")
    assert 'rel="canonical" href="https://example.org/list/"' in site.page("index.html")
    page = site.page("venues/conf/2018.html")
    assert 'rel="canonical" href="https://example.org/list/venues/conf/2018.html"' in page


def test_an_empty_list_has_pages(render) -> None:
    site = render({})
    assert "0 papers" in site.page("index.html")
    assert "No papers yet" in site.page("topics/small.html")
    for path, text in site.html():
        assert Reader(text).count("h1") == 1, path


def test_a_page_may_not_read_beyond_its_scope(site) -> None:
    view = narrow(site.view, leaves.load("pages", "term").KIND.scope, "term", "small")
    with pytest.raises(ScopeError):
        leaves.load("pages", "term").context("chips", view)


@pytest.mark.node
def test_every_page_is_valid(node_tool: Callable[[str], Path], folder: Path) -> None:
    program = node_tool("html-validate") / "bin" / "html-validate.mjs"
    command = [
        "node",
        str(program),
        "--config",
        str(CONFIG),
        "--ext",
        "html",
        "--formatter",
        "text",
    ]
    done = subprocess.run([*command, str(folder)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
