"""Files of other formats into a list, and back: all or nothing, and nothing twice."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reading_list.diagnostics import ProjectError
from reading_list.exporting import Wanted, export
from reading_list.formats import readers, writers
from reading_list.importing import Imported, Source, Wishes, decoded, import_sources
from reading_list.store.files import Project
from reading_list.talk import Talk

TAXONOMY = """\
list: {title: A list}
facets:
  - {id: topic, title: Topic, terms: [{id: pruning, title: Pruning}, {id: hashing, title: Hash}]}
venues:
  - {id: iclr, name: International Conference on Learning Representations, acronym: ICLR}
  - {id: jssc, name: Journal of Solid-State Circuits, type: journal}
organizations: [{id: mit, name: MIT}]
"""
RECORD = """\
title: "Deep Compression"   # a word
authors: [Song Han, Huizi Mao]
year: 2016
venue: iclr
topics: [pruning]
"""
DATED = f"{RECORD}added: 2019-01-20\n"
BIB = """\
@inproceedings{deep, title = {Deep {Compression}}, author = {Han, Song and Mao, Huizi},
  year = 2016, keywords = {hashing}, doi = {10.1145/1}, pages = {1--9}}
@article{other, title = {Another}, author = {Doe, Jane}, journal = {A Journal}, year = 2017}
"""


@pytest.fixture
def project(make_list: Callable[[Mapping[str, str]], Path]) -> Project:
    return Project(make_list({"taxonomy.yaml": TAXONOMY, "papers/2016/han2016deep.yaml": RECORD}))


def take(project: Project, text: str, name: str = "a.bib", **wishes: object) -> Imported:
    sources = [Source(name, text.encode())]
    return import_sources(project, sources, Wishes(**wishes), Talk())  # type: ignore[arg-type]  # a table


def tree(project: Project) -> dict[str, str]:
    found = (path for path in (project.root / "papers").rglob("*") if path.is_file())
    return {path.relative_to(project.root).as_posix(): path.read_text() for path in found}


def test_one_error_leaves_everything_as_it_was(project: Project) -> None:
    done = take(project, BIB)
    assert [it.rule for it in done.findings if it.is_error] == ["import/no-place"]
    assert not done.written
    assert tree(project) == {"papers/2016/han2016deep.yaml": RECORD}


def test_what_is_good_is_taken_where_that_is_wished(project: Project) -> None:
    done = take(project, BIB, partial=True)
    assert done.written
    assert done.new == ()
    assert done.changed == ("han2016deep",)
    assert tree(project) == {
        "papers/2016/han2016deep.yaml": (
            'title: "Deep Compression"   # a word\n'
            "authors: [Song Han, Huizi Mao]\nyear: 2016\nvenue: iclr\n"
            "topics: [pruning, hashing]\ndoi: 10.1145/1\npages: 1-9\n"
        )
    }


def test_a_topic_for_all_gives_all_a_place(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1577836800")
    done = take(project, BIB, topics=("Pruning",))
    assert (done.read, done.new, done.changed, done.merged) == (2, ("other",), ("han2016deep",), 1)
    assert tree(project)["papers/2017/other.yaml"] == (
        "# yaml-language-server: $schema=../../schemas/paper.schema.json\n"
        'title: "Another"\nauthors:\n  - Jane Doe\nyear: 2017\ntype: article\ntopics: [pruning]\n'
        "booktitle: A Journal\nadded: 2020-01-01\n"
    )


def test_the_second_time_nothing_is_new(project: Project) -> None:
    take(project, BIB, topics=("pruning",))
    before = tree(project)
    done = take(project, BIB, topics=("pruning",))
    assert (done.new, done.changed, done.merged, done.findings) == ((), (), 2, [])
    assert tree(project) == before


def test_a_dry_run_writes_nothing(project: Project) -> None:
    done = take(project, BIB, topics=("pruning",), dry_run=True)
    assert done.new == ("other",)
    assert not done.written
    assert tree(project) == {"papers/2016/han2016deep.yaml": RECORD}


def test_an_unknown_topic_is_a_slip_of_the_user(project: Project) -> None:
    with pytest.raises(ProjectError, match="no topic 'prunning'") as error:
        take(project, BIB, topics=("prunning",))
    assert error.value.exit_code == 2
    assert error.value.hint == "did you mean 'pruning'?"


def test_a_broken_taxonomy_ends_it(project: Project) -> None:
    (project.root / "taxonomy.yaml").write_text("list: [\n")
    done = take(project, BIB)
    assert done.findings and all(found.path == "taxonomy.yaml" for found in done.findings)


def test_a_key_that_leads_elsewhere_stays_in_the_list(project: Project) -> None:
    text = "@misc{../../../x, title = {Evil}, year = {../..}, keywords = {pruning}}"
    assert take(project, text).written
    assert set(tree(project)) == {"papers/2016/han2016deep.yaml", "papers/undated/x.yaml"}
    assert {path.name for path in project.root.iterdir()} == {".cache", "papers", "taxonomy.yaml"}


@pytest.mark.parametrize(
    ("raw", "text", "rule"),
    [
        ("é\r\nx\r".encode(), "é\nx\n", None),
        (b"\xef\xbb\xbfx", "x", None),
        ("é".encode("utf-16"), "é", None),
        (b"\xff\xfe\x00", None, "import/encoding"),
        (b"caf\xe9", "café", "import/encoding"),
        (b"\x00\xff", None, "import/encoding"),
    ],
)
def test_encodings(raw: bytes, text: str | None, rule: str | None) -> None:
    found, finding = decoded(Source("a", raw))
    assert found == text
    assert (finding.rule if finding else None) == rule


def test_what_is_in_no_format_is_said(project: Project) -> None:
    (found,) = take(project, "nothing at all", "a.xyz").findings
    assert found.rule == "import/format"
    assert "bibtex" in found.hint


WHOLE = """\
title: "Learning *Sparse* NNs Through $L_0$: A* & 50% of {x}_1 \\\\ -- \\"so\\""
authors:
  - Christos Louizos
  - Laurens van der Maaten
  - {name: The OpenAI Team, group: true}
  - Jürgen Müßig-Łódź Jr.
  - 李飞飞
  - others
