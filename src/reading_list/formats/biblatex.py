"""Papers as BibLaTeX and back: dates, `journaltitle`, `online`, `thesis` and `report`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.formats._bib_read import looks_like, read
from reading_list.formats._bib_write import BIBLATEX, entry
from reading_list.formats._reference import reference_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.formats import Item, Style

__all__ = ["EXTENSIONS", "looks_like", "read", "write"]

EXTENSIONS = (".biblatex",)
HAS_ASCII = True


def write(items: Iterable[Item], taxonomy: Taxonomy, style: Style) -> Iterator[str]:
    """A bibliography: entries with an empty line between them."""
    for number, item in enumerate(items):
        reference = reference_of(item.key, item.paper, taxonomy)
        yield ("\n" if number else "") + entry(reference, BIBLATEX, in_ascii=style.ascii)
