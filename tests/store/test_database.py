"""The cache's file: made anew whenever it cannot be used, held by one build at a time."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reading_list.diagnostics import ProjectError
from reading_list.store.cache import EVERYTHING, Cache
from reading_list.store.database import FILE, SCHEMA, locked, opened, passing, retried


def remember(folder: Path, value: str) -> None:
    with opened(folder) as cache, cache.transaction():
        cache.set_fact("x", value)


def remembered(folder: Path) -> str:
    with opened(folder) as cache:
        return cache.fact("x")


def test_a_new_cache_knows_nothing_but_that_everything_is_to_be_made(tmp_path: Path) -> None:
    with opened(tmp_path / ".cache") as cache:
        assert cache.fact("schema") == SCHEMA
        assert cache.dirty() == {EVERYTHING}
        assert cache.folders() == {}
        assert cache.keys() == []
        assert list(cache.findings()) == []


def test_what_was_committed_is_there_the_next_time(tmp_path: Path) -> None:
    remember(tmp_path, "1")
    assert remembered(tmp_path) == "1"


def test_the_folder_says_that_it_holds_nothing_of_value(tmp_path: Path) -> None:
    folder = tmp_path / ".cache"
    remember(folder, "1")
    tag = (folder / "CACHEDIR.TAG").read_bytes()
    assert tag.startswith(b"Signature: 8a477f597d28d172789f06886806bc55")
    assert (folder / ".gitignore").read_text() == "*\n"


def test_a_file_of_the_folder_that_somebody_changed_stays(tmp_path: Path) -> None:
    remember(tmp_path, "1")
    (tmp_path / ".gitignore").write_text("mine")
    remember(tmp_path, "2")
    assert (tmp_path / ".gitignore").read_text() == "mine"


def other_schema(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("UPDATE fact SET value = '0' WHERE name = 'schema'")
    db.close()


def no_fact(path: Path) -> None:
    path.unlink()
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE other (x)")
    db.close()


def cut(size: int) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(path.read_bytes()[:size]) and None


def filled(content: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(content) and None


def scratched(path: Path) -> None:
    """The first page, with its header and the schema, stays; all others are garbage."""
    raw = path.read_bytes()
    path.write_bytes(raw[:4096] + b"\xff" * (len(raw) - 4096))


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def link(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


DAMAGE = {
    "other schema": other_schema,
    "another program's": no_fact,
    "empty": filled(b""),
    "text": filled(b"hello"),
    "garbage": filled(b"\xff\x00" * 5_000),
    "only a header": filled(b"SQLite format 3\0" + b"\0" * 84),
    "cut in the header": cut(50),
    "cut in the first page": cut(3_000),
    "cut between pages": cut(8_192),
    "cut in a page": cut(9_000),
    "scratched": scratched,
    "a folder": folder,
    "a link": link,
    "a pipe": pipe,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_cache_that_cannot_be_used_is_made_anew(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    remember(tmp_path, "old")
    damage(tmp_path / FILE)
    with opened(tmp_path) as cache:
        assert cache.fact("x") == ""
        assert cache.dirty() == {EVERYTHING}
    remember(tmp_path, "new")
    assert remembered(tmp_path) == "new"


def test_what_a_linked_cache_led_to_is_left_alone(tmp_path: Path) -> None:
    remember(tmp_path, "old")
    link(tmp_path / FILE)
    before = (tmp_path / "elsewhere").read_bytes()
    remember(tmp_path, "new")
    assert (tmp_path / "elsewhere").read_bytes() == before


def test_a_folder_with_something_in_it_is_not_deleted(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    (tmp_path / FILE / "mine").touch()
    with pytest.raises(ProjectError, match="cannot be used") as caught, opened(tmp_path):
        pass
    assert caught.value.exit_code == 3
    assert (tmp_path / FILE / "mine").exists()


def test_a_cache_that_work_chokes_on_is_made_anew_and_the_work_done_again(tmp_path: Path) -> None:
    remember(tmp_path, "no number")

    def work(cache: Cache) -> tuple[int, set[tuple[str, str]]]:
        return int(cache.fact("x") or 0), cache.dirty()

    with opened(tmp_path) as cache:
        assert retried(cache, work) == (0, {EVERYTHING})
    assert remembered(tmp_path) == ""


def test_damage_deep_in_a_large_file_is_found_where_it_is_read(tmp_path: Path) -> None:
    """A large file is not checked as a whole when it is opened."""
    with opened(tmp_path) as cache, cache.transaction():
        rows = ((n, f"p{n}", "k", "d", "x" * 5_000, "", "", "", "") for n in range(1_000))
        cache.put(rows)
    path = tmp_path / FILE
    raw = bytearray(path.read_bytes())
    assert len(raw) > 4_000_000
    raw[100_000:] = b"\xff" * (len(raw) - 100_000)
    path.write_bytes(raw)
    with opened(tmp_path) as cache:
        found = retried(cache, lambda usable: usable.known(f"p{n}" for n in range(1_000)))
        assert found == {}
    assert remembered(tmp_path) == ""


def test_work_that_is_done_again_and_fails_again_is_not_done_a_third_time(tmp_path: Path) -> None:
    done: list[str] = []

    def work(cache: Cache) -> None:
        done.append(cache.fact("x"))
        raise ValueError("a bug")

    remember(tmp_path, "old")
    with opened(tmp_path) as cache, pytest.raises(ValueError, match="a bug"):
        retried(cache, work)
    assert done == ["old", ""]


def test_what_is_wrong_with_the_machine_keeps_the_cache(tmp_path: Path) -> None:
    remember(tmp_path, "old")
    for error in (sqlite3.OperationalError("database or disk is full"), OSError("disk full")):

        def work(cache: Cache, error: Exception = error) -> None:
            raise error

        with pytest.raises((ProjectError, OSError)) as caught, opened(tmp_path) as cache:
            retried(cache, work)
        assert "full" in str(caught.value)
    assert remembered(tmp_path) == "old"


def test_what_goes_wrong_elsewhere_keeps_the_cache(tmp_path: Path) -> None:
    remember(tmp_path, "old")
    with pytest.raises(KeyError), opened(tmp_path):
        raise KeyError("x")
    assert remembered(tmp_path) == "old"


def test_a_folder_that_is_a_link_or_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to("elsewhere")
    (tmp_path / "file").touch()
    for name, message in (("link", "is a link"), ("file", "cannot be used")):
        for use in (opened, locked):
            with pytest.raises(ProjectError, match=message) as caught, use(tmp_path / name):
                pass
            assert caught.value.exit_code == 3
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_parent_that_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="cannot be used"), locked(tmp_path / "a" / "b"):
        pass


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        for use in (opened, locked):
            with pytest.raises(ProjectError, match="Permission denied"), use(tmp_path / ".cache"):
                pass
    finally:
        tmp_path.chmod(0o700)


HOLD = (
    "import sys; from pathlib import Path; from reading_list.store.database import locked\n"
    "with locked(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
)


def test_a_lock_held_by_another_process_is_said_until_that_one_dies(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with (
            pytest.raises(ProjectError, match="another build of this list is") as caught,
            locked(tmp_path),
        ):
            pass
        assert caught.value.exit_code == 3
        assert caught.value.hint
        other.kill()  # nothing is left to clean up: the kernel frees the lock
        other.wait()
    with locked(tmp_path):
        pass


def test_a_lock_is_free_again_after_its_block(tmp_path: Path) -> None:
    for _ in range(2):
        with locked(tmp_path):
            with pytest.raises(ProjectError, match="another build"), locked(tmp_path):
                pass
            remember(tmp_path, "1")
    with pytest.raises(KeyError), locked(tmp_path):
        raise KeyError("x")
    with locked(tmp_path):
        pass


def test_no_link_or_folder_serves_as_lock(tmp_path: Path) -> None:
    (tmp_path / "lock").symlink_to(tmp_path / "secret")
    with pytest.raises(ProjectError, match="cannot be used"), locked(tmp_path):
        pass
    assert not (tmp_path / "secret").exists()
    (tmp_path / "lock").unlink()
    (tmp_path / "lock").mkdir()
    with pytest.raises(ProjectError, match="cannot be used"), locked(tmp_path):
        pass


def test_a_passing_cache_is_gone_afterwards() -> None:
    with passing() as cache:
        assert cache.dirty() == {EVERYTHING}
        place = cache.path
        assert place.exists()
    assert not place.parent.exists()
