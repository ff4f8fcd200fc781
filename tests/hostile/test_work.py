"""Fourfold input takes fourfold work: calls are counted, so that no clock decides."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import suppress

import pytest

from reading_list.catalog import shaping
from reading_list.catalog.outline import Outline
from reading_list.catalog.query import parse as parse_query
from reading_list.catalog.taxonomy import taxonomy_of
from reading_list.catalog.taxonomy_checks import read_taxonomy
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
