"""A change of a term in `taxonomy.yaml` and in all records that name it: all of it, or nothing.

`propose` reads and compares, `write` writes what it proposed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reading_list.catalog import shaping
from reading_list.catalog.card import card_from_json
from reading_list.catalog.matching import matches
from reading_list.catalog.query import Query, parse
from reading_list.catalog.taxonomy import taxonomy_of
from reading_list.catalog.taxonomy_checks import read_taxonomy
from reading_list.diagnostics import Diagnostic, Edit, ProjectError
from reading_list.ingest import ingest
from reading_list.records import surgery, writer
from reading_list.records.identifiers import IdentifierError, check_term_id
from reading_list.records.reader import read
from reading_list.store import database, files, records
from reading_list.store.papers import stored_papers
from reading_list.store.scans import scan
from reading_list.store.workers import default_jobs
from reading_list.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable

    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.records.reader import Document
    from reading_list.store.files import Project
    from reading_list.talk import Talk


class Wish(NamedTuple):
    """What is to be done: `rename`, `merge`, `split` or `move` of the term `term`.

    `other` is the new id, the term to merge with, the new part, or the term to move below (None:
    to the top). `title` is for rename and split, `keys` are the papers that go into the new part.
    """

    verb: str
    term: str
    other: str | None
    title: str | None = None
    keys: Container[str] = ()


class Reshaped(NamedTuple):
    """Texts by path as they are and as they would be."""

    before: dict[str, str]
    after: dict[str, str]


def propose(project: Project, wish: Wish) -> Reshaped | list[Diagnostic]:
    """What the wish changes; or the errors that have to be mended before.

    Raises ProjectError (usage) where it cannot be done.
    """
    raw = files.read_taxonomy(project)
    if isinstance(raw, Diagnostic):
        return [raw]
    outline, _, findings = read_taxonomy(files.TAXONOMY, raw)
    if outline is None:
        return [it for it in findings if it.is_error]
    text = raw.decode("utf-8-sig")
    try:
        new = _with_ends_of(text, _shaped(text.replace("\r\n", "\n"), wish))
    except shaping.ShapeError as error:
        raise ProjectError(str(error), "nothing was changed", 2) from error
    before, after = {files.TAXONOMY: text}, {files.TAXONOMY: new}
    change = _change_of(wish)
    if change is None:
        return Reshaped(before, after)
    taxonomy = taxonomy_of(outline)
    broken: list[Diagnostic] = []
    for path in scan(project).records:
        record = files.read_record(project, path)
        if isinstance(record, Diagnostic):
            broken.append(record)
            continue
        document = read(path, record)
        if document.data is None:
            broken += document.diagnostics
        elif edits := list(change(document, taxonomy)):
            before[path] = document.text
            after[path] = writer.apply(document.text, edits)
            _check(document, after[path])
    return broken or Reshaped(before, after)


def write(project: Project, reshaped: Reshaped) -> None:
    """Put all texts into the list, in the place of what is there, or none of them."""
    with database.locked(project.cache):
        records.write_records(project, reshaped.after, old=reshaped.before)


def keys_of(
    project: Project, papers: Iterable[str], query: str | None, talk: Talk
) -> frozenset[str]:
    """The papers that are named by their keys, and those that a query finds.

    Raises ProjectError (usage) for a key that no whole paper has, and for a wrong query.
    """
    with database.locked(project.cache), database.opened(project.cache) as cache:
        taxonomy = ingest(project, cache, default_jobs(), talk).taxonomy
        stored = list(stored_papers(cache))
    known = {it.key for it in stored}
    if unknown := [key for key in papers if key not in known]:
        raise ProjectError(f"there is no paper '{unknown[0]}'", "name papers by their keys", 2)
    if query is None:
        return frozenset(papers)
    asked = parse(query, taxonomy)
    if not isinstance(asked, Query):
        raise ProjectError(f"{query[:200]}: {asked[0].message}", asked[0].hint, 2)
    cards = ((it.key, card_from_json(it.card)) for it in stored)
    found = [key for key, card in cards if matches(asked, card, taxonomy)]
    return frozenset([*papers, *found])


def _shaped(text: str, wish: Wish) -> str:
    """The text of the taxonomy after the wish."""
    if wish.verb == "move":
        return shaping.move(text, wish.term, wish.other)
    other = wish.other or ""
    if wish.verb == "merge":
        return shaping.merge(text, wish.term, other)
    try:
        check_term_id(other)
    except IdentifierError as error:
        raise ProjectError(f"the id {error}", error.hint, 2) from error
    if wish.verb == "rename":
        return shaping.rename(text, wish.term, other, wish.title)
    title = wish.title or " ".join(word.capitalize() for word in other.split("-"))
    return shaping.add_part(text, wish.term, other, title)


def _change_of(wish: Wish) -> Callable[[Document, Taxonomy], list[Edit]] | None:
    """What becomes of a record; None where records stay as they are."""
    new = wish.other or ""
    if wish.verb == "move":
        return None

    def change(document: Document, taxonomy: Taxonomy) -> list[Edit]:
        key = document.path.rpartition("/")[2].removesuffix(".yaml")
        if wish.verb == "split" and key not in wish.keys:
            return []
        found: list[Edit] = []
        topics = (document.data or {}).get("topics")
        has_new = False
        for place, name in enumerate(topics if isinstance(topics, list) else ()):
            if not isinstance(name, str):
                continue
            id = taxonomy.topic(name)
            has_new = has_new or id == new
            if id != wish.term or (wish.verb == "rename" and fold(name) != fold(wish.term)):
                continue
            if has_new or any(taxonomy.topic(str(it)) == new for it in topics or ()):
                cut = surgery.drop(document, "topics", place)
                if not cut:
                    message = f"{document.path}: a comment stands at the topic '{name}'"
                    raise ProjectError(message, f"take '{name}' out by hand, then run again", 2)
                found += cut
            else:
                found.append(Edit(document.marks["topics", place], new))
                has_new = True
        return found

    return change


def _check(document: Document, text: str) -> None:
    """Nothing but the topics of a record may be another."""
    again = read(document.path, text.encode())
    had, has = dict(document.data or {}), dict(again.data or {})
    had.pop("topics", None)
    if not has.pop("topics", None) or again.diagnostics or had != has:
        message = f"the topics of {document.path} cannot be changed alone"
        raise ProjectError(message, "write them on one line, as reading-list format does", 2)


def _with_ends_of(old: str, new: str) -> str:
    return new.replace("\n", "\r\n") if "\r\n" in old else new