year: 2018
month: 3
venue: iclr
track: oral
topics: [pruning, hashing]
doi: 10.1145/3_0%{x}
arxiv: "1712.01312"
isbn: 978-3-16-148410-0
issn: 2049-3630
links: {paper: "https://a.b/c_d%20e?f=1&g={h}", code: https://github.com/a/b_c}
pages: 1-13
volume: "7"
number: "2"
series: "LNCS #7"
booktitle: Workshop on R&D
publisher: A & Sons
institution: A Body
address: Wien
editors: [Ed Itor]
language: en
award: Best Paper
note: "A `note` with *stars*."
abstract: "An abstract -- with 100% & {braces}."
aliases: [formerly]
extra: {mood: "good & bad_1", ids: "a:b"}
"""


@pytest.mark.parametrize("name", sorted(readers().keys() & writers().keys() - {"markdown"}))
def test_what_goes_out_comes_in_again(
    name: str, make_list: Callable[[Mapping[str, str]], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Into the same list it says nothing new; into an empty one it is the same record."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1547942400")  # bibliographies carry no such day
    whole = WHOLE.replace("extra:", "added: 2019-01-20\nextra:")
    papers = {"papers/2018/louizos2018learning.yaml": whole, "papers/2016/han2016deep.yaml": DATED}
    project = Project(make_list({"taxonomy.yaml": TAXONOMY, **papers}))
    text = exported(project, name)
    source = Source("a", text.encode(), name)
    again = import_sources(project, [source], Wishes(), Talk())
    assert [str(found) for found in again.findings] == []
    assert tree(project) == papers
    assert (again.new, again.changed, again.merged) == ((), (), 2)
    before = exported(project, "json")
    for path in papers:
        (project.root / path).unlink()
    done = import_sources(project, [source], Wishes(), Talk())
    assert [str(found) for found in done.findings] == []
    assert set(done.new) == {"louizos2018learning", "han2016deep"}
    assert exported(project, name) == text
    if name in {"json", "jsonl", "csv", "bibtex", "biblatex"}:
        assert json.loads(exported(project, "json")) == json.loads(before)


def exported(project: Project, name: str) -> str:
    pieces: list[str] = []
    done = export(project, Wanted(name), pieces.append, Talk())
    assert done.findings == []
    return "".join(pieces)
