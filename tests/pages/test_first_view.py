"""What a reader waits for: the bytes and files of a first view, and that nothing moves in it."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest

BYTES, FILES = 45_000, 4
# What a browser fetches for a page before anybody does anything.
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
