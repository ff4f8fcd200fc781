"""What a user names is read, whole, if it is a file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reading_list.diagnostics import ProjectError
from reading_list.store.sources import read_source


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xff\x00")
    assert read_source(str(tmp_path / "a")) == b"\xff\x00"


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "none", tmp_path / "pipe", "/dev/zero", "a\x00b"):
        with pytest.raises(ProjectError) as error:
            read_source(str(path))
        assert error.value.exit_code == 2


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    with pytest.raises(ProjectError, match="larger"):
        read_source(str(tmp_path / "a"), limit=4)
