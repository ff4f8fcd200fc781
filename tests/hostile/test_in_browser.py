"""A real Chromium visits every page of the hostile list over a server, and nothing happens."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from tests.hostile.conftest import Hostile
from tests.hostile.grammar import PAYLOADS, TAG

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("hostile")]

# What payloads call if they can; in every frame before anything of the page runs.
TRAP = """
window.hits = [];
window.pwned = number => { window.hits.push(number); };
document.addEventListener("securitypolicyviolation", event => {
  window.hits.push("policy: " + event.violatedDirective + " " + event.blockedURI);
});
"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *values: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(hostile: Hostile) -> Iterator[str]:
    handler = partial(_Quiet, directory=str(hostile.site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def paths(hostile: Hostile) -> list[str]:
    """Every page; of the 5,000 alike of the crowd's authors twenty."""
    found = sorted(
        path.relative_to(hostile.site).as_posix() for path in hostile.site.rglob("*.html")
    )
    crowd = [path for path in found if path.startswith("authors/given")]
    # The page for what is not there names its files by the address of the published site.
    return [path for path in found if path not in set(crowd[20:]) and path != "404.html"]


def test_nothing_runs_and_nothing_leaves(hostile: Hostile, address: str, chromium: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    complaints: list[str] = []
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        page = opened.new_page()
        page.add_init_script(TRAP)
        page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))

        def refuse(dialog: object) -> None:
            complaints.append(f"{page.url}: a dialog")
            dialog.dismiss()  # type: ignore[attr-defined]  # playwright's

        page.on("dialog", refuse)
        page.on(
            "request",
            lambda request: request.url.startswith(f"{address}/") or complaints.append(request.url),
        )
        visited = paths(hostile)
        for path in visited:
            page.goto(f"{address}/{path}")
            if "/former-" in path:  # which leads to where the page stands now
                page.wait_for_url(lambda url: "/former-" not in url)
            else:
                assert page.url == f"{address}/{path}"
            assert page.evaluate("window.hits") == [], path
        assert complaints == []

        # The search page writes results with a script: it has to write them as text, too.
        found = 0
        for number, payload in list(enumerate(PAYLOADS))[::4]:
            if not hostile.taken[number]:
                continue
            page.goto(f"{address}/search.html?q=q{number}f0z")
            title = page.locator(f"a[href$='papers/h{number}.html']").first
            title.wait_for(timeout=15_000)
            found += 1
            assert page.evaluate("window.hits") == [], payload.name
        assert complaints == []
        opened.close()
    assert len(visited) > 700
    assert found > 20


# Of each entry what a reference manager reads, what stands beside it, and whether it has a place.
CONTEXTS = """
[...document.querySelectorAll(".entry")].map(entry => [
  entry.querySelector(".Z3988")?.title ?? "",
  entry.querySelector(".entry-title a").textContent,
  [...entry.querySelectorAll(".where")].map(where => where.textContent),
  entry.querySelectorAll(".Z3988 *").length,
])
"""
FIELDS = "ctx_ver rft_val_fmt rft.genre rft.atitle rft.au rft.jtitle rft.date rft_id".split()


def test_reference_managers_read_hostile_text_as_text(
    hostile: Hostile, address: str, chromium: Path
) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        page = opened.new_page()
        page.add_init_script(TRAP)
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{address}/topics/pruning.html")
        page.wait_for_selector(".Z3988", state="attached")
        found = page.evaluate(CONTEXTS)
        assert (errors, page.evaluate("window.hits")) == ([], [])
        opened.close()
    marks = set()
    for title, said, places, inner in found:
        pairs = parse_qsl(title, keep_blank_values=True, strict_parsing=True)
        names = [name for name, _ in pairs]
        assert set(names) <= set(FIELDS)
        values = dict(pairs)
        assert (names.count("rft.atitle"), values["rft.atitle"]) == (1, said.strip())
        assert [values[name] for name in ("rft.jtitle",) if name in values] == [
            place.strip() for place in places
        ]
        assert inner == 0
        marks |= set(TAG.findall(title))
    assert len(found) > 100
    assert len(marks) >= 80
