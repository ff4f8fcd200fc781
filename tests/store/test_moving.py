from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reading_list.diagnostics import ProjectError
from reading_list.store.files import find_project
from reading_list.store.moving import replace_record

FILES = {"taxonomy.yaml": "", "papers/2017/a.yaml": "old\n", "papers/2018/there.yaml": "other\n"}


@pytest.fixture
def root(make_list: Callable[[Mapping[str, str]], Path]) -> Path:
    return make_list(FILES)


def test_a_record_is_written_in_its_place_or_in_another(root: Path) -> None:
    project = find_project(root)
    replace_record(project, "papers/2017/a.yaml", "old\n", "papers/2017/a.yaml", "new\n")
    assert (root / "papers/2017/a.yaml").read_text() == "new\n"
    replace_record(project, "papers/2017/a.yaml", "new\n", "papers/2019/b.yaml", "newer\n")
    assert not (root / "papers/2017/a.yaml").exists()
    assert (root / "papers/2019/b.yaml").read_text() == "newer\n"


def test_no_other_record_is_overwritten(root: Path) -> None:
    with pytest.raises(ProjectError):
        replace_record(
            find_project(root), "papers/2017/a.yaml", "old\n", "papers/2018/there.yaml", "new\n"
        )
    assert (root / "papers/2018/there.yaml").read_text() == "other\n"
    assert (root / "papers/2017/a.yaml").read_text() == "old\n"
