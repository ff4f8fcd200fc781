"""The synthetic list that speed is measured with is a good list, and the same for everybody."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from reading_list.commands.check import run
from reading_list.store.files import Project
from reading_list.talk import Talk

FOLDER = Path(__file__).resolve().parents[2] / "benchmarks"
RECORDS = 300


@pytest.fixture(scope="module")
def corpus() -> Iterator[ModuleType]:
    """The script as a module; those beside it are found as when it is run."""
    before = set(sys.modules)
    sys.path.insert(0, str(FOLDER))
    yield importlib.import_module("corpus")
    sys.path.remove(str(FOLDER))
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(FOLDER)):
            del sys.modules[name]


def test_a_synthetic_list_has_good_records(corpus: ModuleType, tmp_path: Path) -> None:
    corpus.write_list(tmp_path / "list", RECORDS)
    report = run(Project(tmp_path / "list"), Talk())
    # A list this small does not name every organization.
    assert {found.rule for found in report.findings} <= {"terms/unused-organization"}
    assert f"{RECORDS} records" in report.said


def test_the_same_seed_gives_the_same_bytes(corpus: ModuleType) -> None:
    first = [corpus.record_yaml(record) for record in corpus.records(RECORDS, 7)]
    again = [corpus.record_yaml(record) for record in corpus.records(RECORDS, 7)]
    other = [corpus.record_yaml(record) for record in corpus.records(RECORDS, 8)]
    assert first == again != other


def test_records_are_of_the_size_that_targets_speak_of(corpus: ModuleType) -> None:
    sizes = [len(corpus.record_yaml(record).encode()) for record in corpus.records(RECORDS)]
    assert 1000 < sum(sizes) / RECORDS < 1400
