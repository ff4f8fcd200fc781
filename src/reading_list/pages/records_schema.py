"""The JSON Schema of `papers.json` and of the records of each year."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

from reading_list.catalog.addresses import DATA_SCHEMA
from reading_list.catalog.schema import paper_schema
from reading_list.pages import PageKind, Scope

if TYPE_CHECKING:
    from reading_list.catalog.schema import Schema
    from reading_list.catalog.view import CatalogView

KIND = PageKind("site", Scope.SITE, choice="data")

_TEXT: Schema = {"type": "string"}
_YEAR: Schema = {"type": "string", "pattern": "^([0-9]{4}|undated)$"}
_COUNT: Schema = {"type": "integer", "minimum": 0}


def address(subject: str) -> str:  # noqa: ARG001
    """`papers.schema.json`."""
    return DATA_SCHEMA


def body(subject: str, view: CatalogView) -> str:  # noqa: ARG001
    """One schema for both kinds of file: the index has `years`, a year has `papers`."""
    return json.dumps(data_schema(), ensure_ascii=False, indent=1) + "\n"


def data_schema() -> Schema:
    """What the files of data hold; a record is what a record's file may hold, key and page too."""
    paper = dict(paper_schema())
    definitions = cast("Schema", paper.pop("definitions"))
    draft = paper.pop("$schema")
    properties = cast("Schema", paper["properties"])
    paper["properties"] = {
        "key": {**_TEXT, "description": "The key, which names the paper for ever."},
        "page": {**_TEXT, "description": "The paper's page, below the site's root."},
        **properties,
    }
    paper["required"] = ["key", "page", "title"]
    paper.pop("anyOf", None)
    index = _object(
        ("list", "count", "years"),
        list={
            "type": "object",
            "required": ["title"],
            "properties": dict.fromkeys(("title", "url", "license", "repository"), _TEXT),
            "additionalProperties": False,
        },
        count={**_COUNT, "description": "How many papers there are."},
        years={
            "type": "array",
            "description": "The years, the newest first, and where the records of each are.",
            "items": _object(("year", "count", "records"), year=_YEAR, count=_COUNT, records=_TEXT),
        },
    )
    year = _object(
        ("year", "papers"),
        year=_YEAR,
        papers={"type": "array", "items": {"$ref": "#/definitions/Paper"}},
    )
    return {
        "$schema": draft,
        "title": "The papers of a reading list",
        "anyOf": [{"$ref": "#/definitions/Index"}, {"$ref": "#/definitions/Year"}],
        "definitions": {**definitions, "Index": index, "Paper": paper, "Year": year},
    }


def _object(required: tuple[str, ...], **properties: Schema) -> Schema:
    return {
        "type": "object",
        "required": list(required),
        "properties": {"$schema": _TEXT, **properties},
        "additionalProperties": False,
    }
