from __future__ import annotations

import pytest

from reading_list.catalog import addresses


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        (addresses.paper_path("he2018amc"), "papers/he2018amc.html"),
        (addresses.bib_path("he2018amc"), "papers/he2018amc.bib"),
        (addresses.term_path("pruning"), "topics/pruning.html"),
        (addresses.term_path("pruning/2018"), "topics/pruning/2018.html"),
        (addresses.term_markdown_path("pruning"), "topics/pruning.md"),
        (addresses.venue_path("eccv"), "venues/eccv.html"),
        (addresses.venue_path("eccv/2018"), "venues/eccv/2018.html"),
        (addresses.year_path("undated"), "years/undated.html"),
        (addresses.author_path("song-han"), "authors/song-han.html"),
        (addresses.organization_path("intel"), "organizations/intel.html"),
    ],
)
def test_published_addresses_stay(path: str, wanted: str) -> None:
    assert path == wanted
