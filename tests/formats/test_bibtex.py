"""BibTeX is read back by two parsers that were not written here."""

from __future__ import annotations

import re
from pathlib import Path

import bibtexparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import Entry, parse_string

from reading_list.catalog.outline import Outline
from reading_list.catalog.taxonomy import taxonomy_of
from reading_list.formats.bibtex import bibtex_of
from reading_list.records.model import Paper
from reading_list.records.parse import parse

PAPERS = Path(__file__).resolve().parents[2] / "papers"
TAXONOMY = taxonomy_of(
    Outline.model_validate(
        {
            "list": {"title": "A list"},
            "facets": [{"id": "topic", "title": "Topic"}],
            "venues": [
                {
                    "id": "nips",
                    "name": "Conference on Neural Information Processing Systems",
                    "acronym": "NIPS",
                    "proceedings": "Advances in Neural Information Processing Systems",
                    "publisher": "Curran Associates & Sons",
                },
                {"id": "jssc", "name": "IEEE Journal of Circuits", "type": "journal"},
                {"id": "arxiv", "name": "arXiv", "type": "preprint"},
                {"id": "book", "name": "A Book", "type": "book", "issn": "0018-9219"},
            ],
            "organizations": [{"id": "mit", "name": "MIT"}],
        }
    )
)
MACROS = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\&": "&",
    r"\%": "%",
    r"\$": "$",
    r"\#": "#",
    r"\_": "_",
}
MACRO = re.compile("|".join(map(re.escape, MACROS)))
# What a record can hold: its reader takes no controls, line separators and surrogates.
TEXTS = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cf"])
    | st.sampled_from('{}\\%$"@,=#&~^_'),
    min_size=1,
    max_size=40,
).filter(str.strip)


def written(**fields: object) -> str:
    return bibtex_of("key2018a", Paper.model_validate({"title": "A title", **fields}), TAXONOMY)


def read(text: str) -> Entry:
    database = parse_string(text, "bibtex")
    assert list(database.entries) == ["key2018a"]
    return database.entries["key2018a"]


def plain(value: str) -> str:
    """Text as it was before it was escaped, without braces that only protect."""
    out, last = [], 0
    for found in MACRO.finditer(value):
        out += [value[last : found.start()].translate({123: None, 125: None}), MACROS[found[0]]]
        last = found.end()
    return "".join([*out, value[last:].translate({123: None, 125: None})])


def test_entry_of_a_conference_paper() -> None:
    text = written(
        title="AMC: AutoML for Model Compression",
        authors=[
            "Yihui He",
            "van der Maaten, Laurens",
            {"name": "MLPerf Group", "group": True},
            "others",
        ],
        year="2018",
        month="9",
        venue="NIPS",
        doi="10.1007/978-3-030-01234-2_48",
        arxiv="1802.03494",
        pages="815-832",
        links={"code": "https://github.com/a/b"},
    )
    assert text == (
        "@inproceedings{key2018a,\n"
        "  author = {He, Yihui and van der Maaten, Laurens and {MLPerf Group} and others},\n"
        "  title = {{AMC}: {AutoML} for Model Compression},\n"
        "  booktitle = {Advances in Neural Information Processing Systems},\n"
        "  pages = {815--832},\n"
        "  publisher = {Curran Associates \\& Sons},\n"
        "  year = {2018},\n"
        "  month = sep,\n"
        "  eprint = {1802.03494},\n"
        "  archivePrefix = {arXiv},\n"
        "  doi = {10.1007/978-3-030-01234-2_48},\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("fields", "type", "field", "value"),
    [
        ({"venue": "jssc"}, "article", "journal", "IEEE Journal of Circuits"),
        ({"venue": "arxiv", "arxiv": "1802.03494"}, "misc", "eprint", "1802.03494"),
        ({"venue": "nips", "booktitle": "A Workshop"}, "inproceedings", "booktitle", "A Workshop"),
        ({"venue": "book"}, "incollection", "issn", "0018-9219"),
        ({"topics": ["topic"]}, "misc", "title", "A title"),
        ({"type": "dataset"}, "misc", "title", "A title"),
        ({"type": "phdthesis", "organizations": ["MIT"]}, "phdthesis", "school", "MIT"),
        ({"type": "mastersthesis", "institution": "ETH"}, "mastersthesis", "school", "ETH"),
        ({"type": "techreport", "number": "7"}, "techreport", "number", "7"),
        ({"type": "book", "editors": ["Ed Itor"]}, "book", "editor", ""),
        (
            {"links": {"pdf": "https://a.example/b_c%20.pdf"}},
            "misc",
            "url",
            "https://a.example/b_c%20.pdf",
        ),
    ],
)
def test_type_and_container(fields: dict[str, object], type: str, field: str, value: str) -> None:
    entry = read(written(**fields))
    assert entry.type == type
    if value:
        assert entry.fields[field] == value
    else:
        assert str(entry.persons[field][0]) == "Itor, Ed"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Deep residual learning", "Deep residual learning"),
        ("BERT and ImageNet on LSTM", "{BERT} and {ImageNet} on {LSTM}"),
        ("3D models, L0 norms, 1-Bit SGD", "{3D} models, {L0} norms, 1-Bit {SGD}"),
        ("A Bayesian view (TWNs)", "A {Bayesian} view ({TWNs})"),
        ("XNOR-Net: R&D in NIPS'16", "{XNOR-Net}: {R\\&D} in {NIPS'16}"),
        ("Learning $L_0$ and $100%$", "Learning {$L_0$} and {$100\\%$}"),
        ("*Deep* and **BERT** `x_1`", r"\emph{Deep} and \textbf{BERT} \texttt{x\_1}"),
        ("50% of {a} #1 $5 & b_c", r"50\% of \textbraceleft{}a\textbraceright{} \#1 \$5 \& b\_c"),
        ("a \\ b~c^d", r"a \textbackslash{} b\textasciitilde{}c\textasciicircum{}d"),
        ("Ungleiche $x{$ Maße", r"Ungleiche \$x\textbraceleft{}\$ Maße"),
        ("Über 面向 ÉCOLE", "Über 面向 {ÉCOLE}"),
    ],
)
def test_title(title: str, expected: str) -> None:
    assert f"  title = {{{expected}}},\n" in written(title=title)


