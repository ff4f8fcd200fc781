"""Fourfold input takes fourfold work: calls are counted, so that no clock decides."""

from __future__ import annotations

import _markupbase
import html.parser
import json
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from itertools import pairwise

import pytest

from reading_list import leaves
from reading_list.audit import Site, examine, styles
from reading_list.audit._tags import tags_of
from reading_list.catalog import shaping
from reading_list.catalog.outline import Outline
from reading_list.catalog.query import parse as parse_query
from reading_list.catalog.taxonomy import taxonomy_of
from reading_list.catalog.taxonomy_checks import read_taxonomy
from reading_list.commands.diff import _finder
from reading_list.differences import (
    Added,
    Changed,
    Differences,
    Entry,
    Field,
    Lost,
    State,
    differences,
)
from reading_list.formats import _json_items, readers
from reading_list.intake.issues import ADD, Refusal, parse_issue
from reading_list.records.markup import block_html, inline_html, title_html
from reading_list.records.parse import parse

SMALL = 2_000  # characters
GROWTH = 4
SLACK = 1.4  # a table that grows, a cache that is warm

SHAPES = {
    "bibtex": ["@a{k, t={x}}\n", "@", "@a{", "{", "}", "@string{a=a#a}\n", "\\", "@comment{", "%"],
    "biblatex": ["@a{k, title={$", '@a{k,t="x"#', "@a{k, author={A and "],
    "ris": ["TY  - JOUR\nTI  - x\nER  - \n", "TI  - x\n", "  x\n", "ER  - \n", "TY  - JOUR\n"],
    "csv": ['"x",y\n', '"', ",", '"",', "\n"],
    "json": ["[", '{"a":', "[{}],"],
    "jsonl": ['{"title":"x"}\n', "{\n"],
    "csl_json": ["[", '{"a":', "[{},"],
    "cff": ["title: x\n", "- [", "a: {"],
    "awesome": [
        "- [x](http://e.example) - y. 2018\n", "# x\n", "[", "- ", "> ", "`", "<a", "*a_", "[x](<",
        "![", "<!--", "&", "\\", "[a]: b\n", "http://e.example/ ", "(", "**", "x, ", "$x",
    ],
}  # fmt: skip
HEADS = {"csv": "title,a\n", "awesome": "# A list\n"}
MARKUP = [
    "[x](<", "[x](y", "[", "]", "`", "``a", "*a", "_a_", "**", "<a", "\\", "$a", "$a$", "![",
    "[x][", "*_", "*a_b", "> ", "- ", "1. ", "a\n\n", "(", "[](", "`a``", "&amp;", "\t",
]  # fmt: skip


def work(step: Callable[[], object]) -> int:
    """How many functions are entered and left, those of C as well."""
    count = 0

    def one_more(*_: object) -> None:
        nonlocal count
        count += 1

    step()  # what is made once is made now
    sys.setprofile(one_more)
    try:
        step()
    finally:
        sys.setprofile(None)
    return count


