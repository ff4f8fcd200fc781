"""A record's own fields as flat columns and as plain JSON: nothing of them is lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reading_list.records.model import Links, Paper

if TYPE_CHECKING:
    from collections.abc import Mapping

LISTS = ("topics", "organizations", "aliases")
PEOPLE = ("authors", "editors")
LINK_COLUMNS = tuple(f"links.{name}" for name in Links.model_fields)
COLUMNS = (
    "key",
    *(name for name in Paper.model_fields if name not in {"links", "related", "extra"}),
    *LINK_COLUMNS,
    "more",
)
SEPARATOR = "; "


def fields_of(paper: Paper) -> dict[str, object]:
    """The fields that a paper has, names in their short form where they say all."""
    fields: dict[str, object] = json.loads(paper.to_json())
    for name in PEOPLE:
        people = fields.get(name)
        if isinstance(people, list):
            fields[name] = [_short(person) for person in people]
    return fields


def row_of(key: str, fields: Mapping[str, object]) -> list[str]:
    """The values of `COLUMNS`; what a column cannot say stands in `more`, as JSON."""
    more = {name: fields[name] for name in ("related", "extra") if name in fields}
    row = {"key": key}
    for name, value in fields.items():
        if name in PEOPLE and isinstance(value, list):
            row[name] = SEPARATOR.join(_named(person) for person in value)
            if any(not isinstance(person, str) or ";" in person for person in value):
                more[name] = value
        elif name in LISTS and isinstance(value, list):
            row[name] = SEPARATOR.join(map(str, value))
            if any(";" in str(item) for item in value):
                more[name] = value
        elif name == "links" and isinstance(value, dict):
            row.update({f"links.{kind}": str(url) for kind, url in value.items()})
        elif name not in {"related", "extra"}:
            row[name] = "true" if value is True else str(value)
    row["more"] = json.dumps(more, ensure_ascii=False, separators=(",", ":")) if more else ""
    return [row.get(name, "") for name in COLUMNS]


def _short(person: object) -> object:
    if isinstance(person, dict) and list(person) == ["name"]:
        return person["name"]
    return person


def _named(person: object) -> str:
    return str(person.get("name", "")) if isinstance(person, dict) else str(person)
