"""Searching as a reader does it, in a real Chromium: from files and from a server."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reading_list import leaves
from reading_list.catalog.memory import MemoryCatalog
from reading_list.catalog.outline import Outline
from reading_list.catalog.taxonomy import taxonomy_of
from reading_list.records.model import Paper

from .conftest import HOSTILE, TEMPLATES  # noqa: TID252

pytestmark = pytest.mark.browser

TABLE = json.loads((Path(__file__).parents[1] / "cases" / "queries.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[object]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def served(folder: Path, serve: Callable[[Path], str]) -> str:
    """The address of the same pages on a server."""
    return serve(folder)


class Reader:
    """A page of the browser, and everything that it complained of or asked for."""

    def __init__(self, browser, **shape: object) -> None:
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **shape})
        self.page = self.context.new_page()
        self.page.set_default_timeout(8_000)
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("requestfailed", self._failed)
        self.page.on("request", lambda request: self.requests.append(request.url))

    def _failed(self, request) -> None:
        if request.failure != "net::ERR_ABORTED":  # by going to another page
            self.complaints.append(request.url)

    def open(self, address: str) -> None:
        """The search page, asked to show its papers."""
        self.page.goto(address)
        self.page.get_by_role("button", name="Filter and sort").click()

    def keys(self) -> list[str]:
        links = self.page.locator(".hit").evaluate_all("all => all.map(it => it.href)")
        return [link.rpartition("/")[2].removesuffix(".html") for link in links]

    def type(self, text: str) -> None:
        self.page.locator("#search_field").fill(text)

    def counts(self, text: str) -> None:
        """Wait for a number of papers."""
        self.page.locator("#search_count").get_by_text(text, exact=True).wait_for()


@pytest.fixture(params=["file", "http"])
def reader(request, browser, folder: Path, served: str) -> Iterator[Reader]:
    """The search page, from a file and from a server."""
    base = f"file://{folder}" if request.param == "file" else served
    found = Reader(browser)
    found.base = base
    found.open(f"{base}/search.html")
    found.counts("10 papers")
    yield found
    assert found.complaints == []
    assert all(url.startswith(base) for url in found.requests)
    found.context.close()


def test_nothing_is_fetched_before_one_searches(browser, folder: Path, served: str) -> None:
    for base in (f"file://{folder}", served):
        reader = Reader(browser)
        reader.page.goto(f"{base}/search.html")
        assert reader.page.get_by_role("link", name="Small things").is_visible()
        assert reader.page.evaluate("document.activeElement.id") == "search_field"
        reader.page.wait_for_timeout(300)
        assert len(reader.requests) <= 4
        reader.page.keyboard.type("plain", delay=5)  # faster than the script comes
        reader.counts("1 paper")
        assert reader.page.locator("#search_field").input_value() == "plain"
        assert reader.keys() == ["plain2018"]
        assert reader.complaints == []
        reader.context.close()


def test_results_come_while_one_types(reader: Reader) -> None:
    assert reader.page.evaluate("document.activeElement.id") == "search_field"
    reader.page.keyboard.type("plain")
    reader.counts("1 paper")
    assert reader.keys() == ["plain2018"]
    reader.type("lovelac")
    reader.counts("1 paper")
    reader.type("神经网络")
    reader.counts("1 paper")
    assert reader.keys() == ["chinese2018"]
    reader.type("hudnred")
    reader.counts("1 paper")
    assert "hundred" in reader.page.locator(".finder-notes").inner_text()
    reader.type("paragraph")  # of an abstract
    reader.counts("1 paper")


def test_the_query_stands_in_the_address_and_back_goes_back(reader: Reader) -> None:
    page = reader.page
    reader.type("venue:conf")
    reader.counts("5 papers")
    assert page.url.endswith("search.html?q=venue:conf")
    page.get_by_role("checkbox", name="2018").check()
    reader.counts("2 papers")
    assert page.url.endswith("?q=venue:conf&year=2018")
    page.go_back()
    reader.counts("5 papers")
    assert not page.get_by_role("checkbox", name="2018").is_checked()
    page.goto(f"{reader.base}/search.html?q=author:han&topic=small&sort=title&view=table")
    reader.counts("1 paper")
    assert page.locator("#search_field").input_value() == "author:han"
    assert page.get_by_role("columnheader").all_inner_texts() == [
        "Title", "Authors", "Published", "Links",
    ]  # fmt: skip


def test_facets_combine_with_counts(reader: Reader) -> None:
    page = reader.page
    small = page.get_by_role("checkbox", name="Small things 4 papers")
    small.check()
    reader.counts("4 papers")
    page.get_by_role("checkbox", name="Chips 1 paper").wait_for()  # counts come after results
    page.get_by_role("checkbox", name="Chips").check()
    reader.counts("1 paper")
    assert reader.keys() == ["hostile2017"]
    # Within a tree one value or another, and each says what it would bring.
    page.get_by_role("button", name=re.compile("Chips.*take this")).click()
    reader.counts("4 papers")
    page.get_by_role("checkbox", name="code").check()
    reader.counts("1 paper")
    chosen = page.get_by_role("list", name="Chosen filters").get_by_role("button")
    chosen.nth(1).wait_for()
    assert chosen.count() == 2


def test_results_lead_where_entries_of_lists_lead(reader: Reader) -> None:
    page = reader.page
    reader.type("plain")
    reader.counts("1 paper")
    hit = page.locator(".hit-row").first
    hit.get_by_text("Best Paper").wait_for()
    for name, address in (
        ("PDF", "https://example.org/a.pdf"),
        ("code", "https://github.com/example/code"),
        ("arXiv", "https://arxiv.org/abs/1802.03494"),
        ("paper", "https://doi.org/10.1007/978-3-030-01234-2_48"),
        ("cite", "papers/plain2018.html#cite"),
        ("CONF 2018", "venues/conf/2018.html"),
    ):
        assert hit.get_by_role("link", name=name, exact=True).get_attribute("href") == address
    hit.get_by_role("link", name="Ada Lovelace").click()
    assert page.locator("#search_field").input_value() == 'author:"Ada Lovelace"'
    reader.counts("1 paper")


def test_the_keyboard_is_enough(reader: Reader) -> None:
    page = reader.page
    for path in ("topics.html", "papers/plain2018.html"):
        page.goto(f"{reader.base}/{path}")
        page.keyboard.press("/")
        page.wait_for_url("**/search.html")
    page.keyboard.type("conf")
    reader.counts("5 papers")
    page.keyboard.press("ArrowDown")
    titles = page.locator(".hit")
    # In one question: results may come again between two.
    page.locator(".hit-row:nth-child(1) .hit:focus").wait_for()
    page.keyboard.press("j")
    page.locator(".hit-row:nth-child(2) .hit:focus").wait_for()
    page.keyboard.press("k")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "search_field"
    page.keyboard.press("Enter")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search_field"
    page.keyboard.press("ArrowDown")
    first = titles.nth(0).get_attribute("href")
    page.keyboard.press("o")
    page.wait_for_url(f"**/{first}")


@pytest.mark.parametrize("view", ["list", "table"])
def test_from_anywhere_one_press_is_one_step(reader: Reader, view: str) -> None:
    page = reader.page
    if view == "table":
        page.get_by_role("button", name="Show as table").click()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    page.locator(".hit-row:nth-child(1) .hit:focus").wait_for()
    page.keyboard.press("j")
    page.locator(".hit-row:nth-child(2) .hit:focus").wait_for()
    went: list[str] = []
    page.on("request", lambda it: it.is_navigation_request() and went.append(it.url))
    page.keyboard.press("o")
    page.wait_for_url("**/papers/*.html")
    assert len(went) == 1


def test_who_stands_on_a_result_stays_there_while_results_come_again(reader: Reader) -> None:
    page = reader.page
    reader.counts("10 papers")
    page.keyboard.type("conf")
    reader.counts("5 papers")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("j")
    second = page.locator(".hit-row:nth-child(2) .hit:focus")
    second.wait_for()
    address = second.get_attribute("href")
    second.evaluate("it => { it.dataset.old = '1' }")
    page.evaluate("dispatchEvent(new PopStateEvent('popstate'))")
    page.locator(".hit[data-old]").wait_for(state="detached")
    assert page.evaluate("document.activeElement.getAttribute('href')") == address


def test_a_screen_reader_hears_the_count_once_typing_ends(reader: Reader) -> None:
    said = reader.page.get_by_role("status")
    said.get_by_text("10 papers in all").wait_for()
    reader.page.keyboard.type("conf 2018", delay=20)
    said.get_by_text("2 papers found").wait_for()
    assert said.get_attribute("id") == "search_said"


def test_hostile_text_stays_text(reader: Reader) -> None:
    reader.type("quoted")
    reader.counts("1 paper")
    row = reader.page.locator(".hit-row")
    assert row.locator(".hit").inner_text().startswith('<script>alert(1)</script> "quoted"')
    assert row.locator("script, b, i").count() == 0
    row.get_by_role("link", name=HOSTILE[:20]).last.wait_for()
    reader.type('"><img src=x onerror=alert(1)>')
    reader.counts("0 papers")
    assert reader.page.locator("img").count() == 0


def test_nothing_found_says_what_to_try_and_a_mistake_what_is_wrong(reader: Reader) -> None:
    page = reader.page
    reader.type("zebra crossing")
    reader.counts("0 papers")
    assert "every word has to be found" in page.locator(".finder-notes").inner_text()
    reader.type("topic:smalll x")
    page.get_by_text("No topic is called 'smalll'").wait_for()
    assert 'Did you mean topic:"small"?' in page.locator(".finder-notes").inner_text()
    reader.type("plain author:")  # not yet ended
    reader.counts("1 paper")


def test_results_can_be_sorted(reader: Reader) -> None:
    page = reader.page
    for sort, first in (
        ("Title", "plain2018"), ("Oldest year", "hostile2017"), ("Newest in the list", "plain2018"),
    ):  # fmt: skip
        page.get_by_label("Sort by").select_option(sort)
        page.wait_for_timeout(200)
        titles = reader.keys()
        assert titles[0] == first or (sort == "Title" and titles[0] == "crowd2020")
    page.get_by_label("Sort by").select_option("Newest year")
    page.wait_for_timeout(200)
    assert reader.keys()[-1] in {"bare", "undated"}


def test_home_leads_to_results(browser, folder: Path) -> None:
    reader = Reader(browser)
    reader.page.goto(f"file://{folder}/index.html")
    reader.page.keyboard.press("/")
    reader.page.keyboard.type("maths")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**/search.html?q=maths")
    reader.counts("1 paper")
    assert reader.complaints == []
    reader.context.close()


def test_on_a_phone_filters_are_a_sheet(browser, folder: Path) -> None:
    reader = Reader(browser, viewport={"width": 360, "height": 700}, is_mobile=True, has_touch=True)
    page = reader.page
    reader.open(f"file://{folder}/search.html")
    reader.counts("10 papers")
    assert not page.get_by_role("checkbox", name="2018").is_visible()
    page.get_by_role("button", name="Filter").tap()
    page.get_by_role("dialog", name="Filters").get_by_role("checkbox", name="2018").tap()
    page.get_by_role("button", name="Show results").tap()
    reader.counts("4 papers")
    assert page.get_by_role("button", name="Filter (1)").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    reader.context.close()


def test_without_scripts_the_facets_are_links(browser, folder: Path) -> None:
    reader = Reader(browser, java_script_enabled=False)
    page = reader.page
    page.goto(f"file://{folder}/search.html")
    assert not page.locator("#search_field").is_visible()
    page.get_by_role("link", name="Small things").click()
    assert page.url.endswith("topics/small.html")
    page.go_back()
    page.get_by_role("link", name="CONF").click()
    assert page.url.endswith("venues/conf.html")
    reader.context.close()


def test_where_the_papers_cannot_be_read_the_links_stand(browser, folder: Path) -> None:
    reader = Reader(browser)
    page = reader.page
    page.route("**/search/labels.js", lambda route: route.abort())
    reader.open(f"file://{folder}/search.html")
    page.get_by_text("The search does not work here").wait_for()
    assert page.get_by_role("link", name="Small things").is_visible()
    reader.context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_the_search_page_is_accessible(browser, node_tool, folder, theme: str, width: int) -> None:
    source = (node_tool("axe-core") / "axe.min.js").read_text(encoding="utf-8")
    reader = Reader(
        browser, viewport={"width": width, "height": 900}, color_scheme=theme, bypass_csp=True
    )
    page = reader.page
    for query in ("?q=conf&topic=small,chips", "?view=table", "?q=nothing+at+all"):
        page.goto(f"file://{folder}/search.html{query}")
        page.locator(".hit, .finder-nothing").first.wait_for()
        if width == 360:
            page.locator(".finder-filter").click()
            page.locator(".finder-close").wait_for()
        page.evaluate(source)
        found = page.evaluate("axe.run()")["violations"]
        assert [(it["id"], [n["html"] for n in it["nodes"]]) for it in found] == []
    reader.context.close()


@pytest.fixture
def engine_page(browser) -> Iterator[object]:
    """A page with the engine alone and the papers of the table: find(), counted()."""
    taxonomy = taxonomy_of(Outline.model_validate(TABLE["taxonomy"]))
    papers = {key: Paper.model_validate(fields) for key, fields in TABLE["papers"].items()}
    view = MemoryCatalog(papers, taxonomy, lambda card, taxonomy: None, lambda card, taxonomy: None)
    scripts = [leaves.load("pages", "search_labels").body("", view)]
    for group in view.groups("year"):
        kinds = ("search_papers", "search_abstracts")
        scripts.extend(leaves.load("pages", kind).body(group.id, view) for kind in kinds)
    page = browser.new_page()
    page.add_script_tag(path=TEMPLATES / "assets" / "search-engine.js")
    page.evaluate(
        """() => {
          const { Engine, search, count } = readingListEngine, engine = new Engine();
          const end = (steps) => {
            let it;
            do it = steps.next(); while (!it.done);
            return it.value;
          };
          window.readingList = {
            labels: (raw) => engine.setLabels(raw),
            papers: (year, raw) => end(engine.addYear(year, raw)),
            abstracts: (year, raw) => end(engine.addAbstracts(year, raw)),
          };
          window.find = (text) => {
            const { shown, problems } = end(search(engine, { text, limit: 100 }));
            return { keys: shown.map((it) => it.key), problems };
          };
          // Each value's count, and how many papers there are if it is chosen as well.
          window.counted = (text, facets) => {
            end(search(engine, { text, facets }));
            const found = [];
            for (const [name, values] of Object.entries(end(count(engine)))) {
              if (facets[name]) continue;
              for (const [id, size] of values) {
                const more = { ...facets, [name]: [id] };
                const { total } = end(search(engine, { text, facets: more }));
                found.push([name, id, size, total]);
              }
            }
            return found;
          };
          window.interrupted = () => {
            end(search(engine, { text: "" }));
            const steps = count(engine);
            steps.next();
            end(search(engine, { text: "a" }));
            return end(steps);
          };
        }"""
    )
    for script in scripts:
        page.evaluate(script)
    yield page
    page.close()


def test_a_count_is_what_choosing_the_value_brings(engine_page) -> None:
    (topic, year) = engine_page.evaluate(
        "() => [counted('', {})[0][1], counted('', {}).find((it) => it[0] === 'year')[1]]"
    )
    for text in ("", "a", "-a", "has:code", "year:2016..2018"):
        for facets in ({}, {"topic": [topic]}, {"year": [year]}, {"has": ["code"]}):
            found = engine_page.evaluate("asked => counted(...asked)", [text, facets])
            wrong = [it for it in found if it[2] != it[3] or not it[2]]
            assert wrong == [], (text, facets)
    assert len(engine_page.evaluate("counted('', {})")) > 20


def test_a_count_ends_when_another_search_begins(engine_page) -> None:
    assert engine_page.evaluate("interrupted()") is None


def test_the_script_understands_every_case_of_the_table(engine_page) -> None:
    for case in TABLE["cases"]:
        found = engine_page.evaluate("text => find(text)", case["query"])
        if "keys" in case:
            assert (found["keys"], found["problems"]) == (case["keys"], []), case["query"]
        else:
            assert len(found["problems"]) == case.get("count", 1), case["query"]
            known = {"start", "end", "message", "hint"} & case.keys()
            assert {k: found["problems"][0][k] for k in known} == {k: case[k] for k in known}


def test_words_are_folded_as_in_the_builder(browser) -> None:
    from reading_list.catalog.tokens import tokens

    page = browser.new_page()
    page.add_script_tag(path=TEMPLATES / "assets" / "search-engine.js")
    blocks = [
        *range(0x20, 0x250),
        *range(0x300, 0x530),
        *range(0x590, 0x1000),
        *range(0x1E00, 0x2200),
    ]
    blocks += [*range(0x3000, 0x3100), *range(0x4E00, 0x4E40), *range(0xAC00, 0xAC40)]
    letters = [chr(code) for code in blocks]
    found = page.evaluate(
        "all => all.map(it => readingListEngine.tokens(`a${it}b ${it}`))", letters
    )
    other = [
        letter
        for letter, words in zip(letters, found, strict=True)
        if list(tokens(f"a{letter}b {letter}")) != words
        and unicodedata.category(letter) != "Cn"  # of a later Unicode than ours
    ]
    assert other == []
    page.close()
