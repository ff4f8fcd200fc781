"""What a record claims for itself alone, and which records it names."""

from __future__ import annotations

import pytest

from reading_list.catalog.claims import Stake, claims_of, mentions_of
from reading_list.records.parse import parse

RECORD = b"""\
title: "AMC: *AutoML*"
authors: [Yihui He]
doi: 10.1145/3007787.ABC
arxiv: "1802.03494"
aliases: [Old-Key, older]
related:
  see: [Zhu2017]
  extends: [han2016deep, li2017]
"""


def shown(stake: Stake) -> tuple[str, str, str, str]:
    where = f"{stake.span.line}:{stake.span.column}"
    return (stake.kind, stake.value, stake.shown, where)


def test_a_record_claims_its_key_its_former_keys_its_identifiers_and_its_title() -> None:
    claims = claims_of(parse("papers/2018/He2018amc.yaml", RECORD))
    assert [shown(claim) for claim in claims] == [
        ("key", "he2018amc", "He2018amc", "1:1"),
        ("key", "old-key", "Old-Key", "5:11"),
        ("key", "older", "older", "5:20"),
        ("doi", "10.1145/3007787.abc", "10.1145/3007787.ABC", "3:6"),
        ("arxiv", "1802.03494", "1802.03494", "4:8"),
        ("title", "amcautoml", "AMC: *AutoML*", "1:8"),
    ]


def test_a_claim_shows_its_line() -> None:
    claims = list(claims_of(parse("papers/x.yaml", RECORD)))
    assert claims[3].snippet == "doi: 10.1145/3007787.ABC"
    assert claims[0].snippet == 'title: "AMC: *AutoML*"'


@pytest.mark.parametrize("raw", [b"", b"a: b: c", b"\xff"])
def test_even_a_record_that_cannot_be_read_claims_its_key(raw: bytes) -> None:
    record = parse("papers/X.yaml", raw)
    assert [shown(claim) for claim in claims_of(record)] == [("key", "x", "X", "1:1")]
    assert list(mentions_of(record)) == []


@pytest.mark.parametrize("title", [b"titel: A", b"title: [A]", b'title: "+ * ?"', b"doi: x"])
def test_what_is_no_title_is_not_claimed(title: bytes) -> None:
    claims = claims_of(parse("papers/x.yaml", title))
    assert [claim.kind for claim in claims] == ["key"]


def test_a_wrong_field_is_not_claimed_and_hides_no_other() -> None:
    claims = claims_of(parse("papers/x.yaml", b'title: A\ndoi: x\narxiv: "1802.03494"\n'))
    assert [claim.kind for claim in claims] == ["key", "arxiv", "title"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deep Compression", "deep  compression"),
        ("Deep Compression", "*Deep* Compression!"),
        ("Café", "Cafe\u0301"),
        ("L0 norms", "$L_0$ norms"),
    ],
)
def test_titles_that_readers_take_for_one_are_one_claim(one: str, other: str) -> None:
    values = []
    for title in (one, other):
        record = parse("papers/x.yaml", f'title: "{title}"\n'.encode())
        values.append([claim.value for claim in claims_of(record) if claim.kind == "title"])
    assert values[0] == values[1]
    assert values[0]


def test_mentions_are_found_at_their_places() -> None:
    mentions = mentions_of(parse("papers/x.yaml", RECORD))
    assert [shown(mention) for mention in mentions] == [
        ("extends", "han2016deep", "han2016deep", "8:13"),
        ("extends", "li2017", "li2017", "8:26"),
        ("see", "Zhu2017", "Zhu2017", "7:9"),
    ]


def test_a_record_without_relations_mentions_nobody() -> None:
    assert list(mentions_of(parse("papers/x.yaml", b"title: A\n"))) == []
