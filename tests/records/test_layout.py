"""The layout of a record: which lists stand on one line, where comments go."""

from __future__ import annotations

from reading_list.records.layout import Node, Part, fields_of, in_order, model_of, printed
from reading_list.records.model import Paper


def scalar(text: str) -> Node:
    return Node("scalar", text)


def listed(*parts: Part) -> Node:
    return Node("list", parts=list(parts))


def mapped(*parts: Part) -> Node:
    return Node("map", parts=list(parts))


def lines(*parts: Part) -> list[str]:
    return printed(mapped(*parts)).splitlines()


def test_fields_are_ordered_as_the_model_has_them() -> None:
    assert list(fields_of("Paper")) == list(Paper.model_fields)
    parts = [Part(name, scalar("x")) for name in ("z", "year", "a", "title")]
    assert [part.key for part in in_order(parts, "Paper")] == ["title", "year", "z", "a"]
    assert in_order(parts, model_of("topics")) == parts


def test_comments_stand_above_beside_and_below() -> None:
    item = Part("", scalar("b"), ["# above"], "# beside")
    topics = Node("list", parts=[Part("", scalar("a")), item], below=["# below"])
    assert lines(Part("topics", topics, ["# of all"], "# here")) == [
        "# of all",
        "topics: # here",
        "  - a",
        "  # above",
        "  - b # beside",
        "  # below",
    ]


def test_a_list_with_comments_and_no_items_stays_a_list() -> None:
    assert lines(Part("topics", Node("list", below=["# none"]))) == ["# none", "topics: []"]
    inner = Part("", Node("map", below=["# none"]))
    assert lines(Part("x", listed(inner))) == ["x:", "  # none", "  - {}"]


def test_an_author_with_comments_stands_on_several_lines() -> None:
    person = mapped(
        Part("affiliation", scalar("MIT"), ["# of 2018"]), Part("name", scalar("Song Han"))
    )
    assert lines(Part("authors", listed(Part("", person, [], "# first")))) == [
        "authors:",
        "  # first",
        "  - name: Song Han",
        "    # of 2018",
        "    affiliation: MIT",
    ]


def test_what_was_written_in_lines_keeps_them() -> None:
    note = Node("scalar", "one two", ("one", "two"))
    block = Node("scalar", "a\n", ("|4", "a"), step=4)
    assert lines(Part("note", note, [], "# c"), Part("abstract", block)) == [
        "note: one",
        "  two # c",
        "abstract: |4",
        "    a",
    ]


def test_an_unknown_field_stands_as_it_was_written() -> None:
    part = Part("what", scalar(""), ["# why"], source=("what :  'x'", "    y"))
    assert lines(part, Part("title", scalar("A"))) == [
        'title: "A"',
        "# why",
        "what :  'x'",
        "    y",
    ]
