"""Facts for which a format has no place, as lines of a note: `tex.primaryclass: hep-ph`.

Better BibTeX for Zotero reads and writes such lines in the same form.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading_list.formats._foreign import LINKS, TRACKS, put_url
from reading_list.formats._reference import EVENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reading_list.formats._reference import Reference

# Types whose publisher is the body that stands behind them.
BODIES = frozenset({"phdthesis", "mastersthesis", "techreport"})
_LINE = re.compile(r"tex\.([^:\n]{1,100}?): (.+)", re.DOTALL)


def own_lines(reference: Reference, known: frozenset[str] = frozenset()) -> Iterator[str]:
    """The track, an award, other links, former keys and fields of no format, without `known`."""
    for name, value in own_facts(reference, known).items():
        yield f"tex.{name}: {' '.join(value.split())}"


def own_facts(reference: Reference, known: frozenset[str] = frozenset()) -> dict[str, str]:
    """The same as a mapping."""
    facts = dict(reference.own)
    if reference.institution and reference.type not in BODIES:
        facts["institution"] = reference.institution
    ids = [*reference.aliases, *filter(None, [reference.extra.get("ids", "")])]
    if ids:
        facts["ids"] = ", ".join(ids)
    for name, value in reference.extra.items():
        if name not in known and name not in {"keywords", "ids", EVENT}:
            facts.setdefault(name, value)
    return facts


def own_line(text: str) -> tuple[str, str] | None:
    """Name and value of such a line."""
    found = _LINE.fullmatch(text.strip())
    return (found[1].strip(), found[2].strip()) if found else None


def put_fact(
    name: str, value: str, fields: dict[str, object], links: dict[str, str], extra: dict[str, str]
) -> None:
    """Put such a fact where a record has it."""
    if (name == "track" and value in TRACKS) or name in {"award", "institution"}:
        fields[name] = value
    elif name in LINKS or name == "pdf":
        put_url(name, value, fields, links, extra)
    elif name == "ids":
        put_ids(value, fields, extra)
    elif name in extra:
        extra[name] = f"{extra[name]}; {value}"
    else:
        extra[name] = value


def put_ids(text: str, fields: dict[str, object], extra: dict[str, str]) -> None:
    """Keys under which others know a paper: former keys, where they are such as keys may be."""
    ids = [key.strip() for key in text.split(",") if key.strip()]
    fine = [key for key in ids if re.fullmatch("[A-Za-z0-9][A-Za-z0-9-]{0,99}", key)]
    if fine:
        fields["aliases"] = fine
    if others := [key for key in ids if key not in fine]:
        extra["ids"] = ", ".join(others)


def finished(
    fields: Mapping[str, object], links: Mapping[str, str], extra: Mapping[str, str]
) -> dict[str, object]:
    """The fields with links and extras, where there are such."""
    made = dict(fields)
    if links:
        made["links"] = dict(links)
    if extra:
        made["extra"] = dict(extra)
    return made
