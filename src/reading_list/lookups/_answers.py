"""What all sources share: text made plain, lists and mappings of JSON that may be anything.

Nothing that a service says is trusted to be of the type that its documentation names.
"""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, TypeAlias

from reading_list.diagnostics import ERROR, START, Diagnostic
from reading_list.lookups import Work
from reading_list.records.draft import Draft, Place
from reading_list.records.identifiers import (
    IdentifierError,
    check_arxiv,
    check_doi,
    check_orcid,
    check_url,
)
from reading_list.records.names import display_name, parse_name
from reading_list.text import is_inert, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

_LONGEST = 2000  # characters of a title, a name, the name of a venue
_PEOPLE = 3000
# Elements of which not even the text is wanted, and tags that formatted titles are known to hold.
_DROPPED = re.compile(
    r"<(script|style|iframe|object|svg|mml:annotation(?:-xml)?)\b[^>]{0,500}>"
    r"(?:(?!</\1).){0,20000}(?:</\1[^>]{0,20}>)?",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"</?[a-z][a-z0-9:-]{0,30}(?:\s[^<>]{0,500})?/?>", re.IGNORECASE)
_SERIES = re.compile(
    r"lecture notes in|communications in computer and|ceur workshop proceedings|"
    r"proceedings of machine learning research|advances in intelligent systems and",
    re.IGNORECASE,
)
_MARKS = str.maketrans({"*": r"\*", "`": r"\`", "\\": "\\\\"})


def refused(url: str, message: str, hint: str = "") -> Diagnostic:
    """A finding about an answer."""
    return Diagnostic(printable(url), START, ERROR, "lookups/answer", message, hint)


def work_of(
    fields: Mapping[str, object],
    url: str,
    *,
    venues: Iterable[str] = (),
    retracted: str = "",
    versions: Iterable[str] = (),
) -> Work | Diagnostic:
    """A work of those fields that have a value; without a title there is none."""
    kept = {name: value for name, value in fields.items() if value not in (None, "", [], {})}
    if not kept.get("title"):
        return refused(url, "the answer names no title")
    names = tuple(dict.fromkeys(filter(None, (plain(venue) for venue in venues))))
    others = tuple(dict.fromkeys(filter(None, versions)))
    return Work(Draft(kept, Place(printable(url))), names, retracted, others)


def object_of(body: bytes, url: str) -> dict[str, Json] | Diagnostic:
    """The JSON mapping of an answer, or what it is instead."""
    found = parsed_json(body, url)
    if isinstance(found, (dict, Diagnostic)):
        return found
    return refused(url, "there is no paper in the answer")


def parsed_json(body: bytes, url: str) -> Json | Diagnostic:
    """The JSON of an answer, or what it is instead."""
    try:
        found: Json = json.loads(body.decode("utf-8-sig"), parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        is_page = body.lstrip()[:1] == b"<"
        what = "a web page instead of data" if is_page else "no JSON"
        return refused(url, f"the answer is {what}", "try again later, or paste its BibTeX")
    return found


def mapping(value: Json, *path: str) -> dict[str, Json]:
    """The mapping at `path` below `value`, or an empty one."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def listed(value: Json) -> list[Json]:
    """`value` if it is a list, a list of it if it is one thing, else an empty one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def first_text(value: Json) -> str:
    """The first text of a list, or the text itself, as it is."""
    for item in listed(value)[:50]:
        if isinstance(item, str) and item.strip():
            return item
        if isinstance(item, int) and not isinstance(item, bool):
            return str(item)
    return ""


def plain(text: str) -> str:
    """One line of plain text: markup gone, entities resolved, nothing hidden in it.

    Formatted titles come with tags of HTML, JATS or MathML; scripts and styles go with all that is
    in them.
    """
    text = text[: _LONGEST * 4]
    if "<" in text:
        text = _TAG.sub("", _DROPPED.sub("", text))
    if "&" in text:
        # Some services escape twice, so that a tag may appear only now.
        text = html.unescape(html.unescape(text))
        text = _TAG.sub("", _DROPPED.sub("", text)) if "<" in text else text
    if not is_inert(text):
        text = "".join(char if is_inert(char) else " " if char.isspace() else "" for char in text)
    return " ".join(text.split())[:_LONGEST]


def title_of(text: str) -> str:
    """A title as records hold it: plain, marks of Markdown escaped, no full stop at its end."""
    title = plain(text)
    if title.endswith(".") and not title.endswith(("...", "..")):
        title = title[:-1].rstrip()
    # Between dollars stands TeX, whose marks are its own.
    pieces = re.split(r"(\$[^$]{1,500}\$)", title)
    return "".join(p if p[:1] == "$" and len(p) > 2 else p.translate(_MARKS) for p in pieces)


def people(names: Iterator[tuple[str, str, str]]) -> list[object]:
    """Authors as a record holds them, from (name, ORCID, affiliation); each name once.

    As in BibTeX, a name in braces is a body's and stays whole.
    """
    found: list[object] = []
    seen: set[str] = set()
    for written, orcid, affiliation in names:
        is_body = written.startswith("{") and written.endswith("}")
        name = plain(written).strip("{}")[:300] if is_body else _natural(plain(written)[:300])
        if not name or name.casefold() in seen or len(found) >= _PEOPLE:
            continue
        seen.add(name.casefold())
        more = {"orcid": orcid_of(orcid), "affiliation": plain(affiliation)[:300]}
        told: dict[str, object] = {field: value for field, value in more.items() if value}
        if is_body:
            told["group"] = True
        found.append({"name": name, **told} if told else name)
    return found


def _natural(name: str) -> str:
    """`Han, Song` as `Song Han`, where that says the same of its parts."""
    parts = parse_name(name)
    shown = display_name(parts)
    return shown if parse_name(shown) == parts else name


def is_series(container: str) -> bool:
    """Whether a container is a series of many proceedings, which says nothing about the venue."""
    return bool(_SERIES.match(container))


def orcid_of(text: str) -> str:
    """A bare ORCID iD, or nothing."""
    bare = re.sub(r"^https?://orcid\.org/", "", text.strip(), flags=re.IGNORECASE)
    return _checked(check_orcid, bare)


def doi_of(text: str) -> str:
    """A bare DOI, or nothing; arXiv's own (10.48550) is no DOI of a publication."""
    found = _checked(check_doi, plain(text))
    return "" if found.lower().startswith("10.48550/arxiv.") else found


def arxiv_of(text: str) -> str:
    """A bare arXiv id, or nothing."""
    return _checked(check_arxiv, plain(text))


def _checked(check: Callable[[str], str], text: str) -> str:
    if not text or len(text) > 300:
        return ""
    try:
        return check(text)
    except IdentifierError as error:
        return error.fix or ""


def year_of(value: Json) -> int | None:
    """A year between 1500 and 2100 at the beginning of a date, or none."""
    match = re.match(r"\s*([0-9]{4})(?![0-9])", str(value)) if value is not None else None
    return int(match[1]) if match and 1500 <= int(match[1]) <= 2100 else None


def pages_of(first: str, last: str = "") -> str:
    """A page range with one plain hyphen; nothing where the service says something else."""
    text = f"{first}-{last}" if last and last != first else first
    text = re.sub(r"\s*(?:[\u2010-\u2015\u2212]|-)+\s*", "-", plain(text)).strip("-")
    return text if re.fullmatch(r"[\w.:/]{1,30}(?:-[\w.:/]{1,30})?", text) else ""


def link_of(text: str) -> str:
    """A web address that may be linked, or nothing."""
    try:
        return check_url(text.strip()) if len(text) <= 2000 else ""
    except IdentifierError:
        return ""
