"""Papers as BibTeX and back, for LaTeX and for reference managers.

Entry types and fields are those of the standard styles, with `eprint` and `archivePrefix` as arXiv
advises. Text is escaped, addresses and identifiers never are; letters stay in UTF-8 unless ASCII
is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.formats._bib_read import looks_like, read
from reading_list.formats._bib_write import BIBTEX, entry
from reading_list.formats._reference import reference_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.formats import Item, Style
    from reading_list.records.model import Paper

__all__ = ["EXTENSIONS", "bibtex_of", "looks_like", "read", "write"]

EXTENSIONS = (".bib", ".bibtex")
HAS_ASCII = True


def bibtex_of(key: str, paper: Paper, taxonomy: Taxonomy) -> str:
    """The entry of a paper as people paste it, ended by an end of line."""
    return entry(reference_of(key, paper, taxonomy), BIBTEX, is_whole=False)


def write(items: Iterable[Item], taxonomy: Taxonomy, style: Style) -> Iterator[str]:
    """A bibliography: entries with an empty line between them."""
    for number, item in enumerate(items):
        reference = reference_of(item.key, item.paper, taxonomy)
        yield ("\n" if number else "") + entry(reference, BIBTEX, in_ascii=style.ascii)
