"""The pages in a real Chromium, from files: nothing from outside, nothing refused, all in place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

KINDS = {
    "home": "index.html",
    "topics": "topics.html",
    "term": "topics/small.html",
    "long term": "topics/long.html",
    "empty term": "topics/empty.html",
    "term in a year": "topics/small/2018.html",
    "venues": "venues.html",
    "venue": "venues/conf.html",
    "edition": "venues/conf/2018.html",
    "empty edition": "venues/conf/2021.html",
    "years": "years.html",
    "year": "years/2018.html",
    "undated": "years/undated.html",
    "authors": "authors.html",
    "author": "authors/song-han.html",
    "organizations": "organizations.html",
    "organization": "organizations/big.html",
    "about": "about.html",
    "search": "search.html",
    "missing": "404.html",
    "statistics": "statistics.html",
    "data": "data.html",
    "basket": "basket.html",
    "paper": "papers/plain2018.html",
    "hostile paper": "papers/hostile2017.html",
    "200 authors": "papers/crowd2020.html",
    "long title": "papers/long2018.html",
    "Arabic title": "papers/arabic2018.html",
}


class Watched:
    """A page of the browser and everything that it complained of or asked for."""

    def __init__(self, context) -> None:
        self.page = context.new_page()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("requestfailed", lambda request: self.complaints.append(request.url))
        self.page.on("request", lambda request: self.requests.append(request.url))

    def open(self, folder: Path, path: str) -> None:
        self.page.goto(f"file://{folder}/{path}")


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[object]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser, folder: Path):
    """A function that opens a page in a fresh profile of a given shape."""
    contexts = []

    def opened(path: str, width: int = 1440, **shape: object) -> Watched:
        height = 900 if width > 800 else 780
        context = browser.new_context(viewport={"width": width, "height": height}, **shape)
        contexts.append(context)
        watched = Watched(context)
        watched.open(folder, path)
        return watched

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
def test_a_page_asks_for_nothing_from_outside_and_nothing_is_refused(
    open_page, folder: Path, path: str
) -> None:
    watched = open_page(path)
    assert watched.complaints == []
    assert all(url.startswith(f"file://{folder}/") for url in watched.requests)
    assert any(url.endswith(".css") for url in watched.requests)
    assert watched.page.evaluate("getComputedStyle(document.body).display") == "flex"


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
def test_a_page_never_scrolls_sideways(open_page, path: str) -> None:
    phone = open_page(path, 320, is_mobile=True, has_touch=True).page
    desktop = open_page(path, 1440).page
    for page, widths in ((phone, (320, 360, 768)), (desktop, (1024, 1440))):
        for width in widths:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_bibtex_is_copied(open_page) -> None:
    page = open_page(
        "papers/plain2018.html", permissions=["clipboard-read", "clipboard-write"]
    ).page
    page.get_by_role("button", name="Copy BibTeX").click()
    page.get_by_role("status").filter(has_text="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#bibtex").text_content()
    assert copied.startswith("@")


def test_the_theme_follows_the_system_until_one_is_chosen(open_page, folder: Path) -> None:
    watched = open_page("index.html", color_scheme="dark")
    page, night = watched.page, "rgb(20, 25, 31)"
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(ground) == night
    button = page.get_by_role("button", name="theme")
    assert button.inner_text() == "Auto theme"
    button.click()
    assert button.inner_text() == "Light theme"
    assert page.evaluate(ground) != night
    watched.open(folder, "papers/plain2018.html")
    assert page.evaluate(ground) != night
    assert button.inner_text() == "Light theme"
    button.click()
    assert page.evaluate(ground) == night
    button.click()
    assert button.inner_text() == "Auto theme"
    assert page.evaluate("localStorage.getItem('theme')") is None


def test_without_scripts_everything_is_there_but_buttons(open_page) -> None:
    page = open_page("papers/plain2018.html", java_script_enabled=False).page
    assert page.get_by_role("button").count() == 0
    assert page.locator("#bibtex").is_visible()
    assert page.get_by_role("link", name="Download .bib").is_visible()


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
def test_without_scripts_every_page_is_whole(open_page, path: str) -> None:
    watched = open_page(path, java_script_enabled=False)
    page = watched.page
    assert watched.complaints == []
    assert page.locator("h1").is_visible()
    assert page.get_by_role("main").inner_text().strip()
    assert page.get_by_role("button").count() == 0
    for link in page.locator("nav.nav a, main a").all()[:30]:
        assert link.get_attribute("href")


def test_print_has_full_references(open_page) -> None:
    page = open_page("topics/chips.html").page
    page.emulate_media(media="print")
    assert page.get_by_role("link", name="Given190 Family190", exact=True).count() == 0
    assert page.get_by_text("Given29 Family29", exact=True).first.is_visible()
    assert not page.get_by_text("and 194 more").first.is_visible()
    for hidden in (".nav", ".theme", ".files", ".bottom", ".skip"):
        assert not page.locator(hidden).first.is_visible(), hidden
    page.goto(page.url.replace("topics/chips", "papers/plain2018"))
    written = "it => getComputedStyle(it, '::after').content"
    for link in page.locator(".word-links a").all():
        assert link.get_attribute("href") in link.evaluate(written)


def test_hidden_authors_are_one_press_away(open_page) -> None:
    page = open_page("topics/chips.html", java_script_enabled=False).page
    hidden = page.get_by_role("link", name="Given7 Family7", exact=True)
    assert not hidden.is_visible()
    page.get_by_text("and 194 more").first.click()
    assert hidden.is_visible()


def test_the_keyboard_reaches_the_content_first(open_page) -> None:
    page = open_page("index.html").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    box = page.locator(".skip").bounding_box()
    assert box is not None
    assert box["x"] >= 0


def test_fingers_find_large_targets(open_page) -> None:
    page = open_page("papers/plain2018.html", 360, is_mobile=True, has_touch=True).page
    for target in page.locator("nav a, button, .word-links a, .chip").all():
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= 44, target.inner_text()


def test_margin_headings_stand_beside_their_papers_on_a_wide_screen(open_page) -> None:
    page = open_page("topics/small.html").page
    heading = page.locator("h2", has_text="2018").bounding_box()
    title = page.locator(".entry-title").first.bounding_box()
    assert heading is not None
    assert title is not None
    assert heading["x"] + heading["width"] < title["x"]
    assert abs(heading["y"] - title["y"]) < 12


@pytest.mark.node
@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
def test_axe_finds_no_barrier(open_page, node_tool, path: str, width: int) -> None:
    # Scripts that tests bring in would be refused by the page's own policy.
    is_phone = width < 800
    page = open_page(path, width, is_mobile=is_phone, has_touch=is_phone, bypass_csp=True).page
    page.add_script_tag(path=str(node_tool("axe-core") / "axe.min.js"))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate(
            "axe.run(document, {rules: {'target-size': {enabled: true}}})"  # off by default
        )
        barriers = [
            (finding["id"], [node["html"][:200] for node in finding["nodes"][:3]])
            for finding in found["violations"]
        ]
        assert barriers == [], scheme
