"""What strangers, crashes and copies have done to a list, and what must come of it."""

from __future__ import annotations

import json
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reading_list.diagnostics import ProjectError
from reading_list.formats._lines import balanced
from reading_list.pipeline import Outcome, build, check
from reading_list.store.files import Project
from reading_list.talk import Talk

Make = Callable[[Mapping[str, str]], Path]

TAXONOMY = {
    "list": {"title": "A list"},
    "facets": [{"id": "pruning", "title": "Pruning", "formerly": ["sparsity"], "note": "Full."}],
    "venues": [{"id": "v", "name": "V", "editions": [{"year": "2018", "note": "Held."}]}],
}
PAPER = "title: {title}\nauthors: [Ann Author]\nvenue: v\nyear: {year}\n"


def list_with(make: Make, records: Mapping[str, str], **taxonomy: object) -> Path:
    return make({"taxonomy.yaml": json.dumps({**TAXONOMY, **taxonomy}), **records})


def built(root: Path) -> Outcome:
    return build(Project(root), None, 1, Talk())


def rules_of(root: Path) -> list[str]:
    return [found.rule for found in check(Project(root), 1, Talk()).findings]


def test_a_killed_build_leaves_neither_lock_nor_workers(make_list: Make) -> None:
    """1,500 records are enough for a pool; the parent is killed while its workers work."""
    records = {
        f"papers/2018/p{n}.yaml": PAPER.format(title=f"Paper {n}", year=2018) for n in range(1500)
    }
    root = list_with(make_list, records)
    command = [sys.executable, "-m", "reading_list", "--root", str(root), "build", "--jobs", "2"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    workers: set[int] = set()
    for _ in range(400):
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        workers = {int(child) for child in children.read_text().split()}
        if len(workers) == 2 or process.poll() is not None:
            break
        time.sleep(0.01)
    assert workers, "the build was over before it had workers"
    process.send_signal(signal.SIGKILL)
    process.wait()
    for _ in range(500):
        if not any(is_alive(worker) for worker in workers):
            break
        time.sleep(0.01)
    assert not any(is_alive(worker) for worker in workers)
    assert built(root).written > 0


def is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def test_declared_editions_hear_of_a_new_neighbour(make_list: Make, tmp_path: Path) -> None:
    root = list_with(make_list, {"papers/2016/a.yaml": PAPER.format(title="A", year=2016)})
    built(root)
    (root / "papers" / "2017").mkdir()
    (root / "papers" / "2017" / "b.yaml").write_text(PAPER.format(title="B", year=2017))
    built(root)
    assert 'href="../../venues/v/2017.html"' in (root / "site/venues/v/2018.html").read_text()


def test_a_former_id_of_a_term_leads_to_it(make_list: Make) -> None:
    root = list_with(make_list, {"papers/2016/a.yaml": PAPER.format(title="A", year=2016)})
    built(root)
    assert "url=../topics/pruning.html" in (root / "site/topics/sparsity.html").read_text()


def test_a_copied_list_still_knows_its_pages(make_list: Make, tmp_path: Path) -> None:
    root = list_with(make_list, {"papers/2016/a.yaml": PAPER.format(title="A", year=2016)})
    built(root)
    copy = tmp_path / "copy"
    shutil.copytree(root, copy)
    (copy / "papers" / "2016" / "a.yaml").unlink()
    built(copy)
    assert not (copy / "site" / "papers" / "a.html").exists()


@pytest.mark.parametrize("name", [".gitignore", "CACHEDIR.TAG"])
def test_a_link_in_the_cache_is_not_written_through(make_list: Make, name: str) -> None:
    root = list_with(make_list, {"papers/2016/a.yaml": PAPER.format(title="A", year=2016)})
    (root / "victim").write_text("mine")
    (root / ".cache").mkdir()
    (root / ".cache" / name).symlink_to("../victim")
    check(Project(root), 1, Talk())
    assert (root / "victim").read_text() == "mine"


def test_a_poisoned_cache_writes_nothing_outside_the_site(make_list: Make) -> None:
    root = list_with(make_list, {"papers/2016/a.yaml": PAPER.format(title="A", year=2016)})
    built(root)
    with sqlite3.connect(root / ".cache" / "reading-list.sqlite3") as db:
        db.execute("INSERT INTO dirty VALUES ('*', '')")
        db.execute("INSERT INTO member VALUES ('year', '../../../evil', '', 1, '[1]', '')")
    with pytest.raises(ProjectError, match="no address of a page"):
        built(root)
    assert not list(root.parent.rglob("evil*"))


@pytest.mark.parametrize("column", ["card", "paper", "groups", "findings"])
def test_a_cache_full_of_garbage_is_made_anew(make_list: Make, column: str) -> None:
    root = list_with(make_list, {"papers/2016/a.yaml": PAPER.format(title="A", year=2016)})
    built(root)
    before = (root / "site/papers/a.html").read_bytes()
    with sqlite3.connect(root / ".cache" / "reading-list.sqlite3") as db:
        db.execute("INSERT INTO dirty VALUES ('*', '')")
        db.execute(f"UPDATE record SET {column} = '[1, 2'")
    built(root)
    assert (root / "site/papers/a.html").read_bytes() == before


def test_organizations_are_not_nested_without_end(make_list: Make) -> None:
    chain = [{"id": "o0", "name": "O0"}]
    chain += [{"id": f"o{n}", "name": f"O{n}", "parent": f"o{n - 1}"} for n in range(1, 300)]
    root = list_with(make_list, {}, organizations=chain)
    assert "taxonomy/too-deep" in rules_of(root)


def test_a_thousand_authors_do_not_make_a_million_links(make_list: Make) -> None:
    names = ", ".join(f"Ann Author{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(600))
    record = PAPER.format(title="A", year=2018).replace("Ann Author", names)
    root = list_with(make_list, {"papers/2018/a.yaml": record})
    built(root)
    pages = list((root / "site" / "authors").glob("*.html"))
    assert len(pages) == 600
    assert pages[0].read_text().count("authors/ann-author") < 300


def test_a_title_full_of_quotes_is_not_paired_one_by_one() -> None:
    """Long texts are not searched for pairs at all; 2,000 characters still are."""
    assert balanced("“" * 9_000 + '"' * 9_000) == "″" * 18_000
    assert balanced("“a”" * 600) == "“a”" * 600


def test_a_field_without_a_value_is_said(make_list: Make) -> None:
    root = list_with(make_list, {"papers/foo/a.yaml": "title: A\nvenue: v\nyear:\n"})
    assert "records/no-value" in rules_of(root)


def test_a_misspelt_field_is_one_finding(make_list: Make) -> None:
    text = "title: A\nvenu: v\nyaer: 2019\nAuthors: [Ann Author]\n"
    root = list_with(make_list, {"papers/2019/a.yaml": text})
    assert set(rules_of(root)) == {"records/unknown-field"}


def test_broken_readme_markers_are_found_before_the_merge(make_list: Make) -> None:
    root = list_with(make_list, {"README.md": "<!-- reading-list:end -->\n"})
    assert rules_of(root) == ["files/readme"]


@pytest.mark.parametrize("name", ["Ann Smith - Bob Jones", "Others of them; Bob Jones"])
def test_two_names_in_one_text_are_found(make_list: Make, name: str) -> None:
    record = PAPER.format(title="A", year=2018).replace("Ann Author", f'"{name}"')
    root = list_with(make_list, {"papers/2018/a.yaml": record})
    assert "names/form" in rules_of(root)


def test_joiners_in_a_name_are_its_spelling(make_list: Make) -> None:
    record = PAPER.format(title="A", year=2018).replace("Ann Author", "علی\u200cرضا Smith")
    root = list_with(make_list, {"papers/2018/a.yaml": record})
    assert not [rule for rule in rules_of(root) if rule.startswith("names/")]


def test_namesakes_in_other_scripts_keep_apart(make_list: Make) -> None:
    record = PAPER.format(title="A", year=2018).replace("Ann Author", "王伟, 王维, José Li")
    root = list_with(make_list, {"papers/2018/a.yaml": record})
    built(root)
    names = sorted(path.name for path in (root / "site" / "authors").glob("*.html"))
    assert len(names) == 3
    assert "jose-li.html" in names
