"""Every limit that docs/security.md states is exceeded here, and says what it states there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from tests.hostile.grammar import PLAIN, written

from reading_list.catalog.outline import Outline
from reading_list.catalog.query import parse as parse_query
from reading_list.catalog.taxonomy import taxonomy_of
from reading_list.catalog.taxonomy_checks import read_taxonomy
from reading_list.diagnostics import Diagnostic, ProjectError
from reading_list.formats import readers
from reading_list.intake.issues import ADD, Refusal, parse_issue
from reading_list.lookups._xml import parsed_xml
from reading_list.records.markup import inline_html, title_html
from reading_list.records.parse import parse
from reading_list.store.files import read_text
from reading_list.store.sources import read_source

DOCS = Path(__file__).resolve().parents[2] / "docs" / "security.md"
Said = Iterable[str]


def table() -> dict[tuple[str, str], str]:
    """The rows of the section "Limits": what is said, by reader and limit."""
    text = DOCS.read_text("utf-8").partition("\n## Limits\n")[2].partition("\n## ")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.split("\n")
        if line.startswith("|")
    ]
    return {(reader, limit): said for reader, limit, said in rows[2:]}


def rules(found: Iterable[object]) -> Said:
    return [f"{it.rule}: {it.message}" for it in found if isinstance(it, Diagnostic)]


def record(raw: bytes) -> Said:
    return rules(parse("papers/2018/x.yaml", raw).diagnostics)


def fields(**more: object) -> Said:
    return record(written({**PLAIN, **more}))


def taxonomy(raw: bytes) -> Said:
    return rules(read_taxonomy("taxonomy.yaml", raw)[2])


def read(name: str, text: str) -> Said:
    return rules(readers()[name].read("x", text))


def query(text: str) -> Said:
    shelf = taxonomy_of(Outline.model_validate({"list": {"title": "A list"}}))
    found = parse_query(text, shelf)
    return [it.message for it in found] if isinstance(found, tuple) and found else []


def refusal(step: Callable[[], object]) -> Said:
    with pytest.raises((ProjectError, Refusal)) as caught:
        step()
    return [str(caught.value)]


def sparse(tmp_path: Path, size: int) -> Path:
    """A file of a size that takes no room on the disk."""
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(size)
    return path


def terms(depth: int) -> bytes:
    node: dict[str, object] = {"id": f"t{depth}", "title": "T"}
    for level in reversed(range(depth)):
        node = {"id": f"t{level}", "title": "T", "terms": [node]}
    return written({"list": {"title": "A"}, "facets": [node]})


def crossrefs(number: int) -> str:
    return (
        "".join(
            f"@book{{k{n}, title={{T}}, author={{A B}}, crossref={{k{n + 1}}}}}\n"
            for n in range(number)
        )
        + f"@book{{k{number}, title={{T}}, author={{A B}}, publisher={{Far}}}}\n"
    )


def issue(text: str) -> str:
    return "".join(f"### {label}\n\n{text}\n\n" for label in ADD)


URL = "https://e.example/"
CASES: dict[tuple[str, str], Callable[[Path], Said]] = {
    ("record", "1 MB"): lambda _: record(b"#" * 1_000_001),
    ("record", "12 levels"): lambda _: record(b"a: " + b"[" * 13),
    ("record", "20,000 values"): lambda _: record(b"topics: [" + b"a, " * 20_001 + b"]"),
    ("record", "500 findings"): lambda _: record(
        b"".join(b"x%d: {y: 1}\n" % n for n in range(600))
    ),
    ("record", "20,000 characters of title, note and abstract"): lambda _: fields(
        title="a" * 20_001, note="a" * 20_001, abstract="a" * 20_001
    ),
    ("record", "500 characters of other texts"): lambda _: fields(publisher="a" * 501),
    ("record", "10,000 authors"): lambda _: fields(authors=[f"A B{n}" for n in range(10_001)]),
    ("record", "2,000 topics"): lambda _: fields(topics=[f"a{n}" for n in range(2_001)]),
    ("record", "200 aliases"): lambda _: fields(aliases=[f"a{n}" for n in range(201)]),
    ("record", "100 unknown fields"): lambda _: fields(
        extra={f"a{n}": "x" for n in range(101)}
    ),
    ("record", "2,000 characters of a link"): lambda _: fields(
        links={"code": URL + "a" * 2_001}
    ),
    ("taxonomy", "16 MB"): lambda _: taxonomy(b"#" * 16_000_001),
    ("taxonomy", "48 levels"): lambda _: taxonomy(b"a: " + b"[" * 49),
    ("taxonomy", "300,000 values"): lambda _: taxonomy(b"a: [" + b"a, " * 300_001 + b"]"),
    ("taxonomy", "terms 8 deep"): lambda _: taxonomy(terms(9)),
    ("imported file", "1 GB"): lambda tmp: refusal(
        lambda: read_source(str(sparse(tmp, 1_000_000_001)))
    ),
    ("BibTeX, BibLaTeX", "an entry of 1 MB"): lambda _: read(
        "bibtex", "@misc{a, title={" + "a" * 1_000_001 + "}}\n"
    ),
    ("BibTeX, BibLaTeX", "200,000 characters of a value put together of macros"): lambda _: read(
        "bibtex", "@string{s={" + "a" * 999 + "}}\n@misc{a, title=" + "s # " * 201 + "s}\n"
    ),
    ("BibTeX, BibLaTeX", "8 steps of `crossref` and `xdata`"): lambda _: read(
        "bibtex", crossrefs(9)
    ),
    ("BibTeX, BibLaTeX", "100 parents of an entry"): lambda _: read(
        "bibtex",
        "@misc{a, title={T}, xdata={" + ",".join(f"x{n}" for n in range(101)) + "}}\n",
    ),
    ("RIS", "100,000 characters of a value"): lambda _: read(
        "ris", "TY  - JOUR\nTI  - a\n" + ("a" * 999 + "\n") * 101 + "ER  - \n"
    ),
    ("CSV", "1,000,000 characters of a cell"): lambda _: read(
        "csv", "title\n" + "a" * 1_000_001 + "\n"
    ),
    ("JSON, CSL-JSON", "depth that Python can read, some 1,000 levels or more"): lambda _: [
        *read("json", "[" + '{"a":' * 200_000), *read("csl_json", "[" + '{"a":' * 200_000),
        *read("jsonl", '{"a":' * 200_000),
    ],
    ("JSON, CSL-JSON", "4,300 digits of a number"): lambda _: [
        *read("json", '[{"a": ' + "1" * 4_301 + "}]"),
        *read("csl_json", '[{"a": ' + "1" * 4_301 + "}]"),
    ],
    ("CFF", "48 levels"): lambda _: read("cff", "a: " + "[" * 49),
    ("CFF", "300,000 values"): lambda _: read("cff", "a: [" + "a, " * 300_001 + "]"),
    ("awesome list", "16 MB"): lambda _: read("awesome", ("a" * 999 + "\n") * 16_100),
    ("awesome list", "200,000 characters of a line"): lambda _: read(
        "awesome", "# A\n\n- " + "a" * 200_001 + "\n"
    ),
    ("awesome list", "200 levels"): lambda _: read("awesome", "# A\n\n" + "> " * 500 + "a\n"),
    ("README, templates, baseline, history of links", "16 MB"): lambda tmp: refusal(
        lambda: read_text(sparse(tmp, 16_000_001))
    ),
    ("issue", "100,000 characters"): lambda _: refusal(lambda: parse_issue("a" * 100_001)),
    ("issue", "2,000 characters of a link"): lambda _: refusal(
        lambda: parse_issue(
            issue("x").replace("### Links\n\nx", f"### Links\n\ncode: {URL}{'a' * 2_001}")
        )
    ),
    ("query", "2,000 characters"): lambda _: query("a" * 2_001),
    ("query", "100 conditions"): lambda _: query("a " * 101),
    ("markup in a text", "12 levels"): lambda _: [inline_html("*a **b " * 7 + "c" + "** d*" * 7)],
    ("maths in a text", "400 characters"): lambda _: [title_html("$" + "x+" * 201 + "x$")],
    ("maths in a text", "60 levels"): lambda _: [title_html("$" + "{" * 61 + "x" + "}" * 61 + "$")],
    ("XML of a service", "50 levels"): lambda _: rules([parsed_xml(b"<a>" * 51, URL)]),
    ("XML of a service", "100,000 elements"): lambda _: rules(
        [parsed_xml(b"<a>" + b"<b/>" * 100_001 + b"</a>", URL)]
    ),
}  # fmt: skip
# Limits of a reply are those of a connection: `tests/store/test_web.py` exceeds them over one.
ELSEWHERE = {("service's reply", "4 MB"), ("service's reply", "30 seconds")}


def test_the_table_states_what_is_tried_here() -> None:
    assert set(table()) - ELSEWHERE == set(CASES)
    assert set(table()) >= ELSEWHERE


@pytest.mark.parametrize("row", CASES, ids=": ".join)
def test_more_than_the_limit_is_said(row: tuple[str, str], tmp_path: Path) -> None:
    wanted = re.findall(r"`([^`]+)`", table()[row])
    assert wanted, "the table says what is said"
    said = "\n".join(CASES[row](tmp_path))
    for part in wanted:
        assert part in said, (part, said[:2_000])
