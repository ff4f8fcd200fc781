"""A small list on disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reading_list.store.files import Project


@pytest.fixture
def project(make_list: Callable[[Mapping[str, str]], Path]) -> Project:
    """A list of one record."""
    files = {"taxonomy.yaml": "list: {title: A}\n", "papers/2018/a.yaml": "title: A\n"}
    return Project(make_list(files))


@pytest.fixture
def papers(project: Project) -> Path:
    """The folder of its records."""
    return project.root / "papers"
