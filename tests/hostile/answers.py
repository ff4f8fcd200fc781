"""What `enrich` proposes and `links` reports, of payloads in every text that a stranger gives."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import html5lib
from markdown_it import MarkdownIt
from tests.hostile.grammar import PAYLOADS, PLAIN, tagged, written

from reading_list.commands.enrich import diff_of
from reading_list.commands.links import _blocked, _findings, _json, markdown
from reading_list.diagnostics import Span
from reading_list.enriching import Change
from reading_list.probing import Found, Link, Past, Place, history_from, history_text
from reading_list.reports import human

GITHUB = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def proposals(root: Path) -> Iterator[str]:
    """The lines that show how a bare record would become each one of the hostile list."""
    old = written(PLAIN).decode() + "\n"
    for path in sorted((root / "papers").rglob("h*.yaml")):
        new = path.read_bytes().decode()
        name = f"papers/2018/{path.name}"
        yield from diff_of(Change(name, old, name, new, (("note", "crossref"),), (), True))


def links() -> list[Link]:
    """A dead link and a blocked one of each payload: in target, reason, path and line."""
    found = []
    for number in range(len(PAYLOADS)):
        for state, first in (("dead", 320), ("blocked", 330)):
            target, reason, path, line = (tagged(number, first + it) for it in range(4))
            place = Place(f"papers/{path}", Span(1, 1, 1, 2), line)
            past = Past(2, "2020-01-01", "2020-01-02", reason)
            found.append(Link(target, (place,), Found(state, reason), past))  # type: ignore[arg-type]
    return found


def reports() -> Iterator[str]:
    """The Markdown for an issue, a link at a time: of many only the first have room."""
    return (markdown([link]) for link in links())


def in_issue() -> Iterator[str]:
    for said in reports():
        yield from html5lib.parse(GITHUB.render(said), namespaceHTMLElements=False).itertext()


def in_terminal() -> Iterator[str]:
    yield from human(list(_findings([it for it in links() if it.found.state == "dead"])))
    yield from _blocked(links()).split("\n")


def for_programs() -> object:
    return json.loads(_json(links()))


def history() -> object:
    """The history's file, which the next run reads as it was written."""
    past = {link.target: link.past for link in links() if link.past}
    text = history_text(past)
    text.encode("ascii" if text.isascii() else "utf-8", "surrogatepass")
    assert history_from(text) == past
    return json.loads(text)


def lines_of(texts: Iterable[str]) -> list[str]:
    return [line for text in texts for line in text.split("\n")]
