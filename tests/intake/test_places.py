"""A record stands below its year, and nothing that a stranger writes leads elsewhere."""

from __future__ import annotations

import pytest

from reading_list.intake.places import path_of
from reading_list.records.identifiers import IdentifierError


@pytest.mark.parametrize(
    ("year", "path"),
    [
        (2018, "papers/2018/he2018amc.yaml"),
        ("2018", "papers/2018/he2018amc.yaml"),
        (None, "papers/undated/he2018amc.yaml"),
        ("../..", "papers/undated/he2018amc.yaml"),
        (20180, "papers/undated/he2018amc.yaml"),
        ([], "papers/undated/he2018amc.yaml"),
    ],
)
def test_the_folder_is_the_year(year: object, path: str) -> None:
    assert path_of("he2018amc", {"year": year}) == path


@pytest.mark.parametrize("key", ["../x", "a/b", "", ".hidden", "nul", "a\nb"])
def test_what_is_no_key_has_no_place(key: str) -> None:
    with pytest.raises(IdentifierError):
        path_of(key, {"year": 2018})
