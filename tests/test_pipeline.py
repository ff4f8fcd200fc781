"""The line from a list's files to its site: what is written, what stays, what goes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reading_list import pipeline
from reading_list.diagnostics import ProjectError
from reading_list.pages import kinds as all_kinds
from reading_list.pages import leaf_of
from reading_list.pipeline import Outcome
from reading_list.schemas import schemas, write_schemas
from reading_list.store.database import FILE, locked
from reading_list.store.files import Project
from reading_list.store.output import MARKER
from reading_list.talk import Talk

# Without downloads, feeds and data, which change with every record: they have tests of their own.
TAXONOMY = """\
list: {title: A list, pages: {downloads: [], feeds: [], data: none, basket: none}}
facets:
  - {id: compression, title: Compression, terms: [{id: pruning, title: Pruning, note: n}]}
venues:
  - {id: eccv, name: European Conference, acronym: ECCV, editions: [{year: 2018, note: n}]}
"""
README = "# Mine\n\n<!-- reading-list:begin -->\n<!-- reading-list:end -->\n\nThe end.\n"
A = "title: Paper A\nauthors: [Ann Author]\nyear: 2018\nvenue: eccv\ntopics: [pruning]\n"
B = "title: Paper B\nauthors: [Bob Writer]\nyear: 2017\nvenue: eccv\n"
FILES = {
    "taxonomy.yaml": TAXONOMY,
    "README.md": README,
    "papers/2018/a.yaml": A,
    "papers/2017/b.yaml": B,
}

# Templates of a line each: compiling the real ones takes most of the time of a small build.
SHORT = {
    "parts/entry.html": "{% macro entry(e, root) %}{{ e.title }}{% endmacro %}",
    "pages/alias.html": "to {{ target }}",
    "pages/paper.html": (
        "{{ title }} {{ record.pages or '' }}"
        "{% for relation in relations %}{% for entry in relation.entries %} {{ entry.title }}"
        "{% endfor %}{% endfor %}"
    ),
}


def short_templates() -> dict[str, str]:
    kinds = (leaf_of(kind).KIND.template for kind in all_kinds())
    names = {name: SHORT.get(name, "{{ path }}") for name in kinds if name.endswith(".html")}
    return {f"templates/{name}": text for name, text in {**SHORT, **names}.items()}


class List:
    """A list on disk and what a build makes of it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.project = Project(root)
        self.site = root / "site"

    def write(self, name: str, text: str) -> None:
        (self.root / name).parent.mkdir(parents=True, exist_ok=True)
        (self.root / name).write_text(text)

    def build(self, folder: Path | None = None) -> Outcome:
        return pipeline.build(self.project, folder, 1, Talk())

    def pages(self) -> dict[str, bytes]:
        files = (path for path in self.site.rglob("*") if path.is_file() and path.name != MARKER)
        return {path.relative_to(self.site).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def the(make_list: Callable[[Mapping[str, str]], Path]) -> List:
    return List(make_list({**FILES, **short_templates()}))


@pytest.fixture
def built(the: List) -> List:
    outcome = the.build()
    assert outcome.findings == []
    return the


def texts(found: Outcome) -> list[str]:
    return [f"{f.path}:{f.span.line}:{f.span.column} {f.rule}" for f in found.findings]


def state(path: Path) -> tuple[int, ...]:
    """What a write changes; the time of the last reading is not of it."""
    status = path.stat()
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def test_a_build_makes_a_page_of_everything_and_the_readme(the: List) -> None:
    outcome = the.build()
    pages = the.pages()
    assert {
        "index.html",
        "404.html",
        "papers/a.html",
        "papers/a.bib",
        "papers/b.html",
        "topics/compression.html",
        "topics/pruning.html",
        "topics/pruning/2018.html",
        "venues/eccv.html",
        "venues/eccv/2018.html",
        "venues/eccv/2017.html",
        "authors/ann-author.html",
        "years/2018.html",
    } <= pages.keys()
    assert (outcome.records, outcome.written, outcome.kept) == (2, len(pages), 0)
    assert (outcome.removed, outcome.readme, outcome.output) == (0, "", str(the.site))
    readme = (the.root / "README.md").read_text()
    assert readme.startswith("# Mine\n\n<!-- reading-list:begin -->\n")
    assert readme.endswith("<!-- reading-list:end -->\n\nThe end.\n")
    assert "Paper A" in readme


def test_nothing_but_the_site_the_block_and_the_cache_is_touched(the: List) -> None:
    the.write("notes.txt", "mine")
    the.write("papers/2018/notes.md", "mine")
    before = {path: state(path) for path in the.root.rglob("*") if path.is_file()}
    the.build()
    for path, status in before.items():
        assert path.name == "README.md" or state(path) == status
    assert {path.name for path in the.root.iterdir()} == {
        ".cache", "README.md", "notes.txt", "papers", "site", "taxonomy.yaml", "templates",
    }  # fmt: skip


def test_a_second_build_writes_nothing(built: List) -> None:
    before = {path: state(path) for path in built.site.rglob("*")}
    outcome = built.build()
    assert (outcome.written, outcome.kept, outcome.removed) == (0, 0, 0)
    assert {path: state(path) for path in built.site.rglob("*")} == before


def test_a_change_makes_its_pages_alone(built: List) -> None:
    before = built.pages()
    built.write("papers/2018/a.yaml", f"{A}pages: 1-2\n")
    assert built.build().written <= 2
    after = built.pages()
    assert {path for path in before if before[path] != after[path]} == {
        "papers/a.html",
        "papers/a.bib",
    }


def test_a_record_that_went_takes_its_pages_with_it(built: List) -> None:
    (built.root / "papers" / "2017" / "b.yaml").unlink()
    outcome = built.build()
    gone = {"papers/b.html", "papers/b.bib", "authors/bob-writer.html", "years/2017.html",
            "venues/eccv/2017.html", "search/2017.js", "search/2017-links.js",
            "search/2017-abstracts.js"}  # fmt: skip
    assert not gone & built.pages().keys()
    assert outcome.removed == len(gone)
    assert "Paper B" not in (built.root / "README.md").read_text()


def test_errors_write_nothing_at_all(the: List) -> None:
    the.write("papers/2018/a.yaml", "title: a: b\n")
    outcome = the.build()
    assert texts(outcome)[0] == "papers/2018/a.yaml:1:9 yaml/colon"
    assert (outcome.written, outcome.records) == (0, 2)
    assert not the.site.exists()
    assert (the.root / "README.md").read_text() == README


def test_warnings_are_reported_and_the_site_is_built(the: List) -> None:
    the.write("papers/2018/a.yaml", A.replace("authors: [Ann Author]\n", ""))
    outcome = the.build()
    assert texts(outcome) == ["papers/2018/a.yaml:1:1 records/no-authors"]
    assert outcome.written > 0
    assert texts(the.build()) == texts(outcome)


@pytest.mark.parametrize("folder", ["public", "../elsewhere", "deep/er/site"])
def test_the_site_goes_where_it_is_told_from_the_list(the: List, folder: str) -> None:
    outcome = the.build(Path(folder))
    place = Path(os.path.normpath(the.root / folder))
    assert outcome.output == str(place)
    assert (place / "index.html").exists()
    assert not the.site.exists()


def test_the_folder_of_the_records_is_refused_before_anything_is_done(the: List) -> None:
    with pytest.raises(ProjectError, match="holds the list itself"):
        the.build(Path("papers"))
    assert not (the.root / ".cache").exists()


def test_a_deleted_site_is_made_again(built: List) -> None:
    before = built.pages()
    for path in sorted(built.site.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    built.site.rmdir()
    assert built.build().written == len(before)
    assert built.pages() == before


def test_a_block_that_somebody_edited_is_put_right(built: List) -> None:
    readme = built.root / "README.md"
    before = readme.read_text()
    readme.write_text(before.replace("Paper A", "Paper Z"))
    assert built.build().written == 0
    assert readme.read_text() == before


def test_text_around_the_block_is_the_curators(built: List) -> None:
    readme = built.root / "README.md"
    readme.write_text(readme.read_text().replace("# Mine", "# Still mine"))
    before = state(readme)
    built.build()
    assert state(readme) == before


def test_a_readme_without_a_block_is_left_alone_and_said(the: List) -> None:
    the.write("README.md", "# Mine\n")
    assert "has no block" in the.build().readme
    assert (the.root / "README.md").read_text() == "# Mine\n"


def test_the_title_of_a_stranger_cannot_end_the_block(the: List) -> None:
    the.write("papers/2018/a.yaml", A.replace("Paper A", "'x <!-- reading-list:end --> y'"))
    the.build()
    first = (the.root / "README.md").read_text()
    assert first.count("<!-- reading-list:end -->") == 1
    assert the.build().findings == []


def test_another_template_makes_every_page_anew(built: List) -> None:
    number = len(built.pages())
    built.write("templates/pages/missing.html", "Nothing here.")
    outcome = built.build()
    assert outcome.written + outcome.kept == number
    assert outcome.written == 1
    assert built.pages()["404.html"] == b"Nothing here."


def test_another_asset_has_another_address_and_the_old_one_goes(built: List) -> None:
    before = {path for path in built.pages() if path.startswith("assets/site.")}
    built.write("templates/assets/site.css", "a {}")
    outcome = built.build()
    after = {path for path in built.pages() if path.startswith("assets/site.")}
    assert outcome.removed == 1
    assert len(before) == len(after)
    assert b"a {}" in [built.pages()[path] for path in after]


def test_a_renamed_record_leaves_a_redirect_at_its_former_address(built: List) -> None:
    (built.root / "papers" / "2018" / "a.yaml").unlink()
    built.write("papers/2018/new.yaml", f"{A}aliases: [a]\n")
    built.build()
    pages = built.pages()
    assert b"Paper A" in pages["papers/new.html"]
    assert b"new.html" in pages["papers/a.html"]
    assert "papers/a.bib" not in pages


def test_a_record_at_the_address_of_a_redirect_takes_its_place(built: List) -> None:
    built.write("papers/2018/a.yaml", f"{A}aliases: [old]\n")
    built.build()
    assert b"a.html" in built.pages()["papers/old.html"]
    built.write("papers/2018/a.yaml", A)
    built.write("papers/2018/old.yaml", A.replace("Paper A", "Paper Old"))
    built.build()
    assert b"Paper Old" in built.pages()["papers/old.html"]


def test_a_clash_that_was_mended_costs_no_page_at_its_address(built: List) -> None:
    """Both claimed one address for a while; whoever stays keeps its page."""
    built.write("papers/2018/a.yaml", f"{A}aliases: [old]\n")
    built.build()
    before = built.pages()
    built.write("papers/2017/old.yaml", B.replace("Paper B", "Paper Old"))
    assert "duplicates/key" in {found.rule for found in built.build().findings}
    (built.root / "papers" / "2017" / "old.yaml").unlink()
    built.build()
    assert built.pages() == before
    built.write("papers/2017/b.yaml", f"{B}aliases: [a]\n")
    assert "duplicates/key" in {found.rule for found in built.build().findings}
    built.write("papers/2017/b.yaml", B)
    built.build()
    assert built.pages() == before


def fresh(the: List) -> dict[str, bytes]:
    """The pages of a list that was never built before."""
    home = the.root.parent / "fresh"
    for name in ("taxonomy.yaml", "README.md", "papers", "templates"):
        source = the.root / name
        for path in [source, *source.rglob("*")]:
            if path.is_file():
                target = home / path.relative_to(the.root)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(path.read_bytes())
    other = List(home)
    other.build()
    return other.pages()


@pytest.mark.parametrize("name", ["a", "A", "old"])
def test_a_relation_is_reported_or_shown_on_both_pages(built: List, name: str) -> None:
    """However it is written: as the key, in another case, by a former key."""
    built.write("papers/2018/a.yaml", f"{A}aliases: [old]\n")
    built.build()
    built.write("papers/2017/b.yaml", f"{B}related: {{see: [{name}]}}\n")
    outcome = built.build()
    if any(found.is_error for found in outcome.findings):
        return
    pages = built.pages()
    assert b"Paper A" in pages["papers/b.html"]
    assert b"Paper B" in pages["papers/a.html"]
    assert pages == fresh(built)


def test_a_mention_comes_and_goes_on_the_page_of_the_one_that_is_named(built: List) -> None:
    built.write("papers/2017/b.yaml", f"{B}related: {{see: [a]}}\n")
    built.build()
    assert b"Paper B" in built.pages()["papers/a.html"]
    built.write("papers/2017/b.yaml", f"{B.replace('Paper B', 'Another B')}related: {{see: [a]}}\n")
    built.build()
    assert b"Another B" in built.pages()["papers/a.html"]
    built.write("papers/2017/b.yaml", B)
    built.build()
    assert b"Paper B" not in built.pages()["papers/a.html"]


def test_a_cache_of_garbage_gives_the_same_site(built: List) -> None:
    before = built.pages()
    (built.root / ".cache" / FILE).write_bytes(b"garbage" * 1_000)
    outcome = built.build()
    assert outcome.written == 0
    assert built.pages() == before


def test_a_second_build_at_the_same_time_is_refused_and_a_check_is_not(the: List) -> None:
    the.write("papers/2018/a.yaml", "title: a: b\n")
    with locked(the.project.cache):
        with pytest.raises(ProjectError, match="another build"):
            the.build()
        checked = pipeline.check(the.project, 1, Talk())
    assert [found.rule for found in checked.findings][:1] == ["yaml/colon"]
    assert not (the.root / ".cache" / FILE).exists()


def test_a_check_needs_no_folder_it_may_write(the: List) -> None:
    (the.root / ".cache").write_text("in the way")
    assert pipeline.check(the.project, 1, Talk()).findings == []
    with pytest.raises(ProjectError, match="cannot be used"):
        the.build()


def test_what_stops_a_check_is_told_as_it_is(the: List) -> None:
    """An error of the work itself must not be taken for one of the cache."""

    class Stopped(Talk):
        def begin(self, phase: str, total: int) -> None:
            raise ProjectError("stopped")

    with pytest.raises(ProjectError, match="stopped"):
        pipeline.check(the.project, 1, Stopped())


def test_a_check_leaves_the_next_build_its_work(built: List) -> None:
    built.write("papers/2018/a.yaml", A.replace("Paper A", "Paper Z"))
    assert pipeline.check(built.project, 1, Talk()).findings == []
    assert built.build().written > 0
    assert b"Paper Z" in built.pages()["papers/a.html"]


def test_schemas_are_kept_up_to_date(the: List) -> None:
    write_schemas(the.project, schemas(the.project)[0])
    the.build()
    the.write(
        "taxonomy.yaml", TAXONOMY.replace("id: pruning,", "id: pruning, aliases: [thinning],")
    )
    the.build()
    written = (the.root / "schemas" / "paper.schema.json").read_text()
    assert written == schemas(the.project)[0]["paper.schema.json"]
    assert "thinning" in written


def test_a_list_without_schemas_gets_none_from_a_build(built: List) -> None:
    assert not (built.root / "schemas").exists()


@pytest.mark.parametrize("choice", ["authors", "organizations"])
def test_a_kind_of_page_that_is_switched_off_goes_and_comes_back(built: List, choice: str) -> None:
    before = built.pages()
    built.write("taxonomy.yaml", TAXONOMY.replace("basket: none", f"basket: none, {choice}: none"))
    built.build()
    assert not [path for path in built.pages() if path.startswith(f"{choice}/")]
    built.write("taxonomy.yaml", TAXONOMY)
    built.build()
    assert built.pages() == before


def test_the_real_templates_give_the_same_bytes_whatever_the_hash_seed(
    make_list: Callable[[Mapping[str, str]], Path], tmp_path: Path
) -> None:
    the = List(make_list(FILES))
    sites = []
    for seed in ("1", "2"):
        site = tmp_path / f"site{seed}"
        command = [sys.executable, "-m", "reading_list", "--root", str(the.root), "build"]
        subprocess.run(
            [*command, "--output", str(site)],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": seed},
        )
        sites.append({p.relative_to(site): p.read_bytes() for p in site.rglob("*") if p.is_file()})
    assert sites[0] == sites[1]
