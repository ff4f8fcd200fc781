"""The shapes that pages get of the catalogue."""

from __future__ import annotations

from reading_list.catalog.view import CROWDED, CatalogView, is_crowded
from reading_list.store.catalog import StoredCatalog


def test_a_year_is_crowded_from_one_paper_more_on() -> None:
    assert not is_crowded(CROWDED)
    assert is_crowded(CROWDED + 1)


def test_the_stored_catalogue_answers_all_that_a_view_is_asked() -> None:
    asked = {name for name in vars(CatalogView) if not name.startswith("_")}
    assert asked
    assert asked <= set(dir(StoredCatalog))