@pytest.mark.parametrize(
    "url", ["https://a.example/a_b%20c?x=1&y=#z~^", "https://a.example/{b}", "https://a.example/$"]
)
def test_addresses_are_not_escaped(url: str) -> None:
    assert f"  url = {{{url}}},\n" in written(links={"paper": url})


def test_braces_that_do_not_pair_cannot_end_the_field() -> None:
    entry = read(written(links={"paper": "https://a.example/}{"}, doi="10.1000/}x"))
    assert entry.fields["url"] == "https://a.example/%7D%7B"
    assert entry.fields["doi"] == "10.1000/%7Dx"


@pytest.mark.parametrize(
    "name",
    [
        "Song Han",
        "van der Maaten, Laurens",
        "Charles Louis Xavier Joseph de la Vallée Poussin",
        "King, Martin Luther, Jr.",
        "李飞飞",
        "Ludwig",
        "Barnes and Noble, Inc",
        "and",
        "{The OpenAI Team}",
        "A } and { B",
        "Hand, and",
    ],
)
def test_one_name_stays_one_name(name: str) -> None:
    assert len(read(written(authors=[name])).persons["author"]) == 1


@given(TEXTS, TEXTS, TEXTS)
def test_no_text_leaves_its_field(title: str, name: str, text: str) -> None:
    fields = {"booktitle": text, "publisher": text, "volume": text}
    made = written(title=title, authors=[name, "Ada Lovelace"], venue="nips", **fields)
    entry = read(made)
    assert set(entry.fields) == {"title", *fields}
    for field in fields:
        assert plain(entry.fields[field]) == " ".join(text.split())
    assert entry.persons["author"][-1].last_names == ["Lovelace"]
    library = bibtexparser.parse_string(made)
    assert not library.failed_blocks
    (block,) = library.entries
    assert {it.key for it in block.fields} == {"author", "title", *fields}
    assert made.count("\n") == len(fields) + 4
    assert made.endswith("\n}\n")


@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_titles_without_markup_come_back(words: list[str]) -> None:
    title = " ".join(re.sub(r"[*$`\\]", "", " ".join(words)).split())
    if title:
        assert plain(read(written(title=title)).fields["title"]) == title


def test_every_record_of_the_list_is_read_by_both() -> None:
    text = ""
    for path in sorted(PAPERS.rglob("*.yaml")):
        record = parse(path.name, path.read_bytes())
        assert record.paper is not None
        paper = record.paper.model_copy(update={"venue": None, "topics": (), "organizations": ()})
        text += bibtex_of(record.key, paper, TAXONOMY)
    database = parse_string(text, "bibtex")
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    assert {entry.key for entry in library.entries} == set(database.entries)
    assert all(entry.fields["title"] for entry in database.entries.values())
