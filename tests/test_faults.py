"""What breaks a build leaves the next one right, the curator's files alone, and a word of advice.

`benchmarks/soak.py` does the same at random and often; here is one of each.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reading_list import ingest, pipeline
from reading_list.builder import Outcome
from reading_list.store import ledger, output, readme, sums
from reading_list.store.database import FILE
from reading_list.store.files import Project
from reading_list.talk import Talk

TAXONOMY = "list: {title: A}\nvenues: [{id: v, name: V}]\nfacets: [{id: t, title: T}]\n"
README = "# Mine\n\n<!-- reading-list:begin -->\n<!-- reading-list:end -->\n"
RECORD = "title: Paper {0}\nauthors: [Ann Author]\nyear: 2018\nvenue: v\ntopics: [t]\n"
TABLES = ("claim", "dirty", "entry", "fact", "finding", "folder", "member", "mention", "page")
TABLES += ("record",)


class List:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.site = root / "site"
        self.cache = root / ".cache" / FILE

    def build(self) -> Outcome:
        return pipeline.build(Project(self.root), None, 1, Talk())

    def disturbed(self, before: Callable[[], None] | None = None) -> tuple[int, str]:
        command = [sys.executable, "-m", "reading_list", "--root", str(self.root), "build"]
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, preexec_fn=before
        )
        # The interpreter's own last words, after the program's, where it has no memory to end.
        its_own = 'File "<frozen runpy>"' in done.stderr and "SystemError: " in done.stderr
        assert "Traceback" not in done.stderr or its_own
        return done.returncode, done.stderr

    def edit(self) -> None:
        """Change one record, add one, delete one."""
        folder = self.root / "papers" / "2018"
        (folder / "p1.yaml").write_text(RECORD.format("changed"))
        (folder / "new.yaml").write_text(RECORD.format("new"))
        (folder / "p2.yaml").unlink(missing_ok=True)

    def must_be_right(self) -> None:
        """As a build from scratch makes it, but for a stranger's file."""
        self.build()
        fresh = self.root.parent / "fresh"
        ignored = shutil.ignore_patterns("site", ".cache")
        shutil.copytree(self.root, fresh, ignore=ignored)
        List(fresh).build()
        ours, theirs = files_of(self.site), files_of(fresh / "site")
        assert ours.pop("papers/mine.html") == b"mine"
        assert ours == theirs
        assert "papers/p2.html" not in ours
        readme = "README.md"
        assert (self.root / readme).read_bytes() == (fresh / readme).read_bytes()


def files_of(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture
def the(make_list: Callable[[Mapping[str, str]], Path]) -> List:
    """A list that was built once, with a stranger's file in its site."""
    files = {"taxonomy.yaml": TAXONOMY, "README.md": README, "site/papers/mine.html": "mine"}
    files.update({f"papers/2018/p{n}.yaml": RECORD.format(n) for n in range(5)})
    the = List(make_list(files).resolve())
    the.build()
    return the


@pytest.mark.parametrize("size", [100, 20_000, 50_000])
def test_where_no_file_may_grow_the_build_ends_with_advice(the: List, size: int) -> None:
    the.edit()
    the.cache.unlink()
    limit = (size, size)
    code, said = the.disturbed(lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit))
    assert code == 3
    assert "hint: " in said
    the.must_be_right()


