"""A save is noticed, whichever way an editor saves, and by looking as well as by the system."""

from __future__ import annotations

import builtins
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from reading_list.store.files import Project
from reading_list.store.watch import Watch, is_noise

SECONDS = 10  # at most; what is noticed is noticed in a fraction of one
NOTHING_SECONDS = 0.4
FILES = {
    "taxonomy.yaml": "list: {title: A}\n",
    "README.md": "# A\n",
    "papers/2018/a.yaml": "title: A\n",
    "papers/2018/b.yaml": "title: B\n",
    "templates/assets/site.css": "a {}\n",
}


@pytest.fixture
def root(make_list: Callable[[Mapping[str, str]], Path]) -> Path:
    return make_list(FILES).resolve()


@pytest.fixture(params=["system", "look"])
def watch(root: Path, request: pytest.FixtureRequest) -> Iterator[Watch]:
    if request.param == "system":
        pytest.importorskip("watchfiles")
    watch = Watch(Project(root), poll=request.param == "look")
    assert watch.is_polling == (request.param == "look")
    watch.changes(NOTHING_SECONDS)  # what happened before, some systems tell late
    yield watch
    watch.close()


def noticed(watch: Watch, path: str) -> bool:
    """Whether a change of this path comes, after whatever comes before it."""
    for _ in range(20):
        found = watch.changes(SECONDS)
        if not found:
            return False
        if path in found:
            return True
    return False


def test_nothing_is_nothing(watch: Watch) -> None:
    assert watch.changes(NOTHING_SECONDS) == set()


def save_in_place(path: Path) -> None:
    path.write_text("changed, in place\n")


def save_beside(path: Path) -> None:
    """As vim and many others do: all of it beside, then in its place in one step."""
    beside = path.with_name(f".{path.name}.swp")
    beside.write_text("changed, beside\n")
    beside.replace(path)


def save_with_backup(path: Path) -> None:
    """As emacs does: the old one is kept as a copy."""
    path.rename(path.with_name(f"{path.name}~"))
    path.write_text("changed, with a copy\n")


@pytest.mark.parametrize("save", [save_in_place, save_beside, save_with_backup])
@pytest.mark.parametrize("path", [path for path in FILES if path != "papers/2018/b.yaml"])
def test_a_save_is_noticed(
    watch: Watch, root: Path, save: Callable[[Path], None], path: str
) -> None:
    save(root / path)
    assert noticed(watch, path)


def test_what_appears_and_goes_is_noticed(watch: Watch, root: Path) -> None:
    (root / "papers" / "2020").mkdir()
    (root / "papers" / "2020" / "c.yaml").write_text("title: C\n")
    assert watch.changes(SECONDS)
    while watch.changes(NOTHING_SECONDS):
        pass
    (root / "papers" / "2020" / "c.yaml").write_text("title: D\n")
    assert noticed(watch, "papers/2020/c.yaml")
    (root / "papers" / "2018" / "a.yaml").unlink()
    assert noticed(watch, "papers/2018/a.yaml")
    (root / "papers" / "2018" / "b.yaml").rename(root / "papers" / "2020" / "b.yaml")
    assert noticed(watch, "papers/2020/b.yaml")
    shutil.rmtree(root / "papers" / "2020")
    assert watch.changes(SECONDS)


def test_a_folder_that_was_replaced_is_watched_again(watch: Watch, root: Path) -> None:
    shutil.rmtree(root / "papers")
    assert noticed(watch, "papers") or watch.is_polling
    while watch.changes(NOTHING_SECONDS):
        pass
    (root / "papers" / "2021").mkdir(parents=True)
    assert watch.changes(SECONDS)
    while watch.changes(NOTHING_SECONDS):
        pass
    (root / "papers" / "2021" / "e.yaml").write_text("title: E\n")
    assert noticed(watch, "papers/2021/e.yaml")


def test_what_editors_leave_is_not_noticed(watch: Watch, root: Path) -> None:
    for name in (".a.yaml.swp", "a.yaml~", "#a.yaml#", "4913", ".#a.yaml", "a.yaml___jb_tmp___"):
        (root / "papers" / "2018" / name).write_text("x")
    assert watch.changes(NOTHING_SECONDS) == set()


def test_what_a_build_writes_is_not_noticed(watch: Watch, root: Path) -> None:
    (root / "site").mkdir()
    (root / "site" / "index.html").write_text("x")
    (root / ".cache").mkdir()
    (root / ".cache" / "x").write_text("x")
    (root / "README.md").write_text("# A, with its block\n")
    watch.accept_readme()
    assert watch.changes(NOTHING_SECONDS) == set()


def test_a_list_without_folders_is_watched(make_list: Callable[..., Path]) -> None:
    root = make_list({"taxonomy.yaml": "list: {title: A}\n"}).resolve()
    watch = Watch(Project(root))
    (root / "papers").mkdir()
    assert noticed(watch, "papers")
    (root / "papers" / "a.yaml").write_text("title: A\n")
    assert watch.changes(SECONDS)
    watch.close()


def test_without_the_library_files_are_looked_at(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name.startswith("watchfiles"):
            raise ImportError(name)
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    watch = Watch(Project(root))
    assert watch.is_polling
    (root / "papers" / "2018" / "a.yaml").write_text("title: changed\n")
    assert noticed(watch, "papers/2018/a.yaml")


def test_noise_is_told_by_its_name() -> None:
    assert all(map(is_noise, ("papers/.x", "papers/.git/a.yaml", "a~", "#a#", "papers/4913")))
    assert not any(map(is_noise, ("papers/2018/a.yaml", "papers/49132", "taxonomy.yaml", "a_")))


def test_a_link_is_not_watched(root: Path, tmp_path: Path) -> None:
    """A folder of records that is a link is refused by the scan; nobody looks through it."""
    elsewhere = tmp_path / "elsewhere"
    shutil.move(root / "papers", elsewhere)
    (root / "papers").symlink_to(elsewhere)
    watch = Watch(Project(root))
    (elsewhere / "2018" / "a.yaml").write_text("title: changed\n")
    assert watch.changes(NOTHING_SECONDS) == set()
    watch.close()
