from __future__ import annotations

from typing import get_args

from reading_list.catalog.words import LINK_WORDS, TRACKS
from reading_list.records.model import Links, Track


def test_every_track_of_a_record_has_a_heading() -> None:
    assert set(TRACKS) == set(get_args(Track))


def test_every_kind_of_link_has_a_word() -> None:
    assert set(LINK_WORDS) == {*Links.model_fields, "doi", "arxiv"}
