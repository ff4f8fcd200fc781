"""What the options before the command say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reading_list.context import Context
from reading_list.diagnostics import ProjectError
from reading_list.talk import Talk


def context(root: str | None) -> Context:
    return Context(root, "auto", Talk(), quiet=False)


def test_the_list_is_the_one_that_is_named_or_the_one_we_stand_in(
    make_list: Callable[[Mapping[str, str]], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_list({"taxonomy.yaml": "list: {title: A}\n", "papers/x.yaml": "title: A\n"})
    assert context(str(root)).project().root == root.resolve()
    monkeypatch.chdir(root / "papers")
    assert context(None).project().root == root.resolve()
    with pytest.raises(ProjectError, match="there is no list in"):
        context("2018").project()
    with pytest.raises(ProjectError, match="there is no list in"):
        context("").project()
