"""New records and edits: what is written is read back, and all else stays as it was."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list.diagnostics import Edit, Span
from reading_list.records import scalars
from reading_list.records.model import Paper
from reading_list.records.reader import read
from reading_list.records.writer import apply, emit, modeline

PAPERS = Path(__file__).resolve().parents[2] / "papers"

texts = st.text(min_size=1, max_size=40).map(scalars.writable).filter(bool)
names = st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=10)
people = st.lists(
    st.one_of(texts, st.fixed_dictionaries({"name": texts}, optional={"affiliation": texts})),
    max_size=4,
)
words = st.lists(texts, max_size=4)
records = st.fixed_dictionaries(
    {"title": texts},
    optional={
        "authors": people,
        "year": st.integers(1500, 2100),
        "venue": texts,
        "topics": words,
        "organizations": words,
        "doi": texts,
        "links": st.dictionaries(st.sampled_from(["pdf", "code", "data"]), texts, max_size=3),
        "volume": texts,
        "highlight": st.booleans(),
        "note": texts,
        "abstract": st.lists(texts, max_size=3).map("\n".join).filter(bool),
        "related": st.dictionaries(st.sampled_from(["see", "extends"]), words, max_size=2),
        "extra": st.dictionaries(names, texts, max_size=3),
        "unknown": st.one_of(texts, words, st.dictionaries(names, words, max_size=2)),
    },
)


def as_text(value: object) -> object:
    """What the reader makes of a value: scalars are text to it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return {key: as_text(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [as_text(item) for item in value]
    return str(value)


@given(records)
def test_what_is_written_is_read_back(fields: dict[str, object]) -> None:
    document = read("papers/2018/a.yaml", emit(fields).encode())
    assert not document.diagnostics
    assert document.data == as_text(fields)


@given(records)
def test_fields_stand_in_the_order_of_the_model(fields: dict[str, object]) -> None:
    data = read("a.yaml", emit(dict(reversed(fields.items()))).encode()).data or {}
    order = [*Paper.model_fields, "unknown"]
    assert list(data) == sorted(data, key=order.index)


def test_a_record_looks_as_contributors_write_it() -> None:
    fields = {
        "topics": ["fixed-precision"],
        "pages": "293-302",
        "title": "HAWQ: Hessian AWare Quantization",
        "authors": ["Zhen Dong", {"affiliation": "UC Berkeley", "name": "Amir Gholami"}, "others"],
        "year": 2019,
        "venue": "iccv",
        "arxiv": "1905.03696",
        "links": {"code": "https://github.com/x/y", "pdf": "https://x.org/a.pdf"},
        "volume": 31,
        "highlight": True,
        "note": "A note.",
        "abstract": "First.\n\nSecond.",
        "related": {"extends": ["dong2018a"]},
        "month": None,
        "added": "2019-11-02",
        "track": "no",
    }
    assert emit(fields, "papers/2019/dong2019hawq.yaml") == (
        "# yaml-language-server: $schema=../../schemas/paper.schema.json\n"
        'title: "HAWQ: Hessian AWare Quantization"\n'
        "authors:\n"
        "  - Zhen Dong\n"
        "  - {name: Amir Gholami, affiliation: UC Berkeley}\n"
        "  - others\n"
        "year: 2019\n"
        "venue: iccv\n"
        'track: "no"\n'
        "topics: [fixed-precision]\n"
        'arxiv: "1905.03696"\n'
        "links:\n"
        "  pdf: https://x.org/a.pdf\n"
        "  code: https://github.com/x/y\n"
        "pages: 293-302\n"
        'volume: "31"\n'
        "highlight: true\n"
        'note: "A note."\n'
        "abstract: |-\n"
        "  First.\n"
        "\n"
        "  Second.\n"
        "related: {extends: [dong2018a]}\n"
        "added: 2019-11-02\n"
    )


def test_a_list_that_is_too_long_for_a_line_has_one_item_a_line() -> None:
    items = [f"University of a Long Name {n}" for n in range(5)]
    lines = emit({"title": "A", "organizations": items}).splitlines()
    assert lines[2:] == ["organizations:", *(f"  - {item}" for item in items)]


@pytest.mark.parametrize("path", sorted(PAPERS.rglob("*.yaml")), ids=lambda path: path.stem)
def test_the_records_of_this_list_are_in_this_layout(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    place = path.relative_to(PAPERS.parent).as_posix()
    data = read(place, text.encode()).data or {}
    remarks = re.compile(r"^(?!# yaml-)#.*\n", re.MULTILINE)
    assert emit(data, place) == remarks.sub("", text)


def test_the_first_line_leads_to_the_schema_from_any_depth() -> None:
    assert modeline("papers/2018/eccv/x.yaml").endswith(
        "$schema=../../../schemas/paper.schema.json"
    )
    assert modeline("papers/x.yaml").endswith("=../schemas/paper.schema.json")


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "a\x00b"},
        {"title": "a\rb"},
        {"title": "\u202egnihtemos"},
        {"authors": ["\x1b[31m"]},
        {"extra": {"a\x07": "b"}},
        {"extra": {"": "b"}},
        {"extra": {"a\nb": "b"}},
        {"extra": {"a" * 2000: "b"}},
        {"extra": {1: "b"}},
        {"year": 20.18},
        {"title": b"bytes"},
    ],
)
def test_what_no_record_can_hold_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        emit(fields)


def test_an_edit_changes_its_span_and_nothing_else() -> None:
    text = "title: a\r\nyear: 2018\nnote: 深度 x\n"
    edits = [
        Edit(Span(3, 7, 3, 9), "deep"),
        Edit(Span(1, 8, 1, 9), '"b"'),
        Edit(Span(2, 1, 3, 1), ""),
        Edit(Span(4, 1, 4, 1), "added: 2019-01-20\n"),
        Edit(Span(4, 1, 4, 1), "added: 2019-01-20\n"),
    ]
    assert apply(text, edits) == 'title: "b"\r\nnote: deep x\nadded: 2019-01-20\n'
    assert apply(text, []) == text


@pytest.mark.parametrize(
    "spans",
    [
        [Span(1, 1, 1, 5), Span(1, 4, 1, 6)],
        [Span(1, 2, 1, 2), Span(1, 1, 1, 5)],
        [Span(1, 2, 1, 2), Span(1, 2, 1, 2)],
        [Span(1, 9, 1, 11)],
        [Span(3, 1, 3, 1)],
        [Span(0, 1, 1, 1)],
        [Span(1, 0, 1, 1)],
        [Span(1, 3, 1, 1)],
    ],
)
def test_edits_that_cannot_all_be_made_are_refused(spans: list[Span]) -> None:
    with pytest.raises(ValueError):
        apply("title: a\n", [Edit(span, str(number)) for number, span in enumerate(spans)])


@given(st.text("ab\n\r深", max_size=30), st.data())
def test_edits_are_made_as_if_one_by_one_from_the_end(text: str, data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True).map(sorted))
    ranges = list(zip(cuts[::2], cuts[1::2], strict=False))
    edits = [Edit(span_of(text, *pair), f"<{number}>") for number, pair in enumerate(ranges)]
    wanted = text
    for number, (begin, end) in reversed(list(enumerate(ranges))):
        wanted = f"{wanted[:begin]}<{number}>{wanted[end:]}"
    assert apply(text, edits) == wanted


def span_of(text: str, begin: int, end: int) -> Span:
    def place(index: int) -> tuple[int, int]:
        return text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1

    return Span(*place(begin), *place(end))
