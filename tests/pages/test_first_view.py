"""What a reader waits for: the bytes and files of a first view, and that nothing moves in it."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from json import dumps
from pathlib import Path

import pytest

BYTES, FILES = 45_000, 4
# What a browser fetches for a page before anybody does anything.
SCRIPT = re.compile(r"<script\b[^>]*>")
SITE_SCRIPT = re.compile(r"/assets/site\b[^/]*\.js$")
FETCHED = re.compile(r'<(?:script src|link rel="(?:icon|stylesheet)"[^>]* href)="([^"]+)"')
SHIFTS = """() => new Promise((done) => {
  const found = [];
  new PerformanceObserver((list) => found.push(...list.getEntries()))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(found.reduce((sum, one) => sum + one.value, 0)), 400);
})"""


def test_every_page_of_this_list_is_small(built_site: Path) -> None:
    sizes: dict[Path, int] = {}

    def size_of(file: Path) -> int:
        if file not in sizes:
            sizes[file] = len(gzip.compress(file.read_bytes(), 6))
        return sizes[file]

    over = []
    for page in built_site.rglob("*.html"):
        found = [page.parent / it for it in FETCHED.findall(page.read_text("utf-8"))]
        whole = size_of(page) + sum(size_of(file.resolve()) for file in found)
        if whole > BYTES or len(found) + 1 > FILES:
            over.append((page.name, whole, len(found) + 1))
    assert over == []


def test_no_page_of_this_list_waits_for_a_script(built_site: Path) -> None:
    found = {tag for it in built_site.rglob("*.html") for tag in SCRIPT.findall(it.read_text())}
    run = {tag for tag in found if 'type="application/ld+json"' not in tag}
    assert run
    assert [tag for tag in run if not re.search(r" (?:defer|async|type=\"module\")[ >]", tag)] == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1440])
def test_a_first_view_takes_four_files_and_nothing_moves(
    chromium: Path, built_site: Path, serve: Callable[[Path], str], width: int
) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    address = serve(built_site)
    pages = ("index", "search", "statistics", "basket", "topics/compression", "years/2018",
             "venues/iclr/2018", "papers/he2018amc", "authors", "authors/song-han",
             "organizations", "data", "about")  # fmt: skip
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        for name in pages:
            context = opened.new_context(viewport={"width": width, "height": 800})
            page, asked = context.new_page(), []
            page.on("request", lambda it, asked=asked: asked.append(it.url))
            page.goto(f"{address}/{name}.html")
            assert page.evaluate(SHIFTS) == 0, name
            assert len(asked) <= FILES, asked
            context.close()
        page = opened.new_page(viewport={"width": width, "height": 800})
        page.goto(f"{address}/search.html?q=pruning&topic=compression")
        page.locator(".finder-count").get_by_text(re.compile("papers?$")).wait_for()
        page.locator(".facet").first.wait_for(state="attached")
        assert page.evaluate(SHIFTS) == 0
        opened.close()


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[object]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        yield opened
        opened.close()


# What a reader of this list may have kept.
KEPT = {
    "basket": {"he2018amc": "2018", "venkatesh2017accelerating": "2017"},
    "marks": {
        key: {"state": "todo", "note": "n", "year": year, "title": key}
        for key, year in (("he2018amc", "2018"), ("venkatesh2017accelerating", "2017"))
    },
}
PAINTED = """() => new Promise((done) => {
  new PerformanceObserver((list) => list.getEntriesByName("first-contentful-paint")[0] && done())
    .observe({ type: "paint", buffered: true });
})"""
GROUND = "getComputedStyle(document.documentElement).backgroundColor"
DAY, NIGHT = "rgb(251, 248, 242)", "rgb(20, 25, 31)"


@pytest.mark.browser
@pytest.mark.parametrize("keeps", [False, True], ids=["new reader", "with a basket"])
@pytest.mark.parametrize("theme", ["", "dark"], ids=["system", "chosen"])
@pytest.mark.parametrize("width", [360, 1440])
def test_a_page_is_seen_before_its_script_comes_and_nothing_moves_then(
    browser, built_site: Path, serve: Callable[[Path], str], width: int, theme: str, keeps: bool
) -> None:
    address = serve(built_site)
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme="light")
    page = context.new_page()
    page.goto(f"{address}/about.html")
    if theme:
        page.evaluate("it => localStorage.setItem('theme', it)", theme)
    for name, value in KEPT.items() if keeps else ():
        page.evaluate("it => localStorage.setItem(...it)", ["reading-list:/" + name, dumps(value)])
    held: list[object] = []
    page.route(SITE_SCRIPT, lambda route: held.append(route))  # noqa: PLW0108 - a C function
    for path in ("index.html", "search.html", "search.html?q=pruning", "basket.html",
                 "topics/compression.html", "years/2018.html",
                 "papers/he2018amc.html"):  # fmt: skip
        page.goto(f"{address}/{path}", wait_until="commit")
        page.evaluate(PAINTED)
        assert page.evaluate(GROUND) == DAY
        assert page.get_by_role("heading", level=1).is_visible()
        assert page.get_by_role("button").count() == 0
        held.pop().continue_()
        page.get_by_role("button", name="Dark theme" if theme else "Auto theme").wait_for()
        assert page.evaluate(GROUND) == (NIGHT if theme else DAY)
        if keeps and "?" not in path:  # the search page asks for its own script alone
            page.locator(".nav").get_by_text("Basket (2)").wait_for()
        if keeps and path in ("topics/compression.html", "years/2018.html"):
            page.get_by_text("in your basket, to read, with a note").first.wait_for()
        if path == "basket.html":
            wanted = "a[href$='/he2018amc.html'], a[href='papers/he2018amc.html']"
            page.locator(wanted if keeps else "#basket_papers p").first.wait_for()
        if "?" in path:
            page.locator(".facet").first.wait_for(state="attached")
        assert page.evaluate(SHIFTS) == 0, path
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1440])
def test_without_scripts_nothing_keeps_a_place_for_them(
    browser, built_site: Path, serve: Callable[[Path], str], width: int
) -> None:
    address = serve(built_site)
    context = browser.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=False
    )
    page = context.new_page()
    for name in ("index", "search", "basket", "topics/compression", "papers/he2018amc"):
        page.goto(f"{address}/{name}.html")
        scripted = ".theme, .copy, .search-form, .finder-hint, .scripted, .nav-basket, .basket"
        boxes = [it.bounding_box() for it in page.locator(scripted).all()]
        assert boxes and not any(boxes), name
        assert page.get_by_text("needs scripts").is_visible() == (name in ("search", "basket"))
        if name == "search":
            assert page.locator(".finder-links").get_by_role("link").first.is_visible()
        if name.startswith("papers"):
            ways = page.locator(".cite-ways").bounding_box()
            assert ways is not None
            assert ways["height"] < 40
    context.close()


@pytest.mark.browser
def test_where_the_script_never_comes_the_links_stand(
    browser, built_site: Path, serve: Callable[[Path], str]
) -> None:
    page = browser.new_page()
    page.route(SITE_SCRIPT, lambda route: route.abort())
    page.goto(f"{serve(built_site)}/search.html?q=pruning")
    page.locator(".finder-links").get_by_role("link", name="Pruning").first.wait_for()
    assert page.get_by_role("button").count() == 0
    page.context.close()
