"""One new record from what a user names: asked for, compared with the list, put into its place.

`propose` makes the record and changes nothing; `write` puts it into the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reading_list.diagnostics import ERROR, START, Diagnostic, ProjectError
from reading_list.intake.fitting import fit
from reading_list.intake.keys import key_of, wished_key
from reading_list.intake.naming import named, with_topics
from reading_list.intake.places import path_of
from reading_list.intake.topics import suggest
from reading_list.intake.venues import venue_of
from reading_list.records import writer
from reading_list.records.identifiers import IdentifierError, check_key
from reading_list.records.parse import parse
from reading_list.rules import check_record
from reading_list.store import database, files, records

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.holdings import Listed
    from reading_list.intake.duplicates import Same
    from reading_list.intake.topics import Suggestion
    from reading_list.store.files import Project


class Candidate(NamedTuple):
    """A paper that is to be added: its fields, the source of each, other names of its venue."""

    fields: Mapping[str, object]
    origins: Mapping[str, str]
    venues: Sequence[str] = ()
    key: str | None = None
    remarks: tuple[str, ...] = ()


class Proposal(NamedTuple):
    """A record that could be written. `findings` are what `check` would say of it."""

    path: str
    text: str
    fields: Mapping[str, object]
    origins: Mapping[str, str]
    suggestions: tuple[Suggestion, ...]
    remarks: tuple[str, ...]
    findings: tuple[Diagnostic, ...]


def topics_of(names: Sequence[str], taxonomy: Taxonomy) -> list[str]:
    """The ids of terms that a user names. Raises ProjectError (usage) for others."""
    from reading_list.text import closest

    ids = []
    for name in names:
        id = taxonomy.topic(name)
        if id is None:
            guess = closest(name, taxonomy.topic_names)
            hint = f"did you mean '{guess}'?" if guess else _topics_there_are(taxonomy)
            raise ProjectError(f"there is no topic '{name}'", hint, 2)
        ids.append(id)
    return with_topics((), ids, taxonomy)


def _topics_there_are(taxonomy: Taxonomy) -> str:
    ids = list(taxonomy.terms)
    more = f" and {len(ids) - 10:,} more in taxonomy.yaml" if len(ids) > 10 else ""
    return f"the topics are {', '.join(ids[:10])}{more}" if ids else "taxonomy.yaml has no topic"


def checked_key(key: str, here: Listed) -> str:
    """A key that a user wishes. Raises ProjectError (usage) for one that is none or is taken."""
    try:
        check_key(key)
    except IdentifierError as error:
        raise ProjectError(f"the key {error}", error.hint, 2) from error
    if key.casefold() in here.taken:
        hint = "choose another one, or leave --key out"
        raise ProjectError(f"the key '{key}' is or was that of another record", hint, 2)
    return key


def propose(
    candidate: Candidate, here: Listed, topics: Sequence[str], day: str, key: str | None = None
) -> Proposal | Diagnostic:
    """The record of a paper, or that the list has it already or cannot place it."""
    fields, origins = _placed(candidate, here.taxonomy)
    fitted = fit(fields)
    if not fitted.is_whole:
        return _refused("add/no-title", "this has no title that a record could hold", "")
    fields = named(fitted.fields, here.taxonomy)
    if topics:
        fields["topics"] = with_topics(fields.get("topics"), topics, here.taxonomy)
        origins["topics"] = "you"
    fields["added"] = day
    origins["added"] = "today"
    made = key or wished_key(candidate.key, here.taken) or key_of(fields, here.taken)
    path = path_of(made, fields)
    fields = _in_order(fields)
    text = writer.emit(fields, path)
    record = parse(path, text.encode())
    findings = [*record.diagnostics, *check_record(record, here.taxonomy)]
    suggestions = [] if topics else suggest(fields, here.titles, here.taxonomy)
    remarks = (*candidate.remarks, *fitted.remarks)
    sources = {name: origins.get(name, origins.get("booktitle", "")) for name in fields}
    return Proposal(path, text, fields, sources, tuple(suggestions), remarks, tuple(findings))


def duplicate_of(project: Project, fields: Mapping[str, object], here: Listed) -> Diagnostic | None:
    """The finding that the list has a paper already, at the place where it has it."""
    same = here.known.same(fields)
    if same is None:
        return None
    path = here.paths.get(same.key, "")
    raw = files.read_record(project, path)
    if isinstance(raw, Diagnostic):
        return raw
    field = same.reason if same.reason in {"doi", "arxiv"} else "title"
    spot = parse(path, raw).at(field)
    hint = f"add what is new to {path}; enrich fills its gaps"
    found = spot.report(_said(same, fields), hint=hint)
    return found._replace(rule="add/duplicate", severity=ERROR)


def write(project: Project, proposal: Proposal) -> None:
    """Put the record into the list. Raises ProjectError where a file is in its place."""
    with database.locked(project.cache):
        records.write_records(project, {proposal.path: proposal.text}, old={})


def _said(same: Same, fields: Mapping[str, object]) -> str:
    said = {
        "doi": f"this DOI, {fields.get('doi')}, is that of {same.key}",
        "arxiv": f"this arXiv id, {fields.get('arxiv')}, is that of {same.key}",
        "title": f"{same.key} has this title and an author in common",
        "near": f"{same.key} has nearly this title and an author in common",
    }
    return f"the paper is in the list already: {said[same.reason]}"


def _placed(candidate: Candidate, taxonomy: Taxonomy) -> tuple[dict[str, object], dict[str, str]]:
    """The fields with the taxonomy's venue for what the sources call it."""
    fields, origins = dict(candidate.fields), dict(candidate.origins)
    container = str(fields.get("booktitle") or "")
    names = list(dict.fromkeys(filter(None, (container, *candidate.venues))))
    found = venue_of(names, taxonomy) if names and "venue" not in fields else None
    if found:
        fields["venue"] = found
        origins["venue"] = origins.get("booktitle", origins.get("title", ""))
        if not container or venue_of([container], taxonomy) == found:
            fields.pop("booktitle", None)
            if taxonomy.venues[found].publisher:
                fields.pop("publisher", None)
            if fields.get("type") == "incollection":  # a volume of a series, to its publisher
                fields.pop("type")
    elif not container and fields.get("arxiv") and "type" not in fields:
        fields["type"] = "preprint"
        origins["type"] = origins["arxiv"]
    return fields, origins


def _in_order(fields: Mapping[str, object]) -> dict[str, object]:
    from reading_list.records.model import Paper

    order = {name: place for place, name in enumerate(Paper.model_fields)}
    return {name: fields[name] for name in sorted(fields, key=lambda it: order.get(it, 999))}


def _refused(rule: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic("add", START, ERROR, rule, message, hint)
