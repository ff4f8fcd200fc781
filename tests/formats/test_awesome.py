from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reading_list.catalog.card import Card
from reading_list.catalog.memory import MemoryCatalog
from reading_list.catalog.outline import Outline
from reading_list.catalog.taxonomy import Taxonomy, taxonomy_of
from reading_list.catalog.view import Entry, Line
from reading_list.formats._block import Block
from reading_list.formats.awesome import LIMIT, readme_block
from reading_list.formats.markdown import entry_line
from reading_list.records.model import Paper

REPOSITORY = Path(__file__).resolve().parents[2]
LINT = REPOSITORY / "tests" / "tools" / "awesome-lint.mjs"

OUTLINE: dict[str, object] = {
    "facets": [
        {
            "id": "methods",
            "title": "Methods & *Means*",
            "description": "What is done. See [there](https://a.example/seen).",
            "note": "Changing.",
            "resources": [
                {"title": "A book", "url": "https://a.example/seen", "note": "half a sentence"},
                {"title": "A hint without an address", "note": "Ask."},
                {"title": "A paper too", "url": "https://a.example/1", "paper": "one2018"},
            ],
            "terms": [
                {
                    "id": "pruning",
                    "title": "Pruning",
                    "terms": [{"id": "channels", "title": "Channels?"}],
                },
                {"id": "empty", "title": "Nothing here"},
            ],
        },
        {"id": "machines", "title": "Machines", "terms": [{"id": "other", "title": "Pruning"}]},
    ],
    "venues": [
        {
            "id": "conf",
            "name": "A Conference",
            "acronym": "CONF",
            "editions": [
                {"year": 2018, "links": {"site": "https://conf.example"}, "note": "More."}
            ],
        }
    ],
}
SECTIONS = [
    {"title": "Tutorials", "note": "**TODO**", "resources": [{"title": "T", "paper": "two2018"}]},
    {"facet": "methods"},
    {"facet": "machines"},
    {"title": "Conferences", "editions": ["conf/2018", "conf/2019"]},
]
PAPERS: dict[str, dict[str, object]] = {
    "one2018": {"topics": ("methods", "other"), "year": 2018, "venue": "conf", "track": "oral",
                "links": {"paper": "https://a.example/1"}},
    "two2018": {"topics": ("channels", "pruning"), "year": 2018, "venue": "conf",
                "track": "poster", "arxiv": "1802.00002"},
    "Three2018": {"year": 2018, "venue": "conf", "topics": ("other",)},
    "four2020": {"year": 2020, "venue": "conf", "doi": "10.1000/4"},
    "bare": {"topics": ("channels",)},
}  # fmt: skip


def block(
    papers: Mapping[str, dict[str, object]] = PAPERS, limit: int = LIMIT, **settings: object
) -> str:
    listed = {"title": "A list", "description": "All.", "outline": SECTIONS, **settings}
    taxonomy = taxonomy_of(Outline.model_validate({**OUTLINE, "list": listed}))
    read = {
        key: Paper.model_validate({"title": f"Title of {key}", **fields})
        for key, fields in papers.items()
    }

    def entry(card: Card, taxonomy: Taxonomy) -> Entry:
        return Entry(card.key, card.year, card.track, "")

    def line(card: Card, taxonomy: Taxonomy) -> Line:
        return Line(card.key, card.year, card.track, *entry_line(card, taxonomy))

    return readme_block(MemoryCatalog(read, taxonomy, entry, line), limit)


def headings(text: str) -> list[str]:
    return re.findall(r"^#+ .*$", text, re.MULTILINE)


def test_headings_follow_the_outline() -> None:
    assert headings(block()) == [
        "## Contents",
        "## Tutorials",
        "## Methods & \\*Means\\*",
        "### Pruning",
        "#### Channels",
        "## Machines",
        "### Pruning",
        "## Conferences",
        "### CONF 2018",
        "#### Oral",
        "#### Poster",
        "### CONF 2019",
        "## Further Papers",
    ]


def test_contents_hold_two_levels() -> None:
    contents = block().partition("## Contents\n\n")[2].partition("\n\n")[0]
    assert contents.splitlines() == [
        "- [Tutorials](#tutorials)",
        "- [Methods & \\*Means\\*](#methods--means)",
        "  - [Pruning](#pruning)",
        "- [Machines](#machines)",
        "  - [Pruning](#pruning-1)",
        "- [Conferences](#conferences)",
        "  - [CONF 2018](#conf-2018)",
        "  - [CONF 2019](#conf-2019)",
        "- [Further Papers](#further-papers)",
    ]


def test_a_paper_stands_in_all_its_places() -> None:
    text = block()
    counts = {key: text.count(f"Title of {key}") for key in PAPERS}
    # A topic beside one that it holds is no place of its own.
    assert counts == {"one2018": 3, "two2018": 2, "Three2018": 2, "four2020": 1, "bare": 1}


