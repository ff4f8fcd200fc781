"""Groups of entries, bars, sparklines and tables."""

from __future__ import annotations

import pytest

from reading_list.catalog.view import Entry, Group
from reading_list.pages._groups import (
    COLUMNS,
    bars,
    beside,
    by_track,
    by_year,
    cells,
    columns_of,
    newest_first,
    span_of,
    spark,
)


def entry(key: str, year: str = "2018", track: str = "") -> Entry:
    return Entry(key, year, track, f"<li>{key}</li>")


def years(**counts: int) -> list[Group]:
    return [
        Group("termyear", f"small/{year.lstrip('y')}", "", count) for year, count in counts.items()
    ]


def test_years_keep_the_order_of_the_list() -> None:
    found = by_year(
        [entry("a", "2019"), entry("b", "2018"), entry("c", "2018"), entry("d", "undated")]
    )
    assert [(group.title, len(group.entries)) for group in found] == [
        ("2019", 1),
        ("2018", 2),
        ("Undated", 1),
    ]
    assert [group.path for group in found] == ["", "", ""]


def test_a_year_leads_to_its_page() -> None:
    (group,) = by_year([entry("a")], lambda year: f"topics/small/{year}.html")
    assert (group.id, group.path) == ("y2018", "topics/small/2018.html")


def test_tracks_come_as_in_a_programme() -> None:
    tracks = ["", "poster", "oral", "workshop", "poster"]
    found = by_track([entry(str(n), track=track) for n, track in enumerate(tracks)])
    assert [(group.title, [it.key for it in group.entries]) for group in found] == [
        ("Oral", ["2"]),
        ("Poster", ["1", "4"]),
        ("Workshop", ["3"]),
        ("Other papers", ["0"]),
    ]


def test_without_tracks_there_is_one_group_without_a_title() -> None:
    assert [group.title for group in by_track([entry("a"), entry("b")])] == [""]
    assert by_track([]) == []


@pytest.mark.parametrize(
    ("own", "neighbours"),
    [
        ("v/2016", ("", "v/2018")),
        ("v/2018", ("v/2016", "v/2019")),
        ("v/2019", ("v/2018", "")),
        ("v/undated", ("", "")),
        ("v/2000", ("", "")),
    ],
)
def test_neighbours_in_time(own: str, neighbours: tuple[str, str]) -> None:
    assert beside(["v/2016", "v/2018", "v/2019", "v/undated"], own) == neighbours


def test_the_newest_year_comes_first_and_the_undated_last() -> None:
    ordered = newest_first(years(y2016=1, undated=9, y2018=2))
    assert [group.id for group in ordered] == ["small/2018", "small/2016", "small/undated"]


def test_bars_are_parts_of_the_fullest() -> None:
    found = bars(years(y2016=1, y2018=8, undated=2), lambda id: f"{id}.html")
    assert [(bar.title, bar.size, bar.percent) for bar in found] == [
        ("2018", 8, "100%"),
        ("2016", 1, "12.5%"),
        ("Undated", 2, "25%"),
    ]
    assert bars([], str) == ()


def test_a_sparkline_shows_empty_years_as_gaps() -> None:
    found = spark(years(y2015=1, y2018=100, undated=3))
    assert found is not None
    assert [column.height for column in found.columns] == [2, 0, 0, 30]
    assert (found.first, found.last) == ("2015", "2018")
    assert found.text == "Papers per year: 2015: 1, 2018: 100"


def test_one_year_makes_no_sparkline() -> None:
    assert spark(years(y2015=4, undated=3)) is None
    assert spark([]) is None


def test_a_table_has_the_newest_years_in_the_order_of_time() -> None:
    groups = [Group("year", str(year), "", 1) for year in range(1960, 2020)]
    columns = columns_of([*groups, Group("year", "undated", "", 1)])
    assert len(columns) == COLUMNS
    assert (columns[0], columns[-1]) == ("1996", "2019")


def test_a_cell_is_dark_where_there_is_much_and_empty_where_there_is_nothing() -> None:
    row = cells(years(y2016=1, y2018=100), ["2016", "2017", "2018"], 100, lambda id: id, "Small")
    assert [(cell.size, cell.level, cell.path) for cell in row] == [
        (1, 1, "small/2016"),
        (0, 0, ""),
        (100, 5, "small/2018"),
    ]
    assert row[0].title == "Small, 2016"


@pytest.mark.parametrize(
    ("given", "shown"),
    [(["2018", "2015", "undated"], "2015–2018"), (["2018"], "2018"), (["undated"], ""), ([], "")],
)
def test_a_span_of_years(given: list[str], shown: str) -> None:
    assert span_of(given) == shown
