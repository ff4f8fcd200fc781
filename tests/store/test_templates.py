"""Templates and assets: the list's own come before the built-in ones."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from reading_list.diagnostics import ProjectError
from reading_list.store.files import Project
from reading_list.store.templates import load_templates


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


@pytest.fixture
def own(project: Project) -> Path:
    folder = project.root / "templates"
    folder.mkdir()
    return folder


def test_a_list_without_templates_has_the_built_in_ones(project: Project) -> None:
    loaded = load_templates(project)
    assert {"base.html", "pages/paper.html", "parts/entry.html"} <= loaded.texts.keys()
    assert "site.css" in loaded.addresses
    assert not [name for name in loaded.texts if name.startswith("assets/")]


def test_an_asset_stands_under_its_name_and_its_digest(project: Project, own: Path) -> None:
    (own / "assets" / "fonts").mkdir(parents=True)
    (own / "assets" / "fonts" / "a.b.woff2").write_bytes(b"\xff\0")
    (own / "assets" / "LICENSE").write_bytes(b"x")
    loaded = load_templates(project)
    address = loaded.addresses["fonts/a.b.woff2"]
    assert re.fullmatch(r"assets/fonts/a\.b\.[0-9a-f]{10}\.woff2", address)
    assert loaded.assets[address] == b"\xff\0"
    assert re.fullmatch(r"assets/LICENSE\.[0-9a-f]{10}", loaded.addresses["LICENSE"])
    assert set(loaded.assets) == set(loaded.addresses.values())


def test_a_changed_asset_has_another_address(project: Project, own: Path) -> None:
    (own / "assets").mkdir()
    (own / "assets" / "site.css").write_text("a {}")
    first = load_templates(project)
    (own / "assets" / "site.css").write_text("b {}")
    second = load_templates(project)
    assert first.addresses["site.css"] != second.addresses["site.css"]
    assert first.addresses["site.css"] not in second.assets
    assert first.print != second.print


def test_the_lists_own_template_comes_before_the_built_in_one(project: Project, own: Path) -> None:
    built_in = load_templates(project)
    (own / "pages").mkdir()
    (own / "pages" / "paper.html").write_text("mine")
    (own / "extra.html").write_text("ü")
    loaded = load_templates(project)
    assert loaded.texts == {**built_in.texts, "pages/paper.html": "mine", "extra.html": "ü"}


def test_the_print_is_of_names_and_contents_alone(project: Project, own: Path) -> None:
    first = load_templates(project).print
    (own / "a.html").write_text("x")
    second = load_templates(project).print
    (own / "a.html").rename(own / "b.html")
    third = load_templates(project).print
    assert len({first, second, third}) == 3
    (own / "b.html").unlink()
    (own / "empty").mkdir()
    assert load_templates(project).print == first


def test_what_editors_leave_is_no_template(project: Project, own: Path) -> None:
    first = load_templates(project)
    (own / ".paper.html.swp").write_bytes(b"\xff")
    (own / "base.html~").write_bytes(b"\xff")
    (own / ".git").mkdir()
    (own / ".git" / "x.html").write_bytes(b"\xff")
    os.mkfifo(own / "pipe.html")
    assert load_templates(project) == first


def test_no_link_is_followed(project: Project, own: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    for name in ("a.html", "assets"):
        (own / name).symlink_to(tmp_path / "secret")
        with pytest.raises(ProjectError, match=f"templates/{name} is a link"):
            load_templates(project)
        (own / name).unlink()
    own.rmdir()
    (tmp_path / "elsewhere").mkdir()
    own.symlink_to("elsewhere")
    with pytest.raises(ProjectError, match="/templates is a link"):
        load_templates(project)


def test_a_template_that_is_no_text_is_named(project: Project, own: Path) -> None:
    (own / "parts").mkdir()
    (own / "parts" / "x.html").write_bytes(b"caf\xe9")
    with pytest.raises(ProjectError, match=r"templates/parts/x\.html is not UTF-8 text"):
        load_templates(project)


def test_a_name_that_is_no_text_is_refused(project: Project, own: Path) -> None:
    Path(os.fsdecode(os.fsencode(own) + b"/\xff.html")).write_text("x")
    with pytest.raises(ProjectError, match="is not UTF-8") as caught:
        load_templates(project)
    assert caught.value.hint == "rename it"


def test_a_file_in_place_of_the_folder_is_not_looked_into(project: Project) -> None:
    first = load_templates(project)
    (project.root / "templates").write_text("x")
    assert load_templates(project) == first


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_template_that_may_not_be_read_is_named(project: Project, own: Path) -> None:
    (own / "a.html").write_text("x")
    (own / "a.html").chmod(0)
    with pytest.raises(ProjectError, match=r"a\.html cannot be read: Permission denied"):
        load_templates(project)