def test_a_paper_is_linked_to_its_own_page_where_it_comes_again() -> None:
    text = block()
    assert text.count("[Title of two2018](https://arxiv.org/abs/1802.00002) - ") == 1
    assert text.count("[Title of two2018][@two2018] - ") == 1
    assert "\n[@two2018]: papers/2018/two2018.yaml" in text
    assert "[details](papers/2018/Three2018.yaml)" in text
    assert "\n[@three2018]: papers/2018/Three2018.yaml" in text
    assert "[details](papers/undated/bare.yaml)" in text
    assert "\0" not in text
    online = block(url="https://list.example/x")
    assert "\n[@two2018]: https://list.example/x/papers/two2018.html" in online


def test_a_record_may_lie_in_a_folder_of_any_name() -> None:
    settings = Outline.model_validate({"list": {"title": "A list"}}).list
    made = Block(settings, lambda key: f"papers/2018/a b](c)/{key}.yaml", LIMIT)
    made.contents()
    made.items([made.own_page("Details", "he2018amc")])
    assert made.text().endswith("[@he2018amc]: papers/2018/a%20b%5D%28c%29/he2018amc.yaml")


@pytest.mark.parametrize("title", ["<!-- reading-list:end -->", "`<!-- reading-list:begin -->` x"])
def test_no_title_looks_like_a_marker(title: str) -> None:
    assert "<!--" not in block({"a": {"title": title, "venue": "conf"}})


def test_resources_and_notes_stand_in_place() -> None:
    text = block()
    assert "## Tutorials\n\n> **TODO**\n\n- T - [Details][@two2018].\n" in text
    assert (
        "What is done. See [there](https://a.example/seen).\n\n> Changing.\n\n"
        "- [A book][to:a-book] - Half a sentence.\n"
        "- A hint without an address - Ask.\n"
        "- [A paper too](https://a.example/1) - [Details][@one2018].\n"
    ) in text
    assert "### CONF 2018\n\n> More.\n\n- [Site](https://conf.example)\n\n- Title of Three" in text


def test_one_track_needs_no_heading() -> None:
    papers = {"a": {"venue": "conf", "year": 2018, "track": "oral"}, "b": PAPERS["Three2018"]}
    assert "#### Oral" not in block(papers)


def test_nothing_but_a_title_is_enough() -> None:
    assert block({}, outline=(), description=None).startswith("## Contents\n\n- [Methods")


def test_sections_that_awesome_lint_wants_unlisted_are() -> None:
    sections = [{"title": "Footnotes", "editions": ["conf/2018"]}, {"facet": "machines"}]
    text = block(outline=sections)
    assert "## Footnotes\n\n### CONF 2018" in text
    assert "(#footnotes)" not in text
    assert "(#conf-2018)" not in text


def many(number: int) -> dict[str, dict[str, object]]:
    topics = ("channels", "other")
    return {f"p{n}": {"topics": (topics[n % 2],), "year": 2018, "venue": "conf",
                      "arxiv": f"1802.{n + 1:05}"} for n in range(number)}  # fmt: skip


@pytest.mark.parametrize("url", [None, "https://list.example/"])
def test_a_list_that_is_too_long_becomes_an_overview(url: str | None) -> None:
    text = block(many(60), limit=3000, url=url)
    assert len(text.encode()) <= 3000
    assert "Title of" not in text
    assert "The list holds 60 papers." in text
    linked = f"[Pruning]({url}topics/pruning.html)" if url else "Pruning"
    assert f"\n  - {linked} - 30 papers.\n" in text
    assert "CONF 2019 - 0 papers." in text


def test_the_limit_is_kept_to_the_byte() -> None:
    whole = block()
    assert block(limit=len(whole.encode())) == whole
    assert block(limit=len(whole.encode()) - 1) != whole
    assert block(limit=10) == ""


@pytest.mark.node
@pytest.mark.parametrize("limit", [LIMIT, 3000])
@pytest.mark.parametrize("url", [None, "https://list.example/"])
def test_the_block_is_an_awesome_list(
    tmp_path: Path, node_tool: Callable[[str], Path], url: str | None, limit: int
) -> None:
    node_tool("awesome-lint")
    text = block(PAPERS | many(60), limit=limit, url=url)
    head = "# A List [![Awesome](https://awesome.re/badge.svg)](https://awesome.re)"
    whole = f"{head}\n\n<!-- begin -->\n\n{text}\n\n<!-- end -->\n\n## Contributing\n\nDo.\n"
    (tmp_path / "README.md").write_text(whole, encoding="utf-8")
    (tmp_path / "CONTRIBUTING.md").write_text("See README.md.\n", encoding="utf-8")
    done = subprocess.run(
        ["node", LINT, tmp_path / "README.md"], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.returncode) == ("", 0)
