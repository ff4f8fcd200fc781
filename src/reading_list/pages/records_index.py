"""`papers.json`: what the list is, and where the records of each year are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reading_list.catalog.addresses import DATA_INDEX, DATA_SCHEMA, data_path
from reading_list.pages import PageKind, Scope
from reading_list.pages._groups import newest_first

if TYPE_CHECKING:
    from reading_list.catalog.view import CatalogView

KIND = PageKind("site", Scope.SITE, choice="data")


def address(subject: str) -> str:  # noqa: ARG001
    """`papers.json`."""
    return DATA_INDEX


def body(subject: str, view: CatalogView) -> str:  # noqa: ARG001
    """The index. It never holds the papers themselves, so its shape is the same for any list."""
    site = view.taxonomy.settings
    about = {"title": site.title, "url": site.url, "license": site.license,
             "repository": site.repository}  # fmt: skip
    made = {
        "$schema": DATA_SCHEMA,
        "list": {name: value for name, value in about.items() if value},
        "count": view.total(),
        "years": [
            {"year": group.id, "count": group.count, "records": data_path(group.id)}
            for group in newest_first(view.groups("year"))
        ],
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"
