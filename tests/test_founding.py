from __future__ import annotations

from importlib.metadata import version

import pytest
import yaml

from reading_list import founding


def test_no_mark_is_left() -> None:
    for path, text in founding.files_of("A Title", "reading-list==1").items():
        assert not founding._MARK.search(text), path


@pytest.mark.parametrize(
    "title", ['Say "No": a \\ list', "@PROGRAM@ # x", "Größe & <Maß>", "[x](y)"]
)
def test_a_title_is_text_wherever_it_stands(title: str) -> None:
    texts = founding.files_of(title, "reading-list==1")
    assert yaml.safe_load(texts["taxonomy.yaml"])["list"]["title"] == title
    assert texts["README.md"].startswith("# ")
    assert "[x](y)" not in texts["README.md"]


@pytest.mark.parametrize(
    ("folder", "title"),
    [
        ("sparse-networks", "Sparse Networks"),
        ("awesome_lists_of_the_north", "Awesome Lists of the North"),
        ("a", "A"),
        ("---", "Reading List"),
        ("öl\x1b", "Öl\\x1b"),
    ],
)
def test_title_of_a_folder(folder: str, title: str) -> None:
    assert founding.title_of(folder) == title


def test_the_program_is_this_version() -> None:
    assert founding.own_program() == f"reading-list[net]=={version('reading-list')}"


def test_an_imported_list_keeps_its_data() -> None:
    texts = {"README.md": "# Old\n", "taxonomy.yaml": "x", "papers/2000/a.yaml": "topics: [abc]\n"}
    whole = founding.with_surroundings(texts, "reading-list==1")
    assert whole["taxonomy.yaml"] == "x"
    assert "papers/1989/lecun1989optimal.yaml" not in whole
    assert whole["README.md"].startswith("# Old [![Awesome]")
    assert "topics: [abc]" in whole["CONTRIBUTING.md"]
    assert ".github/workflows/check.yml" in whole
