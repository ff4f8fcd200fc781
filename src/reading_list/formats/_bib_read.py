"""BibTeX and BibLaTeX to drafts: `@string`, `crossref` and `xdata` are looked up, loops end.

The two dialects differ in names, not in what can be read: one reader takes both.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading_list.diagnostics import ERROR
from reading_list.formats._bib_blocks import Blocks, RawEntry
from reading_list.formats._bib_fields import fields_of
from reading_list.records.draft import Draft, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reading_list.diagnostics import Diagnostic

_REFERENCE = re.compile(r"\b(?:crossref|xdata)\s*=\s*[{\"]\s*([^}\"]{1,1000})", re.IGNORECASE)
# What belongs to an entry alone (BibLaTeX manual, appendix B; BibTeX inherits all the rest).
_OWN = frozenset(
    "ids crossref xref xdata entryset entrysubtype execute label options presort related"
    " relatedtype shorthand sortkey title subtitle abstract annotation annote keywords file note"
    " author doi eprint eprinttype archiveprefix eprintclass url pages key".split()
)
_IN_SOMETHING = frozenset({"inproceedings", "incollection", "inbook", "conference"})
_PARENTS_ALONE = frozenset({"proceedings", "mvproceedings", "collection", "mvcollection"})
_DEEPEST = 8
_MOST = 100  # parents, and parents of those, of one entry


def read(path: str, text: str) -> Iterator[Draft | Diagnostic]:
    """The entries of a file as drafts, in their order, with findings where they arise."""
    blocks = Blocks(path, text)
    parents = _Parents(path, text)
    seen: dict[str, int] = {}
    for entry in blocks.entries():
        if entry.type == "xdata":
            continue
        key = entry.key.lower()
        if entry.type in _PARENTS_ALONE and key in parents.entries:
            continue  # its papers say it all
        if key and key in seen:
            message = f"the key '{entry.key[:60]}' stands in line {seen[key]} already"
            hint = "it was read all the same; two papers need two keys"
            blocks.say(entry.line, entry.column, "key-twice", message, hint)
        seen.setdefault(key, entry.line)
        parents.complete(entry, blocks)
        yield from _taken(blocks)
        draft = _draft(path, entry, blocks)
        yield from _taken(blocks)
        if draft is not None:
            yield draft
    yield from _taken(blocks)
    if not blocks.has_any:
        blocks.say(1, 1, "empty", "this file holds no entry", "", ERROR)
        yield from _taken(blocks)


def looks_like(text: str) -> bool:
    """Whether this is BibTeX: an entry begins a line."""
    return bool(re.search(r"^[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(]", text, re.MULTILINE))


def _taken(blocks: Blocks) -> Iterator[Diagnostic]:
    if blocks.findings:
        found = list(blocks.findings)
        blocks.findings.clear()
        yield from found


def _draft(path: str, entry: RawEntry, blocks: Blocks) -> Draft | None:
    place = Place(path, entry.line, entry.column)

    def say(message: str) -> None:
        blocks.say(entry.line, entry.column, "macro-unknown", message, "write the letters instead")

    fields = fields_of(entry, say)
    key = entry.key or None
    if key and not re.fullmatch("[A-Za-z0-9][A-Za-z0-9-]{0,99}", key):
        # Papers that cite it by this key find it: BibLaTeX reads `ids`.
        extra = fields.setdefault("extra", {})
        if isinstance(extra, dict):
            extra["ids"] = ", ".join(filter(None, (key, extra.get("ids"))))
    if "title" not in fields:
        message = f"the entry '{entry.key[:60]}' has no title"
        blocks.say(entry.line, entry.column, "no-title", message, "add `title = {...}`", ERROR)
        return None
    return Draft(fields, place, key)


class _Parents:
    """The entries that others take fields from, read ahead of them."""

    def __init__(self, path: str, text: str) -> None:
        names = _REFERENCE.findall(text)
        wanted = {name.strip().lower() for found in names for name in found.split(",")}
        self.entries: dict[str, RawEntry] = {}
        if wanted:
            for entry in Blocks(path, text).entries(only=frozenset(wanted)):
                self.entries.setdefault(entry.key.lower(), entry)

    def complete(self, entry: RawEntry, blocks: Blocks) -> None:
        """Give the entry what it lacks and its parents have."""
        self._complete(entry, entry, blocks, (entry.key.lower(),), set())

    def _complete(
        self,
        child: RawEntry,
        entry: RawEntry,
        blocks: Blocks,
        way: tuple[str, ...],
        done: set[tuple[str, str]],
    ) -> None:
        """Inherit from what `entry` names; `way` leads to it, and what is `done` has no more."""
        for kind in ("xdata", "crossref"):
            for name in entry.fields.get(kind, "").split(","):
                key = name.strip().lower()
                if not key:
                    continue
                if (kind, key) in done:  # entries that name each other all would cost a power
                    continue
                parent = self.entries.get(key)
                reason = _refused(parent, key, way, len(done))
                if parent is None or reason:
                    message = f"{kind} '{name.strip()[:60]}' {reason}"
                    blocks.say(child.line, child.column, kind, message, "it was left out")
                    if len(done) >= _MOST:
                        return
                    done.add((kind, key))
                    continue
                done.add((kind, key))
                self._inherit(child, parent, is_xdata=kind == "xdata")
                self._complete(child, parent, blocks, (*way, key), done)
        if entry is child:
            child.fields.pop("crossref", None)
            child.fields.pop("xdata", None)

    def _inherit(self, child: RawEntry, parent: RawEntry, *, is_xdata: bool) -> None:
        for name, value in parent.fields.items():
            if name in {"crossref", "xdata", "ids"}:
                continue
            if is_xdata or name not in _OWN:
                child.fields.setdefault(name, value)
        title = parent.fields.get("title")
        if title and not is_xdata and child.type in _IN_SOMETHING:
            child.fields.setdefault("booktitle", title)


def _refused(parent: RawEntry | None, key: str, way: tuple[str, ...], number: int) -> str:
    """Why nothing is inherited from an entry; empty where it may be."""
    if number >= _MOST:
        return f"is one of more than {_MOST} parents"
    if parent is None:
        return "is not in this file"
    if key in way:
        return "leads back to itself"
    return f"is more than {_DEEPEST} steps away" if len(way) > _DEEPEST else ""
