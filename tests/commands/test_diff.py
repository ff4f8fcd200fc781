"""`diff`: what a branch does, told from real repositories."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import fastjsonschema
import pytest
from markdown_it import MarkdownIt

from reading_list.commands.diff import run
from reading_list.diagnostics import ProjectError
from reading_list.store.files import Project
from reading_list.talk import Talk

DOCS = Path(__file__).resolve().parents[2] / "docs"
SCHEMA = fastjsonschema.compile(json.loads((DOCS / "diff.schema.json").read_text("utf-8")))
TAXONOMY = """\
list: {title: A list}
facets:
  - id: compression
    title: Compression
    terms:
      - {id: pruning, title: Pruning}
      - {id: hashing, title: Hashing}
venues: [{id: eccv, name: European Conference, acronym: ECCV}]
"""
AMC = """\
title: "AMC: AutoML for Model Compression"
authors: [Yihui He, Song Han]
year: 2018
venue: eccv
topics: [pruning]
doi: 10.1007/978-3-030-01234-2_48
"""
FILES = {
    ".gitignore": ".cache/\n",
    "taxonomy.yaml": TAXONOMY,
    "papers/2018/he2018amc.yaml": AMC,
    "papers/2018/old.yaml": (
        'title: "Old"\nauthors: [A B]\nyear: 2018\nvenue: eccv\naliases: [older]\n'
    ),
}


def git(root: Path, *words: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", "-C", str(root), *identity, *words], check=True, capture_output=True)


@pytest.fixture
def project(make_list: Callable[[Mapping[str, str]], Path]) -> Project:
    root = make_list(FILES).resolve()
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "x")
    git(root, "checkout", "-qb", "work")
    return Project(root)


def write(project: Project, path: str, text: str) -> None:
    file = project.root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def told(project: Project) -> list[str]:
    return run(project, Talk(), "main").text.splitlines()


def test_without_changes_nothing_is_said(project: Project) -> None:
    report = run(project, Talk())
    assert (report.text, report.exit_code) == ("", 0)
    assert report.said == "0 records added, 0 records removed, 0 records changed"
    assert run(project, Talk(), "main", "markdown").text == "No record and no term changes.\n"


def test_a_new_record_is_shown_as_lists_will_show_it(project: Project) -> None:
    write(project, "papers/2018/new.yaml",
          'title: "On *Hashing* $x$"\nauthors: [Ann Author, others]\nyear: 2018\nvenue: eccv\n'
          'track: oral\ntopics: [hashing]\narxiv: "1802.03494"\nnote: "Read **it**."\n',
          )  # fmt: skip
    assert told(project) == [
        "added new (papers/2018/new.yaml)",
        "    On Hashing x",
        "    Ann Author et al.",
        "    ECCV 2018, oral",
        "    Hashing",
        "    Read it.",
        "    arxiv: 1802.03494",
    ]


def test_a_likely_duplicate_is_named(project: Project) -> None:
    write(
        project,
        "papers/2018/new.yaml",
        AMC.replace("AutoML for", "AutoML fro").replace("_48", "_9"),
    )
    write(project, "papers/2018/same.yaml", AMC)
    lines = told(project)
    assert "    maybe a duplicate of he2018amc (same doi)" in lines
    near = AMC.replace("Model Compression", "Model Compresion")
    write(project, "papers/2018/new.yaml", re.sub("doi: .*\n", "", near))
    assert "    maybe a duplicate of he2018amc (near title)" in told(project)


def test_two_new_records_may_be_duplicates_of_each_other(project: Project) -> None:
    text = AMC.replace("AMC", "Something Else Entirely").replace("_48", "_9")
    write(project, "papers/2018/n1.yaml", text)
    write(project, "papers/2018/n2.yaml", text)
    assert "    maybe a duplicate of n1 (same doi)" in told(project)


def test_changes_are_told_field_by_field(project: Project) -> None:
    text = AMC.replace("[pruning]", "[hashing]").replace("doi: 10", 'arxiv: "1802.03494"\ndoi: 10')
    text = text.replace("Song Han", "{name: Song Han, affiliation: MIT}").replace(
        "venue: eccv\n", ""
    )
    write(project, "papers/2018/he2018amc.yaml", text + "links: {code: https://example.org/x}\n")
    assert told(project) == [
        "changed he2018amc: AMC: AutoML for Model Compression",
        "    authors: Yihui He; Song Han -> Yihui He; Song Han (affiliation MIT)",
        "    venue: - eccv",
        "    topics: pruning -> hashing",
        "    arxiv: + 1802.03494",
        "    links.code: + https://example.org/x",
        "    moved from Pruning to Hashing",
    ]  # fmt: skip


def test_layout_alone_is_no_change(project: Project) -> None:
    write(
        project,
        "papers/2018/he2018amc.yaml",
        f"# a comment\n{AMC.replace('[pruning]', '[ pruning ]')}",
    )
    assert told(project) == []


def test_a_key_that_vanishes_without_an_alias_is_an_address_lost(project: Project) -> None:
    (project.root / "papers/2018/old.yaml").unlink()
    report = run(project, Talk(), "main")
    assert report.exit_code == 1
    assert report.text.splitlines() == [
        "address lost: paper old (Old), no alias leads on",
        "address lost: paper older (Old), no alias leads on",
        "removed old: Old",
    ]
    write(project, "papers/2018/he2018amc.yaml", f"{AMC}aliases: [old, older]\n")
    report = run(project, Talk(), "main")
    assert report.exit_code == 0
    assert "removed old, now he2018amc: Old" in report.text


def test_a_former_key_that_is_dropped_is_an_address_lost(project: Project) -> None:
    write(
        project,
        "papers/2018/old.yaml",
        FILES["papers/2018/old.yaml"].replace("aliases: [older]\n", ""),
    )
    report = run(project, Talk(), "main")
    assert report.exit_code == 1
    assert "address lost: paper older (Old), no alias leads on" in report.text


def test_a_record_in_another_folder_is_the_same_record(project: Project) -> None:
    (project.root / "papers/2018/deep").mkdir()
    (project.root / "papers/2018/old.yaml").rename(project.root / "papers/2018/deep/old.yaml")
    assert told(project) == [
        "changed old: Old", "    file: papers/2018/old.yaml -> papers/2018/deep/old.yaml",
    ]  # fmt: skip


def test_terms_that_change_are_told(project: Project) -> None:
    text = TAXONOMY.replace("title: Pruning", "title: Sparsity")
    text = text.replace(
        "      - {id: hashing, title: Hashing}\n", "  - {id: hashing, title: Hashing}\n"
    )
    write(project, "taxonomy.yaml", text.replace("venues: [", "venues: [{id: iccv, name: I}, "))
    assert told(project) == [
        "term hashing moved: compression -> top",
        "term pruning retitled: Pruning -> Sparsity",
        "venue iccv added: I",
    ]
    write(
        project,
        "taxonomy.yaml",
        TAXONOMY.replace("id: pruning", "id: sparsity, formerly: [pruning]"),
    )
    renamed = ["term pruning removed: Pruning, now sparsity", "term sparsity added: Pruning"]
    assert told(project) == renamed
    write(project, "papers/2018/he2018amc.yaml", AMC.replace("[pruning]", "[sparsity]"))
    assert "moved from" not in "".join(told(project))  # it is the same term
    write(project, "papers/2018/he2018amc.yaml", AMC)
    write(
        project,
        "taxonomy.yaml",
        TAXONOMY.replace("id: pruning", "id: sparsity, aliases: [pruning]"),
    )
    assert told(project)[0] == "address lost: term pruning (Pruning), no alias leads on"


def test_a_taxonomy_that_cannot_be_read_hides_no_record(project: Project) -> None:
    write(project, "taxonomy.yaml", "list: [\n")
    write(project, "papers/2018/new.yaml", AMC.replace("AMC", "Another").replace("_48", "_9"))
    assert told(project)[0] == "added new (papers/2018/new.yaml)"


def test_a_record_that_cannot_be_read_is_told(project: Project) -> None:
    write(project, "papers/2018/new.yaml", "title: a: b\n")
    report = run(project, Talk(), "main")
    assert report.exit_code == 1
    assert report.text.startswith("cannot be read: papers/2018/new.yaml:1: a colon followed")


def test_a_link_in_the_place_of_a_record_is_not_read(project: Project, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("title: Secret\nvenue: eccv\n")
    (project.root / "papers/2018/new.yaml").symlink_to(tmp_path / "secret.yaml")
    git(project.root, "add", "-A")
    git(project.root, "commit", "-qm", "link")
    assert "Secret" not in run(project, Talk(), "main").text
    git(project.root, "branch", "-f", "main")
    (project.root / "papers/2018/new.yaml").unlink()
    assert "Secret" not in run(project, Talk(), "main").text


HOSTILE = "</td><script>alert(1)</script> @octocat #1 GH-2 https://evil.example | a ![x](y) `z` \\"


def test_hostile_text_is_inert_in_a_comment(project: Project) -> None:
    odd = json.dumps(HOSTILE)
    write(project, "papers/2018/-x @octocat #1 |`.yaml",
          f'title: {odd}\nauthors: [{odd}]\nyear: 2018\nvenue: {odd}\nnote: {odd}\nodd: {odd}\n'
          "links: {code: 'https://e.example/@octocat|`'}\n")  # fmt: skip
    write(project, "papers/2018/old.yaml", f"title: {odd}\nauthors: [A]\nyear: 2018\nvenue: eccv\n")
    write(project, "taxonomy.yaml", TAXONOMY.replace("title: Pruning", f"title: {odd}"))
    text = run(project, Talk(), "main", "markdown").text
    page = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)
    tags = set(re.findall(r"<(\w+)[^>]*>", page))
    assert tags == set("p ul li strong code table thead tbody tr th td".split())
    seen = re.sub("<code>.*?</code>", "", page)
    assert not re.search(r"@\w|#\d|GH-\d|://|www\.", seen)
    assert page.count("<td>") == 3 * (page.count("<tr>") - page.count("<thead>"))
    assert page.count("octocat") >= 8


def test_a_comment_stays_below_what_github_takes(project: Project) -> None:
    for number in range(700):
        write(
            project,
            f"papers/2018/n{number}.yaml",
            AMC.replace("AMC", f"深{number}").replace("_48", f"_x{number}"),
        )
    text = run(project, Talk(), "main", "markdown").text
    assert 50_000 < len(text.encode()) < 65_536
    assert re.search(r"\n\nand [\d,]+ more lines: see `reading-list diff`\n$", text)
    SCHEMA(json.loads(run(project, Talk(), "main", "json").text))


def test_json_is_as_its_schema_says(project: Project) -> None:
    write(project, "papers/2018/he2018amc.yaml", AMC.replace("[pruning]", "[hashing]"))
    write(project, "papers/2018/new.yaml", AMC)
    write(project, "papers/2018/bad.yaml", "title: a: b\n")
    write(project, "taxonomy.yaml", TAXONOMY.replace("Pruning", "Sparsity"))
    (project.root / "papers/2018/old.yaml").unlink()
    value = json.loads(run(project, Talk(), "main", "json").text)
    SCHEMA(value)
    assert all(
        value[name] for name in ("added", "removed", "changed", "named", "lost", "unreadable")
    )
    with pytest.raises(fastjsonschema.JsonSchemaException):
        SCHEMA({**value, "version": 2})


def test_a_base_that_is_none_is_said(project: Project) -> None:
    for name in ("nowhere", "--help", "-x"):
        with pytest.raises(ProjectError) as caught:
            run(project, Talk(), name)
        assert caught.value.exit_code == 2


def test_names_that_are_no_text_do_no_harm(project: Project) -> None:
    Path(os.fsdecode(os.fsencode(project.root / "papers") + b"/\xff.yaml")).write_text(AMC)
    assert told(project) == []
