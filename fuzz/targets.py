"""Every reader of what a stranger may send, by its name, as a function of a text."""

from __future__ import annotations

import json
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reading_list import lookups, probing
from reading_list.catalog import shaping
from reading_list.catalog.card import card_from_json
from reading_list.catalog.outline import Outline
from reading_list.catalog.query import parse as parse_query
from reading_list.catalog.taxonomy import taxonomy_of
from reading_list.catalog.taxonomy_checks import read_taxonomy
from reading_list.diagnostics import ProjectError, diagnostic_of
from reading_list.formats import readers
from reading_list.importing import Source, drafts_of
from reading_list.intake.issues import Refusal, parse_issue
from reading_list.records.canonical import canonical
from reading_list.records.markup import block_html, inline_html, title_html
from reading_list.records.model import Paper
from reading_list.records.parse import parse
from reading_list.repairs import repaired
from reading_list.rules import check_record
from reading_list.store import baseline, sums
from reading_list.store.cache import Cache
from reading_list.store.database import FILE, opened, retried
from reading_list.store.ledger import FILES, Ledger

if TYPE_CHECKING:
    from collections.abc import Callable

_SOURCES = (
    "arxiv",
    "crossref",
    "dblp",
    "openalex",
    "page",
    "semantic_scholar",
    "acl",
    "openreview",
)
_BROKEN = (ValueError, TypeError, RecursionError, KeyError, AttributeError)  # the cache is dropped


def record(text: str) -> None:
    """A record: read, checked, and its texts shown."""
    found = parse("papers/2018/x.yaml", text.encode("utf-8", "surrogatepass"))
    if found.is_whole and found.paper:
        list(check_record(found, None))
        title_html(found.paper.title)
        inline_html(found.paper.note or "")


def edits(text: str) -> None:
    """What `check --fix` and `format` make of a record."""
    again = repaired("papers/2018/x.yaml", text.encode("utf-8", "surrogatepass"), None).text
    found = parse("papers/2018/x.yaml", again.encode("utf-8", "surrogatepass"))
    if found.is_whole:
        with suppress(ValueError):  # it says that it cannot keep a comment
            canonical(found.document)


def taxonomy(text: str) -> None:
    """A taxonomy, and what is asked of a whole one."""
    outline, _, _ = read_taxonomy("taxonomy.yaml", text.encode("utf-8", "surrogatepass"))
    if outline is not None:
        taxonomy_of(outline)


def terms(text: str) -> None:
    """What `term` makes of a taxonomy: it works, or says why it cannot."""
    for change in (
        lambda: shaping.rename(text, "a", "c"),
        lambda: shaping.move(text, "a", "b"),
        lambda: shaping.merge(text, "a", "b"),
        lambda: shaping.add_part(text, "a", "c", "C"),
    ):
        with suppress(shaping.ShapeError, UnicodeEncodeError):  # files are read as UTF-8
            change()


def issue(text: str) -> None:
    """An issue: what it asks for, and the BibTeX in it."""
    with suppress(Refusal):
        asked = parse_issue(text)
        bibtex = getattr(asked, "bibtex", "")
        if bibtex:
            list(drafts_of(Source("x", bibtex.encode("utf-8", "surrogatepass"), "bibtex")))


def cached(text: str) -> None:
    """What the cache's readers of texts say: a value, or that it is none."""
    for read in (card_from_json, Paper.from_json, lambda it: diagnostic_of(json.loads(it))):
        with suppress(*_BROKEN):
            read(text)


def answer(text: str) -> None:
    """An answer of each service."""
    for name in _SOURCES:
        lookups.source(name).parse(text.encode("utf-8", "surrogatepass"), "https://e.example/x")


class Files:
    """Readers that want a file, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with opened(folder) as cache, cache.transaction():
            cache.set_fact("list", "x")
            rows = [
                (n, f"papers/{n}.yaml", f"k{n}", "d", "{}", "[]", "[]", "", "") for n in range(40)
            ]
            cache.put(rows)
            cache.put_members(("year", "2018"), "", dict.fromkeys(range(40), ""))
            cache.add_pages("site", [f"{n}.html" for n in range(40)])
        self.whole = (folder / FILE).read_bytes()

    def database(self, raw: bytes) -> None:
        """A cache file whose sum is right, whatever is in it."""
        target = self._folder / FILE
        for ending in ("-wal", "-shm"):
            target.with_name(f"{FILE}{ending}").unlink(missing_ok=True)
        target.write_bytes(raw)
        sums.remember(target)
        with opened(self._folder) as cache:
            retried(cache, _all_of)

    def baseline(self, text: str) -> None:
        """A file of findings that are known."""
        target = self._folder / "baseline.json"
        target.write_text(text, "utf-8", "surrogatepass")
        with suppress(ProjectError):
            baseline.read_baseline(target)

    def pages(self, text: str) -> None:
        """The file that names the pages of builds."""
        for name in FILES:
            (self._folder / name).write_text(text, "utf-8", "surrogatepass")
        Ledger(self._folder).noted("site")


def history(text: str) -> None:
    """The file of failing links."""
    with suppress(ValueError, RecursionError):  # `links` says so
        probing.history_from(text)


def _all_of(cache: Cache) -> None:
    cache.fact("list")
    cache.folders()
    cache.known([f"papers/{n}.yaml" for n in range(40)])
    cache.members([("year", "2018")])
    list(cache.findings())
    cache.dirty()
    cache.papers()
    cache.pages("site")
    with suppress(sqlite3.IntegrityError), cache.transaction():
        cache.set_fact("list", "y")


def targets(files: Files) -> dict[str, Callable[[str], object]]:
    """The readers of texts by name; `cache file` reads bytes, and is asked for by itself."""
    known = taxonomy_of(Outline.model_validate({"list": {"title": "A list"}}))
    found: dict[str, Callable[[str], object]] = {
        f"file {name}": lambda text, leaf=leaf: list(leaf.read("x", text))  # type: ignore[misc]
        for name, leaf in readers().items()
    }
    return found | {
        "record": record,
        "edits": edits,
        "taxonomy": taxonomy,
        "terms": terms,
        "query": lambda text: parse_query(text, known),
        "markup": lambda text: (title_html(text), inline_html(text), block_html(text)),
        "import": lambda text: list(drafts_of(Source("x", text.encode("utf-16-le", "replace")))),
        "issue": issue,
        "answer": answer,
        "baseline": files.baseline,
        "history": history,
        "pages": files.pages,
        "cache": cached,
    }
