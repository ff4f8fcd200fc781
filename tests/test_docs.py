"""docs/checks.md is made from the docstrings of the rules: `--bless` writes it."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

from reading_list.rules import Rule, rules_of

CHECKS = Path(__file__).resolve().parent.parent / "docs" / "checks.md"
HEAD = """\
# Checks

Every rule of `reading-list check`. Errors stop a build, warnings do not. Beside these, \
`yaml/...` says what is no YAML or not a record's shape, `records/...` and `taxonomy/...` what a \
field cannot hold, and `files/...` what cannot be read.
"""


def manual() -> str:
    rules = [rule for scope in ("record", "clash", "site") for rule in rules_of(scope)]
    parts = [section(rule) for rule in sorted(rules, key=lambda rule: rule.name)]
    return "\n".join([HEAD, *parts])


def section(rule: Rule) -> str:
    text = textwrap.dedent("    " + (rule.check.__doc__ or ""))
    words, _, examples = text.partition("wrong:")
    wrong, _, right = examples.partition("right:")
    lines = [f"## {rule.name}", "", f"*{rule.severity.value}.* {' '.join(words.split())}", ""]
    for title, example in (("Wrong", wrong), ("Right", right)):
        if example.strip():
            body = textwrap.dedent(example.strip().removeprefix("|")).strip()
            lines += [f"{title}:", "", "```yaml", body, "```", ""]
    return "\n".join(lines)


def test_manual_of_checks_is_up_to_date(bless: bool) -> None:
    if bless:
        CHECKS.write_text(manual(), encoding="utf-8")
    assert CHECKS.read_text(encoding="utf-8") == manual(), "run: make test ARGS='... --bless'"


def test_every_rule_of_the_audit_is_explained() -> None:
    source = CHECKS.parent.parent / "src" / "reading_list"
    files = [source / "pipeline.py", *(source / "audit").glob("*.py")]
    used = {rule for file in files for rule in re.findall(r'"(site/[a-z-]+)"', file.read_text())}
    told = re.findall(r"`(site/[a-z-]+)`", (CHECKS.parent / "auditing.md").read_text("utf-8"))
    assert used == set(told)