def assert_linear(step: Callable[[str], object], shape: str) -> None:
    few, many = (
        work(lambda n=size: step(shape * (n // len(shape))))  # type: ignore[misc]
        for size in (SMALL, GROWTH * SMALL)
    )
    assert many <= GROWTH * SLACK * few + 2_000, (shape, few, many)


@pytest.mark.parametrize(
    ("name", "shape"), [(name, shape) for name, shapes in SHAPES.items() for shape in shapes]
)
def test_a_reader_of_files_does_no_more_than_its_input_grows(name: str, shape: str) -> None:
    leaf = readers()[name]
    assert_linear(lambda text: list(leaf.read("x", HEADS.get(name, "") + text)), shape)


@pytest.mark.parametrize("shape", MARKUP)
@pytest.mark.parametrize("render", [title_html, inline_html, block_html])
def test_markup_does_no_more_than_its_text_grows(render: Callable[[str], str], shape: str) -> None:
    assert_linear(render, shape)


@pytest.mark.parametrize(
    "shape", ["a: b\n", "[", "{a: ", "- a\n", "? ", "'", '"', "a:\n ", "#", "&a ", "!!x ", "| "]
)
def test_a_record_costs_no_more_than_it_is_long(shape: str) -> None:
    assert_linear(lambda text: parse("papers/2018/x.yaml", text.encode()), shape)


@pytest.mark.parametrize(
    "shape",
    ["facets:\n", "- id: a\n", "[", "{a: ", "- {id: a, title: A}\n", "? ", "'", "a:\n ", "#\n"],
)
def test_a_taxonomy_costs_no_more_than_it_is_long(shape: str) -> None:
    assert_linear(lambda text: read_taxonomy("taxonomy.yaml", text.encode()), shape)


def shelf(size: int) -> str:
    """A taxonomy of so many terms with names and former names, venues and people."""

    def seen(number: int) -> str:
        return "x1, x2" if number > 2 else "x3"

    rows = [
        f"  - {{id: x{n}, title: X{n}, aliases: [Y{n}], formerly: [z{n}], see_also: [{seen(n)}]}}\n"
        for n in range(1, size)
    ]
    places = [f"- {{id: v{n}, name: V{n}}}\n" for n in range(size)]
    people = [f"- {{id: p{n}, name: Ann P{n}, aliases: [A. P{n}]}}\n" for n in range(size)]
    head = "list: {title: A, outline: [{facet: top}]}\nfacets:\n- id: top\n  title: T\n  terms:\n"
    return "".join([head, *rows, "venues:\n", *places, "people:\n", *people])


@pytest.mark.parametrize(
    "step",
    [
        lambda text: read_taxonomy("taxonomy.yaml", text.encode()),
        lambda text: shaping.rename(text, "x1", "w"),
        lambda text: shaping.move(text, "x1", "x2"),
        lambda text: shaping.merge(text, "x1", "x2"),
        lambda text: shaping.add_part(text, "x1", "w", "W"),
    ],
    ids=["settings", "rename", "move", "merge", "add"],
)
def test_a_taxonomy_of_many_terms_is_linear(step: Callable[[str], object]) -> None:
    few, many = (work(lambda n=n: step(shelf(n))) for n in (20, 20 * GROWTH))  # type: ignore[misc]
    assert many <= GROWTH * SLACK * few + 2_000, (few, many)


@pytest.mark.parametrize(
    "shape", ["(", '"', "a ", "-", "topic:a ", "year:1..2 ", "*", "has:", "\\", "a,", "é", ")"]
)
def test_a_query_costs_no_more_than_it_is_long(shape: str) -> None:
    taxonomy = taxonomy_of(Outline.model_validate({"list": {"title": "A list"}}))
    few, many = (
        work(lambda n=n: parse_query((shape * n)[:n], taxonomy))  # type: ignore[misc]
        for n in (400, 1_600)  # it takes 2,000 characters
    )
    assert many <= GROWTH * SLACK * few + 2_000, (few, many)


@pytest.mark.parametrize(
    "shape", ["a\n", "### Title\n", "```\n", "1. ", "; ", "code: https://e.example/\n"]
)
@pytest.mark.parametrize("label", ["Authors", "Topics", "Links", "BibTeX", "Note"])
def test_an_issue_costs_no_more_than_it_is_long(label: str, shape: str) -> None:
    def read(text: str) -> None:
        answers = "".join(f"### {it}\n\n{text if it == label else 'x'}\n\n" for it in ADD)
        with suppress(Refusal):
            parse_issue(answers)

    assert_linear(read, shape)


@pytest.mark.parametrize("shape", ['{"a":\n', '{"a": [\n', "{\n", '{"a"\n', '{"a": {}\n', "{x}\n"])
def test_of_broken_json_no_line_is_read_a_third_time(
    shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C's scanner makes no calls that could be counted; what it went over is counted instead."""
    seen = 0

    class Counting(json.JSONDecoder):
        def raw_decode(self, s: str, idx: int = 0) -> tuple[object, int]:
            nonlocal seen
            try:
                value, end = super().raw_decode(s, idx)
            except json.JSONDecodeError as error:
                seen += error.pos - idx
                raise
            except RecursionError:
                seen += len(s) - idx
                raise
            seen += end - idx
            return value, end

    monkeypatch.setattr(_json_items.json, "JSONDecoder", Counting)
    for number in (900, 3_600):
        seen = 0
        text = "[" + shape * number
        assert list(_json_items.items_of("x", text, "json"))
        assert seen <= 2 * len(text), (shape, number, seen)


@pytest.mark.parametrize("form", ["human", "markdown", "json"])
def test_telling_a_difference_costs_no_more_than_it_changes(form: str) -> None:
    def tell(number: int) -> None:
        entry = Entry("@a *b*", "Venue", "2018", ("Ann Author",), ("code: https://e.example",), "")
        found = Differences(
            added=tuple(Added(f"k{n}", f"papers/k{n}.yaml", entry, "", "") for n in range(number)),
            changed=tuple(
                Changed(
                    f"c{n}", f"papers/c{n}.yaml", "T", (Field("year", "1", "2"),), (), (), entry
                )
                for n in range(number)
            ),
            lost=tuple(Lost("paper", f"l{n}", "") for n in range(number)),
        )
        leaves.load("differences", form).render(found)

    few, many = (work(lambda n=n: tell(n)) for n in (50, 50 * GROWTH))  # type: ignore[misc]
    assert many <= GROWTH * SLACK * few + 2_000, (few, many)


def state(number: int, title: str, year: int) -> State:
    taxonomy = taxonomy_of(Outline.model_validate({"list": {"title": "A list"}}))
    text = "title: {}\nauthors: [Ann Author]\nyear: {}\naliases: [old{}]\n"
    paths = {f"papers/{year}/k{year}n{n}.yaml": n for n in range(number)}
    records = {
        path: parse(path, text.format(title.format(n), year, n).encode())
        for path, n in paths.items()
    }
    return State(records, taxonomy)


@pytest.mark.parametrize("title", ["T{0}", "Alike", "W{0} of V{0} with U{0} by the same words"])
def test_comparing_two_states_costs_no_more_than_differs(title: str) -> None:
    """All gone and all new, then all changed, with the search for papers that are the same."""
    counts = []
    # Below some hundreds each is compared with all that share its words, then with no more.
    for number in (1_000, 2_000, 4_000):
        old, new = state(number, title, 2018), state(number, title, 2019)
        changed = state(number, f"{title} again", 2018)

        def step(old: State = old, new: State = new, changed: State = changed) -> None:
            differences(old, new, lambda _: "", _finder([], {"k"}))
            differences(old, changed, lambda key: key, _finder([], set()))

        counts.append(work(step))
    assert all(many <= 2.2 * few for few, many in pairwise(counts)), counts


HTML = [
    "<a", "<a ", "<a>", "<", "</", "</a", "<!", "<!-", "<!-->", "<!--", "<?", "<![", "<![CDATA[",
    "--!>", "-->", "&", "&amp", "&#", "<script>", "<script></", "<style></s", "<title></",
    "<textarea></", "<plaintext>", "<a b=", "<a b='", "<a b=c ", "<a/", "<!doctype [", "=", "' ",
    "<a id=x>", "<a href=#x>", "<a b=&", "<a\0", " <b", "\n", "<meta http-equiv=refresh ",
]  # fmt: skip
AROUND = [("", ""), ("", ">"), ("", "-->"), ("<script>", "</script>"), ('<a b="', '">')]


@pytest.mark.parametrize("shape", HTML)
@pytest.mark.parametrize("path", ["a.html", "a.svg"])
def test_a_page_costs_its_audit_no_more_than_it_is_long(path: str, shape: str) -> None:
    site = Site({path: 0})
    for head, tail in AROUND:
        few, many = (
            work(partial(examine, path, f"{head}{shape * n}{tail}".encode(), site, path))
            for n in (200, 200 * GROWTH)
        )
        assert many <= GROWTH * SLACK * few + 2_000, (head, shape, tail, few, many)


@pytest.mark.parametrize("shape", HTML)
def test_no_page_makes_its_parser_read_it_again_and_again(
    shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pattern makes no calls that could be counted; what it was given is counted instead."""
    seen = 0

    class Counting:
        """A compiled pattern of the parser that counts what it may go over."""

        def __init__(self, pattern: re.Pattern[str]) -> None:
            self._pattern = pattern

        def _counted(self, found: re.Match[str] | None, text: str, start: int) -> object:
            nonlocal seen
            seen += (found.end() if found else len(text)) - start
            return found

        def search(self, text: str, start: int = 0) -> object:
            return self._counted(self._pattern.search(text, start), text, start)

        def __getattr__(self, name: str) -> object:
            return getattr(self._pattern, name)

    for module in (html.parser, _markupbase):
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                monkeypatch.setattr(module, name, Counting(value))
    for head, tail in AROUND:
        counts = []
        for n in (200, 200 * GROWTH):
            seen = 0
            tags_of(f"{head}{shape * n}{tail}")
            counts.append(seen)
        few, many = counts
        assert many <= GROWTH * SLACK * few + 2_000, (head, shape, tail, few, many)


SHEETS = [
    "url(",
    "url( ",
    '"',
    "'",
    '\\"',
    "/*",
    "@import ",
    "@import url(",
    "\\",
    "(",
    " ",
    'url("',
]


@pytest.mark.parametrize("shape", SHEETS)
def test_a_style_sheet_is_read_forwards_only(shape: str) -> None:
    """Seconds decide nothing here: with a single step back, this took the square of a million."""
    assert styles.read("a.css", shape * (1_000_000 // len(shape)), Site({})).problems == []
