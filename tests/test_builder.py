"""The steps of a build that `test_pipeline` does not see from outside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reading_list.builder import Kit, folder_name
from reading_list.diagnostics import ProjectError
from reading_list.store.files import Project


def test_a_folder_inside_of_the_list_keeps_its_name_when_the_list_is_moved() -> None:
    here = folder_name(Project(Path("/here")), Path("/here/site"))
    there = folder_name(Project(Path("/there")), Path("/there/site"))
    assert here == there == "site"
    assert folder_name(Project(Path("/here")), Path("/elsewhere/site")) == "/elsewhere/site"


def test_a_kit_is_ready_for_every_kind_of_page(
    make_list: Callable[[Mapping[str, str]], Path],
) -> None:
    kit = Kit(Project(make_list({"taxonomy.yaml": "list: {title: A}\n"})))
    kit.prepare()
    known = kit.renderer._environment.cache
    assert known is not None
    compiled = {name for _, name in known}
    assert {"pages/paper.html", "base.html", "parts/entry.html", "parts/lists.html"} <= compiled


def test_a_template_of_the_list_that_is_no_template_is_named(
    make_list: Callable[[Mapping[str, str]], Path],
) -> None:
    kit = Kit(Project(make_list({"templates/pages/year.html": "{% if %}"})))
    with pytest.raises(ProjectError, match=r"templates/pages/year\.html:1"):
        kit.prepare()
