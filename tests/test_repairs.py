"""Repairs of a record: each silences its finding, changes nothing else, and comes to an end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list.records.parse import parse
from reading_list.repairs import Repaired, repaired

PATH = "papers/2018/x.yaml"
ARXIV = "https://arxiv.org"


def mended(text: str) -> str:
    return result(text).text


def result(text: str) -> Repaired:
    return repaired(PATH, text.encode(), None)


@pytest.mark.parametrize(
    ("wrong", "right", "rules"),
    [
        ("title: GANs: a survey\nyear: 2018\n", 'title: "GANs: a survey"\nyear: 2018\n',
         ["yaml/colon"]),
        ("title: a: b\nnote: c: d\nbooktitle: @e\n",
         'title: "a: b"\nbooktitle: "@e"\nnote: "c: d"\n',
         ["yaml/colon", "yaml/colon", "yaml/first-character", "layout/order"]),
        ('title: "Deep."\n', 'title: "Deep"\n', ["titles/full-stop"]),
        ('title: "A"\npages: 1–2 # x\n', 'title: "A"\npages: 1-2 # x\n', ["records/pages"]),
        ('title: "A"\ndoi: https://doi.org/10.1145/3007787.3001163\n',
         'title: "A"\ndoi: 10.1145/3007787.3001163\n', ["records/doi"]),
        ('title: "A"\narxiv: https://arxiv.org/abs/1802.03494v2\n',
         'title: "A"\narxiv: "1802.03494"\n', ["records/arxiv"]),
        ('title: "A"\nlinks:\n  paper: https://doi.org/10.1145/3007787.3001163\n  pdf: https://a.b\n',
         'title: "A"\ndoi: 10.1145/3007787.3001163\nlinks:\n  pdf: https://a.b\n',
         ["links/identifier"]),
        (f'title: "A"\nlinks:\n  paper: {ARXIV}/abs/1802.03494\n  pdf: {ARXIV}/pdf/1802.03494\n',
         'title: "A"\narxiv: "1802.03494"\n', ["links/identifier", "links/redundant"]),
        ('venue: eccv # v\ntitle: "A"\n', 'title: "A"\nvenue: eccv # v\n', ["layout/order"]),
        ('title: "A"\narxiv: 1802.10280\n', 'title: "A"\narxiv: "1802.10280"\n',
         ["layout/quotes"]),
        ("title: The paper #1 of all\n", 'title: "The paper #1 of all"\n', ["titles/cut-comment"]),
        ('title: "Rank $\\tau$ and $\\nu$"\n', 'title: "Rank $\\\\tau$ and $\\\\nu$"\n',
         ["yaml/escape"]),
        ('title: "50 \\% off"\n', 'title: "50 \\\\% off"\n', ["yaml/escape"]),
        ('title: "A"\nmonth:\ntopics: pruning\n', 'title: "A"\ntopics: [pruning]\n',
         ["records/no-value", "records/wrong-type"]),
        ('title: "[A  b.]"\n', 'title: "A b"\n',
         ["titles/quotes", "titles/full-stop", "titles/spaces"]),
        ('title: "A"\ntrack: Poster\n', 'title: "A"\ntrack: poster\n', ["records/unknown-track"]),
    ],
)  # fmt: skip
def test_a_certain_repair_is_made(wrong: str, right: str, rules: list[str]) -> None:
    made = result(wrong)
    assert made.text == right
    assert sorted(it.rule for it in made.settled) == sorted(rules)
    assert result(right).settled == ()


@pytest.mark.parametrize(
    "text",
    [
        "titel: A\n",
        'title: "A"\ntrack: postr\n',
        'title: "“A quoted saying”"\n',
        "title: A title #todo\n",
        'title: "A"\nlinks:\n  # as printed\n  paper: https://doi.org/10.1145/3007787.3001163\n',
        'title: "A"\nlinks:\n  paper: https://doi.org/10.1145/3007787.3001163 # printed\n',
        'title: "A"\narxiv: "1802.03494"\nlinks:\n  pdf: https://arxiv.org/pdf/1802.03494v1\n',
        "title: [\n",
        "",
        "\x00",
    ],
)
def test_what_is_not_certain_is_left(text: str) -> None:
    made = result(text)
    assert made.settled == ()
    assert made.text == text or parse(PATH, text.encode()).document.text == made.text


def test_all_else_of_a_record_stays_to_the_letter() -> None:
    text = "# one\r\ntitle:   'Deep.'   # two\r\n\r\n\r\nodd:  [ x ]\r\nauthors:  [ B ]\r\n"
    assert mended(text.replace("odd:  [ x ]\r\n", "")) == (
        '# one\r\ntitle:   "Deep"   # two\r\n\r\n\r\nauthors:  [ B ]\r\n'
    )


def test_many_mistakes_are_mended_in_turn() -> None:
    links = "".join(f"  {kind}: example.org/{kind}\n" for kind in ("pdf", "code", "data"))
    made = result(f'title: "A"\ntopics: [{"x, " * 3}z]\nlinks:\n{links}')
    assert [it.rule for it in made.settled] == ["records/url"] * 3


lines = st.lists(
    st.sampled_from(
        [
            "title: GANs: a survey", 'title: "[A.]"', "title: The #1 of all.", "year: 2018",
            "month: June", "month:", "venue: eccv # c", "pages: 1--2", "pages: 3 – 4", "# remark",
            "", "doi: https://doi.org/10.1145/3007787.3001163", "arxiv: 1802.10280", "note: a: b",
            "links: {pdf: 'https://arxiv.org/pdf/1802.10280', code: example.org/x}", "topics: a",
            "links:\n  paper: https://doi.org/10.1145/3007787.3001163\n  pdf: https://a.b",
            "aliases: [x]", "related: {see: [x]}", "odd: {", "award: @best", "volume: 012",
        ]
    ),
    max_size=7,
)  # fmt: skip


@given(lines)
def test_repairing_twice_is_repairing_once(chosen: list[str]) -> None:
    text = "\n".join([*chosen, ""])
    made = result(text)
    assert result(made.text).settled == ()
    assert result(made.text).text == made.text
    comments = [line for line in chosen if line.startswith("#")]
    assert made.text.count("# remark") == len(comments)
    assert bool(made.settled) == (made.text != text)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("list: {title: A}\nfacets:\n  - id: a\n    title: GANs: a survey\n    # mine\n",
         'list: {title: A}\nfacets:\n  - id: a\n    title: "GANs: a survey"\n    # mine\n'),
        ("list: {title: A}\nfacets:\n  - {id: a, title: A, aliases: b}\n",
         "list: {title: A}\nfacets:\n  - {id: a, title: A, aliases: [b]}\n"),
    ],
)  # fmt: skip
def test_what_is_certain_is_mended_in_the_taxonomy_too(wrong: str, right: str) -> None:
    assert repaired("taxonomy.yaml", wrong.encode(), None).text == right


@pytest.mark.parametrize(
    "text",
    [
        "list: {title: A}\nfacets:\n  - {id: a, title: A, see_also: [b]}\n  - {id: bb, title: B}\n",
        "list: {title: A}\nfacets:\n  - {id: a, title: A}\n  - {id: a, title: B}\n",
    ],
)
def test_what_may_be_meant_is_not_put_into_the_taxonomy(text: str) -> None:
    assert repaired("taxonomy.yaml", text.encode(), None) == Repaired(text, ())
