from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reading_list.catalog.card import card_of
from reading_list.catalog.outline import Outline
from reading_list.catalog.taxonomy import Taxonomy, taxonomy_of
from reading_list.formats.markdown import entry_line
from reading_list.records.markup import title_plain
from reading_list.records.model import Paper

REPOSITORY = Path(__file__).resolve().parents[2]
LINT = REPOSITORY / "tests" / "tools" / "awesome-lint.mjs"
PAGE = "https://list.example/papers/amc.html"
ID = "1802.03494"
ARXIV = "https://arxiv.org/abs/1802.03494"


def make_taxonomy(url: str | None = None) -> Taxonomy:
    return taxonomy_of(
        Outline.model_validate(
            {
                "list": {"title": "A list", "url": url},
                "venues": [{"id": "eccv", "name": "European Conference", "acronym": "ECCV"}],
                "organizations": [
                    {"id": "mit", "name": "MIT"},
                    {"id": "rd", "name": "R&D *Center*"},
                ],
            }
        )
    )


def lines(url: str | None = None, **fields: object) -> tuple[str, str]:
    taxonomy = make_taxonomy(url)
    paper = Paper.model_validate({"title": "AMC: a title", **fields})
    return entry_line(card_of("amc", paper, taxonomy), taxonomy)


def test_everything_that_a_line_says() -> None:
    first, again = lines(
        authors=["Han, Song", "others"],
        year="2018",
        venue="eccv",
        track="oral",
        organizations=["MIT", "rd", "others"],
        award="Best Paper",
        note="Known as *AMC*",
        arxiv=ID,
        links={
            "paper": "https://a.example/1",
            "code": "https://a.example/code",
            "discussion": "https://a.example/talk",
        },
    )
    about = (
        " - Song Han and others (MIT + R&D \\*Center\\* + others). *ECCV 2018* (oral)."
        " **Best Paper**. Known as *AMC*. "
    )
    links = (
        f"[arXiv]({ARXIV}), [code](https://a.example/code), [discussion](https://a.example/talk)."
    )
    assert first == f"[AMC: a title](https://a.example/1){about}{links}"
    assert again == f"[AMC: a title][@amc]{about}[paper](https://a.example/1), {links}"


@pytest.mark.parametrize(
    ("fields", "address", "links"),
    [
        ({"links": {"paper": "https://a.example/"}, "doi": "10.1000/1"}, "https://a.example/", ""),
        ({"doi": "10.1000/1", "arxiv": ID}, "https://doi.org/10.1000/1", f"[arXiv]({ARXIV})"),
        ({"arxiv": ID}, ARXIV, "[PDF](https://arxiv.org/pdf/1802.03494)"),
        (
            {"arxiv": ID, "links": {"pdf": "https://a.example/1.pdf"}},
            ARXIV,
            "[PDF](https://a.example/1.pdf)",
        ),
        ({"links": {"pdf": "https://a.example/1.pdf"}}, "https://a.example/1.pdf", ""),
    ],
)  # fmt: skip
def test_the_title_leads_to_the_best_address(
    fields: dict[str, object], address: str, links: str
) -> None:
    expected = f"[AMC: a title]({address}) - *2018*."
    assert lines(year="2018", **fields)[0] == f"{expected} {links}." if links else expected


def test_a_paper_that_is_nowhere_leads_to_its_own_page() -> None:
    first, again = lines(year="2018")
    assert first == "AMC: a title - *2018*. [details](\0papers/amc.html)."
    assert again == "AMC: a title - *2018*. [details][@amc]."
    first, again = lines(url="https://list.example/", year="2018")
    assert first == f"[AMC: a title]({PAGE}) - *2018*."
    assert again == "[AMC: a title][@amc] - *2018*."


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"venue": "eccv"}, "*ECCV*"),
        ({"venue": "eccv", "year": "2018"}, "*ECCV 2018*"),
        ({"booktitle": "Some Book", "year": "2018"}, "*Some Book, 2018*"),
        ({"booktitle": "Book of 2018", "year": "2018"}, "*Book of 2018*"),
        ({}, "*Undated*"),
    ],
)
def test_where(fields: dict[str, object], where: str) -> None:
    assert lines(**fields)[0].partition(" - ")[2].startswith(f"{where}.")


