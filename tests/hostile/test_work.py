"""Fourfold input takes fourfold work: calls are counted, so that no clock decides."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from reading_list.formats import readers
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
