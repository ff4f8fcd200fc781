"""References in the built-in styles, and in one that a user brings."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.conftest import PAPERS, TAXONOMY, item, whole

from reading_list import leaves
from reading_list.diagnostics import ProjectError
from reading_list.formats import STYLES, Style
from reading_list.formats._citeproc import formatter
from reading_list.formats._reference import reference_of
from reading_list.formats._styles import as_html, as_text, reference_parts

ARTICLE = {
    "title": "Deep *Compression*", "authors": ["Song Han", "Huizi Mao", "Laurens van der Maaten"],
    "year": "2016", "venue": "jssc", "volume": "7", "number": "2", "pages": "1-9",
    "doi": "10.1145/1",
}  # fmt: skip
PAPER = {"authors": ["Song Han", "Huizi Mao"], "year": "2016", "venue": "nips", "pages": "1-9"}


def text(style: str, **fields: object) -> str:
    one = item(**fields)
    return as_text(reference_parts(reference_of("k", one.paper, TAXONOMY), style))


@pytest.mark.parametrize(
    ("style", "fields", "expected"),
    [
        ("plain", ARTICLE,
         ("Song Han, Huizi Mao, and Laurens van der Maaten. Deep Compression. "
          "Journal of Circuits 7(2), 1–9, 2016. https://doi.org/10.1145/1")),
        ("apa", ARTICLE,
         ("Han, S., Mao, H., & van der Maaten, L. (2016). Deep Compression. "
          "Journal of Circuits, 7(2), 1–9. https://doi.org/10.1145/1")),
        ("ieee", ARTICLE,
         ("S. Han, H. Mao, and L. van der Maaten, “Deep Compression,” "
          "Journal of Circuits, vol. 7, no. 2, 2016, pp. 1–9, doi: 10.1145/1.")),
        ("acm", ARTICLE,
         ("Song Han, Huizi Mao, and Laurens van der Maaten. 2016. "
          "Deep Compression. Journal of Circuits 7, 2. 1–9. https://doi.org/10.1145/1")),
        ("apa", PAPER, "Han, S., & Mao, H. (2016). A title. In Advances in Systems (pp. 1–9)."),
        ("ieee", PAPER, "S. Han and H. Mao, “A title,” in Advances in Systems, 2016, pp. 1–9."),
        ("acm", PAPER, "Song Han and Huizi Mao. 2016. A title. In Advances in Systems. 1–9."),
        ("apa", {"authors": ["李飞飞"]}, "李飞飞. (n.d.). A title."),
        ("apa", {"type": "phdthesis", "authors": ["A Bee"], "institution": "ETH"},
         "Bee, A. (n.d.). A title [PhD thesis]. ETH."),
        ("plain", {"title": "Why?"}, "Why?"),
        ("plain", {"authors": ["A B", "others"]}, "A B et al. A title."),
        ("ieee", {"authors": [f"A B{n}" for n in range(7)]}, "A. B0 et al., “A title.”"),
    ],
)  # fmt: skip
def test_styles(style: str, fields: dict[str, object], expected: str) -> None:
    assert text(style, **fields).rstrip() == expected


@pytest.mark.parametrize("style", STYLES)
def test_every_type_has_a_reference(style: str) -> None:
    for one in whole():
        shown = as_text(reference_parts(reference_of(one.key, one.paper, TAXONOMY), style))
        assert "  " not in shown and ".." not in shown and " ." not in shown, shown
        assert "itle" in shown or "Learning" in shown


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.addresses += [value or "" for name, value in attrs if name == "href"]


@given(PAPERS, st.sampled_from(STYLES))
def test_html_is_safe(fields: dict[str, object], style: str) -> None:
    one = item(**{**fields, "title": f"<script>alert(1)</script> {fields['title']}"})
    parser = _Tags()
    parser.feed(as_html(reference_parts(reference_of("k", one.paper, TAXONOMY), style)))
    assert not parser.seen & {"script", "img", "style"}
    assert all(address.startswith(("https://", "http://")) for address in parser.addresses)


def test_text_and_html_are_lists() -> None:
    items = list(whole())
    lines = "".join(leaves.load("formats", "text").write(items, TAXONOMY, Style(name="apa")))
    assert lines.count("\n") == len(items)
    page = "".join(leaves.load("formats", "html").write(items, TAXONOMY, Style(name="apa")))
    assert page.count("<li ") == len(items)


CSL = """\
<?xml version="1.0" encoding="utf-8"?>
<!-- a style of our own -->
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Own</title><id>own</id><updated>2020-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout suffix="!">
    <names variable="author"><name/></names>
    <text variable="title" prefix=": " font-style="italic"/>
    <date variable="issued" prefix=" "><date-part name="year"/></date>
  </layout></bibliography>
</style>
"""


def test_a_style_that_a_user_brings() -> None:
    pytest.importorskip("citeproc")
    reference = reference_of("k", item(**PAPER).paper, TAXONOMY)
    assert formatter(CSL, html=False)(reference) == "Song Han, Huizi Mao: A title 2016!"
    assert "<i>A title</i>" in formatter(CSL, html=True)(reference)
    written = leaves.load("formats", "text").write(whole(), TAXONOMY, Style(csl=CSL))
    assert "".join(written).count("!\n") == len(list(whole()))


@pytest.mark.parametrize(
    "csl",
    [
        "",
        "no xml",
        "<style",
        '<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><style>&x;</style>',
        "<style>" + "<a>" * 1000,
        CSL.replace("</info>", '<link href="x" rel="independent-parent"/></info>'),
        "<style>" + "x" * 2_000_001,
    ],
)
def test_what_is_no_style_is_refused(csl: str) -> None:
    pytest.importorskip("citeproc")
    with pytest.raises(ProjectError) as error:
        formatter(csl, html=False)
    assert error.value.exit_code == 2
