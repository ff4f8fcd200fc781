"""Digests of what a cached result depends on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reading_list.store import prints

SOURCE = Path(prints.__file__).parents[1]


@given(st.lists(st.binary(max_size=4), max_size=4), st.lists(st.binary(max_size=4), max_size=4))
def test_two_lists_of_parts_have_one_digest_only_if_they_are_equal(
    one: list[bytes], other: list[bytes]
) -> None:
    assert (prints.digest_of(*one) == prints.digest_of(*other)) == (one == other)


def test_no_part_runs_into_the_next() -> None:
    assert prints.digest_of(b"ab", b"c") != prints.digest_of(b"a", b"bc")
    assert prints.digest_of(b"") != prints.digest_of()


def test_the_program_is_the_same_twice() -> None:
    assert prints.tool_print() == prints.tool_print()


def print_of(home: Path, *, more_path: str = "") -> str:
    """What a copy of the program says of itself."""
    program = "from reading_list.store.prints import tool_print; print(tool_print())"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [str(home), more_path]))},
    )
    return done.stdout


def test_a_changed_program_or_library_is_another_one(tmp_path: Path) -> None:
    home = tmp_path / "home"
    package = home / "reading_list"
    (package / "store").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "store" / "__init__.py").touch()
    shutil.copy(SOURCE / "store" / "prints.py", package / "store")
    first = print_of(home)
    (package / "notes.txt").touch()  # no source
    (package / "templates").mkdir()
    (package / "templates" / "x.py").touch()  # they have a print of their own
    assert print_of(home) == first
    (package / "new.py").touch()
    second = print_of(home)
    (package / "new.py").write_text("x = 1\n")
    third = print_of(home)
    (package / "new.py").rename(package / "newer.py")
    fourth = print_of(home)
    library = tmp_path / "site-packages"
    (library / "pydantic-2.12.0.dist-info").mkdir(parents=True)
    fifth = print_of(home, more_path=str(library))
    (library / "pydantic-2.12.0.dist-info").rename(library / "pydantic-2.13.0.dist-info")
    sixth = print_of(home, more_path=str(library))
    (library / "somebody_elses-1.0.dist-info").mkdir()
    assert print_of(home, more_path=str(library)) == sixth
    assert len({first, second, third, fourth, fifth, sixth}) == 6
