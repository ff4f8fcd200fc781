"""The records of a year as they are, for programs: the parts of `papers.json`.

They are put together from texts that are stored already, so that 100,000 papers cost little, and a
change of one paper makes one year's file anew.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reading_list.catalog.addresses import DATA_SCHEMA, data_path, paper_path
from reading_list.pages import PageKind, Scope

if TYPE_CHECKING:
    from reading_list.catalog.view import CatalogView

KIND = PageKind("year", Scope.GROUP, choice="data")


def address(subject: str) -> str:
    """`data/2018.json`."""
    return data_path(subject)


def body(subject: str, view: CatalogView) -> str:
    """A line a paper: its key and page, then its record in the words of the record's file."""
    lines = [
        f'{{"key":{json.dumps(it.key)},"page":{json.dumps(paper_path(it.key))},{it.paper[1:]}'
        for it in view.records("year", subject)
    ]
    schema = json.dumps(f"../{DATA_SCHEMA}")
    papers = ",\n".join(lines)
    return f'{{"$schema":{schema},"year":{json.dumps(subject)},"papers":[\n{papers}\n]}}\n'
