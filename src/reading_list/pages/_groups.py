"""Entries in groups, years as bars, topics against years: the shapes of the pages of groups."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from reading_list.catalog.taxonomy import UNDATED
from reading_list.catalog.words import TRACKS
from reading_list.pages._shapes import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reading_list.catalog.view import CatalogView, Entry, Group, Line

LARGE = 300  # a page holds no more entries than this where there are smaller pages to go to
COLUMNS = 24  # the newest years that a table shows

_PLACES = {track: place for place, track in enumerate(TRACKS)}


class EntryGroup(NamedTuple):
    """Entries under one heading; `path` is the page that holds them alone, if there is one."""

    id: str
    title: str
    path: str
    entries: tuple[Entry, ...]


class LineGroup(NamedTuple):
    """Lines of a Markdown list under one heading."""

    title: str
    lines: tuple[Line, ...]


class Bar(NamedTuple):
    """A year and how many papers it has; `percent` of the fullest one."""

    title: str
    path: str
    size: int
    percent: str


class Column(NamedTuple):
    """A bar of a sparkline, in its units."""

    x: int
    y: int
    height: int


class Spark(NamedTuple):
    """Papers per year, small: `text` says in words what the columns show.

    `width` is in the units of the columns, `shown` in pixels.
    """

    width: int
    shown: int
    columns: tuple[Column, ...]
    first: str
    last: str
    text: str


class Cell(NamedTuple):
    """A number in a table; `level` 0 to 5 is how dark it is."""

    size: int
    path: str
    level: int
    title: str


def year_title(year: str) -> str:
    """A year as readers see it."""
    return "Undated" if year == UNDATED else year


def entries_of(view: CatalogView, kind: str, id: str) -> list[Entry]:
    """The entries of a group that has no parts: brief ones where they are more than `LARGE`."""
    return view.entries(kind, id, brief=view.count(kind, id) > LARGE)


def shown_of(
    view: CatalogView, kind: str, id: str, parts: Sequence[Group]
) -> tuple[str, str] | None:
    """Whose entries a group that has `parts`, the newest first, shows: its own, or the newest's.

    Neither has more than `LARGE`: where the newest part alone is larger, its own page shows it.
    """
    if view.count(kind, id) <= LARGE:
        return kind, id
    newest = parts[0]
    return (newest.kind, newest.id) if newest.count <= LARGE else None


def by_year(
    entries: Iterable[Entry], path_of: Callable[[str], str] | None = None
) -> list[EntryGroup]:
    """Entries in list order under their years; `path_of` gives the page of a year."""
    found = []
    for year, members in groupby(entries, key=lambda entry: entry.year):
        path = path_of(year) if path_of else ""
        found.append(EntryGroup(f"y{year}", year_title(year), path, tuple(members)))
    return found


def lines_by_year(lines: Iterable[Line]) -> list[LineGroup]:
    """Lines in list order under their years."""
    years = groupby(lines, key=lambda line: line.year)
    return [LineGroup(year_title(year), tuple(members)) for year, members in years]


def by_track(entries: Iterable[Entry]) -> list[EntryGroup]:
    """Entries under their tracks in the order of a programme, one group where none is known."""
    tracks: dict[str, list[Entry]] = {}
    for entry in entries:
        tracks.setdefault(entry.track, []).append(entry)
    if set(tracks) <= {""}:
        return [EntryGroup("papers", "", "", tuple(members)) for members in tracks.values()]
    ordered = sorted(tracks, key=lambda track: _PLACES.get(track, len(_PLACES)))
    return [
        EntryGroup(
            f"track-{track or 'none'}", TRACKS.get(track, "Other papers"), "", tuple(tracks[track])
        )
        for track in ordered
    ]


def beside(ids: Sequence[str], own: str) -> tuple[str, str]:
    """The ids before and after one's own by year, empty where there is none or it is undated."""
    dated = [id for id in ids if not id.endswith(UNDATED)]
    if own not in dated:
        return "", ""
    place = dated.index(own)
    return (
        dated[place - 1] if place else "",
        dated[place + 1] if place + 1 < len(dated) else "",
    )


def bars(groups: Iterable[Group], path_of: Callable[[str], str]) -> tuple[Bar, ...]:
    """Groups by year as bars, the newest first and the undated last."""
    ordered = newest_first(groups)
    most = max((group.count for group in ordered), default=1)
    return tuple(
        Bar(
            year_title(_year(group)),
            path_of(group.id),
            group.count,
            f"{100 * group.count / most:.4g}%",
        )
        for group in ordered
    )


def newest_first(groups: Iterable[Group]) -> list[Group]:
    """Groups by year, the newest first and the undated last."""
    return sorted(groups, key=lambda group: (-_number(group), group.id))


def spark(groups: Iterable[Group]) -> Spark | None:
    """Papers per year from the first year to the last; None where that is fewer than two."""
    counts = {_number(group): group.count for group in groups if _number(group)}
    if len(counts) < 2:
        return None
    first, last = min(counts), max(counts)
    most = max(counts.values())
    columns = []
    for place, year in enumerate(range(first, last + 1)):
        # Two units at least, so that a single paper is seen beside a hundred.
        height = max(2, round(30 * counts[year] / most)) if year in counts else 0
        columns.append(Column(10 * place, 30 - height, height))
    words = ", ".join(f"{year}: {counts[year]}" for year in sorted(counts))
    text = f"Papers per year: {words}"
    width = 10 * len(columns) - 2
    # Wide enough for the two years below it, narrow enough for any column of text.
    shown = min(max(width, 110), 240)
    return Spark(width, shown, tuple(columns), str(first), str(last), text)


def columns_of(groups: Iterable[Group]) -> list[str]:
    """The years of a table: the newest ones, in the order of time, without the undated."""
    years = sorted(_year(group) for group in groups if _number(group))
    return years[-COLUMNS:]


def cells(
    parts: Iterable[Group], years: Sequence[str], most: int, path_of: Callable[[str], str], of: str
) -> tuple[Cell, ...]:
    """A row of a table of years; `most` is the largest number in the table, `of` names the row."""
    counts = {_year(group): group for group in parts}
    found = []
    for year in years:
        if year not in counts:
            found.append(Cell(0, "", 0, ""))
            continue
        group = counts[year]
        # By the root, as one great year would leave all others white.
        level = max(1, round(5 * (group.count / most) ** 0.5))
        found.append(Cell(group.count, path_of(group.id), level, f"{of}, {year}"))
    return tuple(found)


def span_of(years: Iterable[str]) -> str:
    """From when to when: `2015–2019`, `2018`, or nothing where no year is known."""
    dated = sorted({year for year in years if year != UNDATED})
    if len(dated) < 2:
        return "".join(dated)
    return f"{dated[0]}–{dated[-1]}"


def place_or_none(id: str, title: str, path_of: Callable[[str], str]) -> Place | None:
    """A way to a page, or None for no id."""
    return Place(title, path_of(id)) if id else None


def _year(group: Group) -> str:
    return group.id.rpartition("/")[2]


def _number(group: Group) -> int:
    year = _year(group)
    return int(year) if year.isdecimal() else 0
