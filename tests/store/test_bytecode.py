"""Compiled templates are kept beside the program and are never believed blindly."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from reading_list.builder import Kit
from reading_list.store import bytecode
from reading_list.store.files import Project


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Python would keep bytecode, for this test alone."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "bytecode"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    found = bytecode.place()
    assert found.is_relative_to(tmp_path)
    return found


CODES = {"b.html": compile("1 + 1", "b.html", "eval"), "a.html": compile("'a'", "a.html", "eval")}


def test_what_was_kept_is_there_again(place: Path) -> None:
    bytecode.save("these", CODES)
    assert bytecode.load("these") == CODES
    assert [file.name for file in place.parent.iterdir()] == [place.name]


def test_code_of_something_else_is_not_taken() -> None:
    bytecode.save("these", CODES)
    assert bytecode.load("those") == {}


def test_nothing_is_there_before_the_first_run() -> None:
    assert bytecode.load("these") == {}


def test_damaged_code_is_not_taken(place: Path) -> None:
    bytecode.save("these", CODES)
    whole = place.read_bytes()
    for position in range(len(whole)):
        place.write_bytes(
            whole[:position] + bytes([whole[position] ^ 0x41]) + whole[position + 1 :]
        )
        assert bytecode.load("these") == {}
        place.write_bytes(whole[:position])
        assert bytecode.load("these") == {}


def test_python_may_be_told_to_keep_none(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    bytecode.save("these", CODES)
    assert not place.exists()


def test_where_nothing_can_be_written_nothing_is_kept(place: Path) -> None:
    place.parent.parent.mkdir(parents=True)
    place.parent.write_text("no folder")
    bytecode.save("these", CODES)
    assert bytecode.load("these") == {}


def test_a_link_in_the_way_is_not_followed(place: Path, tmp_path: Path) -> None:
    place.parent.mkdir(parents=True)
    (tmp_path / "other").write_text("precious")
    place.with_name(f"{place.name}.{os.getpid()}").symlink_to(tmp_path / "other")
    bytecode.save("these", CODES)
    assert (tmp_path / "other").read_text() == "precious"


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reading_list.builder._LAST_RENDERER", {})


@pytest.mark.usefixtures("fresh")
def test_the_second_program_compiles_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Kit(Project(tmp_path)).prepare()
    monkeypatch.setattr("reading_list.builder._LAST_RENDERER", {})
    kit = Kit(Project(tmp_path))
    monkeypatch.setattr(type(kit.renderer._environment), "compile", _never)
    kit.prepare()


@pytest.mark.usefixtures("fresh")
def test_a_lists_own_template_is_neither_kept_nor_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Kit(Project(tmp_path)).prepare()
    (tmp_path / "templates" / "pages").mkdir(parents=True)
    (tmp_path / "templates" / "pages" / "paper.html").write_text("mine")
    monkeypatch.setattr("reading_list.builder._LAST_RENDERER", {})
    kit = Kit(Project(tmp_path))
    assert "pages/paper.html" not in kit.renderer.codes
    before = bytecode.place().read_bytes()
    kit.prepare()
    assert kit.renderer._template("pages/paper.html").render() == "mine"
    assert bytecode.place().read_bytes() == before


def _never(*arguments: object) -> None:
    raise AssertionError(arguments)
