"""The output folder: what differs is written, what vanished is removed, the rest is not ours."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list.diagnostics import ProjectError
from reading_list.store.output import (
    BESIDE,
    MARKER,
    Output,
    check_output,
    make_folder,
    replace_file,
)

NOT_ROOT = pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")


@pytest.fixture
def site(tmp_path: Path) -> Output:
    output = Output(tmp_path / "site")
    output.prepare()
    return output


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, but for the marker."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != MARKER)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_a_new_page_is_written_with_the_folders_it_needs(site: Output) -> None:
    assert site.write("venues/eccv/2018.html", b"a")
    assert site.write("index.html", b"")
    assert tree(site.root) == {"venues/eccv/2018.html": b"a", "index.html": b""}


def test_the_same_bytes_are_not_written_again(site: Output) -> None:
    site.write("index.html", b"a")
    before = (site.root / "index.html").stat()
    assert not site.write("index.html", b"a")
    assert not Output(site.root).write("index.html", b"a")
    assert (site.root / "index.html").stat() == before


@pytest.mark.parametrize("body", [b"b", b"", b"aa", b"a" * 1_000_000])
def test_other_bytes_replace_the_page_in_one_step(site: Output, body: bytes) -> None:
    site.write("index.html", b"a")
    before = (site.root / "index.html").stat()
    assert site.write("index.html", body)
    assert tree(site.root) == {"index.html": body}
    assert (site.root / "index.html").stat().st_ino != before.st_ino


def test_a_reader_of_the_old_page_is_not_disturbed(site: Output) -> None:
    site.write("index.html", b"old")
    with (site.root / "index.html").open("rb") as reader:
        site.write("index.html", b"new")
        assert reader.read() == b"old"


def test_a_replaced_page_keeps_its_mode(site: Output) -> None:
    site.write("index.html", b"a")
    (site.root / "index.html").chmod(0o640)
    site.write("index.html", b"b")
    assert (site.root / "index.html").stat().st_mode & 0o777 == 0o640


def test_a_removed_page_takes_the_folders_it_leaves_empty(site: Output) -> None:
    site.write("venues/eccv/2018.html", b"a")
    site.write("venues/eccv.html", b"a")
    assert site.remove("venues/eccv/2018.html")
    assert not (site.root / "venues" / "eccv").exists()
    assert tree(site.root) == {"venues/eccv.html": b"a"}
    assert site.remove("venues/eccv.html")
    assert sorted(path.name for path in site.root.iterdir()) == [MARKER]


def test_a_removed_page_takes_what_a_killed_build_left_beside_it(site: Output) -> None:
    site.write("a/page.html", b"one")
    (site.root / "a" / f"page.html{BESIDE}").write_bytes(b"tw")
    assert site.remove("a/page.html")
    assert not (site.root / "a").exists()
    long = "x" * 250  # so long that nothing can stand beside it
    (site.root / long).write_bytes(b"")
    assert site.remove(long)


def test_a_page_that_is_not_there_is_removed_without_a_word(site: Output) -> None:
    site.write("a.html", b"")
    assert not site.remove("b.html")
    assert not site.remove("no/such/folder.html")
    assert not site.remove("a.html/b.html")
    assert tree(site.root) == {"a.html": b""}


def test_a_folder_that_was_removed_is_made_again(site: Output) -> None:
    site.write("venues/eccv/2018.html", b"a")
    site.remove("venues/eccv/2018.html")
    assert site.write("venues/eccv/2019.html", b"b")
    assert tree(site.root) == {"venues/eccv/2019.html": b"b"}


def test_files_of_others_are_left_alone(site: Output) -> None:
    mine = site.root / "papers" / "mine.txt"
    mine.parent.mkdir()
    mine.write_bytes(b"mine")
    site.write("papers/a.html", b"a")
    site.remove("papers/a.html")
    assert tree(site.root) == {"papers/mine.txt": b"mine"}
    (site.root / "b.html").mkdir()
    assert not site.remove("b.html")
    assert (site.root / "b.html").is_dir()


paths = st.sampled_from(["a.html", "b/c.html", "b/d.html", "b/e/f.html", "g/h.html"])
bodies = st.sampled_from([b"", b"1", b"22", b"\0\xff"])


@given(st.lists(st.tuples(paths, st.none() | bodies), max_size=15))
def test_the_folder_holds_what_was_last_written_and_nothing_else(
    steps: list[tuple[str, bytes | None]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Output(Path(folder) / "site")
        site.prepare()
        wanted: dict[str, bytes] = {}
        for path, body in steps:
            if body is None:
                assert site.remove(path) == (wanted.pop(path, None) is not None)
            else:
                assert site.write(path, body) == (wanted.get(path) != body)
                wanted[path] = body
        assert tree(site.root) == wanted
        folders = {path for path in site.root.rglob("*") if path.is_dir()}
        assert folders == {site.root / above for path in wanted for above in Path(path).parents} - {
            site.root
        }


def test_a_link_at_a_page_is_replaced_and_its_target_left_alone(
    site: Output, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    for target in (tmp_path / "secret", tmp_path / "nowhere", "index.html"):
        (site.root / "index.html").symlink_to(target)
        assert site.write("index.html", b"page")
        assert not (site.root / "index.html").is_symlink()
        assert tree(site.root) == {"index.html": b"page"}
        (site.root / "index.html").unlink()
    assert (tmp_path / "secret").read_bytes() == b"secret"
    assert not (tmp_path / "nowhere").exists()


def test_a_link_to_a_page_of_the_same_bytes_is_replaced_as_well(
    site: Output, tmp_path: Path
) -> None:
    (tmp_path / "other").write_bytes(b"page")
    (site.root / "index.html").symlink_to(tmp_path / "other")
    assert site.write("index.html", b"page")
    assert not (site.root / "index.html").is_symlink()


def test_nothing_is_written_or_removed_through_a_linked_folder(
    site: Output, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.html").write_bytes(b"theirs")
    (site.root / "papers").symlink_to(outside)
    with pytest.raises(ProjectError, match="is in the way: it is no folder"):
        site.write("papers/b.html", b"")
    with pytest.raises(ProjectError, match="is in the way"):
        site.write("papers/deeper/b.html", b"")
    assert not site.remove("papers/a.html")
    assert tree(outside) == {"a.html": b"theirs"}


def test_nothing_is_removed_outside_the_folder(site: Output, tmp_path: Path) -> None:
    """The addresses of pages that vanished come from a cache, which may come from anywhere."""
    (tmp_path / "taxonomy.yaml").write_bytes(b"x")
    (site.root / "a").mkdir()
    for path in ("../taxonomy.yaml", "a/../../taxonomy.yaml", f"{tmp_path}/taxonomy.yaml"):
        assert not site.remove(path)
    assert (tmp_path / "taxonomy.yaml").exists()


def test_a_pipe_at_a_page_is_replaced_and_never_waited_for(site: Output) -> None:
    for body in (b"page", b""):
        os.mkfifo(site.root / "index.html")
        assert site.write("index.html", body)
        assert tree(site.root) == {"index.html": body}
        (site.root / "index.html").unlink()


def test_what_is_in_the_way_is_named(site: Output) -> None:
    (site.root / "papers").write_bytes(b"mine")
    with pytest.raises(ProjectError, match="/papers is in the way: it is no folder") as caught:
        site.write("papers/a.html", b"")
    assert (caught.value.exit_code, caught.value.hint) == (3, "move it away and run again")
    (site.root / "index.html").mkdir()
    with pytest.raises(ProjectError, match=r"/index\.html cannot be written: Is a directory"):
        site.write("index.html", b"")
    assert tree(site.root) == {"papers": b"mine"}


def test_a_name_that_is_too_long_is_explained(site: Output) -> None:
    with pytest.raises(ProjectError, match="cannot be written: File name too long") as caught:
        site.write("x" * 300, b"")
    assert caught.value.hint == "shorten the record's key"


@NOT_ROOT
def test_a_folder_that_may_not_be_written_is_explained(site: Output) -> None:
    site.root.chmod(0o500)
    with pytest.raises(ProjectError, match="cannot be written: Permission denied") as caught:
        site.write("a.html", b"")
    site.root.chmod(0o700)
    assert caught.value.hint == "check who may write there"


def test_what_a_crash_left_is_mended_by_the_next_write(site: Output) -> None:
    (site.root / "new.html").write_bytes(b"hal")  # died while it created a page
    site.write("old.html", b"old")
    (site.root / f"old.html{BESIDE}").write_bytes(b"ne")  # died while it replaced one
    assert site.write("new.html", b"half")
    assert site.write("old.html", b"new")
    assert tree(site.root) == {"new.html": b"half", "old.html": b"new"}


def test_a_failed_write_leaves_the_page_and_nothing_beside_it(site: Output) -> None:
    site.write("index.html", b"old")
    with pytest.raises(TypeError):
        site.write("index.html", "no bytes")  # type: ignore[arg-type]
    assert tree(site.root) == {"index.html": b"old"}


def test_what_a_crash_left_beside_a_page_goes_even_if_the_page_stays(site: Output) -> None:
    site.write("index.html", b"old")
    (site.root / f"index.html{BESIDE}").write_bytes(b"ne")
    assert not site.write("index.html", b"old")
    assert tree(site.root) == {"index.html": b"old"}


def test_a_link_beside_a_page_is_not_written_through(site: Output, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    site.write("index.html", b"old")
    (site.root / f"index.html{BESIDE}").symlink_to(tmp_path / "secret")
    assert site.write("index.html", b"new")
    assert (tmp_path / "secret").read_bytes() == b"secret"
    assert tree(site.root) == {"index.html": b"new"}
    assert not (site.root / "index.html").is_symlink()


def test_the_folder_has_an_identity_of_its_own(tmp_path: Path) -> None:
    site = Output(tmp_path / "deep" / "site")
    assert site.identity() == ""
    first = site.prepare()
    assert first
    assert (site.root / MARKER).read_bytes() == b""
    assert site.prepare() == site.identity() == Output(site.root).identity() == first


def test_pages_do_not_change_the_identity_but_a_new_or_moved_folder_does(tmp_path: Path) -> None:
    site = Output(tmp_path / "site")
    first = site.prepare()
    site.write("a.html", b"a")
    site.remove("a.html")
    assert site.identity() == first
    site.root.rename(tmp_path / "moved")
    assert site.identity() == ""
    assert Output(tmp_path / "moved").identity() != first
    assert site.prepare() != first


def test_a_marker_that_somebody_removed_makes_another_folder(site: Output) -> None:
    first = site.identity()
    (site.root / MARKER).unlink()
    assert site.identity() == ""
    os.utime(site.root)
    assert site.prepare() != first


def test_a_link_as_marker_is_not_written_through(tmp_path: Path) -> None:
    site = Output(tmp_path / "site")
    site.root.mkdir()
    (site.root / MARKER).symlink_to(tmp_path / "new")
    first = site.prepare()
    assert not (tmp_path / "new").exists()
    (tmp_path / "new").write_bytes(b"")
    assert site.prepare() == site.identity() == first


def test_a_folder_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ProjectError, match="cannot be written") as caught:
        Output(tmp_path / "file" / "site").prepare()
    assert caught.value.exit_code == 3


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path.resolve() / "home" / "list"
    for name in ("papers/2018", "templates", ".git", ".cache", "docs"):
        (root / name).mkdir(parents=True)
    return root


@pytest.mark.parametrize(
    ("output", "place"),
    [
        ("site", "site"),
        ("docs", "docs"),
        ("docs/site", "docs/site"),
        ("../site", "../site"),
        ("papers2", "papers2"),
        ("site/../public/.", "public"),
        ("site/", "site"),
    ],
)
def test_a_folder_is_meant_from_the_list_and_made_plain(
    root: Path, output: str, place: str
) -> None:
    wanted = Path(os.path.normpath(root / place))
    assert check_output(Path(output), root) == wanted
    assert check_output(wanted, root) == wanted
    assert not (root / "site").exists()


@pytest.mark.parametrize(
    "output",
    ["", ".", "..", "../..", "/", "papers", "papers/2018", "papers/new", "papers/2018/../..",
     "templates", "templates/pages", ".git", ".git/hooks", ".cache", ".cache/site", "src",
     "src/site", "site/../papers"],
)  # fmt: skip
def test_the_list_itself_is_never_the_output(root: Path, output: str) -> None:
    with pytest.raises(ProjectError, match="holds the list itself") as caught:
        check_output(Path(output), root)
    assert caught.value.exit_code == 2
    assert "--output" in caught.value.hint


def test_a_link_is_no_output_folder_wherever_it_leads(root: Path) -> None:
    for number, target in enumerate(("papers", "nowhere", "link", "docs")):
        (root / f"link{number}").symlink_to(root / target)
        with pytest.raises(ProjectError, match="is a link") as caught:
            check_output(Path(f"link{number}"), root)
        assert caught.value.exit_code == 2


def test_the_list_is_known_behind_a_linked_parent(root: Path) -> None:
    (root.parent / "alias").symlink_to(root)
    for name in ("papers", "papers/new", "."):
        with pytest.raises(ProjectError, match=r"holds the list itself|is a link"):
            check_output(root.parent / "alias" / name, root)
    assert check_output(root.parent / "alias" / "site", root).name == "site"


def test_a_file_is_no_output_folder(root: Path) -> None:
    (root / "file").write_bytes(b"mine")
    with pytest.raises(ProjectError, match="is no folder") as caught:
        check_output(Path("file"), root)
    assert caught.value.exit_code == 2
    assert (root / "file").read_bytes() == b"mine"


def test_a_path_that_leads_nowhere_is_explained_when_it_is_made(root: Path) -> None:
    (root / "loop").symlink_to("loop")
    for path in (Path("x" * 300), Path("loop/site"), Path("file") / "site"):
        (root / "file").write_bytes(b"")
        with pytest.raises(ProjectError):
            Output(check_output(path, root)).prepare()


def test_a_folder_of_the_list_is_made_once(root: Path) -> None:
    make_folder(root / "schemas")
    make_folder(root / "schemas")
    assert (root / "schemas").is_dir()
    (root / "link").symlink_to(root / "docs")
    with pytest.raises(ProjectError, match="is a link"):
        make_folder(root / "link")
    (root / "file").write_bytes(b"")
    with pytest.raises(ProjectError, match="cannot be written"):
        make_folder(root / "file")


def test_a_file_is_replaced_where_it_differs(root: Path) -> None:
    path = root / "README.md"
    assert replace_file(path, b"a")
    assert not replace_file(path, b"a")
    path.chmod(0o600)
    assert replace_file(path, b"b")
    assert path.read_bytes() == b"b"
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(ProjectError, match="cannot be written"):
        replace_file(root / "nothing" / "README.md", b"a")


@pytest.mark.parametrize("path", ["a\0b.html", "\0/x", "x" * 300, "x/" * 3_000])
def test_what_can_be_no_path_is_not_there(tmp_path: Path, path: str) -> None:
    """A damaged note of what was written may hold anything."""
    site = Output(tmp_path)
    assert not site.remove(path)
    assert not site.holds(path, b"")


def test_a_folder_of_somebody_else_loses_nothing(tmp_path: Path) -> None:
    (tmp_path / "about.html").write_bytes(b"mine")
    for _ in range(2):  # the second build knows no more than the first
        site = Output(tmp_path)
        site.prepare()
        site.write("index.html", b"a")
        with pytest.raises(ProjectError, match="made by no build") as caught:
            site.write("about.html", b"a")
        assert caught.value.exit_code == 2
    assert tree(tmp_path) == {"about.html": b"mine", "index.html": b"a"}
    (tmp_path / MARKER).write_bytes(b"")
    allowed = Output(tmp_path)
    allowed.prepare()
    assert allowed.write("about.html", b"a")


def test_a_site_that_lost_its_marker_is_taken_up_where_it_is_the_same(site: Output) -> None:
    site.write("index.html", b"a")
    (site.root / MARKER).unlink()
    again = Output(site.root)
    again.prepare()
    assert not again.write("index.html", b"a")
    assert again.write("new.html", b"a")