def test_many_authors_are_cut() -> None:
    names = [f"Ann Author{number}" for number in range(9)]
    assert "Ann Author5 and 3 more. " in lines(authors=names)[0]
    assert "Ann Author6. " in lines(authors=names[:7])[0]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Plain", "**Plain**"),
        ('"Quoted" start', '**"Quoted" start**'),
        ("An *emphatic* one", "**An emphatic one**"),
        ("A [x] b", "**A \\[x\\] b**"),
    ],
)
def test_a_highlighted_title_is_bold(title: str, shown: str) -> None:
    assert lines(title=title, highlight="true", arxiv=ID)[0].startswith(f"[{shown}](")


def test_a_description_does_not_begin_with_the_title() -> None:
    fields = {"title": "MLPerf", "authors": [{"name": "MLPerf", "group": True}], "year": "2019"}
    assert lines(arxiv=ID, **fields)[0].partition(" - ")[2].startswith("*2019*. MLPerf.")


HOSTILE = [
    "<script>alert(1)</script>",
    "[x](vbscript:alert) ![i](https://a.example/{0}.png)",
    "](https://evil.example/{0}) - [y",
    "# heading\n- item\n> quote",
    "`code` ``two` $x_1$ $$",
    "**a *b* c** _d_ ~e~",
    "@everyone #1 GH-2 :smile: https://a.example/{0} {0}@b.example",
    "| a | b |",
    "&copy; &lt; \\* \\",
    'inch 3.5" and “open',
    "[ref] [^1] [!NOTE]",
    "*",
    "面向嵌入式设备的神经网络压缩方法",
    "Łukasz",
]


@pytest.mark.node
@pytest.mark.parametrize("url", [None, "https://list.example/"])
def test_hostile_texts_pass_awesome_lint(
    tmp_path: Path, node_tool: Callable[[str], Path], url: str | None
) -> None:
    node_tool("awesome-lint")
    made = []
    for number, hostile in enumerate(HOSTILE * 6):
        text = hostile.format(number)
        line = " ".join(text.split())
        chosen = {
            0: {"title": text},
            1: {"title": text, "year": None},
            2: {"authors": [line]},
            3: {"note": text},
            4: {"award": line},
            5: {"booktitle": line},
        }[number // len(HOSTILE)]
        fields = {"year": "2018", "links": {"paper": f"https://paper.example/{number}"}, **chosen}
        made.append(lines(url, **fields)[0])
    page = "".join(f"- {line}\n" for line in made)
    head = "# List [![Awesome](https://awesome.re/badge.svg)](https://awesome.re)\n\n"
    (tmp_path / "README.md").write_text(
        f"{head}## Contents\n\n- [Papers](#papers)\n\n## Papers\n\n{page}", encoding="utf-8"
    )
    (tmp_path / "CONTRIBUTING.md").write_text("See README.md.\n", encoding="utf-8")
    done = subprocess.run(
        ["node", LINT, tmp_path / "README.md"], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.returncode) == ("", 0)


def tokens_of(line: str) -> list[Token]:
    definition = f"\n\n[@amc]: {PAGE}\n"
    parsed = MarkdownIt("commonmark").parse(f"- {line}{definition}")
    inline = [token for token in parsed if token.type == "inline"]
    assert len(inline) == 1
    return inline[0].children or []


LETTERS = st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"])
TEXT = st.text(st.sampled_from("ab *_`[]()<>!&#|~$\\\"'“”.-:@1\n") | LETTERS, min_size=1)


@given(TEXT.filter(str.strip), TEXT.filter(str.strip))
def test_a_line_is_one_item_with_its_links(title: str, note: str) -> None:
    for line in lines(title=title, note=note, arxiv=ID, year="2018"):
        assert "\n" not in line
        children = tokens_of(line)
        assert children[0].type == "link_open"
        assert children[0].attrs["href"] in {ARXIV, PAGE}
        assert not [it for it in children if it.type in {"image", "html_inline"}]
        end = next(place for place, it in enumerate(children) if it.type == "link_close")
        shown = "".join(it.content for it in children[:end])
        assert letters(shown) == letters(title_plain(title)) or "$" in title
        assert children[end + 1].content.startswith(" - ")
        assert children[-1].content.endswith(".")


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())
