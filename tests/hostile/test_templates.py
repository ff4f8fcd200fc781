"""A list's own template reads nothing outside of the two folders of templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reading_list.diagnostics import ProjectError
from reading_list.pipeline import build
from reading_list.store.files import Project
from reading_list.talk import Talk

Make = Callable[[Mapping[str, str]], Path]
LIST = {
    "taxonomy.yaml": '{"list": {"title": "A"}, "venues": [{"id": "v", "name": "V"}]}',
    "papers/2018/x.yaml": "title: One\nvenue: v\nyear: 2018\nauthors: [Ann Author]\n",
    "secret.html": "seCret",
}
WAYS = [
    '{% include "NAME" %}', '{% import "NAME" as x %}{{ x }}', '{% extends "NAME" %}',
    '{% from "NAME" import x %}', '{% include ["NAME"] %}', '{% include "NA" ~ "ME" %}',
]  # fmt: skip
NAMES = [
    "../secret.html", "/secret.html", "ROOT/secret.html", "./../secret.html",
    "pages/../../secret.html",
    "..\\\\secret.html", "file://ROOT/secret.html", "secret.html",
]  # fmt: skip


@pytest.mark.parametrize(
    ("way", "name"), [*((WAYS[0], name) for name in NAMES), *((way, NAMES[0]) for way in WAYS[1:])]
)
def test_a_template_reads_nothing_outside(make_list: Make, way: str, name: str) -> None:
    root = make_list(LIST)
    name = name.replace("ROOT", str(root))
    text = way.replace("NAME", name).replace('"NA" ~ "ME"', f'"{name[:2]}" ~ "{name[2:]}"')
    (root / "templates" / "pages").mkdir(parents=True)
    (root / "templates" / "pages" / "year.html").write_text(text)
    with pytest.raises(ProjectError):
        build(Project(root), None, 1, Talk())
    for path in root.rglob("*.html"):
        assert path.name == "secret.html" or "seCret" not in path.read_text()


def test_one_inside_is_read(make_list: Make) -> None:
    """So that it is for the name that the others are refused."""
    root = make_list(LIST)
    (root / "templates" / "pages").mkdir(parents=True)
    (root / "templates" / "pages" / "year.html").write_text('{% include "mine/x.html" %}')
    (root / "templates" / "mine").mkdir()
    (root / "templates" / "mine" / "x.html").write_text("oUrs")
    build(Project(root), None, 1, Talk())
    assert (root / "site" / "years" / "2018.html").read_text() == "oUrs"
