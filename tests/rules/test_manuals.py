"""Every rule has a manual, and the examples in it are true."""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Callable

import pytest

from reading_list.diagnostics import Diagnostic
from reading_list.records.parse import parse
from reading_list.records.writer import apply
from reading_list.rules import Rule, rules_of

RULES = [found for scope in ("record", "clash", "site") for found in rules_of(scope)]
# These look at the file's name and folder, of which an example in YAML holds nothing.
OF_FILES = {"records/folder", "records/file-name", "records/key-year"}
EXAMPLE = re.compile(r"^(wrong|right): *(\|\n(?:(?: +.*)?\n?)+|.+)", re.MULTILINE)


def examples_of(rule: Rule) -> dict[str, str]:
    manual = inspect.getdoc(rule.check) or ""
    return {
        kind: textwrap.dedent(text.removeprefix("|\n")) for kind, text in EXAMPLE.findall(manual)
    }


WITH_EXAMPLES = [it for it in RULES if it.scope == "record" and it.name not in OF_FILES]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_name_file_and_manual_agree(rule: Rule) -> None:
    family, _, word = rule.name.partition("/")
    assert rule.check.__module__ == f"reading_list.rules.{family}"
    assert rule.check.__name__ == word.replace("-", "_")
    assert (inspect.getdoc(rule.check) or "").splitlines()[0].endswith(".")


@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=lambda rule: rule.name)
def test_the_wrong_example_is_found(rule: Rule, check: Callable[..., list[Diagnostic]]) -> None:
    found = [it for it in check(examples_of(rule)["wrong"]) if it.rule == rule.name]
    assert found
    assert all(it.message and it.hint and it.severity is rule.severity for it in found)


@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=lambda rule: rule.name)
def test_the_right_example_is_fine(rule: Rule, check: Callable[..., list[Diagnostic]]) -> None:
    text = examples_of(rule)["right"]
    assert not parse("papers/undated/example.yaml", text.encode()).diagnostics
    assert rule.name not in {it.rule for it in check(text)}


# The fields that a repair changes besides the one that it speaks of; none for a matter of layout.
CHANGED = {"links/identifier": {"doi", "links"}, "layout/order": set(), "layout/quotes": set()}
# What cannot be mended without knowing better: what is right stands in no record.
UNREPAIRED = {
    "names/form", "names/doubtful", "names/twice", "names/others-last", "records/no-authors",
    "records/no-place", "records/no-year", "titles/capitals", "titles/underscore",
}  # fmt: skip


@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=lambda rule: rule.name)
def test_a_repair_silences_the_rule_and_changes_nothing_else(
    rule: Rule, check: Callable[..., list[Diagnostic]]
) -> None:
    text = examples_of(rule)["wrong"]
    before = check(text)
    edits = [edit for it in before if it.rule == rule.name for edit in it.edits]
    assert bool(edits) == (rule.name not in UNREPAIRED)
    if not edits:
        return
    fixed = apply(text, edits)
    after = check(fixed)
    assert rule.name not in {it.rule for it in after}
    assert {it.rule for it in after} <= {it.rule for it in before}
    old, new = (parse("papers/undated/example.yaml", it.encode()).paper for it in (text, fixed))
    assert old is not None
    assert new is not None
    fields = type(old).model_fields
    changed = {field for field in fields if getattr(old, field) != getattr(new, field)}
    assert changed == CHANGED.get(rule.name, changed)
    assert len(changed) <= max(1, len(CHANGED.get(rule.name, ())))


# Words and quotation marks that may be meant otherwise.
GUESSED = {"records/unknown-topic", "records/unknown-venue", "records/unknown-organization",
           "records/unknown-person", "titles/quotes"}  # fmt: skip


@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=lambda rule: rule.name)
def test_what_may_be_meant_is_not_made_unasked(
    rule: Rule, check: Callable[..., list[Diagnostic]]
) -> None:
    wrong = examples_of(rule)["wrong"].replace('"[Deep Compression]"', '"“Deep Compression”"')
    found = [it for it in check(wrong) if it.rule == rule.name]
    assert all(bool(it.repair) == (rule.name not in UNREPAIRED | GUESSED) for it in found)
