"""The text of issues: what the forms make of it, and what strangers do."""

from __future__ import annotations

import pytest
import yaml

from reading_list.intake.issues import (
    ADD,
    CORRECT,
    Addition,
    Correction,
    Refusal,
    names_in,
    parse_issue,
)
from reading_list.store.scaffold import scaffold


def issue(labels: tuple[str, ...], **answers: str) -> str:
    return "\n\n".join(
        f"### {label}\n\n{answers.get(label.split()[0].lower(), '_No response_')}"
        for label in labels
    )


@pytest.mark.parametrize(("form", "labels"), [("add-a-paper", ADD), ("correct-a-paper", CORRECT)])
def test_the_labels_are_those_of_the_forms(form: str, labels: tuple[str, ...]) -> None:
    written = yaml.safe_load(scaffold()[f".github/ISSUE_TEMPLATE/{form}.yml"])
    fields = [it for it in written["body"] if it["type"] != "markdown"]
    assert tuple(it["attributes"]["label"] for it in fields) == labels


def test_an_addition() -> None:
    text = issue(
        ADD, title=" A\nTitle ", authors="- Ann B\n2. Cy D; Eve F", year="2020",
        topics="pruning, Low Rank", links="code: https://example.org/x",
        bibtex="```bibtex\n@a{}\n```",
    )  # fmt: skip
    asked = parse_issue(text.replace("\n", "\r\n"))
    assert isinstance(asked, Addition)
    assert asked.fields == {
        "title": "A Title",
        "authors": ["Ann B", "Cy D", "Eve F"],
        "year": "2020",
        "links": {"code": "https://example.org/x"},
    }
    assert asked.topics == ("pruning", "Low Rank")
    assert asked.bibtex == "@a{}"


def test_a_correction() -> None:
    asked = parse_issue(issue(CORRECT, paper="x2020y", field="note", new="`a`", source="p. 1"))
    assert asked == Correction("x2020y", "note", "`a`", "p. 1")


def test_a_heading_in_an_answer_cannot_name_a_field_before_it() -> None:
    text = issue(CORRECT, paper="x", field="note", new="v\n\n### Paper\n\nother", source="s")
    asked = parse_issue(text)
    assert isinstance(asked, Correction)
    assert asked.paper == "x"
    assert asked.value == "v\n\n### Paper\n\nother"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I like this paper.",
        issue(ADD),
        issue(CORRECT),
        issue(CORRECT[:3], paper="x", field="note", new="v"),
        issue(ADD, title="T", links="code https://example.org"),
        issue(ADD, title="T", links="code: javascript:alert(1)"),
        issue(ADD, title="T", links="file: https://example.org"),
        "x" * 200_000,
    ],
)
def test_what_follows_no_form_is_refused_with_words(text: str) -> None:
    with pytest.raises(Refusal, match=r"\.$"):
        parse_issue(text)


def test_many_headings_cost_little() -> None:
    parse_issue(issue(CORRECT, paper="x", field="note", new="### New value\n" * 6000, source="s"))


def test_names_keep_their_hyphens() -> None:
    assert names_in("Jean-Luc A\n* B C\n10) D E") == ["Jean-Luc A", "B C", "D E"]
