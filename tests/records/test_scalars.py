"""Texts as YAML: no quotes where nobody misreads them, quotes everywhere else."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from reading_list.records import scalars
from reading_list.records.reader import read

WRITABLE = st.text(max_size=60).map(scalars.writable)
# Texts near to what YAML has a meaning for.
YAMLISH = st.text(
    alphabet="0123456789.-+eExob_:TZ ~<=nulyesofa#,[]{}\"'\\\n\t&*!|>%@`?é", max_size=16
)


@pytest.mark.parametrize(
    "text",
    [
        "Song Han",
        "Hai (Helen) Li",
        "10.1145/3007787.3001163",
        "https://example.org/a?b=c&d#e",
        "815-832",
        "978-3-030-01234-2",
        "R&D",
        "a#b",
        "Xi’an Jiaotong University",
        "王伟",
        "it's",
        "12 pages",
        "1st",
        "nobody",
    ],
)
def test_these_need_no_quotes(text: str) -> None:
    assert scalars.scalar(text) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", " a", "a ", "a: b", "a:", "a #b", "@x", "*x", "&x", "!x", "%x", "`x`", "[x", "{x"),
        *("- a", "-a", "? a", "#a", "|", ">", "'a'", '"a"', "...", "a\nb", "a\tb", "\\tau #"),
        *(
            "1802.10280",
            "2018",
            "012",
            "0x1f",
            "0o17",
            "0b1",
            "1_000",
            "12:30",
            "1e5",
            ".5",
            ".inf",
        ),
        *("2018-01-02", "2018-1-2 10:00:00", "null", "Null", "~", "yes", "No", "ON", "off", "true"),
        *("n", "Y", "=", "<<", ".NaN", "+1", "1."),
    ],
)
def test_these_do(text: str) -> None:
    assert scalars.scalar(text) == scalars.quoted(text)


@pytest.mark.parametrize("text", ["a, b", "a]", "a}", "a:b", "https://a.b"])
def test_in_brackets_more_needs_quotes(text: str) -> None:
    assert scalars.is_plain(text)
    assert not scalars.is_plain(text, in_flow=True)


@given(st.one_of(WRITABLE, YAMLISH))
@example("\\nu\nu")
@example("a\nnot b")
@example("\\times \t \\tau")
def test_our_reader_reads_what_was_written(text: str) -> None:
    for line in (f"a: {scalars.scalar(text)}", f"a: [{scalars.scalar(text, in_flow=True)}]"):
        document = read("a.yaml", line.encode())
        assert not document.diagnostics
        assert document.data in ({"a": text}, {"a": [text]})


@given(st.one_of(WRITABLE, YAMLISH))
def test_other_readers_take_it_for_text(text: str) -> None:
    """PyYAML's own reader of YAML 1.1 stands for them."""
    assert yaml.safe_load(f"a: {scalars.scalar(text)}") == {"a": text}
    assert yaml.safe_load(f"a: [{scalars.scalar(text, in_flow=True)}]") == {"a": [text]}


@given(st.one_of(WRITABLE, YAMLISH))
def test_a_name_of_a_field_is_read_back(text: str) -> None:
    if "\n" not in text:
        assert read("a.yaml", f"{scalars.key(text)}: b".encode()).data == {text: "b"}


@pytest.mark.parametrize("text", ["one\ntwo", "one\n\n  two", "1: 2\n# no comment\n- x"])
def test_several_lines_make_a_block(text: str) -> None:
    head, *lines = scalars.block(text) or ()
    body = "".join(f"  {line}\n" if line else "\n" for line in lines)
    assert read("a.yaml", f"a: {head}\n{body}".encode()).data == {"a": text}


@pytest.mark.parametrize(
    "text", ["one", " one\ntwo", "one\ntwo\n", "one \ntwo", "one\n\ttwo", "\na"]
)
def test_a_text_that_a_block_would_change_makes_none(text: str) -> None:
    assert scalars.block(text) is None


@given(st.text())
def test_what_no_record_may_hold_is_left_out(text: str) -> None:
    kept = scalars.writable(text)
    assert scalars.is_writable(kept)
    if scalars.is_writable(text):
        assert kept == text


def test_line_ends_become_one_kind() -> None:
    assert scalars.writable("a\r\nb\rc\x00\u202e") == "a\nb\nc"
