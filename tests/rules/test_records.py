from __future__ import annotations

from collections.abc import Callable

import pytest

from reading_list.diagnostics import Diagnostic
from reading_list.records.parse import parse
from reading_list.rules import check_record

WHOLE = """\
title: "Pruning"
authors: [Song Han]
year: 2018
venue: eccv
topics: [pruning]
organizations: [Intel Labs China, others]
"""


def test_a_sound_record_has_no_findings(check: Callable[..., list[Diagnostic]]) -> None:
    assert check(WHOLE, "papers/2018/han2018pruning.yaml") == []


@pytest.mark.parametrize(
    ("fields", "rule", "place", "message", "hint", "edit"),
    [
        ("topics: [prunning]", "unknown-topic", (2, 10),
         "unknown topic 'prunning' (did you mean 'pruning'?)", "write `pruning`", "pruning"),
        ("topics: [hashing, x]", "unknown-topic", (2, 19), "unknown topic 'x'", "declare", None),
        ("topics: [sparsty]", "unknown-topic", (2, 10),
         "unknown topic 'sparsty' (did you mean 'sparsity'?)", "write `sparsity`", "sparsity"),
        ("venue: ECC", "unknown-venue", (2, 8), "unknown venue 'ECC' (did you mean 'eccv'?)",
         "write `eccv`", "eccv"),
        ("venue: eccv\norganizations: [Intel, Intel Labs Chin]", "unknown-organization", (3, 24),
         "unknown organization 'Intel Labs Chin' (did you mean 'Intel Labs China'?)",
         "write `Intel Labs China`", "Intel Labs China"),
        ("venue: eccv\nauthors: [{name: W, person: wei-wang-3}]", "unknown-person", (3, 29),
         "unknown person 'wei-wang-3' (did you mean 'wei-wang-2'?)", "write", "wei-wang-2"),
        ("doi: 10.1000/1", "no-place", (1, 1), "the paper has neither a topic nor a venue",
         "add `topics: [...]`", None),
        ("topics: []", "no-place", (1, 1), "the paper has neither a topic nor a venue",
         "add", None),
        ("topics: [pruning, sparsity]", "repeated-topic", (2, 19),
         "'sparsity' is another name of a topic that stands here already", "delete it", ""),
        ("topics: [compression, pruning]", "repeated-topic", (2, 10),
         "'compression' holds 'pruning', which stands here too", "delete 'compression'", ""),
        ("venue: eccv", "no-authors", (1, 1), "the authors are not known", "add `authors:`", None),
        ("venue: eccv", "no-year", (1, 1), "the year is not known", "add `year:`", None),
        ("venue: eccv\nyear: 2018", "folder", (3, 7),
         "the year is 2018, but the record lies in papers/undated/",
         "move the file to papers/2018/example.yaml, or mend the year", None),
        ("venue: eccv\nrelated: {see: [other, Example]}", "self-reference", (3, 24),
         "the paper is related to itself", "delete it", ""),
    ],
)  # fmt: skip
def test_finding(
    check: Callable[..., list[Diagnostic]],
    fields: str,
    rule: str,
    place: tuple[int, int],
    message: str,
    hint: str,
    edit: str | None,
) -> None:
    found = [it for it in check(f"title: A\n{fields}\n") if it.rule == f"records/{rule}"]
    assert [it.message for it in found] == [message]
    assert found[0].span[:2] == place
    assert found[0].hint.startswith(hint)
    assert [it.text for it in found[0].edits] == ([] if edit is None else [edit])


@pytest.mark.parametrize(
    "fields",
    [
        "topics: [Pruning, hashing]",
        "topics: [SPARSITY]",
        "venue: ECCV",
        "venue: European  Conference",
        "organizations: [intel, INTEL LABS CHINA, others]",
    ],
)
def test_names_are_found_in_any_form(check: Callable[..., list[Diagnostic]], fields: str) -> None:
    assert not [it for it in check(f"title: A\n{fields}\n") if "unknown" in it.rule]


def test_two_unknown_topics_are_no_repetition(check: Callable[..., list[Diagnostic]]) -> None:
    found = check("title: A\ntopics: [x, y]\n")
    assert [it.rule for it in found if "topic" in it.rule] == ["records/unknown-topic"] * 2


@pytest.mark.parametrize(
    ("path", "year", "rules"),
    [
        ("papers/2018/a.yaml", "2018", []),
        ("papers/2018/eccv/a.yaml", "2018", []),
        ("papers/2017/a.yaml", "2018", ["records/folder"]),
        ("papers/a.yaml", "2018", ["records/folder"]),
        ("papers/undated/a.yaml", "", ["records/no-year"]),
        ("papers/2018/a.yaml", "", ["records/folder", "records/no-year"]),
        ("papers/2018/he2018amc.yaml", "2018", []),
        ("papers/2018/he2017amc.yaml", "2018", []),
        ("papers/2018/he2016amc.yaml", "2018", ["records/key-year"]),
        ("papers/2018/x20180.yaml", "2018", []),
        ("papers/2018/he_2018.yaml", "2018", ["records/file-name"]),
        ("papers/2018/con.yaml", "2018", ["records/file-name"]),
        ("papers/2018/-a.yaml", "2018", ["records/file-name"]),
    ],
)
def test_file_and_year(
    check: Callable[..., list[Diagnostic]], path: str, year: str, rules: list[str]
) -> None:
    text = f"title: A\nauthors: [Song Han]\n{f'year: {year}' if year else ''}\nvenue: eccv\n"
    assert [it.rule for it in check(text, path)] == rules


def test_wrong_fields_are_not_called_missing(check: Callable[..., list[Diagnostic]]) -> None:
    text = "title: A\nauthors: Song Han\nyear: soon\nvenue: [eccv]\n"
    assert check(text, "papers/2018/a.yaml") == []


def test_without_a_taxonomy_its_names_are_not_judged() -> None:
    record = parse("papers/2018/a.yaml", WHOLE.replace("[pruning]", "[x]").encode())
    assert list(check_record(record, None)) == []


def test_findings_come_with_their_line(check: Callable[..., list[Diagnostic]]) -> None:
    (found,) = check(WHOLE.replace("[pruning]", "[prunning]"), "papers/2018/a.yaml")
    assert found.path == "papers/2018/a.yaml"
    assert found.snippet == "topics: [prunning]"
    assert found.is_error
