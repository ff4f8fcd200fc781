"""Every line of the list that this one began as stands on the page of its section and in README.

`fixtures/original_lines.csv` holds a row for each thing that a line says: its wording (a paper's by
its right title), the record, and the place where it belongs now.
"""

from __future__ import annotations

import csv
import unicodedata
from functools import cache
from pathlib import Path
from typing import NamedTuple

import html5lib
import pytest
from markdown_it import MarkdownIt

FIXTURE = Path(__file__).parent / "fixtures" / "original_lines.csv"


class Line(NamedTuple):
    line: str
    section: str
    text: str
    kind: str
    keys: str
    place: str
    track: str


def lines() -> list[Line]:
    with FIXTURE.open(encoding="utf-8", newline="") as file:
        return [Line(**row) for row in csv.DictReader(file)]


LINES = lines()
PAPERS = [line for line in LINES if line.kind == "paper"]


def folded(text: str) -> str:
    """Letters and digits alone: dashes, quotes, maths and spacing are a matter of form."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain if char.isalnum())


def page_of(site: Path, place: str) -> Path:
    kind, _, name = place.partition(":")
    folder = {"term": "topics", "edition": "venues"}.get(kind)
    return site / (f"{folder}/{name}.html" if folder else "index.html")


@cache
def tree_of(path: Path) -> html5lib.treebuilders.base.Node:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    return parser.parse(path.read_text(encoding="utf-8"))


@cache
def text_of(path: Path) -> str:
    return folded("".join(tree_of(path).find("body").itertext()))


@cache
def editions_of(page: Path) -> set[str]:
    """The editions that the home page lists as rows of a year and its venues, as `NIPS 2016`."""
    found = set()
    for row in tree_of(page).iter("div"):
        year = row.find("dt")
        if year is not None:
            found.update(f"{link.text} {year.text}" for link in row.iter("a"))
    return found


@cache
def sections_of(readme: Path) -> dict[str, str]:
    """The folded text of README below each heading, by the path of folded headings above it."""
    found: dict[str, list[str]] = {}
    path: list[str] = []
    tokens = iter(MarkdownIt("commonmark").parse(readme.read_text(encoding="utf-8")))
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1])
            token = next(tokens)  # noqa: PLW2901  # its text is in the section as well
            path[level - 2 :] = [folded(plain_text(token))]
        if token.type == "inline":
            for depth in range(len(path) + 1):
                found.setdefault(">".join(path[:depth]), []).append(plain_text(token))
    return {section: folded("".join(texts)) for section, texts in found.items()}


def plain_text(token: object) -> str:
    children = getattr(token, "children", None) or []
    return "".join(child.content for child in children)


def test_the_fixture_holds_the_whole_original() -> None:
    assert len({line.line for line in LINES}) == 263
    assert len({line.keys for line in LINES if line.keys}) == 219
    assert len({line.keys for line in PAPERS}) == 216  # two tutorials and a benchmark are resources


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"line {line.line}")
def test_line_is_on_the_page_of_its_section(built_site: Path, line: Line) -> None:
    page = page_of(built_site, line.place)
    if line.kind == "toc" and line.text[-4:].isdigit():
        assert line.text in editions_of(page)
        return
    assert folded(line.text) in text_of(page)
    if line.kind == "paper":
        targets = [link.get("href", "") for link in tree_of(page).iter("a")]
        assert any(target.endswith(f"papers/{line.keys}.html") for target in targets)


@pytest.mark.parametrize(
    "line", [line for line in PAPERS if line.track], ids=lambda line: f"line {line.line}"
)
def test_paper_stands_under_its_track(built_site: Path, line: Line) -> None:
    """The headings of an edition's page are its tracks, where the original has them."""
    body = tree_of(page_of(built_site, line.place)).find("body")
    heading = ""
    for node in body.iter():
        if node.tag == "h2":
            heading = folded("".join(node.itertext()))
        if node.tag == "a" and str(node.get("href", "")).endswith(f"papers/{line.keys}.html"):
            assert folded(line.track) in heading
            return
    pytest.fail(f"{line.keys} is not on the page")


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"line {line.line}")
def test_line_is_in_readme_under_its_heading(built_list: Path, line: Line) -> None:
    sections = sections_of(built_list / "README.md")
    text = folded(line.text)
    if line.kind in {"toc", "heading"} or line.place == "home":
        assert text in sections[""]
        return
    parts = [folded(part) for part in line.section.split(" > ")]
    path = ">".join(parts[:2] if parts[0] == "conferencepapers" else parts)
    below = [whole for name, whole in sections.items() if name.startswith(path)]
    assert any(text in whole for whole in below), f"not below {path}"
