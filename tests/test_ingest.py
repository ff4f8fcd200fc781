"""From files to the cache: what is read again, what is kept, what is put out of date."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from reading_list.diagnostics import Diagnostic
from reading_list.ingest import Ingested, ingest
from reading_list.store.cache import EVERYTHING, Cache
from reading_list.store.database import opened
from reading_list.store.files import Project
from reading_list.store.scans import scan
from reading_list.store.stats import RACY_NS, changes
from reading_list.store.workers import WORTH_A_POOL
from reading_list.talk import Talk

TAXONOMY = """\
list: {title: A list}
facets:
  - {id: compression, title: Compression, note: n, terms: [{id: pruning, title: Pruning, note: n}]}
venues:
  - {id: eccv, name: European Conference, editions: [{year: 2018, note: n}]}
"""
A = "title: A\nauthors: [Ann Author]\nyear: 2018\nvenue: eccv\ntopics: [pruning]\n"
B = "title: B\nauthors: [Bob Writer]\nyear: 2017\nvenue: eccv\n"


class Counts(Talk):
    """How many things each phase worked on."""

    def __init__(self) -> None:
        self.totals: dict[str, int] = {}
        self.steps = 0

    def begin(self, phase: str, total: int) -> None:
        self.totals[phase] = total

    def step(self, number: int) -> None:
        self.steps += number


class List:
    """A list on disk with its cache."""

    def __init__(self, root: Path, cache: Cache) -> None:
        self.project = Project(root)
        self.cache = cache

    def path(self, name: str) -> Path:
        return self.project.root / name

    def write(self, name: str, text: str) -> None:
        self.path(name).parent.mkdir(parents=True, exist_ok=True)
        self.path(name).write_text(text)

    def ingest(self, jobs: int = 1) -> tuple[Ingested, int, set[tuple[str, str]]]:
        """What is known now, how many records were read, what is newly out of date."""
        self.cache.clear_dirty()
        talk = Counts()
        read = ingest(self.project, self.cache, jobs, talk)
        assert talk.steps == talk.totals.get("read", 0)
        return read, talk.steps, self.cache.dirty()

    def age(self) -> None:
        """Let the records be as old as if nobody had touched them for a while."""
        found = scan(self.project)._replace(began_ns=10**20)
        self.cache.set_folders(changes(found, {}, stale=True).kept)


@pytest.fixture
def the(make_list: Callable[[Mapping[str, str]], Path], tmp_path: Path) -> Iterator[List]:
    """A list of two good records, read once and old."""
    root = make_list({"taxonomy.yaml": TAXONOMY, "papers/2018/a.yaml": A, "papers/2017/b.yaml": B})
    with opened(tmp_path / "cache") as cache:
        the = List(root, cache)
        read, number, dirty = the.ingest()
        assert (shown(read), number, dirty) == ([], 2, {EVERYTHING})
        the.age()
        yield the


def shown(read: Ingested) -> list[str]:
    return [line(found) for found in read.findings]


def line(found: Diagnostic) -> str:
    return f"{found.path}:{found.span.line}:{found.span.column} {found.rule}"


def test_a_list_that_did_not_change_is_not_read(the: List) -> None:
    read, number, dirty = the.ingest()
    assert (shown(read), len(read.records), number, dirty) == ([], 2, 0, set())
    assert not read.has_errors
    assert read.taxonomy.settings.title == "A list"


def test_a_touched_record_is_read_and_changes_nothing(the: List) -> None:
    os.utime(the.path("papers/2018/a.yaml"), ns=(0, 0))
    assert the.ingest()[1:] == (1, set())
    the.age()
    assert the.ingest()[1:] == (0, set())


def test_another_way_to_write_the_same_changes_nothing(the: List) -> None:
    the.write("papers/2018/a.yaml", f"# A comment\n{A.replace('title: A', 'title:   A')}")
    assert the.ingest()[1:] == (1, set())


def test_what_lists_do_not_show_makes_its_page_and_downloads(the: List) -> None:
    the.write("papers/2018/a.yaml", f"{A}pages: 1-2\n")
    _, number, dirty = the.ingest()
    assert number == 1
    assert ("record", "a") in dirty
    assert ("year", "2018") in dirty
    assert not {("site", ""), ("readme", "")} & dirty


def test_what_lists_show_makes_the_lists_it_is_in(the: List) -> None:
    the.write("papers/2018/a.yaml", f"{A}award: Best Paper\n")
    _, number, dirty = the.ingest()
    assert number == 1
    assert dirty == {
        ("record", "a"),
        ("site", ""),
        ("readme", ""),
        ("year", "2018"),
        ("term", "compression"),
        ("termyear", "compression/2018"),
        ("term", "pruning"),
        ("termyear", "pruning/2018"),
        ("venue", "eccv"),
        ("edition", "eccv/2018"),
        ("author", "ann-author"),
        ("known", "2018/w"),
    }


def test_a_young_record_is_read_again_as_its_stat_may_lie(the: List) -> None:
    """Two changes within the resolution of the clock may leave size and times as they are."""
    the.write("papers/2018/a.yaml", f"{A}note: one\n")
    assert the.ingest()[1] == 1
    assert the.ingest()[1:] == (1, set())
    time.sleep(RACY_NS / 1e9 + 0.1)
    assert the.ingest()[1] == 1
    assert the.ingest()[1] == 0


def test_a_change_that_keeps_size_and_time_of_change_is_seen(the: List) -> None:
    path = the.path("papers/2018/a.yaml")
    before = path.stat()
    the.write("papers/2018/a.yaml", A.replace("title: A", "title: Z"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert ("record", "a") in the.ingest()[2]


def test_a_record_of_another_year_makes_both_years_and_what_stands_beside(the: List) -> None:
    the.write("papers/2018/a.yaml", A.replace("2018", "2016"))
    dirty = the.ingest()[2]
    assert {("year", "2018"), ("year", "2016"), ("edition", "eccv/2018")} <= dirty
    assert {("year", "2017"), ("edition", "eccv/2017")} <= dirty  # their neighbours changed
    assert ("author", "bob-writer") not in dirty
    assert ("record", "b") not in dirty


def test_a_new_record_joins(the: List) -> None:
    the.write("papers/undated/c.yaml", "title: C\nauthors: [D]\nvenue: eccv\n")
    read, number, dirty = the.ingest()
    assert (len(read.records), number) == (3, 1)
    assert {("record", "c"), ("edition", "eccv/undated"), ("author", "d")} <= dirty
    assert the.cache.counts()["venue", "eccv"] == 3


def test_a_deleted_record_leaves(the: List) -> None:
    the.path("papers/2017/b.yaml").unlink()
    read, number, dirty = the.ingest()
    assert (len(read.records), number) == (1, 0)
    assert {("record", "b"), ("year", "2017"), ("author", "bob-writer")} <= dirty
    assert ("author", "bob-writer") not in the.cache.counts()
    assert the.cache.keys() == ["a"]
    assert the.ingest()[1:] == (0, set())


def test_a_moved_record_is_the_same_one(the: List) -> None:
    the.path("papers/2018/conferences").mkdir()
    the.path("papers/2018/a.yaml").rename(the.path("papers/2018/conferences/a.yaml"))
    read, _, dirty = the.ingest()
    assert (shown(read), len(read.records), the.cache.keys()) == ([], 2, ["a", "b"])
    assert ("record", "a") in dirty
    assert the.cache.counts()["venue", "eccv"] == 2


def test_a_former_key_and_those_who_name_a_record_are_made_with_it(the: List) -> None:
    the.write("papers/2017/b.yaml", f"{B}aliases: [old]\nrelated: {{see: [a]}}\n")
    assert {("alias", "old"), ("record", "a")} <= the.ingest()[2]
    the.age()
    the.write("papers/2018/a.yaml", A.replace("title: A", "title: Z"))
    assert ("record", "b") in the.ingest()[2]
    the.age()
    the.write("papers/2017/b.yaml", B)
    assert {("alias", "old"), ("record", "a")} <= the.ingest()[2]


def test_a_name_in_another_case_is_reported_or_makes_the_page_it_shows_on(the: List) -> None:
    the.write("papers/2017/b.yaml", f"{B}related: {{see: [A]}}\n")
    read, _, dirty = the.ingest()
    assert read.has_errors or ("record", "a") in dirty


def test_findings_are_remembered_and_forgotten_with_their_cause(the: List) -> None:
    the.write("papers/2018/a.yaml", f"{A}titel: x\n")
    wanted = ["papers/2018/a.yaml:6:1 records/unknown-field"]
    read, number, _ = the.ingest()
    assert (shown(read), read.has_errors, number) == (wanted, True, 1)
    the.age()
    read, number, _ = the.ingest()
    assert (shown(read), read.has_errors, number) == (wanted, True, 0)
    the.write("papers/2018/a.yaml", A)
    assert shown(the.ingest()[0]) == []


def test_a_record_with_an_error_is_in_no_list_until_it_is_mended(the: List) -> None:
    the.write("papers/2018/a.yaml", "title: a: b\n")
    read, _, dirty = the.ingest()
    assert shown(read) == ["papers/2018/a.yaml:1:9 yaml/colon"]
    assert ("term", "pruning") in dirty
    assert the.cache.paper_keys() == ["b"]
    assert ("term", "pruning") not in the.cache.counts()
    the.write("papers/2018/a.yaml", A)
    assert ("term", "pruning") in the.ingest()[2]
    assert the.cache.paper_keys() == ["a", "b"]


def test_warnings_stop_nothing(the: List) -> None:
    the.write("papers/2018/a.yaml", A.replace("authors: [Ann Author]\n", ""))
    read, _, _ = the.ingest()
    assert [found.is_error for found in read.findings] == [False]
    assert not read.has_errors
    assert the.cache.paper_keys() == ["a", "b"]


def test_a_clash_comes_and_goes_with_either_record(the: List) -> None:
    the.write("papers/2018/a.yaml", f"{A}doi: 10.1145/3007787.ABC\n")
    the.write("papers/2017/b.yaml", f"{B}doi: 10.1145/3007787.abc\n")
    clash = ["papers/2017/b.yaml:5:6 duplicates/doi", "papers/2018/a.yaml:6:6 duplicates/doi"]
    read, _, _ = the.ingest()
    assert shown(read) == clash
    assert "papers/2018/a.yaml:6:6" in read.findings[0].message
    assert "papers/2017/b.yaml:5:6" in read.findings[1].message
    the.age()
    assert shown(the.ingest()[0]) == clash
    the.write("papers/2017/b.yaml", f"# moved down\n{B}doi: 10.1145/3007787.abc\n")
    assert "papers/2017/b.yaml:6:6" in the.ingest()[0].findings[1].message
    the.write("papers/2017/b.yaml", B)
    assert shown(the.ingest()[0]) == []
    the.write("papers/2017/c.yaml", f"{B.replace('B', 'C')}doi: 10.1145/3007787.ABC\n")
    assert [line.partition(":")[0] for line in shown(the.ingest()[0])] == [
        "papers/2017/c.yaml",
        "papers/2018/a.yaml",
    ]
    the.path("papers/2018/a.yaml").unlink()
    assert shown(the.ingest()[0]) == []


def test_one_key_in_two_folders_is_a_clash(the: List) -> None:
    the.write("papers/2017/A.yaml", B.replace("title: B", "title: C"))
    assert shown(the.ingest()[0]) == [
        "papers/2017/A.yaml:1:1 duplicates/key",
        "papers/2018/a.yaml:1:1 duplicates/key",
    ]


def test_a_name_that_leads_nowhere_is_found_when_its_record_goes(the: List) -> None:
    the.write("papers/2017/b.yaml", f"{B}related: {{see: [a]}}\n")
    assert shown(the.ingest()[0]) == []
    the.path("papers/2018/a.yaml").unlink()
    dangling = "papers/2017/b.yaml:5:17 terms/dangling"
    assert dangling in shown(the.ingest()[0])
    the.write("papers/2018/a.yaml", A)
    assert shown(the.ingest()[0]) == []


def test_a_changed_taxonomy_reads_all_records_again(the: List) -> None:
    the.write("taxonomy.yaml", TAXONOMY.replace("id: pruning", "id: hashing"))
    read, number, dirty = the.ingest()
    assert (number, dirty) == (2, {EVERYTHING})
    assert "papers/2018/a.yaml:5:10 records/unknown-topic" in shown(read)
    the.age()
    assert the.ingest()[1] == 0
    the.write("taxonomy.yaml", TAXONOMY)
    read, number, dirty = the.ingest()
    assert (shown(read), number, dirty) == ([], 2, {EVERYTHING})


@pytest.mark.parametrize("text", ["", "list: [", "list: {title: A}\nfacets: [{id: x}]\n", "\0"])
def test_a_bad_taxonomy_hides_no_record(the: List, text: str) -> None:
    the.write("papers/2018/a.yaml", "title: a: b\n")
    the.write("taxonomy.yaml", text)
    read, number, _ = the.ingest()
    assert (number, read.has_errors) == (2, True)
    assert {found.path for found in read.findings} == {"papers/2018/a.yaml", "taxonomy.yaml"}
    with pytest.raises(ValueError):
        _ = read.taxonomy
    the.age()
    again, number, _ = the.ingest()
    assert (shown(again), number) == (shown(read), 0)
    the.write("taxonomy.yaml", TAXONOMY)
    the.write("papers/2018/a.yaml", A)
    assert shown(the.ingest()[0]) == []
    assert the.cache.paper_keys() == ["a", "b"]


def test_a_taxonomy_that_cannot_be_read_is_found_and_can_come_back(the: List) -> None:
    the.path("taxonomy.yaml").rename(the.path("elsewhere.yaml"))
    the.path("taxonomy.yaml").symlink_to("elsewhere.yaml")
    read, _, _ = the.ingest()
    assert (shown(read), read.has_errors) == (["taxonomy.yaml:1:1 files/unreadable"], True)
    the.path("taxonomy.yaml").unlink()
    the.path("elsewhere.yaml").rename(the.path("taxonomy.yaml"))
    assert shown(the.ingest()[0]) == []
    assert the.cache.paper_keys() == ["a", "b"]


def test_what_is_no_record_is_found_in_every_run(the: List) -> None:
    the.path("papers/x.yaml").symlink_to("2018/a.yaml")
    for _ in range(2):
        read, _, dirty = the.ingest()
        assert shown(read) == ["papers/x.yaml:1:1 files/unreadable"]
        assert dirty == set()
    the.path("papers/x.yaml").unlink()
    assert shown(the.ingest()[0]) == []


def test_an_interrupted_run_leaves_what_the_last_one_knew(the: List) -> None:
    class Interrupted(Talk):
        def step(self, number: int) -> None:
            raise KeyboardInterrupt

    the.write("papers/2018/a.yaml", A.replace("title: A", "title: Z"))
    the.cache.clear_dirty()
    with pytest.raises(KeyboardInterrupt):
        ingest(the.project, the.cache, 1, Interrupted())
    assert the.cache.dirty() == set()
    known = the.cache.known(["papers/2018/a.yaml"])["papers/2018/a.yaml"]
    assert json.loads(known.paper)["title"] == "A"
    assert ("record", "a") in the.ingest()[2]


def test_an_empty_list_is_fine(make_list: Callable[[Mapping[str, str]], Path]) -> None:
    root = make_list({"taxonomy.yaml": "list: {title: A}\n"})
    with opened(root / ".cache") as cache:
        read, number, _ = List(root, cache).ingest()
        assert (shown(read), len(read.records), number) == ([], 0, 0)


def rows_of(cache: Cache) -> list[list[tuple[object, ...]]]:
    """All that a cache knows, but for the stats."""
    tables = ("record", "member", "claim", "mention", "finding")
    queries = (f"SELECT * FROM {table} ORDER BY 1, 2, 3" for table in tables if table != "finding")
    return [cache.db.execute(query).fetchall() for query in queries] + [
        cache.db.execute("SELECT * FROM finding ORDER BY 1").fetchall()
    ]


def test_two_processes_find_what_one_finds(
    make_list: Callable[[Mapping[str, str]], Path], tmp_path: Path
) -> None:
    texts = (A, B, "title: a: b\n", f"{A}doi: 10.1145/1\n", "\0")
    files = {
        f"papers/{n % 7}/k{n:04}.yaml": texts[n % 5].replace("title: ", f"title: N{n} ", 1)
        for n in range(WORTH_A_POOL + 3)
    }
    root = make_list({"taxonomy.yaml": TAXONOMY, **files})
    found = []
    for jobs in (1, 2):
        with opened(tmp_path / f"cache{jobs}") as cache:
            read, number, _ = List(root, cache).ingest(jobs)
            assert number == len(files)
            found.append((read.findings, rows_of(cache)))
    assert found[0] == found[1]


def test_a_record_is_never_stored_without_the_stat_that_tells_when_it_goes(
    the: List, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kill after the records were stored, and before the rest was: all of it, or nothing."""
    the.write("papers/2018/c.yaml", A.replace("title: A", "title: C"))

    def killed(*arguments: object) -> None:
        raise KeyboardInterrupt(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(Cache, "set_folders", killed)
        with pytest.raises(KeyboardInterrupt):
            the.ingest()
    the.path("papers/2018/c.yaml").unlink()
    the.ingest()
    assert the.cache.keys() == ["a", "b"]
