"""What the sources know of a record that is there: its gaps, its publication, its retraction.

Nothing that the record says is overwritten, but for one thing: what was a preprint and has been
published since gets the year and the venue of its publication, and keeps its old key as an alias.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reading_list.diagnostics import WARNING, Diagnostic, Edit, Span
from reading_list.intake.changes import edits_of
from reading_list.intake.merge import families, merge_fields
from reading_list.intake.people import lacks_orcids, with_orcids
from reading_list.intake.places import path_of
from reading_list.intake.venues import venue_of
from reading_list.lookups import label, matching
from reading_list.records import writer
from reading_list.records.reader import read
from reading_list.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reading_list.holdings import Listed
    from reading_list.inquiry import Inquiry, Told
    from reading_list.records.parse import Parsed
    from reading_list.records.reader import Document

# What a record may gain. Prose, topics and what the list says of itself are for people.
_GAPS = ("authors", "year", "doi", "arxiv", "pages", "volume", "number", "links")
_LINKS = frozenset({"openreview", "pdf"})
_ASKED = ("authors", "year", "booktitle", "doi", "pages")


class Change(NamedTuple):
    """A record as it could be.

    `gained` names the fields with their sources, `differs` what a source says otherwise, which is
    left as it is. `is_published` is true where a preprint becomes a publication.
    """

    path: str
    old: str
    new_path: str
    new: str
    gained: tuple[tuple[str, str], ...]
    differs: tuple[str, ...]
    is_published: bool


class Enriched(NamedTuple):
    """What was found for one record; `change` is None where there is nothing to write."""

    change: Change | None
    findings: tuple[Diagnostic, ...]
    remarks: tuple[str, ...]


def texts_of(record: Parsed) -> list[str]:
    """By what the sources can be asked for a record: its identifiers and the pages it links."""
    paper = record.facts
    links = paper.links
    addresses = (links.openreview, links.paper, links.pdf, links.project)
    known = [text for text in addresses if text and _source_of(text) not in {"", "page"}]
    found = [text for text in (paper.doi, paper.arxiv, *known) if text]
    return list(dict.fromkeys(found or ([links.paper] if links.paper else [])))


def _source_of(text: str) -> str:
    found = matching(text)
    return found[0][0] if found else ""


def enrich(record: Parsed, here: Listed, inquiry: Inquiry) -> Enriched:
    """Ask the sources for what a record lacks. Raises ProjectError without a network."""
    fields = _fields(record)
    has = {"booktitle" if name == "venue" else name for name in fields}
    if "arxiv" in fields and "doi" not in fields:
        has -= {"booktitle"}  # whether it has been published since
    always = {"crossref"} if "doi" in fields else set()
    if lacks_orcids(fields.get("authors")):
        always |= {"openalex"}
    told = inquiry.ask(texts_of(record), [name for name in _ASKED if name not in has], always)
    remarks = tuple(f"{s.source}: {s.message}" for s in told.silent)
    findings = tuple(_retraction(record, told))
    change = _change(record, fields, told, here) if told.works else None
    return Enriched(change, findings, remarks)


def known_fields(record: Parsed) -> dict[str, object]:
    """What tells the record's paper from others: title and authors."""
    fields = _fields(record)
    return {name: fields[name] for name in ("title", "authors") if name in fields}


def _fields(record: Parsed) -> dict[str, object]:
    return dict(record.document.data or {})


def _retraction(record: Parsed, told: Told) -> Iterator[Diagnostic]:
    if told.retracted and "etract" not in (record.facts.note or ""):
        hint = "say so in its note, or take it off the list"
        spot = record.at("doi") if record.facts.doi else record.at("title")
        found = spot.report(f"the paper was {told.retracted}", hint=hint)
        yield found._replace(rule="enrich/retracted", severity=WARNING)


def _change(record: Parsed, fields: dict[str, object], told: Told, here: Listed) -> Change | None:
    offered = {name: told.fields[name] for name in _GAPS if name in told.fields}
    if fields.get("authors"):  # what sources know of each author is another matter
        offered["authors"] = _names(offered.get("authors"))
    blank = [name for name, value in fields.items() if value is None]
    offered = {name: value for name, value in offered.items() if name not in blank}
    links = offered.pop("links", None)
    if isinstance(links, dict):
        offered["links"] = {kind: url for kind, url in links.items() if kind in _LINKS}
    if "doi" in fields or "arxiv" in fields:
        offered.pop("links", None)  # the PDF follows from them
    origins = dict(told.origins)
    for name in ("doi", "arxiv"):
        owner = here.known.same({name: offered[name]}) if name in offered else None
        if owner is not None and owner.key != record.key:
            del offered[name]
            origins[name] = ""
    _offer_venue(fields, offered, origins, told, here)
    published = _published(fields, offered, here)
    merged = merge_fields(fields, {k: v for k, v in offered.items() if k not in published})
    after = dict(merged.fields)
    orcids: dict[str, str] = {}
    if isinstance(after.get("authors"), list):
        said = [(label(name), work.draft.fields.get("authors")) for name, work in told.works]
        after["authors"], orcids = with_orcids(after["authors"], said)
        origins |= orcids
    key = _new_key(record.key, fields, published, here)
    if key != record.key:
        aliases = after.get("aliases")
        after["aliases"] = [*(aliases if isinstance(aliases, list) else []), record.key]
    if retracted := _retracted_note(fields, told):
        after["note"] = retracted
        origins["note"] = "crossref"
    text = _changed(record.document, after, published)
    if text is None or text == record.document.text:
        return None
    whole = {**after, **{k: v for k, v in published.items() if v is not None}}
    new_path = path_of(key, whole) if key != record.key else record.path
    gained = (*merged.gained, *orcids, *published, *(["note"] if retracted else []))
    origins["type"] = origins.get("venue", "")
    named = tuple((it, origins.get(it, origins.get(it.partition(".")[0], ""))) for it in gained)
    differs = tuple(
        f"{it.field} is '{it.has}' here, '{it.offered}' at {origins.get(it.field, 'a source')}"
        for it in merged.conflicts
        if it.field in ("year", "doi", "arxiv", "pages", "authors")
    )
    return Change(
        record.path, record.document.text, new_path, text, named, differs, bool(published)
    )


