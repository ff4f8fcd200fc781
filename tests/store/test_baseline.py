"""A file of old findings: what is in it is not said again, what is new is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list.diagnostics import ERROR, Diagnostic, ProjectError, Span
from reading_list.store.baseline import read_baseline, without, write_baseline

names = st.text(max_size=8)
found = st.lists(
    st.builds(
        Diagnostic, names, st.builds(Span, *[st.integers(1, 9)] * 4), st.just(ERROR), names, names
    )
)


@given(found)
def test_what_was_written_is_known(
    tmp_path_factory: pytest.TempPathFactory, old: list[Diagnostic]
) -> None:
    file = tmp_path_factory.mktemp("baseline") / "old.json"
    write_baseline(file, old)
    assert without(old, read_baseline(file)) == []
    text = file.read_text(encoding="utf-8")
    write_baseline(file, list(reversed(old)))
    assert file.read_text(encoding="utf-8") == text


def test_a_finding_is_known_on_another_line_and_so_often_as_it_was(tmp_path: Path) -> None:
    one = Diagnostic("a.yaml", Span(1, 1, 1, 2), ERROR, "a/b", "c")
    file = tmp_path / "old.json"
    assert write_baseline(file, [one])
    assert not write_baseline(file, [one])
    known = read_baseline(file)
    moved = one._replace(span=Span(9, 1, 9, 2))
    assert without([moved], known) == []
    assert without([one, moved], known) == [moved]
    assert without([one._replace(message="d")], known) == [one._replace(message="d")]


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"version": 2, "findings": []}', '{"version": 1, "findings": [["a"]]}',
     '{"version": 1, "findings": 3}', "[" * 100_000, '{"version": [], "findings": []}',
     '{"version": 1, "findings": [["a", "b", "c", "x"]]}'],
)  # fmt: skip
def test_what_is_no_baseline_is_said(tmp_path: Path, text: str) -> None:
    file = tmp_path / "old.json"
    file.write_text(text)
    with pytest.raises(ProjectError, match="is not a baseline") as caught:
        read_baseline(file)
    assert caught.value.exit_code == 2


def test_a_missing_baseline_is_said(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="there is no baseline"):
        read_baseline(tmp_path / "none.json")