@pytest.mark.parametrize("folder", [".cache", "site"])
def test_a_full_disk_ends_the_build_with_advice(the: List, folder: str) -> None:
    """A file system of its own in a name space of its own; nobody else sees it."""
    the.edit()
    own = [] if os.geteuid() == 0 else ["-Ur"]
    command = f"{sys.executable} -m reading_list --root {the.root} build"
    script = f"mount -t tmpfs -o size=16k none {the.root / folder} && exec {command}"
    if shutil.which("unshare") is None:
        pytest.skip("there is no unshare")
    run = ["unshare", *own, "-m", "sh", "-c", script]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    if "mount" in done.stderr or "unshare" in done.stderr:
        pytest.skip("this system lets nobody mount")
    assert done.returncode == 3, done.stderr
    assert "make room" in done.stderr
    assert "Traceback" not in done.stderr
    the.must_be_right()


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("what", ["'[1, 2'", "'{}'", "x'00ff'", "''", "'\U0001f600'"])
def test_garbage_in_any_table_of_the_cache_is_outlived(the: List, table: str, what: str) -> None:
    the.edit()
    db = sqlite3.connect(the.cache, isolation_level=None)
    for _, column, *_ in db.execute(f"PRAGMA table_info({table})").fetchall():
        if column not in {"kind", "path", "folder"}:
            with suppress(sqlite3.IntegrityError):  # a number alone can stand there
                db.execute(f"UPDATE OR IGNORE {table} SET {column} = {what}")
    # As when this process is the only one to have it open: builds of tests leave it open.
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    the.must_be_right()


