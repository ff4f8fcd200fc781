"""What goes out of the hostile list as files, read by programs that were not written here."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import fastjsonschema
import html5lib
import pytest
import rispy
from markdown_it import MarkdownIt
from pybtex.database import parse_string
from tests.hostile.conftest import Hostile
from tests.hostile.grammar import FIELDS, TAG, tagged
from tests.hostile.outputs import texts

pytestmark = pytest.mark.xdist_group("hostile")  # the list is built once
Export = Callable[[str], str]

HIDDEN = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
CSL = Path(__file__).resolve().parents[1] / "formats" / "csl-data.schema.json"


def keys(hostile: Hostile) -> set[str]:
    return {path.stem for path in (hostile.root / "papers" / "2018").iterdir()}


def reached(found: Iterator[str]) -> set[tuple[int, int]]:
    """Which payloads in which fields of records are among some texts."""
    all_ = {(int(n), int(f)) for text in found for n, f in TAG.findall(text)}
    return {(n, f) for n, f in all_ if f < len(FIELDS)}


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_json_holds_every_text_as_it_is(hostile: Hostile, exported: Export, name: str) -> None:
    text = exported(name)
    rows = [json.loads(line) for line in text.splitlines()] if name == "jsonl" else json.loads(text)
    found = set(texts(rows))
    wanted = {
        "https://example.org/" * field.startswith("links") + tagged(number, FIELDS.index(field))
        for number, fields in hostile.taken.items()
        for field in fields
    }
    assert {it.strip() for it in wanted} - {it.strip() for it in found} == set()
    assert len(reached(iter(found))) == len(wanted)


def test_csl_json_is_that_and_holds_titles(hostile: Hostile, exported: Export) -> None:
    value = json.loads(exported("csl-json"))
    fastjsonschema.compile(json.loads(CSL.read_text()))(value)
    assert {it["id"] for it in value} == keys(hostile)
    assert len(reached(texts(value))) > 500


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_bibtex_has_one_entry_for_each_record(
    hostile: Hostile, exported: Export, name: str
) -> None:
    database = parse_string(exported(name), "bibtex")
    assert set(database.entries) == keys(hostile)
    names = {field.lower() for entry in database.entries.values() for field in entry.fields}
    # What ends a name for BibTeX (its manual, "btxdoc") or for TeX: none of it is in one.
    assert not [name for name in names if re.search(r"[\s\"#%'(),={}\\$^~]", name)]
    for key, entry in database.entries.items():
        assert "2018" in (entry.fields.get("year"), entry.fields.get("date")), key
        assert "x" not in entry.fields or entry.fields["x"] == "x", key  # no field came of a text
        for value in entry.fields.values():
            assert value.count("{") - value.count(r"\{") == value.count("}") - value.count(r"\}"), (
                key
            )


def test_ris_has_one_reference_for_each_record(hostile: Hostile, exported: Export) -> None:
    text = exported("ris")
    read = rispy.loads(text)
    assert {it["id"] for it in read} == keys(hostile)
    assert len(re.findall(r"^ER  - ", text, re.MULTILINE)) == len(read)
    assert all("Evil" not in it.get("authors", []) for it in read)
    assert len(reached(texts(read))) > 500


def test_no_cell_is_a_formula(hostile: Hostile, exported: Export) -> None:
    rows = list(csv.reader(io.StringIO(exported("csv"), newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1
    assert {row[rows[0].index("key")] for row in rows[1:]} == keys(hostile)
    for row in rows:
        for cell in row:
            assert not re.match(r"\s*[=+\-@\t\r]", cell), cell
    assert len(reached(cell for row in rows for cell in row)) > 1_000


@pytest.mark.parametrize("name", ["json", "csv", "ris", "bibtex", "csl-json", "jsonl", "markdown"])
def test_no_export_holds_a_control(exported: Export, name: str) -> None:
    assert HIDDEN.search(exported(name)) is None


def test_html_references_are_text(hostile: Hostile, exported: Export) -> None:
    page = html5lib.parse(exported("html"), namespaceHTMLElements=False)
    names = {str(element.tag).rpartition("}")[2] for element in page.iter()}
    assert names <= set(
        "html head meta title body h1 h2 p ol ul li div i em b strong a span cite sup sub"
        " math mrow mi mo mn msup msub mtext code".split()
    )
    for element in page.iter():
        assert set(element.attrib) <= {"href", "lang", "charset", "id", "class", "rel", "stretchy"}
        assert element.get("href", "https://").startswith(("https://", "http://"))
    assert len(reached(iter(page.itertext()))) > 300


def markdowns(hostile: Hostile, exported: Export) -> Iterator[tuple[str, str]]:
    yield "export", exported("markdown")
    yield "README", (hostile.root / "README.md").read_text(encoding="utf-8")
    for path in sorted(hostile.site.rglob("*.md")):
        yield path.name, path.read_text(encoding="utf-8")


def test_markdown_is_text_on_github(hostile: Hostile, exported: Export) -> None:
    """CommonMark with HTML allowed, as GitHub reads it before it cleans it; and what it links."""
    github = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    seen: set[tuple[int, int]] = set()
    for name, text in markdowns(hostile, exported):
        page = github.render(text)
        tags = {tag.lower() for tag in re.findall(r"<([a-zA-Z/!?][^\s>]*)", page)}
        allowed = "a h1 h2 h3 h4 h5 h6 p ul ol li em strong code br blockquote hr"
        plain = {tag.strip("/") for tag in tags} - set(allowed.split())
        assert plain <= {"!--"}, (name, plain)
        assert set(re.findall(r"<!--(.*?)-->", page)) <= {
            " reading-list:begin ", " reading-list:end ",
        }  # fmt: skip
        read = html5lib.parse(page, namespaceHTMLElements=False)
        for element in read.iter():
            assert set(element.attrib) <= {"href", "id", "start", "name"}, (name, element.attrib)
            address = element.get("href", "#")
            assert re.match(r"#|https?://|mailto:|[\w./-]+\.(html|md|bib|yaml)", address), address
        for element in read.iter():
            if str(element.tag) in {"code", "a"}:
                continue
            said = (element.text or "") + "".join(child.tail or "" for child in element)
            linked = re.search(r"(?<![\w/])@\w|(?<!\w)#\d|\bGH-\d|\bwww\.", said)
            assert not linked, (name, said)
        seen |= reached(iter(read.itertext()))
    assert len(seen) > 300


def test_readme_keeps_its_two_markers(hostile: Hostile) -> None:
    text = (hostile.root / "README.md").read_text(encoding="utf-8")
    assert text.count("<!-- reading-list:begin -->") == 1
    assert text.count("<!-- reading-list:end -->") == 1


def test_what_went_out_comes_in_as_it_was(
    hostile: Hostile, exported: Export, tmp_path: Path
) -> None:
    """JSON and CSV lose no letter: apostrophes that guard formulas are taken off again."""
    from reading_list.importing import Source, drafts_of

    by_name = {
        name: {
            it.key: it.fields  # type: ignore[union-attr]
            for it in drafts_of(Source(f"x.{name}", exported(name).encode()))
            if hasattr(it, "key")
        }
        for name in ("json", "csv")
    }
    for key in keys(hostile) - {"crowd", "long", "wide"}:
        wide = by_name["json"][key]
        for field in ("title", "note", "publisher", "award"):
            assert by_name["csv"][key].get(field) == wide.get(field), (key, field)


def test_search_scripts_are_calls_with_json(hostile: Hostile) -> None:
    scripts = sorted((hostile.site / "search").glob("*.js"))
    assert len(scripts) >= 4
    found: set[tuple[int, int]] = set()
    for path in scripts:
        text = path.read_text(encoding="utf-8")
        call = re.fullmatch(r"([A-Za-z.]+)\((.*)\)\n", text, re.DOTALL)
        assert call, path
        values = json.loads(f"[{call[2]}]")
        found |= reached(texts(values))
    assert len(found) > 300
