"""`format`: which records change, and that none is harmed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reading_list.commands.format import run
from reading_list.diagnostics import ProjectError
from reading_list.records.writer import emit
from reading_list.store.files import Project
from reading_list.talk import Talk

LAID_OUT = emit({"title": "Good", "venue": "eccv"}, "papers/2018/good.yaml")
LOOSE = "venue:  eccv # where\ntitle: 'Loose'\n"
FILES = {
    "taxonomy.yaml": "list: {title: A}\n",
    "papers/2018/good.yaml": LAID_OUT,
    "papers/2018/loose.yaml": LOOSE,
    "papers/2019/wrong.yaml": "yaer: 2018\ntitle: Wrong\n",
    "papers/2019/broken.yaml": "title: a: b\n",
}


@pytest.fixture
def project(make_list: Callable[[Mapping[str, str]], Path]) -> Project:
    return Project(make_list(FILES).resolve())


def text_of(project: Project, name: str) -> str:
    return (project.root / "papers" / name).read_text(encoding="utf-8")


def test_records_come_into_the_layout_once(project: Project) -> None:
    report = run(project, Talk(), jobs=1)
    assert report.text == "papers/2018/loose.yaml\npapers/2019/wrong.yaml\n"
    assert report.said == "4 records, 2 brought into the layout"
    assert text_of(project, "2018/loose.yaml").endswith('title: "Loose"\nvenue: eccv # where\n')
    assert text_of(project, "2019/wrong.yaml").endswith('title: "Wrong"\nyaer: 2018\n')
    again = run(project, Talk(), ["papers/2018"], jobs=1)
    assert (again.text, again.exit_code) == ("", 0)


def test_a_record_that_is_no_yaml_is_said_and_left(project: Project) -> None:
    report = run(project, Talk(), jobs=1)
    assert [(it.path, it.rule) for it in report.findings] == [
        ("papers/2019/broken.yaml", "yaml/colon")
    ]
    assert report.exit_code == 1
    assert text_of(project, "2019/broken.yaml") == "title: a: b\n"


def test_check_changes_nothing(project: Project) -> None:
    report = run(project, Talk(), ["papers/2018"], check=True, jobs=1)
    assert (report.text, report.exit_code) == ("papers/2018/loose.yaml\n", 1)
    assert report.said == "2 records, 1 not in the layout: reading-list format"
    assert text_of(project, "2018/loose.yaml") == LOOSE
    assert run(project, Talk(), ["papers/2018/good.yaml"], check=True, jobs=1).exit_code == 0


def test_a_byte_order_mark_goes(project: Project) -> None:
    file = project.root / "papers/2018/good.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + LAID_OUT.encode())
    assert run(project, Talk(), ["papers/2018/good.yaml"], jobs=1).text
    assert file.read_text(encoding="utf-8") == LAID_OUT


def test_links_are_not_followed(project: Project, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text(LOOSE)
    (project.root / "papers/2018/link.yaml").symlink_to(outside)
    report = run(project, Talk(), jobs=1)
    assert "papers/2018/link.yaml" in {it.path for it in report.findings}
    assert outside.read_text() == LOOSE


def test_a_path_outside_of_the_list_is_refused(project: Project) -> None:
    with pytest.raises(ProjectError) as caught:
        run(project, Talk(), ["/etc/passwd"])
    assert caught.value.exit_code == 2


def test_the_taxonomy_is_no_record(project: Project) -> None:
    assert run(project, Talk(), ["taxonomy.yaml"], jobs=1).said.startswith("0 records")


def test_many_processes_do_what_one_does(project: Project) -> None:
    for number in range(1100):
        (project.root / f"papers/2018/x{number}.yaml").write_text(LOOSE)
    report = run(project, Talk(), ["papers/2018"], jobs=2)
    assert report.text.count("\n") == 1101
    assert run(project, Talk(), ["papers/2018"], check=True, jobs=1).exit_code == 0
