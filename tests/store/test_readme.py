"""README's block: ours between the markers, the curator's outside them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list.diagnostics import ProjectError
from reading_list.store.files import Project
from reading_list.store.readme import BEGIN, END, read_block, write_block


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def readme(project: Project, text: str | bytes) -> Path:
    path = project.root / "README.md"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_without_a_readme_nothing_is_made(project: Project) -> None:
    assert write_block(project, "- A") == ""
    assert read_block(project) == ""
    assert list(project.root.iterdir()) == []


@pytest.mark.parametrize("text", ["# Mine\n", "no end", "<!-- reading-list -->\n"])
def test_without_markers_the_file_stays_and_the_user_is_told(project: Project, text: str) -> None:
    path = readme(project, text)
    before = path.stat()
    said = write_block(project, "- A")
    assert said.startswith("README.md has no block for the list: add <!-- reading-list:begin -->")
    assert path.stat() == before
    assert read_block(project) == ""


def test_an_empty_readme_is_left_empty(project: Project) -> None:
    path = readme(project, "")
    assert write_block(project, "- A") == ""
    assert path.read_bytes() == b""


def test_the_block_is_put_between_the_markers(project: Project) -> None:
    path = readme(project, f"# Mine\n\n{BEGIN}\nold\n{END}\n\nThe end.")
    assert write_block(project, "- A\n- B\n") == ""
    assert path.read_text() == f"# Mine\n\n{BEGIN}\n\n- A\n- B\n\n{END}\n\nThe end."
    assert read_block(project) == "\n\n- A\n- B\n\n"


def test_an_empty_block_leaves_the_markers_on_lines_of_their_own(project: Project) -> None:
    path = readme(project, f"{BEGIN}{END}")
    write_block(project, " \n")
    assert path.read_text() == f"{BEGIN}\n{END}"


def test_the_same_block_is_not_written_again(project: Project) -> None:
    path = readme(project, f"{BEGIN}\n{END}\n")
    write_block(project, "- A")
    before = path.stat()
    assert write_block(project, "- A") == ""
    assert path.stat() == before


def test_line_ends_of_windows_are_kept(project: Project) -> None:
    path = readme(project, f"# Mine\r\n{BEGIN}\r\n{END}\r\n")
    write_block(project, "- A\n- B")
    assert path.read_bytes() == f"# Mine\r\n{BEGIN}\r\n\r\n- A\r\n- B\r\n\r\n{END}\r\n".encode()
    before = path.stat()
    write_block(project, "- A\n- B")
    assert path.stat() == before


def test_the_curators_line_ends_count_and_not_those_of_the_old_block(project: Project) -> None:
    path = readme(project, f"# Mine\n{BEGIN}\r\nold\r\n{END}\n")
    write_block(project, "- A")
    assert path.read_bytes() == f"# Mine\n{BEGIN}\n\n- A\n\n{END}\n".encode()


texts = st.text("ab\n\r#<!- \ufeff王😀", max_size=20)


@given(texts, texts, texts, texts)
def test_nothing_outside_the_block_is_touched(
    tmp_path_factory: pytest.TempPathFactory, before: str, old: str, after: str, block: str
) -> None:
    project = Project(tmp_path_factory.mktemp("list"))
    path = readme(project, f"{before}{BEGIN}{old}{END}{after}")
    assert write_block(project, block) == ""
    new = path.read_bytes()
    assert new.startswith(f"{before}{BEGIN}".encode())
    assert new.endswith(f"{END}{after}".encode())
    write_block(project, block)
    assert path.read_bytes() == new


def test_the_mode_of_the_file_is_kept(project: Project) -> None:
    path = readme(project, f"{BEGIN}{END}")
    path.chmod(0o600)
    write_block(project, "- A")
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "text",
    [BEGIN, END, f"{END}\n{BEGIN}", f"{BEGIN}{BEGIN}{END}", f"{BEGIN}{END}{END}",
     f"{BEGIN}{END}{BEGIN}{END}", f"{BEGIN}{END}\n\nSee {BEGIN} above"],
)  # fmt: skip
def test_markers_that_do_not_pair_stop_the_work_and_the_file_stays(
    project: Project, text: str
) -> None:
    path = readme(project, text)
    for work in (lambda: read_block(project), lambda: write_block(project, "- A")):
        with pytest.raises(ProjectError, match=r"README\.md must hold .* once") as caught:
            work()
        assert caught.value.exit_code == 1
    assert path.read_text() == text


@pytest.mark.parametrize("block", [f"- {END}", f"- {BEGIN}", f"{BEGIN}{END}"])
def test_no_text_of_a_record_can_be_taken_for_a_marker(project: Project, block: str) -> None:
    """A title of a stranger must not end the block, or the next build finds two ends."""
    path = readme(project, f"# Mine\n{BEGIN}\n{END}\nThe end.\n")
    write_block(project, block)
    again = path.read_bytes()
    write_block(project, block)
    assert path.read_bytes() == again
    assert path.read_text().endswith(f"{END}\nThe end.\n")
    assert path.read_text().count(END) == path.read_text().count(BEGIN) == 1
    assert "&lt;!-- reading-list:" in path.read_text()


def test_a_readme_that_is_no_text_file_stops_the_work(project: Project) -> None:
    path = readme(project, b"\xff" + BEGIN.encode() + END.encode())
    with pytest.raises(ProjectError, match="is not UTF-8 text"):
        write_block(project, "- A")
    path.unlink()
    path.mkdir()
    with pytest.raises(ProjectError, match="is no ordinary file"):
        write_block(project, "- A")
    path.rmdir()
    (project.root / "other").write_text(f"{BEGIN}{END}")
    path.symlink_to("other")
    with pytest.raises(ProjectError, match="is a link"):
        write_block(project, "- A")
    assert (project.root / "other").read_text() == f"{BEGIN}{END}"


def test_a_pipe_is_not_waited_for(project: Project) -> None:
    os.mkfifo(project.root / "README.md")
    with pytest.raises(ProjectError, match="is no ordinary file"):
        read_block(project)
