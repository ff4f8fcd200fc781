"""The records of a group as a file in a format; each paper's piece is made once and kept a while.

A paper stands in the downloads of ten groups, and its piece is the same in all of them.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from reading_list.formats import Item, Style
from reading_list.records.model import Paper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.catalog.view import Record

PIECES_KEPT = 10_000
_JOINTS = {
    "bib": ("", "\n", ""),
    "ris": ("", "", ""),
    "json": ("[\n", ",\n", "\n]\n"),
    "csv": ("", "", ""),
}


def download(records: Sequence[Record], format: str, taxonomy: Taxonomy) -> str:
    """The papers as a file in `bib`, `ris`, `json` (of CSL) or `csv`."""
    start, between, end = _JOINTS[format]
    kept = _pieces(taxonomy)
    found = []
    for record in records:
        if format == "bib" and record.bib:
            found.append(record.bib)
            continue
        place = (format, record.key, record.paper)
        piece = kept.get(place)
        if piece is None:
            if len(kept) >= PIECES_KEPT:
                kept.clear()
            piece = kept[place] = _piece(format, record, taxonomy)
        found.append(piece)
    return f"{start or _head(format, taxonomy)}{between.join(found)}{end}"


def _pieces(taxonomy: Taxonomy) -> dict[tuple[str, str, str], str]:
    """The pieces that were made with a taxonomy, the last one that was asked for."""
    if not _LAST or _LAST[0] is not taxonomy:
        _LAST[:] = [taxonomy, {}]
    return cast("dict[tuple[str, str, str], str]", _LAST[1])


_LAST: list[object] = []


def _head(format: str, taxonomy: Taxonomy) -> str:
    if format != "csv":
        return ""
    from reading_list.formats import csv

    return "".join(csv.write([], taxonomy, Style()))


@lru_cache(maxsize=500)  # one format after the other is made of a group
def _paper(text: str) -> Paper:
    return Paper.from_json(text)


def _piece(format: str, record: Record, taxonomy: Taxonomy) -> str:
    """One paper. What stands around all of them is not in it."""
    paper = _paper(record.paper)
    if format == "bib":
        from reading_list.formats.bibtex import bibtex_of

        return bibtex_of(record.key, paper, taxonomy)
    item = Item(record.key, paper, record.card)
    if format == "ris":
        from reading_list.formats import ris

        return "".join(ris.write([item], taxonomy, Style()))
    if format == "csv":
        from reading_list.formats import csv

        return next(
            line for number, line in enumerate(csv.write([item], taxonomy, Style())) if number
        )
    from reading_list.formats._csl_item import csl_item
    from reading_list.formats._reference import reference_of

    made = csl_item(reference_of(record.key, paper, taxonomy))
    return json.dumps(made, ensure_ascii=False, separators=(",", ":"))
