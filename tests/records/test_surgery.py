"""Fields out, in, and into their order: the lines of that field change and no others."""

from __future__ import annotations

import pytest

from reading_list.records.reader import read
from reading_list.records.surgery import add, drop, reorder
from reading_list.records.writer import apply

LINKS = (
    "title: A\nlinks:\n  pdf: https://a.b # x\n  code: https://c.d\nnote: |\n  b\n\nyear: 1 # y\n"
)


def without(text: str, *loc: str | int) -> str | None:
    edits = drop(read("x.yaml", text.encode()), *loc)
    return apply(text, edits) if edits else None


def with_doi(text: str) -> str:
    return apply(text, add(read("x.yaml", text.encode()), "doi", "10.1/x"))


def in_order(text: str) -> str | None:
    edits = reorder(read("x.yaml", text.encode()))
    return apply(text, edits) if edits else None


@pytest.mark.parametrize(
    ("text", "loc", "wanted"),
    [
        (LINKS, ("links", "code"), LINKS.replace("  code: https://c.d\n", "")),
        (LINKS, ("note",), LINKS.replace("note: |\n  b\n\n", "")),
        ("links:\n  pdf: x\nyear: 1\n", ("links", "pdf"), "year: 1\n"),
        ("year: 1\nlinks:\n  pdf: x", ("links", "pdf"), "year: 1"),
        ("{a: b, year: 1}", ("a",), "{year: 1}"),
        ("{a: b, year: 1}", ("year",), "{a: b}"),
        ("{a: b, links: {pdf: x}, c: d}", ("links", "pdf"), "{a: b, c: d}"),
        ("topics: [a, b,\n  c]\n", ("topics", 1), "topics: [a, c]\n"),
        ("topics: [a, b,\n  c]\n", ("topics", 2), "topics: [a, b]\n"),
        ("topics:\n- a\n- b\n", ("topics", 0), "topics:\n- b\n"),
        ("month:\ntitle: A\r\n", ("month",), "title: A\r\n"),
    ],
)
def test_a_field_is_taken_out(text: str, loc: tuple[str | int, ...], wanted: str) -> None:
    assert without(text, *loc) == wanted


@pytest.mark.parametrize(
    ("text", "loc"),
    [
        (LINKS, ("links", "pdf")),
        (LINKS, ("year",)),
        ("title: A\n# why\nyear: 1\nvenue: x\n", ("year",)),
        ("topics: [a, # one\n  b]\n", ("topics", 0)),
        ("authors:\n  - name: A\n    orcid: x\n", ("authors", 0, "name")),
        ("title: A\n", ("title",)),
        ("title: A\n", ("venue",)),
    ],
)
def test_with_a_comment_or_alone_it_stays(text: str, loc: tuple[str | int, ...]) -> None:
    assert without(text, *loc) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("title: A\nyear: 1\npages: 2\n", "title: A\nyear: 1\ndoi: 10.1/x\npages: 2\n"),
        ("title: A\n  # of A\n# of p\npages: 2\n",
         "title: A\n  # of A\ndoi: 10.1/x\n# of p\npages: 2\n"),
        ("pages: 2\n", "doi: 10.1/x\npages: 2\n"),
        ("title: A", "title: A\ndoi: 10.1/x"),
        ("  title: A\r\n", "  title: A\r\n  doi: 10.1/x\r\n"),
        ("title: >\n  A\n\nnote: b\n", "title: >\n  A\n\ndoi: 10.1/x\nnote: b\n"),
        ("{title: A, note: b}", "{title: A, doi: 10.1/x, note: b}"),
        ("{note: b}", "{doi: 10.1/x, note: b}"),
    ],
)  # fmt: skip
def test_a_field_is_put_in_its_place(text: str, wanted: str) -> None:
    assert with_doi(text) == wanted
    assert read("x.yaml", wanted.encode()).data is not None


def test_fields_come_into_order_with_their_comments() -> None:
    text = (
        "# yaml-language-server: $schema=x\n# of venue\nvenue: a # b\nodd: 1\ntitle:\n   A\n"
        "   # deep\n\nyear: 1\n# end\n"
    )
    assert in_order(text) == (
        "# yaml-language-server: $schema=x\ntitle:\n   A\n   # deep\n\nyear: 1\n"
        "# of venue\nvenue: a # b\nodd: 1\n# end\n"
    )


@pytest.mark.parametrize(
    "text", ["title: A\nyear: 1\n", "{year: 1, title: A}\n", "year: 1\ntitle: A"]
)
def test_what_is_in_order_or_on_one_line_stays(text: str) -> None:
    assert in_order(text) is None


def test_many_fields_are_taken_out_in_proportion() -> None:
    text = "topics:\n" + "".join(f"  - t{number}\n" for number in range(3_000))
    document = read("x.yaml", text.encode())
    edits = [edit for number in range(0, 3_000, 2) for edit in drop(document, "topics", number)]
    assert apply(text, edits).count("\n") == 1_501
