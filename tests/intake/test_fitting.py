"""Whatever a source says, what comes out is a record, and nothing of it is lost unsaid."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list.intake.fitting import fit
from reading_list.records import writer
from reading_list.records.model import Paper
from reading_list.records.parse import parse


def test_what_is_right_stays_as_it_is() -> None:
    fields = {"title": "A", "authors": ["B C"], "year": 2018, "topics": ["x"], "highlight": True}
    assert fit(fields) == (fields, (), True)


@pytest.mark.parametrize(
    ("fields", "fitted"),
    [
        ({"doi": "https://doi.org/10.1145/1"}, {"doi": "10.1145/1"}),
        ({"arxiv": "arXiv:1802.03494v2"}, {"arxiv": "1802.03494"}),
        ({"pages": "1–9"}, {"pages": "1-9"}),
        ({"month": "September"}, {"month": "9"}),
        ({"note": "", "authors": [], "links": {}}, {}),
    ],
)
def test_what_has_one_repair_is_repaired(
    fields: dict[str, object], fitted: dict[str, object]
) -> None:
    found = fit({"title": "A", **fields})
    assert found.fields == {"title": "A", **fitted}
    assert found.remarks == ()


@pytest.mark.parametrize(
    ("fields", "fitted", "about"),
    [
        ({"pages": "xii, see errata"}, {"extra": {"pages": "xii, see errata"}}, "pages"),
        ({"isbn": "123"}, {"extra": {"isbn": "123"}}, "isbn"),
        ({"year": "in press"}, {"extra": {"year": "in press"}}, "year"),
        (
            {"links": {"pdf": "javascript:x", "code": "https://a.b"}},
            {"links": {"code": "https://a.b"}, "extra": {"links.pdf": "javascript:x"}},
            "links.pdf",
        ),
        (
            {"authors": ["A B", "x" * 501]},
            {"authors": ["A B"], "extra": {"authors": "x" * 501}},
            "authors",
        ),
        ({"doi": "10.1/ }", "extra": {"doi": "old"}}, {"extra": {"doi": "old; 10.1/ }"}}, "doi"),
    ],
)
def test_what_has_none_is_kept_beside(
    fields: dict[str, object], fitted: dict[str, object], about: str
) -> None:
    found = fit({"title": "A", **fields})
    assert found.fields == {"title": "A", **fitted}
    (remark,) = found.remarks
    assert remark.startswith(f"{about}: ")
    assert found.is_whole


def test_what_no_record_can_keep_is_said() -> None:
    many = {f"n{number}": "x" for number in range(101)}
    found = fit({"title": "A", "extra": {**many, "long": "x" * 20_001, "y" * 101: "z"}})
    assert len(found.fields["extra"]) == 100  # type: ignore[arg-type]  # a mapping
    assert len(found.remarks) == 3


@pytest.mark.parametrize("title", [None, "", "   ", "x" * 20_001, ["a"]])
def test_without_a_title_there_is_no_record(title: object) -> None:
    assert not fit({"title": title, "year": 2018}).is_whole


def test_hidden_characters_are_left_out_and_that_is_said() -> None:
    found = fit({"title": "A\u202eB\x00", "note": "a\r\nb", "extra": {"x\u202e": "\x1b[2J"}})
    assert found.fields == {"title": "AB", "note": "a\nb", "extra": {"x": "[2J"}}
    assert [remark.partition(":")[0] for remark in found.remarks] == ["title", "extra"]


VALUES = st.recursive(
    st.text(max_size=20) | st.integers(-10, 3000) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*Paper.model_fields]), VALUES))
def test_whatever_comes_in_what_is_whole_is_a_record(fields: dict[str, object]) -> None:
    found = fit(fields)
    if found.is_whole:
        record = parse("papers/2018/x.yaml", writer.emit(found.fields).encode())
        assert record.is_whole, record.diagnostics
