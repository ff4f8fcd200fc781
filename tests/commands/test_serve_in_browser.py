"""A served page in a real Chromium: it shows itself anew, and what is wrong over it, inert."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

# The process under test and its list are the ones of the tests beside this file.
_place = Path(__file__).with_name("test_serve.py")
_spec = importlib.util.spec_from_file_location("serve_of_tests", _place)
assert _spec is not None
assert _spec.loader is not None
_serve = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_serve)
FILES, RECORD, Served = _serve.FILES, _serve.RECORD, _serve.Served

HOSTILE = '<img src=x onerror="document.title=1">\u202e</script><script>document.title=2</script>'
HOST = "document.querySelector('reading-list-problems')"
STYLED = f"getComputedStyle({HOST}).position === 'fixed'"
PANEL = "reading-list-problems section"


@pytest.fixture
def served(make_list: Callable[..., Path], tmp_path: Path) -> Iterator[object]:
    served = Served(make_list(FILES).resolve(), tmp_path / "log")
    served.until(lambda: "1 record: " in served.said())
    yield served
    served.end()


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[object]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser, served):
    """A function that opens a served page, and keeps what the browser complained of."""
    contexts = []

    def opened(path: str, **shape: object):
        context = browser.new_context(**shape)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(served.url + path)
        return page

    yield opened
    for context in contexts:
        context.close()


def until(page, claim: str) -> None:
    """Wait for something of a page; the library's own way is refused by the page's policy."""
    end = time.monotonic() + 60
    while True:
        try:
            if page.evaluate(claim):
                return
        except Exception as error:  # the page is just being shown anew
            if "context was destroyed" not in str(error):
                raise
        assert time.monotonic() < end, claim
        page.wait_for_timeout(20)


def test_a_save_shows_the_page_anew_where_the_reader_was(served, open_page) -> None:
    page = open_page("papers/a.html", viewport={"width": 600, "height": 200})
    page.get_by_role("heading", name="First title").wait_for()
    page.evaluate("scrollTo(0, 150)")
    served.write("papers/2018/a.yaml", RECORD.format("Second title"))
    page.get_by_role("heading", name="Second title").wait_for()
    until(page, "Math.abs(scrollY - 150) < 30")
    assert page.complaints == []


def test_an_error_lies_over_the_last_good_page_until_it_is_repaired(served, open_page) -> None:
    page = open_page("papers/a.html")
    served.write("papers/2018/a.yaml", RECORD.format("Second title").replace("pruning", "prunning"))
    panel = page.locator(PANEL)
    panel.wait_for()
    text = panel.inner_text()
    assert "1 problem" in text
    assert "papers/2018/a.yaml:5:10" in text
    assert "prunning" in text
    assert "pruning" in panel.locator(".hint").inner_text()
    assert page.get_by_role("heading", name="First title").is_visible()
    late = open_page("index.html")  # another page shows it as well
    late.locator(PANEL).wait_for()
    served.write("papers/2018/a.yaml", RECORD.format("Second title"))
    panel.wait_for(state="detached")
    page.get_by_role("heading", name="Second title").wait_for()
    late.locator(PANEL).wait_for(state="detached")
    assert page.complaints == []


def test_the_panel_can_be_hidden_until_there_is_something_else_to_say(served, open_page) -> None:
    page = open_page("papers/a.html")
    served.write("papers/2018/a.yaml", "title: a: b\n")
    page.locator(PANEL).wait_for()
    page.get_by_role("button", name="Hide").click()
    page.locator(PANEL).wait_for(state="detached")
    served.write("papers/2018/a.yaml", "title: [\n")
    page.locator(PANEL).wait_for()
    page.locator(f"{PANEL} ol").press("Escape")
    page.locator(PANEL).wait_for(state="detached")


def test_the_texts_of_a_stranger_are_only_text(served, open_page) -> None:
    page = open_page("papers/a.html")
    title = page.title()
    served.write("papers/2018/a.yaml", f"{RECORD.format('T')}colour: '{HOSTILE}'\n{HOSTILE}: x\n")
    page.locator(PANEL).wait_for()
    shown = page.locator(PANEL)
    shown.get_by_text("onerror").first.wait_for()
    assert shown.locator("img, script, a").count() == 0
    assert "\u202e" not in shown.inner_text()
    assert page.title() == title
    assert page.complaints == []


def test_a_page_that_went_and_came_back_is_shown(served, open_page) -> None:
    page = open_page("papers/a.html")
    served.write("papers/2018/b.yaml", RECORD.format("Other title"))
    (served.root / "papers" / "2018" / "a.yaml").unlink()
    page.get_by_role("heading", name="Page not found").wait_for()
    served.write("papers/2018/a.yaml", RECORD.format("Again"))
    page.get_by_role("heading", name="Again").wait_for()


def test_more_tabs_than_connections_are_served(served, open_page, browser) -> None:
    """A browser opens six connections to a server, and each stream holds one."""
    context = browser.new_context()
    pages = [context.new_page() for _ in range(5)]
    for page in pages:
        page.goto(f"{served.url}index.html")
    served.write("taxonomy.yaml", FILES["taxonomy.yaml"].replace("A list", "Renamed"))
    for page in pages:
        until(page, "document.title.includes('Renamed')")
    context.close()


@pytest.mark.node
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier_in_the_panel(served, open_page, node_tool, scheme: str) -> None:
    page = open_page("papers/a.html", bypass_csp=True, color_scheme=scheme)
    served.write("papers/2018/a.yaml", RECORD.format("a: b").replace("pruning", "prunning"))
    page.locator(PANEL).wait_for()
    until(page, STYLED)
    page.add_script_tag(path=str(node_tool("axe-core") / "axe.min.js"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    barriers = [(its["id"], [n["html"][:200] for n in its["nodes"]]) for its in found["violations"]]
    assert barriers == []
    colour = page.locator(PANEL).evaluate("it => getComputedStyle(it).backgroundColor")
    assert colour == {"light": "rgb(255, 246, 242)", "dark": "rgb(42, 27, 26)"}[scheme]


def test_a_chosen_theme_holds_for_the_panel(served, open_page) -> None:
    page = open_page("papers/a.html", color_scheme="dark")
    page.evaluate("document.documentElement.dataset.theme = 'light'")
    served.write("papers/2018/a.yaml", "title: a: b\n")
    panel = page.locator(PANEL)
    panel.wait_for()
    until(page, STYLED)
    colour = panel.evaluate("it => getComputedStyle(it).backgroundColor")
    assert colour == "rgb(255, 246, 242)"


def test_the_panel_fits_a_phone_and_leaves_the_page_in_sight(served, open_page) -> None:
    page = open_page("papers/a.html", viewport={"width": 320, "height": 500})
    for number in range(8):
        served.write(f"papers/2018/bad{number}.yaml", "title: a: b\n")
    panel = page.locator(PANEL)
    until(page, f"{HOST}?.shadowRoot.querySelectorAll('li').length === 8 && {STYLED}")
    box = panel.bounding_box()
    assert box is not None
    assert box["width"] <= 320
    assert box["height"] <= 0.61 * 500
    assert page.get_by_role("button", name="Hide").bounding_box()["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
