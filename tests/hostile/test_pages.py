"""Every page of the hostile list as html5lib reads it, by the standard that browsers follow."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

import pytest
from tests.hostile.conftest import Hostile
from tests.hostile.grammar import FIELDS, PAYLOADS, TAG, tagged
from tests.hostile.outputs import tree

pytestmark = pytest.mark.xdist_group("hostile")  # the list is built once

# Every element that a template of ours writes; maths is latex2mathml's.
ELEMENTS = set(
    "html head body meta title link script a abbr article aside b blockquote br button "
    "caption circle cite code col dd details div dl dt em fieldset figcaption figure footer form g "
    "h1 h2 h3 h4 h5 h6 header hr i input label legend li main mark math menclose mfrac mi mn mo "
    "mover mrow mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover "
    "nav noscript ol option p output path pre q rect s search section select small span "
    "strong sub summary sup svg table tbody td template text th thead time tr ul use".split()
)


def local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def pages(hostile: Hostile) -> Iterator[tuple[str, ET.Element]]:
    crowd = set(sorted((hostile.site / "authors").glob("given*.html"))[20:])  # they are all alike
    for path in sorted(set(hostile.site.rglob("*.html")) - crowd):
        yield path.relative_to(hostile.site).as_posix(), tree(path)


def test_no_payload_becomes_an_element_or_an_attribute(hostile: Hostile) -> None:
    seen = 0
    for path, page in pages(hostile):
        for element in page.iter():
            assert local(element.tag) in ELEMENTS, (path, element.tag)
            for name, value in element.attrib.items():
                plain = local(name).lower()
                seen += 1
                assert not plain.startswith("on"), (path, name)
                assert plain not in {"style", "srcdoc", "formaction", "background", "ping"}, path
                assert re.fullmatch(r"[a-z][a-z-]*", plain), (path, name)
                if plain in {"id", "class", "for"}:
                    assert re.fullmatch(r"[A-Za-z0-9_ -]+", value), (path, name, value)
    assert seen > 10_000


def test_scripts_and_styles_are_ours(hostile: Hostile) -> None:
    for path, page in pages(hostile):
        for element in page.iter("script"):
            if element.get("type") == "application/ld+json":  # data, which no browser runs
                assert set(element.attrib) == {"type"}, path
                assert json.loads(element.text or "")["@context"] == "https://schema.org", path
                continue
            assert not (element.text or "").strip(), path
            source = element.get("src", "").removeprefix("https://example.org/list/")  # of 404.html
            assert re.fullmatch(r"(\.\./)*(assets|search)/[\w.-]+\.js", source), path
        for element in page.iter("meta"):
            assert element.get("http-equiv", "Content-Security-Policy").lower() in (
                "content-security-policy", "refresh",
            )  # fmt: skip
        assert not list(page.iter("style")), path
        assert not list(page.iter("base")), path


def test_addresses_lead_to_the_web_or_into_the_site(hostile: Hostile) -> None:
    seen = 0
    for path, page in pages(hostile):
        for element in page.iter():
            for name in ("href", "src", "action", "{http://www.w3.org/1999/xlink}href"):
                value = element.get(name)
                if value is None:
                    continue
                seen += 1
                # As browsers do (URL Standard, 4.4): tabs and line ends vanish, spaces are cut off.
                bare = re.sub(r"[\t\n\r]", "", value).strip("".join(map(chr, range(33))))
                parts = urlsplit(bare)
                assert parts.scheme.lower() in ("", "http", "https", "mailto"), (path, value)
                if not parts.scheme:
                    assert not parts.netloc, (path, value)
                    assert not bare.startswith(("/", "\\")), (path, value)
                    assert ".." not in unquote(bare).lstrip("./"), (path, value)
    assert seen > 10_000


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def test_every_text_can_be_read_as_text(hostile: Hostile) -> None:
    """On the paper's own page every letter of each payload stands, in the order it was typed."""
    shown = 0
    for number, fields in hostile.taken.items():
        page = tree(hostile.site / "papers" / f"h{number}.html")
        body = page.find("body")
        assert body is not None
        text = letters("".join(body.itertext()))
        found = {int(f) for n, f in TAG.findall(text) if int(n) == number and int(f) < len(FIELDS)}
        for index in found:
            wanted = letters(tagged(number, index))
            if not PAYLOADS[number].is_markup and not FIELDS[index].startswith("links"):
                assert wanted in text, (PAYLOADS[number].name, FIELDS[index])
            shown += 1
        if fields:
            names = {FIELDS[index] for index in found}
            assert {"title", "authors.name", "note", "abstract"} <= names, number
    assert shown > 1_000


def test_no_page_holds_a_control_or_an_override(hostile: Hostile) -> None:
    hidden = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
    for path in sorted(hostile.site.rglob("*")):
        if path.parent.name == "assets":  # the program's own, in which no text of a list stands
            continue
        if path.is_file() and path.suffix in {
            ".html",
            ".bib",
            ".md",
            ".js",
            ".xml",
            ".json",
            ".atom",
        }:
            found = hidden.search(path.read_bytes().decode())
            assert found is None, (path.name, found)


def test_templates_in_text_are_not_run(hostile: Hostile) -> None:
    for path in hostile.site.rglob("*"):
        if path.is_file() and path.suffix != ".svg":
            assert "54439" not in path.read_text(encoding="utf-8"), path  # 7777 * 7


def test_drawings_are_xml_without_scripts(hostile: Hostile) -> None:
    drawings = list(hostile.site.rglob("*.svg"))
    assert drawings
    for path in drawings:
        for element in ET.fromstring(path.read_bytes()).iter():
            assert local(element.tag) not in {"script", "foreignObject", "a", "image"}
            assert not any(local(name).startswith("on") for name in element.attrib)


def test_a_crowd_and_a_long_title_do_not_swell_pages(hostile: Hostile) -> None:
    for path in hostile.site.rglob("*.html"):
        assert path.stat().st_size < 2_500_000, path
    assert (hostile.site / "papers" / "crowd.html").exists()
    assert (hostile.site / "papers" / "wide.html").exists()


def test_the_audit_of_the_site_has_nothing_to_say(hostile: Hostile) -> None:
    done = hostile.run("build", "--verify", "--jobs", "1", check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout[:5000]