@pytest.mark.parametrize("place", range(0, 100, 7))
def test_one_wrong_bit_in_the_cache_is_noticed(the: List, place: int) -> None:
    body = bytearray(the.cache.read_bytes())
    body[len(body) * place // 100] ^= 4
    the.cache.write_bytes(body)
    (the.root / "papers" / "2018" / "p2.yaml").unlink()
    the.must_be_right()


@pytest.mark.parametrize("part", [0, 0.3, 0.9])
def test_a_cache_cut_short_costs_no_page_its_end(the: List, part: float) -> None:
    """A deleted record's page goes, though the cache that knew of it is no more."""
    the.edit()
    os.truncate(the.cache, int(the.cache.stat().st_size * part))
    the.must_be_right()


def test_a_cache_of_another_version_costs_no_page_its_end(the: List) -> None:
    the.edit()
    db = sqlite3.connect(the.cache)
    db.execute("UPDATE fact SET value = 'of tomorrow' WHERE name = 'schema'")
    db.commit()
    db.close()
    the.must_be_right()


def test_a_site_that_went_while_it_was_built_is_made_again(
    the: List, monkeypatch: pytest.MonkeyPatch
) -> None:
    the.edit()
    write = readme.write_block

    def late(*arguments: object) -> str:
        shutil.rmtree(the.site)
        return write(*arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(readme, "write_block", late)
        the.build()
    (the.site / "papers").mkdir(parents=True)
    (the.site / "papers" / "mine.html").write_text("mine")
    the.must_be_right()


def test_where_nobody_may_write_the_build_ends_with_advice(the: List) -> None:
    the.edit()
    drop: list[str] = []
    if os.geteuid() == 0:  # which may write anywhere, unless it gives up that very capability
        if shutil.which("setpriv") is None:
            pytest.skip("root may write everywhere, and there is no setpriv")
        caps = "-dac_override,-dac_read_search"
        drop = ["setpriv", f"--bounding-set={caps}", f"--inh-caps={caps}"]
    command = [sys.executable, "-m", "reading_list", "--root", str(the.root), "build"]
    for file in the.cache.parent.glob(f"{FILE}*"):
        file.unlink()
    for folder in (the.cache.parent, the.site / "papers"):
        folder.chmod(0o555)
        done = subprocess.run([*drop, *command], capture_output=True, text=True, check=False)
        folder.chmod(0o755)
        assert done.returncode == 3
        assert "check who may write there" in done.stderr
    the.must_be_right()


def test_of_two_builds_at_once_one_does_the_work(the: List) -> None:
    the.edit()
    command = [sys.executable, "-m", "reading_list", "--root", str(the.root), "build"]
    both = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate()[1] for process in both]
    codes = sorted(process.returncode for process in both)
    assert codes in ([0, 0], [0, 3])
    if codes == [0, 3]:
        assert any("another build of this list is running" in text for text in said)
    the.must_be_right()


def saved(the: List) -> dict[str, bytes]:
    """What stands in the cache's folder, closed as at the end of a command."""
    db = sqlite3.connect(the.cache, isolation_level=None)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    sums.remember(the.cache)
    return {path.name: path.read_bytes() for path in the.cache.parent.iterdir() if path.is_file()}


KEPT = (FILE, f"{FILE}-wal", f"{FILE}-shm", f"{FILE}{sums.ENDING}", *ledger.FILES, "lock")
DAMAGE = st.tuples(
    st.sampled_from(KEPT),
    st.floats(0, 1),  # where in the file
    st.one_of(st.integers(1, 255), st.integers(-5_000, -1), st.binary(min_size=1, max_size=50)),
)


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(damage=st.lists(DAMAGE, min_size=1, max_size=5), title=st.sampled_from(["0", "another"]))
def test_random_damage_to_any_file_of_the_cache_is_outlived(
    the: List, damage: list[tuple[str, float, int | bytes]], title: str
) -> None:
    """Bytes changed, cut off and put in, anywhere; what was edited meanwhile is not lost."""
    folder = the.cache.parent
    whole = saved(the)
    expected = files_of(the.site)
    for name, place, what in damage:
        body = bytearray((folder / name).read_bytes() if name in whole else b"")
        at = int(place * len(body))
        if isinstance(what, bytes):
            body[at:at] = what
        elif what < 0:
            del body[at : at - what]
        elif at < len(body):
            body[at] ^= what
        (folder / name).write_bytes(body)
    (the.root / "papers" / "2018" / "p0.yaml").write_text(RECORD.format(title))
    the.build()
    assert b"Paper " + title.encode() in (the.site / "papers" / "p0.html").read_bytes()
    (the.root / "papers" / "2018" / "p0.yaml").write_text(RECORD.format("0"))
    the.build()
    assert files_of(the.site) == expected


@pytest.mark.parametrize("name", ledger.FILES)
def test_cache_and_a_note_of_pages_damaged_at_once_cost_no_page_its_end(
    the: List, name: str
) -> None:
    the.edit()
    the.cache.write_bytes(b"damaged")
    note = the.cache.parent / name
    note.write_bytes(note.read_bytes()[:100] + b"\x00" + note.read_bytes()[101:])
    the.must_be_right()


@pytest.mark.parametrize("is_killed", [False, True])
@pytest.mark.parametrize("damage", [b"", b"damaged", None])
def test_where_no_note_of_pages_is_left_the_build_names_what_may_be_left_over(
    the: List, damage: bytes | None, is_killed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And deletes none of it: a stranger's page looks no different."""
    the.edit()
    (the.site / "CNAME").write_text("mine")
    for name in (FILE, *ledger.FILES):
        if damage is None:
            (the.cache.parent / name).unlink()
        else:
            (the.cache.parent / name).write_bytes(damage)
    if is_killed:
        with monkeypatch.context() as patch:
            patch.setattr(readme, "write_block", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                the.build()
    outcome = the.build()
    told = {it.path for it in outcome.findings if it.rule == "site/left-over"}
    assert {"site/papers/p2.html", "site/papers/mine.html"} <= told
    assert "site/CNAME" not in told
    assert not any(it.is_error for it in outcome.findings)
    for path in told - {"site/papers/mine.html"}:
        (the.root / path).unlink()
    (the.site / "CNAME").unlink()
    assert the.build().findings == []
    the.must_be_right()


@pytest.mark.parametrize("which", ["papers/2018/p1.yaml", "papers/2018/new.yaml", "taxonomy.yaml"])
def test_a_file_that_vanishes_after_it_was_seen_is_reported_and_the_site_stays(
    the: List, monkeypatch: pytest.MonkeyPatch, which: str
) -> None:
    the.edit()
    before = files_of(the.site)
    text = (the.root / which).read_bytes()
    names = ("read_record", "read_taxonomy")
    reads = {name: getattr(ingest.files, name) for name in names}

    def late(read: Callable[..., object]) -> Callable[..., object]:
        def reading(*arguments: object) -> object:
            if which in arguments or (read is reads["read_taxonomy"] and which == "taxonomy.yaml"):
                (the.root / which).unlink(missing_ok=True)
            return read(*arguments)

        return reading

    with monkeypatch.context() as patch:
        for name in names:
            patch.setattr(ingest.files, name, late(reads[name]))
        outcome = the.build()
    errors = [it for it in outcome.findings if it.is_error]
    assert [(it.path, it.message, it.hint) for it in errors] == [
        (which, "the file has vanished while it was being read", "run again")
    ]
    assert files_of(the.site) == before
    (the.root / which).write_bytes(text)
    the.must_be_right()


def test_a_page_that_vanishes_while_it_is_compared_is_made_again(
    the: List, monkeypatch: pytest.MonkeyPatch
) -> None:
    the.edit()
    holds = output._holds

    def late(target: str, body: bytes) -> bool:
        if target.endswith("/papers/p1.html"):
            Path(target).unlink()
        return holds(target, body)

    with monkeypatch.context() as patch:
        patch.setattr(output, "_holds", late)
        the.build()
    the.must_be_right()


@pytest.mark.parametrize("shift", [-10 * 365 * 86400, -3600, -3, 3600])
def test_a_clock_that_jumps_hides_no_edit(the: List, tmp_path: Path, shift: int) -> None:
    """Edits of the same size, with the time of the file put back to what it was."""
    (tmp_path / "sitecustomize.py").write_text(
        f"import time\n_now = time.time_ns\ntime.time_ns = lambda: _now() + {shift} * 10**9\n"
        f"time.time = lambda: time.time_ns() / 1e9\n"
    )
    record = the.root / "papers" / "2018" / "p1.yaml"
    for title, path in (("a", str(tmp_path)), ("b", ""), ("c", str(tmp_path)), ("d", "")):
        was = record.stat()
        record.write_text(RECORD.format(title))
        os.utime(record, ns=(was.st_atime_ns, was.st_mtime_ns))
        command = [sys.executable, "-m", "reading_list", "--root", str(the.root), "build"]
        subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, check=True)
        assert f"Paper {title}" in (the.site / "papers" / "p1.html").read_text()
    the.edit()
    the.must_be_right()


def test_where_memory_runs_out_with_several_processes_the_build_ends(
    make_list: Callable[[Mapping[str, str]], Path],
) -> None:
    """From where no process can be started to where one of them dies; none is waited for."""
    files = {f"papers/2018/p{n}.yaml": RECORD.format(n) for n in range(1_001)}
    root = make_list({"taxonomy.yaml": TAXONOMY, "README.md": README, **files}).resolve()
    command = [sys.executable, "-m", "reading_list", "--root", str(root), "build", "--jobs", "2"]
    for size in range(62_000_000, 80_000_000, 4_000_000):
        shutil.rmtree(root / ".cache", ignore_errors=True)
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
            preexec_fn=lambda it=(size, size): resource.setrlimit(resource.RLIMIT_AS, it),  # type: ignore[misc]
        )
        assert done.returncode in {0, 3, -signal.SIGABRT}, done.stderr
        assert done.returncode != 3 or ("memory" in done.stderr or "--jobs 1" in done.stderr)


def test_where_memory_runs_out_the_build_ends_with_advice(the: List) -> None:
    """Limits from below what the program takes to what it takes when it is loaded."""
    the.edit()
    for size in range(48_000_000, 64_000_000, 4_000_000):
        code, said = the.disturbed(
            lambda it=(size, size): resource.setrlimit(resource.RLIMIT_AS, it)  # type: ignore[misc]
        )
        # Libraries in Rust end the process; nothing can be said then.
        assert code in {0, 3, -signal.SIGABRT} or ("SystemError: " in said and "memory" in said)
        assert code != 3 or ("memory" in said and "hint: " in said)
    the.must_be_right()
