"""One field of a record with another value, as a stranger proposes it.

Only the lines of that field change. `propose` changes nothing; `write` puts the record back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reading_list.diagnostics import Diagnostic, Edit
from reading_list.intake.changes import changed_text
from reading_list.intake.issues import Refusal, names_in
from reading_list.intake.places import path_of
from reading_list.records import surgery, writer
from reading_list.records.identifiers import IdentifierError, check_key
from reading_list.records.model import Links
from reading_list.records.parse import parse
from reading_list.records.reader import read
from reading_list.rules import check_record
from reading_list.store import files, moving

if TYPE_CHECKING:
    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.holdings import Listed
    from reading_list.intake.issues import Correction
    from reading_list.records.reader import Document
    from reading_list.store.files import Project

_LISTS = frozenset({"authors", "topics", "organizations"})
FIELDS = (
    "title", "authors", "year", "month", "venue", "track", "topics", "organizations", "doi",
    "arxiv", "pages", "volume", "number", "publisher", "award", "note",
    *(f"links.{kind}" for kind in Links.model_fields),
)  # fmt: skip


class Corrected(NamedTuple):
    """A record before and after, and where it comes to stand: another year is another folder.

    `findings` are what `check` says of it now and did not say before.
    """

    key: str
    path: str
    before: str
    new_path: str
    after: str
    findings: tuple[Diagnostic, ...]


def propose(project: Project, here: Listed, wish: Correction) -> Corrected:
    """The record with the value that is wished. Raises Refusal where that cannot be."""
    key = key_in(wish.paper)
    path = here.paths.get(key)
    if path is None:
        raise Refusal(f"No paper of this list has the key `{key}`.")
    if wish.field not in FIELDS:
        raise Refusal("This needs a person: the form can only change one of the fields it names.")
    raw = files.read_record(project, path)
    if isinstance(raw, Diagnostic):
        raise Refusal(f"The record `{path}` cannot be read.")
    document = read(path, raw)
    if document.data is None:
        raise Refusal(f"The record `{path}` has to be mended first.")
    after = _changed(document, wish)
    if after == document.text:
        raise Refusal("The record says so already.")
    new_path = path
    if wish.field == "year" and path == path_of(key, document.data):
        new_path = path_of(key, {"year": wish.value.strip()})
    findings = _new_findings((path, raw), (new_path, after.encode()), here.taxonomy)
    return Corrected(key, path, document.text, new_path, after, findings)


def write(project: Project, corrected: Corrected) -> None:
    """Put the record into the list in the place of the old one."""
    it = corrected
    moving.replace_record(project, it.path, it.before, it.new_path, it.after)


def key_in(text: str) -> str:
    """The key that a person means: itself, a record's path, or the address of the paper's page.

    Raises Refusal for what is no key.
    """
    last = text.strip().partition("?")[0].partition("#")[0].rpartition("/")[2]
    for ending in (".html", ".yaml", ".bib"):
        last = last.removesuffix(ending)
    try:
        return check_key(last)
    except IdentifierError as error:
        hint = "Its key is the last part of the address of its page."
        raise Refusal(f"The paper is not named by its key. {hint}") from error


def _changed(document: Document, wish: Correction) -> str:
    """The text of the record with the new value in its field, checked by reading it again."""
    name, _, kind = wish.field.partition(".")
    value: object = " ".join(wish.value.split())
    if name in _LISTS:
        value = names_in(wish.value.replace(",", "\n") if name == "topics" else wish.value)
    data = document.data or {}
    whole: dict[str, object] = dict(data)
    if kind:
        links = data.get("links")
        whole["links"] = dict(links if isinstance(links, dict) else {}, **{kind: value})
    else:
        whole[name] = value
    loc = (name, kind) if kind else (name,)
    try:
        if loc in document.marks:
            text = _replaced(document, loc, value)
        else:
            text = changed_text(document, whole)
    except ValueError as error:
        raise Refusal("This needs a person: the value cannot be put into the file.") from error
    again = read(document.path, text.encode())
    if again.diagnostics or again.data != whole:
        raise Refusal("This needs a person: comments or the layout stand in the way.")
    return text


def _replaced(document: Document, loc: tuple[str, ...], value: object) -> str:
    """The text with another value at `loc`; a comment beside a value on one line stays."""
    name = loc[-1]
    printed = writer.emit({name: value}, document.path).partition("\n")[2]
    span = document.marks[loc]
    if isinstance(value, str) and span.line == span.end_line and printed.count("\n") == 1:
        return writer.apply(document.text, [Edit(span, printed.rstrip("\n").partition(": ")[2])])
    cut = surgery.drop(document, *loc)
    if len(cut) != 1 or cut[0].span.column != 1 or len(loc) > 1:
        raise ValueError("the value cannot be taken out alone")
    return writer.apply(document.text, [Edit(cut[0].span, printed)])


def _new_findings(
    before: tuple[str, bytes], after: tuple[str, bytes], taxonomy: Taxonomy
) -> tuple[Diagnostic, ...]:
    def findings(path: str, raw: bytes) -> list[Diagnostic]:
        record = parse(path, raw)
        more = check_record(record, taxonomy) if record.paper is not None else ()
        return [*record.diagnostics, *more]

    old = {(it.rule, it.message) for it in findings(*before)}
    return tuple(it for it in findings(*after) if (it.rule, it.message) not in old)
