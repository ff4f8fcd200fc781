"""What a reader does with papers in a browser: citing, the basket, marks, keys, charts."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from reading_list.formats._bib_write import BIBLATEX, entry
from reading_list.formats._reference import reference_of
from reading_list.formats._styles import as_text, reference_parts
from reading_list.formats.bibtex import bibtex_of

ROOT = Path(__file__).resolve().parents[2]
CITE = ROOT / "templates" / "assets" / "cite.js"
RUN = """
const fs = require("fs");
globalThis.window = {};
eval(fs.readFileSync(process.argv[1], "utf8"));
const { parse, FORMATS } = window.readingList;
const papers = parse(fs.readFileSync(0, "utf8"));
const made = {};
for (const [name, [, , write]] of Object.entries(FORMATS)) {
  made[name] = papers.map((one) => write([one]));
}
console.log(JSON.stringify(made));
"""


@pytest.fixture(scope="module")
def in_script(site) -> dict[str, list[str]]:
    """Every paper of the list in every format, as the script writes it."""
    if not shutil.which("node"):
        pytest.skip("node is not installed")
    text = "\n".join(bibtex_of(key, paper, site.view.taxonomy) for key, paper in papers_of(site))
    done = subprocess.run(
        ["node", "-e", RUN, str(CITE)], input=text, capture_output=True, text=True, check=True
    )
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def papers_of(site):
    keys = sorted(subject for kind, subject in site.kinds.values() if kind == "paper")
    # Maths and markup of hostile titles are simplified by the script: see the test below it.
    return [(key, site.view.paper(key)) for key in keys if key != "hostile2017"]


@pytest.mark.parametrize("style", ["plain", "apa", "ieee", "acm"])
def test_the_script_writes_references_as_the_program_does(site, in_script, style: str) -> None:
    wanted = [
        as_text(reference_parts(reference_of(key, paper, site.view.taxonomy), style))
        for key, paper in papers_of(site)
    ]
    assert [line.strip() for line in in_script[style]] == [line.strip() for line in wanted]


def test_the_script_writes_biblatex_as_the_program_does(site, in_script) -> None:
    wanted = [
        entry(reference_of(key, paper, site.view.taxonomy), BIBLATEX, is_whole=False)
        for key, paper in papers_of(site)
    ]
    assert in_script["biblatex"] == wanted


def test_the_script_writes_csl_json_and_ris(in_script) -> None:
    for text in in_script["csl"]:
        (item,) = json.loads(text)
        assert {"id", "type", "title"} <= item.keys()
    for text in in_script["ris"]:
        assert text.startswith("TY  - ")
        assert text.endswith("ER  - \r\n\r\n")


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[object]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def reader(folder: Path, browser) -> Iterator[object]:
    """A page of a reader with an empty browser, who has said yes to the clipboard."""
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.open = lambda path: page.goto(f"{folder.as_uri()}/{path}")
    page.clip = lambda: page.evaluate("navigator.clipboard.readText()")
    yield page
    assert said == []
    context.close()


@pytest.mark.browser
def test_one_click_copies_a_paper_in_any_format(reader) -> None:
    reader.open("papers/plain2018.html")
    for name, beginning in (
        ("BibLaTeX", "@"), ("RIS", "TY  - "), ("CSL-JSON", "["), ("Markdown", "- "),
    ):  # fmt: skip
        reader.click(f'.cite-ways button:text-is("{name}")')
        reader.wait_for_selector(f'.toast:text-is("Copied {name}")')
        assert reader.clip().startswith(beginning)


@pytest.mark.browser
def test_one_key_copies_the_paper_that_one_stands_on(reader) -> None:
    reader.open("topics/small.html")
    reader.keyboard.press("j")
    first = reader.evaluate("document.activeElement.getAttribute('href')")
    reader.keyboard.press("j")
    reader.keyboard.press("k")
    assert reader.evaluate("document.activeElement.getAttribute('href')") == first
    reader.keyboard.press("c")
    reader.wait_for_selector('.toast:text-is("Copied BibTeX")')
    key = first.rpartition("/")[2].removesuffix(".html")
    assert f"{{{key}," in reader.clip()
    reader.keyboard.press("o")
    reader.wait_for_url("**/papers/*.html")


@pytest.mark.browser
def test_the_keys_are_explained(reader) -> None:
    reader.open("index.html")
    reader.keyboard.press("?")
    assert reader.locator("dialog kbd").count() >= 6
    reader.keyboard.press("Escape")
    assert reader.locator("dialog").count() == 0


@pytest.mark.browser
def test_basket_and_marks_stay_are_shared_and_move(reader, browser, tmp_path) -> None:
    reader.open("topics/small.html")
    reader.click(".entry >> nth=0 >> .words a[href$='#cite']")
    reader.click('dialog button:text-is("In the basket")')
    reader.click('dialog button:text-is("To read")')
    reader.fill("#shelf_note", "for <b>Monday</b>")
    reader.keyboard.press("Escape")
    reader.reload()
    assert "in your basket, to read, with a note" in reader.inner_text(".shelf-said >> nth=0")
    assert "Basket (1)" in reader.inner_text(".nav")

    reader.open("basket.html")
    reader.wait_for_selector(".basket-list a")
    reader.click('button:text-is("Copy a link to these papers")')
    reader.wait_for_selector('.toast:text-is("Copied the link")')
    link = reader.clip()
    with reader.expect_download() as saved:
        reader.click('[aria-label="Download CSL-JSON"]')
    assert len(json.loads(Path(saved.value.path()).read_text())) == 1
    with reader.expect_download() as saved:
        reader.click('button:text-is("Export to a file")')
    saved.value.save_as(tmp_path / "marks.json")

    other = browser.new_context().new_page()
    other.goto(link)
    other.click('button:text-is("Put all in my basket")')
    other.wait_for_selector('.nav a:text-is("Basket (1)")')
    other.set_input_files("#marks_file", tmp_path / "marks.json")
    other.wait_for_selector(".remark:text-is('for <b>Monday</b>')")
    other.click('#basket_papers button:text-is("Empty the basket")')
    other.wait_for_selector('.nav a:text-is("Basket")')
    other.context.close()


@pytest.mark.browser
def test_a_foreign_file_of_marks_is_refused_and_hostile_ones_stay_text(reader, tmp_path) -> None:
    reader.open("basket.html")
    with reader.expect_file_chooser():
        reader.click('button:text-is("Import from a file")')
    (tmp_path / "no.json").write_text("no marks")
    reader.set_input_files("#marks_file", tmp_path / "no.json")
    reader.wait_for_selector('.toast:text-is("That file holds no marks.")')
    marks = {"plain2018": {"title": "<img src=x onerror=alert(1)>", "note": "n", "state": "bad"}}
    hostile = {"basket": {"../../x": "2018", "plain2018": "../x"}, "marks": marks}
    (tmp_path / "bad.json").write_text(json.dumps(hostile))
    reader.set_input_files("#marks_file", tmp_path / "bad.json")
    reader.wait_for_selector("#basket_marks a")
    assert reader.locator("#basket_marks img").count() == 0
    assert reader.evaluate("Object.keys(readingList.shelf.basket()).length") == 0


@pytest.mark.browser
def test_reference_managers_find_the_papers_of_a_list(reader) -> None:
    reader.open("topics/small.html")
    reader.wait_for_selector(".Z3988", state="attached")
    assert reader.locator(".Z3988").count() == reader.locator(".entry").count()
    title = reader.get_attribute(".Z3988 >> nth=0", "title")
    assert title.startswith(
        "ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Ajournal"
    )
    assert "rft.atitle=" in title


@pytest.mark.browser
def test_nothing_is_asked_for_before_a_reader_asks(reader) -> None:
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    reader.open("topics/small.html")
    reader.wait_for_timeout(300)
    assert len([url for url in asked if "favicon" not in url]) == 3


@pytest.mark.browser
def test_statistics_fit_the_screen_and_have_tables(reader) -> None:
    reader.set_viewport_size({"width": 360, "height": 800})
    reader.open("statistics.html")
    assert reader.evaluate("document.documentElement.scrollWidth") == 360
    assert reader.locator("svg.chart[role]").count() >= 1
    assert reader.locator("table caption").count() >= 2
