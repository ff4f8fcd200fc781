"""What the commands print of the hostile list does nothing to a terminal, a workflow, a reader."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from tests.hostile.conftest import Hostile, outline
from tests.hostile.grammar import FIELDS, PAYLOADS, PLAIN, put, tagged, written

pytestmark = pytest.mark.xdist_group("hostile")  # the list is built once
SEEN = re.compile("[^\0-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]*")


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    """Every payload in every field, a record for each, most of which are refused."""
    root = tmp_path_factory.mktemp("broken")
    (root / "papers").mkdir()
    (root / "taxonomy.yaml").write_bytes(written(outline()))
    for number in range(len(PAYLOADS)):
        for index in range(0, len(FIELDS), 3):
            record = dict(PLAIN)
            put(record, FIELDS[index], tagged(number, index))
            (root / "papers" / f"r{number}-{index}.yaml").write_bytes(written(record))
    return Hostile(root, {}, 0)


def test_findings_are_printed_as_they_are_seen(broken: Hostile) -> None:
    done = broken.run("check", check=False)
    assert done.returncode == 1
    assert SEEN.fullmatch(done.stdout)
    assert done.stdout.count("error") > 500


def test_search_prints_what_is_seen(hostile: Hostile) -> None:
    done = hostile.run("search", "year:2018", "--limit", "0")
    assert SEEN.fullmatch(done.stdout)
    assert done.stdout.count("q") > len(PAYLOADS)


def test_annotations_are_commands_of_ours_alone(broken: Hostile) -> None:
    done = broken.run("check", "--format", "github", check=False)
    lines = done.stdout.splitlines()
    assert lines
    for line in lines:
        assert re.match(r"::(error|warning) file=papers/[\w/.-]+,line=\d+,", line), line
        assert "##[" not in line


@pytest.mark.parametrize("form", ["json", "sarif", "junit"])
def test_reports_are_read_by_others(broken: Hostile, form: str, tmp_path: Path) -> None:
    done = broken.run("check", "--format", form, check=False)
    if form == "junit":
        assert len(list(ET.fromstring(done.stdout).iter("testcase"))) > 500
    else:
        value = json.loads(done.stdout)
        assert len(value["runs"][0]["results"] if form == "sarif" else json.dumps(value)) > 500