def _names(authors: object) -> list[object]:
    people = authors if isinstance(authors, list) else []
    return [it["name"] if isinstance(it, dict) else it for it in people]


def _offer_venue(
    fields: Mapping[str, object],
    offered: dict[str, object],
    origins: dict[str, str],
    told: Told,
    here: Listed,
) -> None:
    """The venue that the sources name, else the title of the container."""
    container = str(told.fields.get("booktitle") or "")
    names = list(dict.fromkeys(filter(None, (container, *told.venues))))
    found = venue_of(names, here.taxonomy)
    origins["venue"] = origins.get("booktitle", origins.get("title", ""))
    if found:
        offered["venue"] = found
    elif container and "venue" not in fields and "booktitle" not in fields:
        offered["booktitle"] = container


def _published(
    fields: Mapping[str, object], offered: Mapping[str, object], here: Listed
) -> dict[str, str | None]:
    """What changes as a preprint becomes a publication: new values, None for what goes.

    The authors have to have one in common: a title alone proves nothing.
    """
    taxonomy = here.taxonomy
    stated = taxonomy.venue(str(fields["venue"])) if "venue" in fields else None
    in_archive = stated is not None and _is_archive(taxonomy.venues[stated].type, stated)
    is_preprint = fields.get("type") == "preprint" or in_archive
    is_bare = "arxiv" in fields and not {"venue", "booktitle", "doi"} & fields.keys()
    place = offered.get("venue")
    if not (is_preprint or is_bare) or not place or place == stated:
        return {}
    shared = families(fields.get("authors")) & families(offered.get("authors")) - {"others"}
    if not shared:
        return {}
    found: dict[str, str | None] = {}
    if in_archive:
        found["venue"] = str(place)
    if fields.get("type") == "preprint":
        found["type"] = None
    year = offered.get("year")
    if "year" in fields and year and str(year) != str(fields["year"]):
        found["year"] = str(year)
    return found


def _is_archive(kind: str, id: str) -> bool:
    return kind in {"preprint", "archive", "repository"} or fold(id) in {"arxiv", "corr", "biorxiv"}


def _new_key(
    key: str, fields: Mapping[str, object], published: Mapping[str, str | None], here: Listed
) -> str:
    """The key with the new year in it; the old one where it says no year, or the new one is taken.

    A record whose folder changes but whose key does not is moved all the same.
    """
    year = published.get("year")
    if not year:
        return key
    new = re.sub(rf"(?<![0-9]){re.escape(str(fields['year']))}(?![0-9])", year, key, count=1)
    if new == key:
        return key
    return new if new.casefold() not in here.taken else f"{new}-published"


def _retracted_note(fields: Mapping[str, object], told: Told) -> str:
    if not told.retracted or "note" in fields:
        return ""
    return f"{told.retracted[0].upper()}{told.retracted[1:]}."


def _changed(
    document: Document, after: Mapping[str, object], published: Mapping[str, str | None]
) -> str | None:
    """The record's text with its edits; None where its layout leaves no certain place for them."""
    from reading_list.records import scalars

    try:
        edits = _joined(edits_of(document, _in_order(after)))
    except ValueError:
        return None
    expected = {name: value for name, value in after.items() if published.get(name, "") is not None}
    for name, value in published.items():
        mark = document.marks[(name,)]
        if value is None:
            edits.append(_without(document, document.keys[(name,)], mark))
        else:
            expected[name] = value
            shown = value if name == "year" else scalars.scalar(value)
            edits.append(Edit(mark, shown))
    try:
        text = writer.apply(document.text, edits)
    except ValueError:
        return None
    again = read(document.path, text.encode())
    if again.data is None or again.diagnostics or again.data.keys() != expected.keys():
        return None
    # What the record says of anything else is what it said before.
    before = document.data or {}
    same = (n for n in before if n in again.data and n not in published and before[n] == after[n])
    return text if all(again.data[name] == before[name] for name in same) else None


def _without(document: Document, key: Span, value: Span) -> Edit:
    """A field taken out; a comment beside it stays."""
    line = document.text.split("\n")[value.end_line - 1]
    if line[value.end_column - 1 :].strip():
        return Edit(Span(key.line, key.column, value.end_line, value.end_column + 1), "")
    return Edit(Span(key.line, 1, value.end_line + 1, 1), "")


def _joined(edits: Iterable[Edit]) -> list[Edit]:
    """Insertions at one place as one, in their order."""
    by_place: dict[Span, str] = {}
    for edit in edits:
        by_place[edit.span] = by_place.get(edit.span, "") + edit.text
    return [Edit(span, text) for span, text in by_place.items()]


def _in_order(fields: Mapping[str, object]) -> dict[str, object]:
    from reading_list.records.model import Paper

    order = {name: place for place, name in enumerate(Paper.model_fields)}
    return {name: fields[name] for name in sorted(fields, key=lambda it: order.get(it, 999))}
