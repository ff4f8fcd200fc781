"""A list whose records and terms are composed texts: its pages and exports, read by others."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path

import html5lib
import pytest
import rispy
from hypothesis import HealthCheck, Phase, given, settings
from pybtex.database import parse_string
from tests.hostile import test_pages as pages
from tests.hostile.composed import texts
from tests.hostile.conftest import Hostile, is_outline, outline
from tests.hostile.grammar import PLAIN, put, written
from tests.hostile.outputs import GITHUB, files, tree

from reading_list.records.parse import parse
from reading_list.rules import check_record
from reading_list.text import is_inert

pytestmark = pytest.mark.xdist_group("composed")  # the list is built once
FIELDS = (
    "title", "authors", "authors.name", "authors.affiliation", "editors", "pages", "volume",
    "number", "series", "booktitle", "publisher", "institution", "address", "award", "note",
    "abstract", "extra",
)  # fmt: skip
MARK = re.compile(r"k(\d+)k")
PEOPLE = ("authors", "authors.name", "editors")
COUNT = 400


@cache
def sample(count: int) -> list[str]:
    """Composed texts, made once: hypothesis draws on the constants of what is loaded by then."""
    found: list[str] = []

    @settings(
        max_examples=count, derandomize=True, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck), deadline=None,
    )  # fmt: skip
    @given(texts())
    def collect(text: str) -> None:
        found.append(text)

    collect()
    # Names and titles are there once; the mark stands before or behind.
    return [f"{it} k{n}k" if n % 2 else f"k{n}k {it}" for n, it in enumerate(found)]


def is_taken(field: str, text: str) -> bool:
    record = dict(PLAIN)
    put(record, field, text)
    parsed = parse("papers/2018/x.yaml", written(record))
    found = list(parsed.diagnostics)
    if parsed.is_whole:
        found += check_record(parsed, None)
    return parsed.is_whole and not any(it.is_error for it in found)


def as_name(text: str) -> str:
    """The text without what no record may hold, on one line: so that each text becomes a name."""
    return " ".join("".join(char if is_inert(char) else " " for char in text).split())


def put_people(record: dict[str, object], text: str) -> list[str]:
    """Make the text an author, a group and an editor wherever it is taken; where it was."""
    name = as_name(text)
    places = [field for field in PEOPLE if not is_taken(field, text) and is_taken(field, name)]
    for field in places:
        put(record, field, name)
    return places


@pytest.fixture(scope="module")
def composed(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    """Of every text a record that holds it in all fields that take it, a term and a venue."""
    root = tmp_path_factory.mktemp("composed")
    (root / "papers" / "2018").mkdir(parents=True)
    (root / "README.md").write_text(
        "# A list\n\n<!-- reading-list:begin -->\n<!-- reading-list:end -->\n"
    )
    value = outline()
    taken = {}
    for number, text in enumerate(sample(COUNT)):
        fields = [field for field in FIELDS if is_taken(field, text)]
        record: dict[str, object] = {**PLAIN, "title": f"Plain {number}"}
        for field in fields:
            put(record, field, text)
        fields += put_people(record, text)
        name = as_name(text)
        person = {"id": f"p{number}", "name": name, "aliases": [f"{name} again"]}
        if is_outline(outline(people=[person])):
            value.setdefault("people", []).append(person)  # type: ignore[attr-defined]
            put(record, "authors.person", f"p{number}")
        parts = {
            "facets": {"id": f"t{number}", "title": text, "description": text},
            "venues": {"id": f"v{number}", "name": text, "publisher": text},
            "organizations": {"id": f"o{number}", "name": text},
        }
        if is_outline(outline(**{kind: [one] for kind, one in parts.items()})):
            for kind, one in parts.items():
                value.setdefault(kind, []).append(one)  # type: ignore[attr-defined]
            value["list"].setdefault("outline", []).append({"facet": f"t{number}"})  # type: ignore[attr-defined]
            record |= {"topics": [f"t{number}"], "venue": f"v{number}"}
            record["organizations"] = [f"o{number}"]
        taken[number] = fields
        (root / "papers" / "2018" / f"h{number}.yaml").write_bytes(written(record))
    (root / "taxonomy.yaml").write_bytes(written(value))
    for field, least in (("title", 0.25), ("authors", 0.3), ("editors", 0.3), ("authors.name", 1)):
        assert sum(field in fields for fields in taken.values()) >= COUNT * least, field
    assert len(value["people"]) == COUNT  # type: ignore[arg-type]
    assert len(value["venues"]) > COUNT / 8  # type: ignore[arg-type]
    made = Hostile(root, taken, 0)
    made.run("build", "--jobs", "1")
    return made


def test_its_pages_hold_our_elements_and_addresses(composed: Hostile) -> None:
    pages.test_no_payload_becomes_an_element_or_an_attribute(composed)
    pages.test_scripts_and_styles_are_ours(composed)
    pages.test_addresses_lead_to_the_web_or_into_the_site(composed)
    pages.test_no_page_holds_a_control_or_an_override(composed)


def test_its_audit_has_nothing_to_say(composed: Hostile) -> None:
    pages.test_the_audit_of_the_site_has_nothing_to_say(composed)


def test_its_people_have_pages_and_are_text_there(composed: Hostile) -> None:
    """Each text is the name of a group, and many are a person's; their letters stand in order."""
    shown = "".join(it for path in files(composed, "papers/*.html") for it in tree(path).itertext())
    plain = re.sub(r"[\W_]", "", shown)
    for number, text in enumerate(sample(COUNT)):
        assert f"k{number}k" in plain
        if "$" not in text and "](" not in text:  # else some of a title is read as markup
            assert re.sub(r"[\W_]", "", as_name(text)) in plain, text
    marks = {it for path in files(composed, "authors/*.html") for it in named_on(path)}
    assert len(marks) == COUNT


