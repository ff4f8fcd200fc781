"""What goes out is read by programs that were not written here."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import bibtexparser
import fastjsonschema
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string
from tests.formats.conftest import PAPERS, TAXONOMY, item, whole

from reading_list import leaves
from reading_list.formats import Item, Style
from reading_list.formats._bib_write import BIBLATEX, BIBTEX, entry
from reading_list.formats._reference import reference_of

SCHEMA = json.loads(Path(__file__).with_name("csl-data.schema.json").read_text())


def write(name: str, items: list[Item], **style: object) -> str:
    leaf = leaves.load("formats", name)
    return "".join(leaf.write(items, TAXONOMY, Style(**style)))  # type: ignore[arg-type]  # a table


def require(name: str, missing_tool: Callable[[str, str], None]) -> str:
    found = shutil.which(name)
    if found is None:
        missing_tool(name, f"apt-get install {name}")
    assert found
    return found


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
@pytest.mark.parametrize("in_ascii", [False, True])
def test_pybtex_and_bibtexparser_read_every_entry(name: str, in_ascii: bool) -> None:
    items = list(whole())
    text = write(name, items, ascii=in_ascii)
    assert text.isascii() or not in_ascii
    database = parse_string(text, "bibtex")
    assert list(database.entries) == [it.key for it in items]
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    for one in library.entries:
        read = database.entries[one.key]
        people = [name for name in ("author", "editor") if name in read.persons]
        assert {field.key.lower() for field in one.fields} == {
            *(name.lower() for name in read.fields), *people,
        }  # fmt: skip


@given(st.lists(PAPERS, min_size=1, max_size=3), st.sampled_from([BIBTEX, BIBLATEX]), st.booleans())
def test_no_text_breaks_an_entry(
    papers: list[dict[str, object]], dialect: object, in_ascii: bool
) -> None:
    items = [item(f"key{number}", **fields) for number, fields in enumerate(papers)]
    text = "".join(
        entry(reference_of(it.key, it.paper, TAXONOMY), dialect, in_ascii=in_ascii)  # type: ignore[arg-type]  # sampled
        for it in items
    )
    assert list(parse_string(text, "bibtex").entries) == [it.key for it in items]
    assert not bibtexparser.parse_string(text).failed_blocks


REQUIRED = {
    "article": "author title journal year",
    "inproceedings": "author title booktitle year",
    "incollection": "author title booktitle publisher year",
    "book": "author title publisher year",
    "phdthesis": "author title school year",
    "mastersthesis": "author title school year",
    "techreport": "author title institution year",
    "misc": "",
}


def test_entries_have_what_their_types_require() -> None:
    database = parse_string(write("bibtex", list(whole())), "bibtex")
    for key, read in database.entries.items():
        given = {*read.fields, *read.persons}
        assert set(REQUIRED[read.type].split()) <= given, key


def test_biber_reads_biblatex(tmp_path: Path, missing_tool: Callable[[str, str], None]) -> None:
    biber = require("biber", missing_tool)
    (tmp_path / "a.bib").write_text(write("biblatex", list(whole())), encoding="utf-8")
    command = [biber, "--tool", "--validate-datamodel", "--output-file", "out.bib", "a.bib"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    # What the list says beyond citations is no part of the data model; nothing else is amiss.
    own = re.compile("Field '(?:code|track|award|mood)' invalid|WARNINGS: ")
    doubts = [line for line in done.stdout.splitlines() if re.search("WARN|ERROR", line)]
    assert not [line for line in doubts if not own.search(line)], done.stdout
    again = parse_string((tmp_path / "out.bib").read_text(encoding="utf-8"), "bibtex")
    assert len(again.entries) == len(list(whole()))


def test_bibtool_reads_bibtex(tmp_path: Path, missing_tool: Callable[[str, str], None]) -> None:
    bibtool = require("bibtool", missing_tool)
    (tmp_path / "a.bib").write_text(write("bibtex", list(whole()), ascii=True), encoding="ascii")
    done = subprocess.run(
        [bibtool, "./a.bib"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert done.stderr == ""
    assert len(re.findall(r"^@", done.stdout, re.MULTILINE)) == len(list(whole()))


def test_rispy_reads_every_reference() -> None:
    items = list(whole())
    read = rispy.loads(write("ris", items))
    assert [it["id"] for it in read] == [it.key for it in items]
    first = read[0]
    assert first["type_of_reference"] == "CONF"
    assert first["authors"][:2] == ["Louizos, Christos", "van der Maaten, Laurens"]
    assert first["year"] == "2018"
    assert first["doi"] == "10.1145/3_0%{x}"
    assert (first["start_page"], first["end_page"]) == ("1", "13")


@given(st.lists(PAPERS, min_size=1, max_size=3))
def test_no_text_breaks_a_reference(papers: list[dict[str, object]]) -> None:
    items = [item(f"key{number}", **fields) for number, fields in enumerate(papers)]
    assert [it["id"] for it in rispy.loads(write("ris", items))] == [it.key for it in items]


@given(st.lists(PAPERS, max_size=3))
def test_csl_json_keeps_to_its_schema(papers: list[dict[str, object]]) -> None:
    items = [item(f"key{number}", **fields) for number, fields in enumerate(papers)]
    read = json.loads(write("csl_json", items))
    fastjsonschema.validate(SCHEMA, read)
    assert [it["id"] for it in read] == [it.key for it in items]


def test_every_type_keeps_to_the_schema() -> None:
    fastjsonschema.validate(SCHEMA, json.loads(write("csl_json", list(whole()), ascii=True)))
