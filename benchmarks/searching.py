"""Searching a large list in Chromium: what a key costs, and how soon the first result is there.

    .venv/bin/python benchmarks/searching.py SITE PAPERS

SITE is a site that was built: of `corpus.py`'s 100,000 papers for the figures of docs/decisions.md.
A key's time is from its event to the results on the page, the counts of the filters aside.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import statistics
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

# As people type: words of titles, names, both, slips, fields, phrases, rows of letters.
QUERIES = (
    "structured pruning",
    "quantization wei chen",
    "author:kim robust",
    "efficient transformers",
    "muller 2019",
    "distilation",
    "qantised networks",
    '"sparse attention"',
    "topic:quant has:code",
    "year:2016..2018 graph",
    "on the limits",
    "a survey of deep",
    "federated learning -survey",
    "венкат",
    "佐藤",
    "zhang",
)
PACKED, FIRST, KEY = 30, 300, 50  # bytes a paper, milliseconds, milliseconds

WATCH = """(() => {
  const seen = window.seenBySearch = { keys: [], first: 0, whole: 0, long: 0 };
  let started = 0;
  addEventListener("input", () => { started = performance.now(); }, true);
  new PerformanceObserver((list) => { seen.long += list.getEntries().length; })
    .observe({ type: "longtask", buffered: true });
  new MutationObserver(() => {
    const count = document.querySelector(".finder-count");
    if (!count || !/paper/.test(count.textContent)) return;
    const now = performance.now();
    if (started) seen.keys.push(now - started);
    started = 0;
    if (!seen.first && !count.textContent.startsWith("0 ")) seen.first = now;
    if (!seen.whole && !count.textContent.endsWith("so far")) seen.whole = now;
  }).observe(document, { childList: true, subtree: true });
})()"""
ARRIVALS = """() => performance.getEntriesByType("resource")
  .filter((one) => /\\/search\\/[^-]*\\.js$/.test(one.name)).map((one) => one.responseEnd)"""


def main(site: Path, papers: int) -> int:
    """Print what was measured; 1 if a target is missed."""
    files = [file for file in (site / "search").glob("*.js") if "-" not in file.stem]
    packed = sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)
    with _Server(site) as address, sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        page = browser.new_page()
        page.add_init_script(WATCH)
        page.goto(f"{address}/search.html?q=a")
        page.locator(".finder-count").filter(has_text="papers").filter(
            has_not_text="so far"
        ).wait_for(timeout=60_000)
        seen = page.evaluate("seenBySearch")
        arrivals = page.evaluate(ARRIVALS)
        first, whole = seen["first"] - min(arrivals[1:]), seen["whole"] - max(arrivals)
        keys = [key for _ in range(3) for query in QUERIES for key in _typed(page, query)]
        long = page.evaluate("seenBySearch.long") - seen["long"]
        browser.close()
    cuts = statistics.quantiles(keys, n=20)
    print(f"index: {packed / papers:.1f} bytes a paper (at most {PACKED})")
    print(
        f"first result: {first:.0f} ms after its papers arrived (at most {FIRST}), "
        f"all papers: {whole:.0f} ms after the last"
    )
    print(
        f"{len(keys)} keys: {cuts[9]:.1f} ms in the middle, "
        f"{cuts[18]:.1f} ms in 19 of 20 (at most {KEY}), "
        f"{max(keys):.1f} ms at most; page blocked for 50 ms: {long} times"
    )
    return int(packed / papers > PACKED or first > FIRST or cuts[18] > KEY)


def _typed(page: Page, query: str) -> Iterator[float]:
    """The milliseconds that each key of a query took."""
    page.locator("#search_field").fill("")
    page.wait_for_timeout(300)
    for letter in query:
        before = page.evaluate("seenBySearch.keys.length")
        page.keyboard.type(letter)
        while page.evaluate("seenBySearch.keys.length") == before:
            page.wait_for_timeout(5)
        page.wait_for_timeout(120)
        yield page.evaluate("seenBySearch.keys.at(-1)")


class _Server:
    """A server of the folder on this machine, while it is needed."""

    def __init__(self, site: Path) -> None:
        class Handler(http.server.SimpleHTTPRequestHandler):
            def log_message(self, *values: object) -> None:
                pass

        handler = functools.partial(Handler, directory=str(site))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)

    def __enter__(self) -> str:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}"

    def __exit__(self, *problem: object) -> None:
        self.server.shutdown()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
