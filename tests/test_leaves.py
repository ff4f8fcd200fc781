"""Leaves are found by looking into a folder, never by importing what is in it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reading_list import leaves

SOURCE = Path(leaves.__file__).parent


@pytest.mark.parametrize("package", ["commands", "pages", "rules"])
def test_the_names_are_those_of_the_files(package: str) -> None:
    files = {path.stem for path in (SOURCE / package).glob("[!_]*.py")}
    assert leaves.names(package) == tuple(sorted(files))
    assert files


def test_what_leaves_share_is_no_leaf() -> None:
    assert (SOURCE / "pages" / "_shapes.py").exists()
    assert not [name for name in leaves.names("pages") if name.startswith("_")]


def test_finding_names_imports_no_leaf() -> None:
    program = (
        "import sys; from reading_list import leaves; print(leaves.names('commands'));"
        "print([m for m in sys.modules if m.startswith('reading_list.commands.')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(SOURCE.parent)},
    )
    names, loaded = done.stdout.splitlines()
    assert "'check'" in names
    assert loaded == "[]"


def test_a_leaf_is_loaded_by_its_name() -> None:
    assert leaves.load("commands", "check").__name__ == "reading_list.commands.check"


def test_all_leaves_come_in_the_order_of_their_names() -> None:
    names = [module.__name__.rpartition(".")[2] for module in leaves.load_all("commands")]
    assert tuple(names) == leaves.names("commands")


@pytest.mark.parametrize("name", ["nothing", "..cli", "check.x"])
def test_no_other_name_loads_anything(name: str) -> None:
    with pytest.raises(ModuleNotFoundError):
        leaves.load("commands", name)
