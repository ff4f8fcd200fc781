"""What a record says as a whole: names that the taxonomy knows, place, gaps, file name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading_list.catalog.taxonomy import UNDATED
from reading_list.diagnostics import ERROR, WARNING
from reading_list.records.explain import shown
from reading_list.records.identifiers import IdentifierError, check_key
from reading_list.records.model import OTHERS
from reading_list.records.surgery import drop
from reading_list.rules import rule
from reading_list.text import closest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.diagnostics import Diagnostic
    from reading_list.records.parse import Parsed, Spot


@rule("records/unknown-topic", ERROR)
def unknown_topic(record: Parsed, taxonomy: Taxonomy) -> Iterator[Diagnostic]:
    """A topic is the id or an alias of a term in `taxonomy.yaml`.

    wrong: {title: A, topics: [prunning]}
    right: {title: A, topics: [pruning]}
    """
    for index, name in enumerate(record.facts.topics):
        if taxonomy.topic(name) is None:
            known = taxonomy.terms
            yield _unknown(record.at("topics", index), "topic", name, known, taxonomy.topic_names)


@rule("records/unknown-venue", ERROR)
def unknown_venue(record: Parsed, taxonomy: Taxonomy) -> Iterator[Diagnostic]:
    """A venue is the id, acronym, name or an alias of a venue in `taxonomy.yaml`.

    wrong: {title: A, venue: ecv}
    right: {title: A, venue: eccv}
    """
    name = record.facts.venue
    if name and taxonomy.venue(name) is None:
        yield _unknown(record.at("venue"), "venue", name, taxonomy.venues, taxonomy.venue_names)


@rule("records/unknown-organization", ERROR)
def unknown_organization(record: Parsed, taxonomy: Taxonomy) -> Iterator[Diagnostic]:
    """An organization is the id, name or an alias of one in `taxonomy.yaml`.

    wrong: {title: A, venue: eccv, organizations: [Itel]}
    right: {title: A, venue: eccv, organizations: [Intel, others]}
    """
    for index, name in enumerate(record.facts.organizations):
        if name != OTHERS and taxonomy.organization(name) is None:
            names = [known.name for known in taxonomy.organizations.values()]
            spot = record.at("organizations", index)
            yield _unknown(spot, "organization", name, names, taxonomy.organization_names)


@rule("records/unknown-person", ERROR)
def unknown_person(record: Parsed, taxonomy: Taxonomy) -> Iterator[Diagnostic]:
    """The `person` of an author is the id of one of the `people` in `taxonomy.yaml`.

    wrong: {title: A, venue: eccv, authors: [{name: Wei Wang, person: wei-wang-9}]}
    right: {title: A, venue: eccv, authors: [{name: Wei Wang, person: wei-wang-2}]}
    """
    for index, author in enumerate(record.facts.authors):
        if author.person and author.person not in taxonomy.people:
            spot = record.at("authors", index, "person")
            yield _unknown(spot, "person", author.person, taxonomy.people, taxonomy.people)


@rule("records/no-place", ERROR)
def no_place(record: Parsed) -> Iterator[Diagnostic]:
    """A paper has a topic or a venue, or no reader will find it.

    wrong: {title: A}
    right: {title: A, venue: eccv}
    """
    paper = record.facts
    # What is written and wrong has its own finding.
    written = record.document.data or {}
    stated = any(name in record.written and written.get(name) != [] for name in ("topics", "venue"))
    if not (paper.topics or paper.venue or stated):
        message = "the paper has neither a topic nor a venue"
        hint = "add `topics: [...]` or `venue: ...` as taxonomy.yaml names them"
        yield record.at("title", of_key=True).report(message, hint=hint)


@rule("records/repeated-topic", WARNING)
def repeated_topic(record: Parsed, taxonomy: Taxonomy) -> Iterator[Diagnostic]:
    """A topic is named once, and not together with one that it is a part of.

    wrong: {title: A, topics: [pruning, compression]}
    right: {title: A, topics: [pruning]}
    """
    topics = record.facts.topics
    if len(topics) < 2:
        return
    ids = [taxonomy.topic(name) for name in topics]
    above = {term: id for id in ids if id for term in taxonomy.terms[id].ancestors}
    for index, (name, id) in enumerate(zip(topics, ids, strict=True)):
        if id is None:
            continue
        if id in ids[:index]:
            message = f"'{shown(name)}' is another name of a topic that stands here already"
            edits = drop(record.document, "topics", index)
            yield record.at("topics", index).report(message, hint="delete it", edits=edits)
        elif id in above:
            message = f"'{shown(name)}' holds '{above[id]}', which stands here too"
            hint = f"delete '{shown(name)}': its page shows the papers of its parts"
            edits = drop(record.document, "topics", index)
            yield record.at("topics", index).report(message, hint=hint, edits=edits)


@rule("records/no-authors", WARNING)
def no_authors(record: Parsed) -> Iterator[Diagnostic]:
    """A paper names its authors; a name that nobody checked is better left out than guessed.

    wrong: {title: A, year: 2018, venue: eccv}
    right: {title: A, year: 2018, venue: eccv, authors: [Song Han]}
    """
    if not record.facts.authors and not _has_authors(record):
        hint = "add `authors:`, or leave it until somebody has checked them"
        yield record.at("title", of_key=True).report("the authors are not known", hint=hint)


def _has_authors(record: Parsed) -> bool:
    """Whether something is written there, be it wrong."""
    return "authors" in record.written and (record.document.data or {}).get("authors") != []


@rule("records/no-year", WARNING)
def no_year(record: Parsed) -> Iterator[Diagnostic]:
    """A paper names its year; one that nobody checked is better left out than guessed.

    wrong: {title: A, venue: eccv, authors: [Song Han]}
    right: {title: A, venue: eccv, authors: [Song Han], year: 2018}
    """
    if record.facts.year is None and "year" not in record.written:
        hint = "add `year:`, or leave it until somebody has checked it"
        yield record.at("title", of_key=True).report("the year is not known", hint=hint)


@rule("records/folder", ERROR)
def folder(record: Parsed) -> Iterator[Diagnostic]:
    """A record lies in the folder of its year, or in `undated` without one.

    Deeper folders are free: `papers/2018/eccv/he2018amc.yaml`.
    """
    paper = record.facts
    if paper.year is None and "year" in record.written:
        return
    parts = record.path.split("/")
    wanted = str(paper.year) if paper.year else UNDATED
    actual = parts[1] if len(parts) > 2 else ""
    if actual == wanted:
        return
    hint = f"move the file to papers/{wanted}/{parts[-1]}"
    if paper.year is None:
        message = f"a record without a year lies in papers/{UNDATED}/"
        spot = record.at("title", of_key=True)
        yield spot.report(message, hint=f"{hint}, or add the year")
    else:
        here = f"papers/{actual}/" if actual else "papers/"
        message = f"the year is {wanted}, but the record lies in {here}"
        yield record.at("year").report(message, hint=f"{hint}, or mend the year")


@rule("records/file-name", ERROR)
def file_name(record: Parsed) -> Iterator[Diagnostic]:
    """The file's name is the paper's key: letters, digits and hyphens."""
    try:
        check_key(record.key)
    except IdentifierError as error:
        hint = f"rename the file: {error.hint}"
        yield record.at("title", of_key=True).report(f"the file's name: {error}", hint=hint)


@rule("records/key-year", WARNING)
def key_year(record: Parsed) -> Iterator[Diagnostic]:
    """A year in the key is the paper's year, give or take the one between preprint and print."""
    year = record.facts.year
    found = re.search(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)", record.key)
    if year and found and abs(int(found[0]) - year) > 1:
        message = f"the key says {found[0]}, the year is {year}"
        yield record.at("year").report(message, hint="one of them is wrong")


