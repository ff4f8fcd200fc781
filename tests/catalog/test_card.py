"""A paper's short form, and the groups that it is in."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list.catalog.card import (
    Author,
    Card,
    card_from_json,
    card_of,
    known_of,
    memberships,
    order,
    publication,
)
from reading_list.catalog.taxonomy import UNDATED, Taxonomy
from reading_list.records.model import Paper


def card(taxonomy: Taxonomy, **fields: object) -> Card:
    return card_of("key", Paper.model_validate({"title": "A", **fields}), taxonomy)


def groups(taxonomy: Taxonomy, **fields: object) -> list[tuple[str, str, str]]:
    return [tuple(found) for found in memberships(card(taxonomy, **fields), taxonomy)]


def test_a_paper_of_a_title_alone_has_an_empty_card(taxonomy: Taxonomy) -> None:
    wanted = Card("key", "A", "a", (), False, UNDATED, "", "", "", False, "misc", (), (), False,
                  "", "", (), "", "", "")  # fmt: skip
    assert card(taxonomy) == wanted


def test_a_card_holds_what_lists_show(taxonomy: Taxonomy) -> None:
    made = card(
        taxonomy,
        title="The *AMC*: $L_0$",
        authors=["Yihui He", {"name": "MLPerf", "group": True}, "others"],
        year=2018,
        venue="neurips",
        track="oral",
        topics=["Network Slimming", "hardware"],
        organizations=["Intel Research", "others"],
        doi="10.1145/3007787",
        arxiv="1802.03494",
        links={"code": "https://a.b", "pdf": "https://c.d"},
        note="Good.",
        award="Best",
        highlight=True,
        booktitle="B",
        added="2019-01-20",
        abstract="not shown in lists",
    )
    assert made.title == "The *AMC*: $L_0$"
    assert made.authors == (Author("Yihui He", "yihui-he"), Author("MLPerf", "mlperf"))
    assert (made.more_authors, made.more_organizations) == (True, True)
    assert (made.year, made.venue, made.track, made.type) == (
        "2018",
        "nips",
        "oral",
        "inproceedings",
    )
    assert (made.topics, made.organizations) == (("pruning", "hardware"), ("labs",))
    assert (made.doi, made.arxiv) == ("10.1145/3007787", "1802.03494")
    assert made.links == (("pdf", "https://c.d"), ("code", "https://a.b"))
    assert (made.note, made.award, made.highlight) == ("Good.", "Best", True)
    assert (made.booktitle, made.added) == ("B", "2019-01-20")


def test_what_a_list_does_not_show_leaves_the_card_as_it_is(taxonomy: Taxonomy) -> None:
    plain = card(taxonomy)
    assert (
        card(taxonomy, abstract="x", pages="1-2", extra={"a": "b"}, related={"see": ["x"]}) == plain
    )


def test_names_that_the_taxonomy_does_not_know_are_left_out(taxonomy: Taxonomy) -> None:
    made = card(taxonomy, venue="nowhere", topics=["prunning"], organizations=["Nobody"])
    assert (made.venue, made.topics, made.organizations, made.type) == ("", (), (), "misc")


def test_two_names_of_one_thing_stand_once(taxonomy: Taxonomy) -> None:
    made = card(taxonomy, topics=["pruning", "cutting"], organizations=["Intel", "intel labs"])
    assert made.topics == ("pruning",)
    assert made.organizations == ("intel", "labs")


@pytest.mark.parametrize(
    ("fields", "type"),
    [
        ({}, "misc"),
        ({"venue": "nips"}, "inproceedings"),
        ({"venue": "tpami"}, "article"),
        ({"venue": "arxiv"}, "preprint"),
        ({"venue": "nowhere"}, "misc"),
        ({"venue": "arxiv", "type": "phdthesis"}, "phdthesis"),
    ],
)
def test_the_type_follows_from_the_venue_unless_it_is_said(
    taxonomy: Taxonomy, fields: dict[str, object], type: str
) -> None:
    assert card(taxonomy, **fields).type == type


@pytest.mark.parametrize(
    ("fields", "is_published"),
    [
        ({}, True),
        ({"type": "book"}, True),
        ({"booktitle": "Workshop on A"}, False),
        ({"type": "phdthesis"}, False),
        ({"type": "preprint"}, False),
    ],
)
def test_a_paper_has_the_publisher_of_the_venue_it_is_printed_by(
    taxonomy: Taxonomy, fields: dict[str, object], is_published: bool
) -> None:
    paper = Paper.model_validate({"title": "A", "venue": "nips", **fields})
    venue = taxonomy.venues["nips"]
    assert publication(paper, venue) is (venue if is_published else None)
    assert publication(paper, None) is None


def test_an_author_is_a_known_person_or_a_name(taxonomy: Taxonomy) -> None:
    made = card(
        taxonomy,
        authors=[
            "S. Han",
            "Han, Song",
            {"name": "Anybody", "orcid": "0000-0002-4186-7618"},
            {"name": "Wei Wang", "person": "wei-wang-2"},
            "He, Yihui",
            "王伟",
        ],
    )
    assert made.authors[0] == made.authors[2] == Author("Song Han", "song-han")
    assert made.authors[1].id == "song-han"
    assert made.authors[3] == Author("Wei Wang", "wei-wang-2")
    assert made.authors[4] == Author("Yihui He", "yihui-he")
    assert made.authors[5].name == "王伟"
    assert not made.more_authors


words = st.text('aZ é王"\\\n\u2029😀', max_size=8)
tuples = st.lists(words, max_size=3).map(tuple)
cards = st.builds(
    Card,
    *(words, words, words),
    authors=st.lists(st.builds(Author, words, words), max_size=3).map(tuple),
    more_authors=st.booleans(),
    year=words,
    venue=words,
    track=words,
    award=words,
    highlight=st.booleans(),
    type=words,
    topics=tuples,
    organizations=tuples,
    more_organizations=st.booleans(),
    doi=words,
    arxiv=words,
    links=st.lists(st.tuples(words, words), max_size=3).map(tuple),
    note=words,
    booktitle=words,
    added=words,
)


@given(cards)
def test_what_was_written_as_json_is_read_back_equal(made: Card) -> None:
    again = card_from_json(made.to_json())
    assert again == made
    assert hash(again) == hash(made)
    assert all(isinstance(author, Author) for author in again.authors)
    assert "\n" not in made.to_json()


@pytest.mark.parametrize("text", ["", "{}", "[]", "[1, 2]", "null"])
def test_any_other_text_is_no_card(text: str) -> None:
    with pytest.raises((TypeError, ValueError, AttributeError)):
        card_from_json(text)


def test_lists_run_from_the_newest_year_then_by_title_then_by_key(taxonomy: Taxonomy) -> None:
    def at(year: int | None, title: str, key: str) -> Card:
        fields = {"title": title, **({"year": year} if year else {})}
        return card_of(key, Paper.model_validate(fields), taxonomy)

    wanted = [
        at(2018, "a title", "x"),
        at(2018, "*B* title", "x"),
        at(2018, "Bé", "a"),
        at(2018, "be", "b"),
        at(2018, '"C"', "x"),
        at(2017, "A", "x"),
        at(1500, "A", "x"),
        at(None, "A", "x"),
    ]
    backwards = wanted[::-1]
    assert sorted(backwards, key=order) == wanted


def test_a_paper_is_in_the_groups_it_names_and_in_those_above(taxonomy: Taxonomy) -> None:
    assert groups(
        taxonomy,
        year=2018,
        venue="nips",
        topics=["channels"],
        organizations=["Intel Labs"],
        authors=["Song Han", "Yihui He", "others"],
    ) == [
        ("year", "2018", ""),
        ("term", "compression", ""),
        ("termyear", "compression/2018", ""),
        ("term", "pruning", ""),
        ("termyear", "pruning/2018", ""),
        ("term", "channels", ""),
        ("termyear", "channels/2018", ""),
        ("venue", "nips", ""),
        ("edition", "nips/2018", ""),
        ("organization", "intel", ""),
        ("organization", "labs", ""),
        ("known", "2018/w", ""),
        ("author", "song-han", "Song Han"),
        ("author", "yihui-he", "Yihui He"),
    ]


def test_a_paper_without_a_year_is_among_the_undated(taxonomy: Taxonomy) -> None:
    assert groups(taxonomy, venue="nips", topics=["hardware"]) == [
        ("year", "undated", ""),
        ("term", "hardware", ""),
        ("termyear", "hardware/undated", ""),
        ("venue", "nips", ""),
        ("edition", "nips/undated", ""),
        ("known", "undated/", ""),
    ]


def test_no_group_is_named_twice(taxonomy: Taxonomy) -> None:
    found = groups(
        taxonomy,
        topics=["pruning", "channels", "hashing", "compression"],
        organizations=["Intel Labs China", "Intel", "Intel Labs"],
        authors=["José García", "Jose Garcia", "S. Han", "Song Han"],
    )
    keys = [(kind, id) for kind, id, _ in found]
    assert len(set(keys)) == len(keys)
    assert ("author", "jose-garcia", "José García") in found


def test_a_membership_is_three_texts_for_the_cache(taxonomy: Taxonomy) -> None:
    found = list(memberships(card(taxonomy, authors=["Song Han"]), taxonomy))
    assert json.loads(json.dumps(found)) == [
        ["year", "undated", ""],
        ["known", "undated/w", ""],
        ["author", "song-han", "Song Han"],
    ]


def test_topics_that_meet_in_a_paper_are_a_pair_whatever_their_order(taxonomy: Taxonomy) -> None:
    found = groups(taxonomy, topics=["pruning", "hashing"])
    assert ("pair", "hashing/pruning", "") in found
    assert set(found) == set(groups(taxonomy, topics=["hashing", "pruning"]))
    assert not [it for it in groups(taxonomy, topics=["pruning"]) if it[0] == "pair"]


def test_what_is_known_of_a_paper_is_a_letter_each(taxonomy: Taxonomy) -> None:
    made = card(
        taxonomy, authors=["Song Han"], year=2018, arxiv="1802.03494", doi="10.1000/x", note="n",
        links={"code": "https://example.org/"},
    )  # fmt: skip
    assert known_of(made) == "dapcnw"
    assert known_of(card(taxonomy)) == ""
