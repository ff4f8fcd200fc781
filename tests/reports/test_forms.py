"""Findings for CI: what the readers of each form ask for, whatever a finding holds."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import fastjsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list import leaves
from reading_list.diagnostics import ERROR, WARNING, Diagnostic, Edit, Severity, Span
from reading_list.reports import Output, Setting
from reading_list.text import is_inert

DOCS = Path(__file__).resolve().parents[2] / "docs"
SPAN = Span(4, 10, 4, 18)
UNKNOWN = Diagnostic(
    "papers/2018/x.yaml", SPAN, ERROR, "records/unknown-topic", "unknown topic 'prunning'",
    "write `pruning`", "topics: [prunning]", (Edit(SPAN, "pruning", is_certain=False),),
)  # fmt: skip
HOSTILE = UNKNOWN._replace(
    path="papers/2018/a,b:c%0A::error::x \udcff.yaml",
    message="::error::x\n::stop-commands::y % ##[add-mask]z @a #1 <script> ]]> | \x1b[2J \uffff",
    hint="| --- |\n</failure>",
)
MANUAL = {"records/unknown-topic": "A topic is the id of a term."}
texts = st.one_of(st.text(max_size=20), st.sampled_from([HOSTILE.message, HOSTILE.path]))
spans = st.tuples(*[st.integers(1, 99)] * 4).map(
    lambda it: Span(it[0], it[1], it[0] + it[2], it[3])
)
edits = st.lists(st.builds(Edit, spans, texts, st.booleans()), max_size=2).map(tuple)
findings = st.lists(
    st.builds(
        Diagnostic, texts, spans, st.sampled_from(Severity), texts, texts, texts, texts, edits
    ),
    max_size=30,
)


def rendered(form: str, *found: Diagnostic, setting: Setting | None = None) -> Output:
    setting = setting or Setting(7, manual=MANUAL)
    output: Output = leaves.load("reports", form).render(found, setting)
    return output


@pytest.fixture(scope="module")
def sarif_schema(node_tool: Callable[[str], Path]) -> Callable[[object], None]:
    """The schema of the standard, as a package on the registry of npm has it."""
    home = node_tool("@microsoft/jest-sarif") / "lib" / "schemas"
    schema = json.loads((home / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
    check: Callable[[object], None] = fastjsonschema.compile(schema)
    return check


def test_every_form_is_a_file() -> None:
    assert leaves.names("reports") == ("github", "json", "junit", "sarif")


# github


def test_an_annotation_has_its_place_and_its_hint() -> None:
    setting = Setting(1, prefix="list/")
    assert rendered("github", UNKNOWN, setting=setting).text == (
        "::error file=list/papers/2018/x.yaml,line=4,endLine=4,title=records/unknown-topic,"
        "col=10,endColumn=17::unknown topic 'prunning'%0Ahint: write `pruning`\n"
    )


@given(findings)
def test_every_annotation_is_one_command(found: list[Diagnostic]) -> None:
    output = rendered("github", *found)
    command = re.compile(
        r"::(error|warning) file=[^,:\n\r]*,line=\d+,endLine=\d+,title=[^,:\n\r]*"
        r"(,col=\d+,endColumn=\d+)?::[^\n\r]*"
    )
    lines = output.text.split("\n")[:-1]
    assert all(command.fullmatch(line) for line in lines)
    assert "##[" not in output.text
    assert all(map(is_inert, lines))
    for severity in Severity:
        number = sum(it.severity is severity for it in found)
        assert sum(line.startswith(f"::{severity} ") for line in lines) == min(number, 10)
    rows = [line for line in output.summary.split("\n") if line.startswith("| `")]
    assert len(rows) == len(found)


def test_changed_files_come_first_and_errors_before_warnings() -> None:
    others = [UNKNOWN._replace(path=f"papers/a{number}.yaml") for number in range(30)]
    mine = UNKNOWN._replace(path="papers/z.yaml")
    doubt = mine._replace(severity=WARNING)
    setting = Setting(31, changed=frozenset({"papers/z.yaml"}))
    lines = rendered("github", *others, mine, doubt, setting=setting).text.splitlines()
    assert [line.partition(",")[0] for line in lines][:2] == [
        "::error file=papers/z.yaml", "::error file=papers/a0.yaml",
    ]  # fmt: skip
    assert len(lines) == 11
    assert lines[-1].startswith("::warning file=papers/z.yaml")


def test_the_summary_holds_all_in_its_limit() -> None:
    many = [
        UNKNOWN._replace(path=f"papers/{number}.yaml", hint="深" * 90) for number in range(9_000)
    ]
    summary = rendered("github", *many).summary
    assert len(summary.encode()) < 1_048_576
    assert re.search(r"\n\nand [\d,]+ more: run `reading-list check`\n$", summary)
    assert summary.startswith("### 9,000 errors, 0 warnings in 7 records\n")
    assert rendered("github").summary == ""


# json


def test_json_is_as_its_schema_says() -> None:
    check = fastjsonschema.compile(json.loads((DOCS / "findings.schema.json").read_text()))
    value = json.loads(rendered("json", UNKNOWN).text)
    check(value)
    assert value["findings"][0] == {
        "path": "papers/2018/x.yaml", "line": 4, "column": 10, "end_line": 4, "end_column": 18,
        "severity": "error", "rule": "records/unknown-topic",
        "message": "unknown topic 'prunning'", "hint": "write `pruning`",
        "snippet": "topics: [prunning]",
        "edits": [{"line": 4, "column": 10, "end_line": 4, "end_column": 18, "text": "pruning",
                   "certain": False}],
    }  # fmt: skip
    with pytest.raises(fastjsonschema.JsonSchemaException):
        check({**value, "version": 2})


@given(findings)
def test_any_finding_is_as_the_schema_says(found: list[Diagnostic]) -> None:
    text = rendered("json", *found).text
    assert text.isascii()
    value = json.loads(text)
    CHECK_JSON(value)
    assert [it["message"] for it in value["findings"]] == [it.message for it in found]


CHECK_JSON = fastjsonschema.compile(
    json.loads((DOCS / "findings.schema.json").read_text(encoding="utf-8"))
)


# sarif


def test_sarif_names_rule_place_and_repair() -> None:
    (run,) = json.loads(
        rendered("sarif", UNKNOWN, setting=Setting(1, manual=MANUAL, prefix="l/")).text
    )["runs"]
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule == {"id": UNKNOWN.rule, "shortDescription": {"text": MANUAL[UNKNOWN.rule]}}
    (result,) = run["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "l/papers/2018/x.yaml"}
    assert place["region"] == {"startLine": 4, "startColumn": 10, "endLine": 4, "endColumn": 18}
    assert (result["level"], result["ruleIndex"]) == ("error", 0)
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"] == {"text": "pruning"}


def test_a_finding_keeps_its_fingerprint_on_another_line() -> None:
    moved = UNKNOWN._replace(span=Span(9, 1, 9, 2))
    first, second, third = (
        json.loads(rendered("sarif", it).text)["runs"][0]["results"][0]["partialFingerprints"]
        for it in (UNKNOWN, moved, UNKNOWN._replace(message="other"))
    )
    assert first == second != third


def test_sarif_is_valid(sarif_schema: Callable[[object], None]) -> None:
    for found in ([], [UNKNOWN], [HOSTILE, UNKNOWN._replace(severity=WARNING)]):
        sarif_schema(json.loads(rendered("sarif", *found).text))


@given(findings)
def test_any_finding_is_valid_sarif(
    sarif_schema: Callable[[object], None], found: list[Diagnostic]
) -> None:
    text = rendered("sarif", *found).text
    assert text.isascii()
    sarif_schema(json.loads(text))


def test_sarif_keeps_to_what_github_reads() -> None:
    doubts = [UNKNOWN._replace(severity=WARNING)] * 25_000
    results = json.loads(rendered("sarif", *doubts, UNKNOWN).text)["runs"][0]["results"]
    assert (len(results), results[0]["level"]) == (25_000, "error")


# junit


def suite_of(output: Output) -> ET.Element:
    (suite,) = ET.fromstring(output.text.encode("utf-8"))
    return suite


def test_an_error_fails_and_a_warning_is_skipped() -> None:
    suite = suite_of(rendered("junit", UNKNOWN, UNKNOWN._replace(severity=WARNING)))
    assert suite.attrib == {
        "name": "reading-list check", "tests": "2", "failures": "1", "errors": "0", "skipped": "1",
    }  # fmt: skip
    failed, skipped = suite
    assert failed.attrib == {
        "classname": UNKNOWN.path, "name": "records/unknown-topic at 4:10", "file": UNKNOWN.path,
        "line": "4",
    }  # fmt: skip
    assert failed[0].tag == "failure"
    assert failed[0].attrib == {"type": UNKNOWN.rule, "message": UNKNOWN.message}
    assert skipped[0].tag == "skipped"


def test_without_findings_one_test_passes() -> None:
    suite = suite_of(rendered("junit"))
    assert (suite.attrib["tests"], suite.attrib["failures"], len(suite), len(suite[0])) == (
        "1", "0", 1, 0,
    )  # fmt: skip


@given(findings)
def test_any_finding_is_xml(found: list[Diagnostic]) -> None:
    suite = suite_of(rendered("junit", *found))
    assert int(suite.attrib["tests"]) == len(suite) == max(1, len(found))
    failed = suite.findall("testcase/failure")
    assert len(failed) == int(suite.attrib["failures"]) == sum(it.is_error for it in found)
    assert len(suite.findall("testcase/skipped")) == int(suite.attrib["skipped"])
