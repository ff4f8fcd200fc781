"""All records are written, or none."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reading_list.diagnostics import ProjectError
from reading_list.store import records
from reading_list.store.files import Project

OLD = 'title: "Old"\n'


@pytest.fixture
def project(make_list: Callable[[Mapping[str, str]], Path]) -> Project:
    return Project(make_list({"taxonomy.yaml": "", "papers/2018/old.yaml": OLD}))


def tree(project: Project) -> dict[str, str]:
    found = (path for path in (project.root / "papers").rglob("*") if path.is_file())
    return {path.relative_to(project.root).as_posix(): path.read_text() for path in found}


def test_new_and_old_records_are_written(project: Project) -> None:
    texts = {"papers/2019/new.yaml": "new", "papers/2018/old.yaml": "changed"}
    records.write_records(project, texts, old={"papers/2018/old.yaml": OLD})
    assert tree(project) == texts
    assert not (project.cache / records.FOLDER).exists()


@pytest.mark.parametrize(
    "path",
    [
        "papers/../x.yaml",
        "x.yaml",
        "/etc/x.yaml",
        "papers/x.yaml",
        "papers/2018/x.txt",
        "papers/2018/a\x00b.yaml",
    ],
)
def test_nothing_is_written_elsewhere(project: Project, path: str) -> None:
    with pytest.raises(ProjectError, match="no place for a record"):
        records.write_records(project, {"papers/2019/a.yaml": "a", path: "b"}, old={})
    assert tree(project) == {"papers/2018/old.yaml": OLD}


def test_a_folder_that_is_a_link_leads_nowhere(project: Project, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (project.root / "papers" / "2019").symlink_to(outside)
    with pytest.raises(ProjectError):
        records.write_records(project, {"papers/2019/a.yaml": "a"}, old={})
    assert not list(outside.iterdir())


def test_a_file_in_the_way_undoes_all(project: Project) -> None:
    texts = {"papers/1999/a.yaml": "a", "papers/2018/old.yaml": "b"}
    with pytest.raises(ProjectError, match="is there already"):
        records.write_records(project, texts, old={})
    assert tree(project) == {"papers/2018/old.yaml": OLD}
    assert not (project.root / "papers" / "1999").exists()


def test_a_record_that_was_changed_meanwhile_undoes_all(project: Project) -> None:
    texts = {"papers/1999/a.yaml": "a", "papers/2018/old.yaml": "b"}
    with pytest.raises(ProjectError, match="changed meanwhile"):
        records.write_records(project, texts, old={"papers/2018/old.yaml": "other"})
    assert tree(project) == {"papers/2018/old.yaml": OLD}


def test_what_a_killed_run_moved_is_taken_back(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second move kills the process, which then can tidy up nothing."""

    class Killed(BaseException):
        pass

    moves = []

    def replace(source: object, target: object) -> None:
        moves.append(target)
        if len(moves) == 3:
            raise Killed
        Path(str(source)).rename(str(target))

    texts = {
        "papers/1999/a.yaml": "a",
        "papers/2018/old.yaml": "b",
        "papers/2018/old2.yaml": "c",
    }
    old = {"papers/2018/old.yaml": OLD, "papers/2018/old2.yaml": OLD}
    (project.root / "papers/2018/old2.yaml").write_text(OLD)
    undo = records.undo_unfinished
    with monkeypatch.context() as patched:
        patched.setattr(records.os, "replace", replace)
        patched.setattr(records, "undo_unfinished", lambda _: False)
        with pytest.raises(Killed):
            records.write_records(project, texts, old=old)
    assert tree(project)["papers/2018/old.yaml"] == "b"
    assert undo(project)
    assert tree(project) == old
    assert not undo(project)


def test_a_poisoned_journal_touches_nothing(project: Project, tmp_path: Path) -> None:
    victim = tmp_path / "victim.yaml"
    victim.write_text("kept")
    folder = project.cache / records.FOLDER
    folder.mkdir(parents=True)
    steps = [["../victim.yaml", False], [str(victim), False], ["taxonomy.yaml", False], 7]
    (folder / records.JOURNAL).write_text(json.dumps(steps[:3]))
    records.undo_unfinished(project)
    assert victim.read_text() == "kept"
    assert (project.root / "taxonomy.yaml").exists()


def test_a_broken_journal_is_none(project: Project) -> None:
    folder = project.cache / records.FOLDER
    folder.mkdir(parents=True)
    (folder / records.JOURNAL).write_text("[7")
    assert not records.undo_unfinished(project)
    assert not folder.exists()
