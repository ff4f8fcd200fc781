"""A file is vouched for as long as it is what it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list.store import sums


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sums")


@given(st.binary(min_size=1, max_size=300), st.data())
def test_any_other_byte_and_any_other_size_is_noticed(
    home: Path, body: bytes, data: st.DataObject
) -> None:
    path = home / "file"
    path.write_bytes(body)
    sums.remember(path)
    assert sums.is_as_remembered(path)
    place = data.draw(st.integers(0, len(body) - 1))
    flipped = bytes([body[place] ^ data.draw(st.integers(1, 255))])
    path.write_bytes(body[:place] + flipped + body[place + 1 :])
    assert not sums.is_as_remembered(path)
    path.write_bytes(body[:place])
    assert not sums.is_as_remembered(path)
    path.write_bytes(body)
    assert sums.is_as_remembered(path)


def test_what_was_never_summed_up_is_not_vouched_for(tmp_path: Path) -> None:
    path = tmp_path / "file"
    assert not sums.is_as_remembered(path)
    sums.remember(path)
    path.write_bytes(b"x")
    assert not sums.is_as_remembered(path)
    sums.remember(path)
    (tmp_path / "file.sum").write_bytes(b"\xff" * 1_000_000)
    assert not sums.is_as_remembered(path)


def test_a_link_beside_the_file_is_not_written_through(tmp_path: Path) -> None:
    path, other = tmp_path / "file", tmp_path / "other"
    path.write_bytes(b"x")
    other.write_text("mine")
    (tmp_path / "file.sum").symlink_to(other)
    sums.remember(path)
    assert other.read_text() == "mine"
    assert sums.is_as_remembered(path)


def test_a_large_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    path.touch()
    os.truncate(path, sums.LARGEST + 1)
    monkeypatch.setattr("zlib.crc32", None)
    sums.remember(path)
    assert sums.is_as_remembered(path)
