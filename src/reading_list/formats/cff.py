"""A `CITATION.cff` as drafts: what the authors of a program want cited.

Read after the Citation File Format 1.2.0. With a `preferred-citation` that is the paper and the
repository is its code; without, the program itself is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading_list.diagnostics import ERROR, START, Diagnostic
from reading_list.formats._foreign import arxiv_of, bare_doi, put_url, without_stop, year_and_month
from reading_list.formats._own_words import finished
from reading_list.formats._titles import plain_title
from reading_list.records.draft import Draft, Place
from reading_list.records.limits import TAXONOMY_LIMITS
from reading_list.records.names import parse_name, sort_name
from reading_list.records.reader import read as read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reading_list.records.reader import Node

EXTENSIONS = (".cff",)
_TYPES = {
    "article": "article", "magazine-article": "article", "newspaper-article": "article",
    "conference-paper": "inproceedings", "conference": "inproceedings", "book": "book",
    "proceedings": "book", "software": "software", "software-code": "software",
    "software-container": "software", "software-executable": "software", "data": "dataset",
    "dataset": "dataset", "database": "dataset", "report": "techreport", "thesis": "phdthesis",
    "pamphlet": "misc", "generic": "misc",
}  # fmt: skip
_TEXTS = {"volume": "volume", "issue": "number", "isbn": "isbn", "issn": "issn",
          "abstract": "abstract", "collection-title": "series"}  # fmt: skip
_KNOWN = _TEXTS.keys() | frozenset(
    """cff-version message type title authors editors doi identifiers url repository
    repository-code repository-artifact year month date-released date-published journal conference
    publisher institution start end pages keywords license-url commit contact
    preferred-citation references languages""".split()
)


def looks_like(text: str) -> bool:
    """Whether this names its version of the format."""
    return bool(re.search(r"^cff-version\s*:", text[:20_000], re.MULTILINE))


def read(path: str, text: str) -> Iterator[Draft | Diagnostic]:
    """The paper that is to be cited, or the program."""
    document = read_yaml(path, text.encode(), TAXONOMY_LIMITS)
    yield from document.diagnostics
    root = document.data
    if root is None:
        return
    preferred = root.get("preferred-citation")
    work = preferred if isinstance(preferred, dict) else root
    loc = ("preferred-citation",) if work is preferred else ()
    fields = _fields(work, root)
    span = document.place((*loc, "title"))
    if "title" not in fields:
        message = "this file names no title"
        yield Diagnostic(path, START, ERROR, "cff/no-title", message, 'add `title: "..."`')
        return
    cited = root.get("references")
    remarks: tuple[str, ...] = ()
    if isinstance(cited, list) and cited:
        remarks = (f"{len(cited)} works that the program itself cites were not taken",)
    yield Draft(fields, Place(path, span.line, span.column), None, (), remarks)


def _fields(work: dict[str, Node], root: dict[str, Node]) -> dict[str, object]:
    fields: dict[str, object] = {}
    links: dict[str, str] = {}
    extra: dict[str, str] = {}
    if title := _text(work, "title"):
        fields["title"] = plain_title(without_stop(title))
    for name in ("authors", "editors"):
        people = work.get(name)
        if isinstance(people, list) and people:
            fields[name] = [made for person in people if (made := _person(person))]
    date = _text(work, "date-released") or _text(work, "date-published")
    year, month = year_and_month(_text(work, "year") or date)
    if year:
        fields["year"] = int(year)
    if month or _text(work, "month").isdigit():
        fields["month"] = month or int(_text(work, "month"))
    fields["type"] = _TYPES.get(_text(work, "type"), "software" if work is root else "misc")
    _identify(work, fields, links, extra)
    code = [_text(node, n) for node in (work, root) for n in ("repository-code", "repository")]
    if address := next(filter(None, code), ""):
        put_url("code", address, fields, links, extra)
    if address := _text(work, "url"):
        put_url("url", address, fields, links, extra)
    fields.update(_texts(work))
    words = work.get("keywords")
    if isinstance(words, list) and words:
        extra["keywords"] = ", ".join(str(word) for word in words)
    for name, node in work.items():
        if name not in _KNOWN and isinstance(node, str) and node:
            extra[name] = node
    return finished(fields, links, extra)


def _texts(work: dict[str, Node]) -> dict[str, object]:
    """Where it appeared."""
    first, last = _text(work, "start"), _text(work, "end")
    found = {
        "booktitle": _text(work, "journal") or _named(work, "conference"),
        "publisher": _named(work, "publisher"),
        "institution": _named(work, "institution"),
        "pages": f"{first}-{last}" if first and last else first or _text(work, "pages"),
        **{field: _text(work, name) for name, field in _TEXTS.items()},
    }
    return {field: text for field, text in found.items() if text}


def _identify(
    work: dict[str, Node], fields: dict[str, object], links: dict[str, str], extra: dict[str, str]
) -> None:
    listed = work.get("identifiers")
    others = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    values = [("doi", _text(work, "doi"))]
    values += [(_text(item, "type"), _text(item, "value")) for item in others]
    for kind, value in values:
        if not value:
            continue
        doi = bare_doi(value) if kind == "doi" else None
        arxiv = re.fullmatch(r"10\.48550/arXiv\.(.+)", doi or value, re.IGNORECASE)
        found = arxiv[1] if arxiv else arxiv_of(value) if "arxiv" in value.lower() else None
        if found:
            fields.setdefault("arxiv", found)
        elif doi:
            if fields.setdefault("doi", doi) != doi:
                extra["doi-2"] = doi
        elif kind == "url":
            put_url("project", value, fields, links, extra)
        else:
            extra[f"identifier-{kind or 'other'}"] = value


def _text(mapping: dict[str, Node], name: str) -> str:
    value = mapping.get(name)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _named(mapping: dict[str, Node], name: str) -> str:
    """The name of an entity."""
    value = mapping.get(name)
    return _text(value, "name") if isinstance(value, dict) else _text(mapping, name)


def _person(node: Node) -> object:
    if not isinstance(node, dict):
        return None
    if name := _text(node, "name"):
        return {"name": name, "group": True}
    family = " ".join(filter(None, (_text(node, "name-particle"), _text(node, "family-names"))))
    written = ", ".join(
        filter(None, (family, _text(node, "name-suffix"), _text(node, "given-names")))
    )
    parsed = parse_name(written)
    display = " ".join(filter(None, (parsed.given, parsed.particle, parsed.family, parsed.suffix)))
    name = display if display and parse_name(display) == parsed else sort_name(parsed)
    made = {"name": name}
    orcid = _text(node, "orcid").rstrip("/").rpartition("/")[2]
    if orcid:
        made["orcid"] = orcid
    if affiliation := _text(node, "affiliation"):
        made["affiliation"] = affiliation
    return made if len(made) > 1 else name
