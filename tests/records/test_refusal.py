"""The words and the repair that every refused identifier carries."""

import pytest

from reading_list.records.refusal import (
    IdentifierError,
    refuse_edges,
    refuse_hidden,
    repaired,
    shown,
)


def small(text: str) -> str:
    refuse_edges(text, "word", small, limit=5)
    return text


def test_certain_repair_becomes_the_hint() -> None:
    assert IdentifierError("wrong", "look it up").hint == "look it up"
    assert IdentifierError("wrong", "look it up", "right").hint == "write `right`"
    assert IdentifierError("wrong", "look it up", "\x1b").hint == "write `\\x1b`"


def test_shown_value_is_short_and_inert() -> None:
    assert shown("\x1b[2J") == "`\\x1b[2J`"
    assert len(shown("x" * 10_000)) == 62


def test_repair_is_only_what_passes_as_it_stands() -> None:
    assert repaired("a", small) == "a"
    assert repaired(" a", small) is None


@pytest.mark.parametrize(
    ("text", "message", "fix"),
    [
        ("", "the word is empty", None),
        (" \n", "the word is empty", None),
        ("abcdef", "`abcdef` has 6 characters", None),
        (" a ", "`a` has white space around it", "a"),
        ("a\n", "`a\\n` has white space around it", "a"),
    ],
)
def test_edges_are_refused(text: str, message: str, fix: str | None) -> None:
    with pytest.raises(IdentifierError) as caught:
        small(text)
    assert (str(caught.value), caught.value.fix) == (message, fix)


@pytest.mark.parametrize("text", ["a\x00", "a\u200b", "\u202ea", "a\ud800", "a b", "a\u00a0b"])
def test_hidden_characters_and_white_space_are_refused(text: str) -> None:
    with pytest.raises(IdentifierError):
        refuse_hidden(text, "word")


def test_visible_text_of_any_script_passes() -> None:
    refuse_hidden("Łódź北京", "word")
