"""A draft is a value."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from reading_list.records.draft import Draft, Place


def test_a_place_is_the_beginning_of_a_file_unless_stated() -> None:
    assert Place("refs.bib") == ("refs.bib", 1, 1)


def test_a_draft_needs_fields_and_a_place_alone() -> None:
    draft = Draft({"title": "A"}, Place("refs.bib", 3))
    assert (draft.key, draft.sections, draft.remarks) == (None, (), ())


def test_a_draft_does_not_change() -> None:
    draft = Draft({"title": "A"}, Place("refs.bib"))
    with pytest.raises(FrozenInstanceError):
        draft.key = "x"  # type: ignore[misc]  # which is the point
