"""Composed texts in every field of what is said of a change or a finding, in every form of it."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.hostile.composed import texts

from reading_list import inert, leaves
from reading_list.commands.from_issue import _fenced
from reading_list.diagnostics import ERROR, Diagnostic, Span
from reading_list.differences import (
    Added,
    Changed,
    Differences,
    Entry,
    Field,
    Lost,
    Named,
    Removed,
    Unreadable,
)  # fmt: skip
from reading_list.reports import Setting, human
from reading_list.text import is_inert, printable

GITHUB = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
# What GitHub makes links of after Markdown was read ("Autolinked references and URLs").
LINKED = re.compile(
    r"(?<![\w/])@\w|(?<!\w)#\d|\w#\d|\bGH-\d|://|\bwww\.|[0-9a-f]{7}|:[+\w-]+:", re.IGNORECASE
)
OURS = set("p ul li strong code br table thead tbody tr th td h3 pre em".split())


def assert_inert(markdown: str) -> None:
    """Nothing but what the program writes is markup, and GitHub has nothing to link."""
    page = html5lib.parseFragment(GITHUB.render(markdown), namespaceHTMLElements=False)
    for element in page.iter():
        if element.tag == "DOCUMENT_FRAGMENT":
            continue
        assert element.tag in OURS, (element.tag, markdown)
        assert set(element.attrib) <= {"class"}
    for element in page.iter():
        said = "" if element.tag in {"code", "pre"} else element.text or ""
        said += "\n".join(child.tail or "" for child in element)
        assert not LINKED.search(said), (said, markdown)
    lines = markdown.split("\n")
    assert all(map(is_inert, (line.replace("\u200b", "") for line in lines)))


def changes(a: str, b: str) -> Differences:
    """Two texts in each place that a stranger's text can have."""
    entry = Entry(a, b, a, (a, b), (f"code: {a}",), b)
    return Differences(
        added=(Added("k", "papers/k.yaml", entry, "other", a),),
        removed=(Removed("r", "papers/r.yaml", a, "k"),),
        changed=(
            Changed("c", "papers/c.yaml", b, (Field(f"extra.{a}", a, b),), (a,), (b,), entry),
        ),
        named=(
            Named("term", "t", "retitled", a, b), Named("term", "u", "removed", a, "t"),
            Named("venue", "v", "added", "", b),
        ),
        lost=(Lost("paper", "l", a),),
        unreadable=(Unreadable("papers/x.yaml", 1, b),),
    )  # fmt: skip


def finding(a: str, b: str) -> Diagnostic:
    return Diagnostic(f"papers/{a}.yaml", Span(1, 1, 1, 3), ERROR, "records/x", a, b, f"{a}{b}")


@given(texts(), texts())
def test_a_comment_on_a_change_does_nothing(a: str, b: str) -> None:
    assert_inert(leaves.load("differences", "markdown").render(changes(a, b)))


@given(texts(), texts())
def test_a_change_is_told_to_a_terminal_as_text(a: str, b: str) -> None:
    said = leaves.load("differences", "human").render(changes(a, b))
    assert all(map(is_inert, said.split("\n")))


@given(texts(), texts())
def test_a_change_as_json_holds_the_texts(a: str, b: str) -> None:
    found = json.loads(leaves.load("differences", "json").render(changes(a, b)))
    assert a in json.dumps(found, ensure_ascii=False) or json.dumps(a)[1:-1] in json.dumps(found)


@given(texts(), texts())
def test_findings_are_told_to_a_terminal_as_text(a: str, b: str) -> None:
    assert all(map(is_inert, human([finding(a, b)])))


@given(texts(), texts())
def test_an_annotation_is_one_command(a: str, b: str) -> None:
    told = leaves.load("reports", "github").render([finding(a, b)], Setting())
    line = re.fullmatch(r"::error ([^\n]*?)::([^\n\r]*)\n", told.text)
    assert line, told.text
    names = [it.partition("=")[0] for it in line[1].split(",")]
    assert names == ["file", "line", "endLine", "title", "col", "endColumn"]
    assert "##[" not in told.text
    assert is_inert(told.text.replace("\n", ""))
    assert_inert(told.summary)


@given(texts(), texts())
def test_reports_are_whole(a: str, b: str) -> None:
    found = [finding(a, b)]
    for form in ("json", "sarif"):
        assert json.loads(leaves.load("reports", form).render(found, Setting()).text)
    suite = ET.fromstring(leaves.load("reports", "junit").render(found, Setting()).text)
    assert {it.tag for it in suite.iter()} <= {"testsuites", "testsuite", "testcase", "failure"}


@given(texts(), texts())
def test_an_answer_to_an_issue_shows_a_record_as_code(a: str, b: str) -> None:
    shown = "\n".join(["Adds:", *_fenced(f"title: {a}\nnote: {b}", "yaml"), f"- {inert.prose(a)}"])
    page = GITHUB.render(shown)
    assert page.count("<pre>") == 1
    assert_inert(shown)


@pytest.mark.parametrize("sign", ["`", "```", "~~~"])
@given(texts())
def test_code_cannot_be_left(sign: str, text: str) -> None:
    shown = f"x {inert.code(sign + text)} y"
    page = html5lib.parseFragment(GITHUB.render(shown), namespaceHTMLElements=False)
    assert [it.tag for it in page.iter()][1:] == ["p", "code"]
    code = next(it for it in page.iter() if it.tag == "code")
    assert (code.text or "").strip() == printable(" ".join((sign + text).split())).strip()


@given(st.lists(texts(), min_size=1, max_size=4))
def test_a_row_of_a_table_stays_one(cells: list[str]) -> None:
    row = " | ".join(inert.prose(it) for it in cells)
    bars = "|".join("---" for _ in cells)
    page = GITHUB.render(f"| {' | '.join('x' for _ in cells)} |\n|{bars}|\n| {row} |\n")
    assert page.count("<tr>") == 2
    assert page.count("<td>") == len(cells)
