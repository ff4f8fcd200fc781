"""All authors by the first letter of their family names."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from reading_list.catalog.addresses import AUTHORS, author_path
from reading_list.pages import PageKind, Scope
from reading_list.pages._tallies import Tally
from reading_list.records.names import parse_name, sort_name
from reading_list.text import fold, slug

if TYPE_CHECKING:
    from reading_list.catalog.view import CatalogView, Group

KIND = PageKind("site", Scope.SITE, "pages/authors.html", "authors")

# More make a page that phones do not open; those with fewest papers are left to their papers.
AUTHORS_SHOWN = 5000


class Letter(NamedTuple):
    """The authors under a letter; `id` is the anchor, as `#` would be no good one."""

    id: str
    title: str
    authors: tuple[Tally, ...]


def address(subject: str) -> str:  # noqa: ARG001
    """`authors.html`."""
    return AUTHORS


def context(subject: str, view: CatalogView) -> dict[str, object]:  # noqa: ARG001
    """What the template shows."""
    shown = view.largest("author", AUTHORS_SHOWN)
    ordered = sorted((_place_of(group), group) for group in shown)
    letters = []
    for title, members in groupby(ordered, key=lambda pair: pair[0][0]):
        tallies = tuple(
            Tally(group.label, author_path(group.id), group.count) for _, group in members
        )
        letters.append(Letter("other" if title == "#" else title.lower(), title, tallies))
    return {
        "letters": tuple(letters),
        "size": view.number("author"),
        "shown": len(shown),
    }


def _place_of(group: Group) -> tuple[str, str, str]:
    """The letter (`#` after all others, by its code), the name as it is sorted, the id."""
    name = sort_name(parse_name(group.label))
    first = slug(name)[0].upper()
    # A slug of a name without any letter is a digest and says nothing of where it belongs.
    known = first.isalpha() and any(char.isalpha() for char in name)
    return (first if known else "#", fold(name), group.id)
