"""What a record may say, as a checked value."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from reading_list.records.model import Links, Paper, Person, Related

FULL: dict[str, object] = {
    "title": "AMC: *AutoML* for $L_0$",
    "authors": [{"name": "Yihui He"}, {"name": "MLPerf", "group": True}],
    "year": 2018,
    "month": 9,
    "venue": "eccv",
    "track": "poster",
    "type": "inproceedings",
    "topics": ["pruning", "automl"],
    "organizations": ["Google", "others"],
    "doi": "10.1007/978-3-030-01234-2_48",
    "arxiv": "1802.03494",
    "isbn": "978-3-030-01233-5",
    "issn": "0302-9743",
    "links": {"pdf": "https://example.org/a.pdf", "code": "https://example.org/b"},
    "pages": "815-832",
    "volume": "11211",
    "number": "A1",
    "series": "LNCS",
    "booktitle": "ECCV",
    "publisher": "Springer",
    "institution": "MIT",
    "address": "Munich",
    "editors": [{"name": "Ann Editor"}],
    "language": "zh-Hans",
    "award": "Best Paper",
    "highlight": True,
    "note": "One\n\ntwo.",
    "abstract": "Long.",
    "related": {"extends": ["han2016deep"], "reply_to": ["x"]},
    "aliases": ["old-key"],
    "added": "2019-01-20",
    "extra": {"anything": "else"},
}


def test_a_full_paper_is_written_as_it_was_said_in_canonical_order() -> None:
    text = Paper.model_validate(FULL).to_json()
    assert json.loads(text) == FULL
    assert list(json.loads(text)) == list(FULL) == list(Paper.model_fields)


def test_what_is_not_said_is_not_written() -> None:
    assert Paper(title="A").to_json() == '{"title":"A"}'


def test_a_paper_as_text_is_the_paper_as_values() -> None:
    written = {**FULL, "year": "2018", "month": "09", "highlight": "true",
               "authors": ["Yihui He", {"name": "MLPerf", "group": "true"}]}  # fmt: skip
    assert Paper.model_validate(written) == Paper.model_validate(FULL)


def test_papers_are_frozen_and_unknown_fields_refused() -> None:
    paper = Paper.model_validate(FULL)
    for value, field in ((paper, "title"), (paper.links, "pdf"), (paper.authors[0], "name")):
        with pytest.raises(ValidationError):
            setattr(value, field, "x")
    needed = {"title": "A"}
    for model, good in ((Paper, needed), (Person, {"name": "A"}), (Links, {}), (Related, {})):
        model.model_validate(good)
        with pytest.raises(ValidationError):
            model.model_validate({**good, "foo": "x"})


names = st.text("ab Z.é王-'", min_size=1, max_size=12).filter(lambda text: bool(text.strip()))
people = st.lists(names | st.fixed_dictionaries({"name": names, "group": st.just("true")}))
lists = st.lists(st.text("abc", min_size=1, max_size=5), max_size=3, unique=True)
papers = st.fixed_dictionaries(
    {"title": names},
    optional={
        "authors": people,
        "year": st.integers(1500, 2100).map(str),
        "month": st.integers(1, 12).map(str),
        "venue": names,
        "topics": lists,
        "organizations": lists,
        "pages": st.sampled_from(["1-2", "7", "e12", "1-2, 5-6", "A.1:3"]),
        "doi": st.sampled_from(["10.1145/3007787", "10.1000/(a)b"]),
        "links": st.dictionaries(
            st.sampled_from(list(Links.model_fields)), st.just("https://example.org/a")
        ),
        "highlight": st.sampled_from(["true", "false"]),
        "note": names,
        "related": st.dictionaries(st.sampled_from(list(Related.model_fields)), lists),
        "aliases": lists,
        "added": st.dates().map(str).filter(lambda day: "1500" <= day < "2100"),
        "extra": st.dictionaries(names.map(str.strip), names, max_size=2),
    },
)


@given(papers)
def test_what_was_written_as_json_is_read_back_equal(written: dict[str, object]) -> None:
    paper = Paper.model_validate(written)
    again = Paper.model_validate_json(paper.to_json())
    assert again == paper
    assert again.to_json() == paper.to_json()


def refusal(field: str, value: object) -> str:
    with pytest.raises(ValidationError) as caught:
        Paper.model_validate({"title": "A", field: value})
    return str(caught.value.errors()[0]["msg"])


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("year", "18", "a year has four digits, not `18`"),
        ("year", "2018a", "a year has four digits"),
        ("year", "in press", "a year has four digits"),
        ("year", "-2018", "a year has four digits"),
        ("year", "2018\n", "a year has four digits"),
        ("year", "1499", "the year 1499 cannot be right"),
        ("year", "2101", "the year 2101 cannot be right"),
        ("month", "0", "`0` is no month"),
        ("month", "13", "`13` is no month"),
        ("month", "September", "a month is a number"),
        ("month", "Sept.", "a month is a number"),
        ("month", "Brumaire", "`Brumaire` is no month"),
        ("highlight", "True", "`True` is neither true nor false"),
        ("added", "20.1.2019", "`20.1.2019` is no date"),
        ("added", "2019-1-20", "`2019-1-20` is no date"),
        ("added", "2019-02-29", "`2019-02-29` is no date"),
        ("added", "1900-02-29", "`1900-02-29` is no date"),
        ("added", "2019-13-01", "`2019-13-01` is no date"),
        ("added", "2019-00-10", "`2019-00-10` is no date"),
        ("added", "2019-01-20T10:00", "`2019-01-20T10:00` is no date"),
        ("added", "２０１９-０１-２０", "`２０１９-０１-２０` is no date"),  # sorted as text
        ("pages", "815--832", "a page range is written with one plain hyphen"),
        ("pages", "815–832", "a page range is written with one plain hyphen"),
        ("pages", "pp. 8-9", "`pp. 8-9` is no page range"),
        ("pages", "8-9-10", "`8-9-10` is no page range"),
        ("venue", "a\nb", "this text has more than one line"),
        ("topics", ["a", "b", "A"], "'A' stands here twice"),
        ("organizations", ["others", "a"], "`others` stands for the rest and comes last"),
        ("aliases", ["a", "A"], "'A' stands here twice"),
        ("related", {"extends": ["a", "a"]}, "'a' stands here twice"),
    ],
)
def test_what_is_wrong_is_said_of_this_very_value(field: str, value: object, message: str) -> None:
    assert refusal(field, value).removeprefix("Value error, ").startswith(message)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("year", "1500"),
        ("year", "2100"),
        ("month", "1"),
        ("month", "01"),
        ("month", "12"),
        ("added", "2020-02-29"),
        ("added", "2000-02-29"),
        ("pages", "815-832"),
        ("pages", "e1-e12"),
        ("pages", "1, 3-4,7"),
        ("pages", "1:1-1:30"),
        ("organizations", ["a", "others"]),
        ("topics", ["a", "b"]),
        ("language", "pt-BR"),
        ("year", None),
        ("note", None),
    ],
)
def test_what_is_right_passes(field: str, value: object) -> None:
    Paper.model_validate({"title": "A", field: value})


@pytest.mark.parametrize(
    ("field", "value", "limit"),
    [
        ("venue", "x" * 501, 500),
        ("title", "x" * 20_001, 20_000),
        ("note", "x" * 20_001, 20_000),
        ("topics", [f"t{n}" for n in range(2_001)], 2_000),
        ("authors", ["A"] * 10_001, 10_000),
        ("aliases", [f"a{n}" for n in range(201)], 200),
        ("extra", {f"a{n}": "b" for n in range(101)}, 100),
    ],
)
def test_nothing_is_longer_than_its_limit(field: str, value: object, limit: int) -> None:
    assert f"at most {limit}" in refusal(field, value)


def test_white_space_around_a_text_is_left_out() -> None:
    paper = Paper.model_validate({"title": "  A \n", "venue": " eccv "})
    assert (paper.title, paper.venue) == ("A", "eccv")


@pytest.mark.parametrize("name", ["", "x" * 101, " edge", "two\nlines", "hid\u202eden"])
def test_a_field_that_nobody_knows_has_a_name_that_can_be_shown(name: str) -> None:
    with pytest.raises(ValidationError, match="no name of a field"):
        Paper.model_validate({"title": "A", "extra": {name: "b"}})


@pytest.mark.parametrize("name", ["x", "read status", "状态", "x" * 100])
def test_other_words_for_a_field_are_kept(name: str) -> None:
    assert Paper.model_validate({"title": "A", "extra": {name: "b"}}).extra == {name: "b"}
