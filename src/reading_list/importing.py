"""From files of other formats to records: read, put together, write all of them or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reading_list.diagnostics import ERROR, START, WARNING, Diagnostic, ProjectError
from reading_list.formats import reader_of, readers
from reading_list.ingest import ingest
from reading_list.intake.assembly import Assembly
from reading_list.intake.changes import changed_text
from reading_list.intake.duplicates import Known
from reading_list.records import writer
from reading_list.records.draft import Draft
from reading_list.records.reader import read
from reading_list.store import database, files, papers, records
from reading_list.store.workers import default_jobs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.records.reader import Document
    from reading_list.store.cache import Cache
    from reading_list.store.files import Project
    from reading_list.talk import Talk


class Source(NamedTuple):
    """A file to import: what to call it, what is in it, and its format if the user named it."""

    path: str
    raw: bytes
    format: str | None = None


class Wishes(NamedTuple):
    """How to import: topics that all papers get, whether errors leave the rest to be taken."""

    topics: tuple[str, ...] = ()
    partial: bool = False
    dry_run: bool = False


class Imported(NamedTuple):
    """What an import did, or would do. `written` is false where it left everything as it was."""

    findings: list[Diagnostic]
    read: int = 0
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    merged: int = 0
    written: bool = False


def import_sources(
    project: Project, sources: Sequence[Source], wishes: Wishes, talk: Talk
) -> Imported:
    """Take the papers of some files into the list."""
    with database.locked(project.cache), database.opened(project.cache) as cache:
        records.undo_unfinished(project)
        return database.retried(cache, lambda usable: _line(project, usable, sources, wishes, talk))


def drafts_of(source: Source) -> Iterator[Draft | Diagnostic]:
    """What a file holds, in its order."""
    text, finding = decoded(source)
    if finding is not None:
        yield finding
    if text is None:
        return
    name = source.format or reader_of(source.path, text)
    if name is None:
        message = "this is in no format that can be read"
        hint = f"name it with --format: {', '.join(sorted(readers()))}"
        yield _finding(source.path, "import/format", message, hint)
        return
    yield from readers()[name].read(source.path, text)


def decoded(source: Source) -> tuple[str | None, Diagnostic | None]:
    """The text of a file, its lines ended by line feeds, and what is odd about its encoding."""
    raw = source.raw
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return _lines(raw.decode("utf-16")), None
        except UnicodeDecodeError:
            return None, _finding(source.path, "import/encoding", "this is broken UTF-16", _SAVE)
    try:
        return _lines(raw.decode("utf-8-sig")), None
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
    if b"\0" in raw:
        return None, _finding(source.path, "import/encoding", "this is no text", _SAVE)
    message = f"line {line} is not UTF-8; the file was read as Windows-1252"
    found = _finding(source.path, "import/encoding", message, _SAVE)._replace(severity=WARNING)
    return _lines(raw.decode("cp1252", "replace")), found


_SAVE = "save the file as UTF-8"


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _finding(path: str, rule: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(path, START, ERROR, rule, message, hint)


def _line(
    project: Project, cache: Cache, sources: Sequence[Source], wishes: Wishes, talk: Talk
) -> Imported:
    listed = ingest(project, cache, default_jobs(), talk)
    broken = [it for it in listed.findings if it.is_error and it.path == files.TAXONOMY]
    if broken:
        return Imported(broken)
    assembly = _assembly(project, cache, listed.taxonomy, wishes.topics)
    findings: list[Diagnostic] = []
    number = 0
    talk.begin("import", sum(len(source.raw) for source in sources))
    for source in sources:
        for found in drafts_of(source):
            if isinstance(found, Diagnostic):
                findings.append(found)
            else:
                number += 1
                assembly.add(found)
        talk.step(len(source.raw))
    findings += assembly.findings
    texts, old = _texts(project, cache, assembly, findings)
    result = Imported(
        findings, number, tuple(assembly.new), tuple(assembly.changed), assembly.merged
    )
    is_refused = any(it.is_error for it in findings) and not wishes.partial
    if is_refused or wishes.dry_run:
        return result
    if texts:
        records.write_records(project, texts, old=old)
    return result._replace(written=True)


def _assembly(
    project: Project, cache: Cache, taxonomy: Taxonomy, topics: Sequence[str]
) -> Assembly:
    known = Known()
    for stored in papers.stored_papers(cache):
        known.add(stored.key, papers.fields_of(stored))

    def record(key: str) -> Mapping[str, object]:
        return _document(project, papers.path_of_key(cache, key)).data or {}

    ids = [_topic(name, taxonomy) for name in topics]
    return Assembly(known, papers.taken_keys(cache), record, taxonomy, ids)


def _topic(name: str, taxonomy: Taxonomy) -> str:
    from reading_list.text import closest

    id = taxonomy.topic(name)
    if id is None:
        guess = closest(name, taxonomy.topic_names)
        hint = f"did you mean '{guess}'?" if guess else "taxonomy.yaml names the topics"
        raise ProjectError(f"there is no topic '{name}'", hint, 2)
    return id


def _document(project: Project, path: str) -> Document:
    return read(path, records.read_old(project, path).encode())


def _joined(fields: Mapping[str, object], day: str) -> dict[str, object]:
    """A new record with the day on which it joins the list, unless it says one."""
    from reading_list.records.model import Paper

    whole = {"added": day, **fields}
    return {name: whole[name] for name in Paper.model_fields if name in whole}


def _texts(
    project: Project, cache: Cache, assembly: Assembly, findings: list[Diagnostic]
) -> tuple[dict[str, str], dict[str, str]]:
    """The records to write by path, and the texts of those that are there now."""
    from reading_list.store.web import today

    texts: dict[str, str] = {}
    old: dict[str, str] = {}
    for key, path in assembly.paths().items():
        texts[path] = writer.emit(_joined(assembly.new[key], today()), path)
    for key, fields in assembly.changed.items():
        path = papers.path_of_key(cache, key)
        document = _document(project, path)
        try:
            texts[path] = changed_text(document, fields)
        except ValueError as error:
            message = f"what the import knows of {key} cannot be put into its file: {error}"
            hint = "run reading-list format on it, or add it by hand"
            findings.append(_finding(path, "import/layout", message, hint))
            continue
        old[path] = document.text
    return texts, old