@rule("records/self-reference", ERROR)
def self_reference(record: Parsed) -> Iterator[Diagnostic]:
    """A paper is neither related to itself nor its own former key.

    wrong: {title: A, venue: eccv, aliases: [example]}
    right: {title: A, venue: eccv, aliases: [old-key]}
    """
    paper = record.facts
    own = record.key.casefold()
    for index, alias in enumerate(paper.aliases):
        if alias.casefold() == own:
            message = "the key stands among its own former keys"
            edits = drop(record.document, "aliases", index)
            yield record.at("aliases", index).report(message, hint="delete it", edits=edits)
    for relation, keys in paper.related if "related" in record.written else ():
        for index, key in enumerate(keys):
            if key.casefold() == own:
                message = "the paper is related to itself"
                edits = drop(record.document, "related", relation, index)
                spot = record.at("related", relation, index)
                yield spot.report(message, hint="delete it", edits=edits)


def _unknown(
    spot: Spot, kind: str, name: str, shown_names: Iterable[str], names: Iterable[str]
) -> Diagnostic:
    """The finding for a name that is not declared, with the nearest that is."""
    guess = closest(name, shown_names) or closest(name, names)
    message = f"unknown {kind} '{shown(name)}'"
    if guess:
        message += f" (did you mean '{guess}'?)"
        hint = f"write `{guess}`, or declare a new {kind} in taxonomy.yaml"
    else:
        hint = f"declare the {kind} in taxonomy.yaml, or use one that is there"
    is_plain = guess is not None and re.fullmatch(r"[\w-][\w .-]*", guess) is not None
    edit = guess if is_plain else None
    return spot.report(message, hint=hint, edit=edit, is_certain=False)