def named_on(path: Path) -> set[str]:
    """The marks in the heading of a page."""
    return {mark for it in tree(path).iter("h1") for mark in MARK.findall("".join(it.itertext()))}


def test_its_feeds_are_atom(composed: Hostile) -> None:
    for path in files(composed, "*.atom"):
        for element in ET.fromstring(path.read_bytes()).iter():
            assert element.tag.startswith("{http://www.w3.org/2005/Atom}"), path


def test_its_readme_is_text(composed: Hostile) -> None:
    for path in [composed.root / "README.md", *files(composed, "*.md")]:
        read = html5lib.parse(GITHUB.render(path.read_text("utf-8")), namespaceHTMLElements=False)
        names = {it.tag for it in read.iter() if isinstance(it.tag, str)}
        allowed = "html head body a h1 h2 h3 h4 h5 h6 p ul ol li em strong code br blockquote hr"
        assert names <= set(allowed.split()), (path, names)
        for element in read.iter():
            assert set(element.attrib) <= {"href", "id", "start", "name"}, path
            if element.tag not in {"code", "a"}:
                said = (element.text or "") if isinstance(element.tag, str) else ""
                said += "".join(child.tail or "" for child in element)
                # `www\.` is no link on GitHub, which looks for these before it takes escapes off.
                assert not re.search(r"(?<![\w/])@\w|(?<!\w)#\d|\bGH-\d", said), said


def test_its_exports_have_an_entry_for_each_record(composed: Hostile) -> None:
    keys = {path.stem for path in (composed.root / "papers" / "2018").iterdir()}
    for form in ("bibtex", "biblatex"):
        text = composed.run("export", "--to", form).stdout
        assert set(parse_string(text, "bibtex").entries) == keys
    assert {it["id"] for it in rispy.loads(composed.run("export", "--to", "ris").stdout)} == keys
    text = composed.run("export", "--to", "csv").stdout
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert {row[rows[0].index("key")] for row in rows[1:]} == keys
    assert not [cell for row in rows for cell in row if re.match(r"\s*[=+\-@\t\r]", cell)]
    for form in ("json", "csl-json"):
        assert len(json.loads(composed.run("export", "--to", form).stdout)) == len(keys)
