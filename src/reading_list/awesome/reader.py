"""An awesome list read: drafts of its papers, its sections, and what became of every line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reading_list.awesome.blocks import blocks_of
from reading_list.awesome.drafts import fields_of
from reading_list.awesome.judging import Candidate
from reading_list.awesome.ledger import Ledger
from reading_list.awesome.links import is_web
from reading_list.awesome.rest import notes_of
from reading_list.awesome.sections import Link, Section, Text
from reading_list.awesome.settling import settle
from reading_list.awesome.walk import Walker
from reading_list.diagnostics import ERROR, Diagnostic, Span
from reading_list.records.draft import Draft, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST_LINE = (
    200_000  # characters; the longest row of a table that a person keeps has some hundreds
)
LONGEST_FILE = 16_000_000
DEEPEST = 200


class Reading(NamedTuple):
    """What a list says.

    `drafts` are its papers in order, one for each place; `places` has the section of each. `root`
    is the file as a section. With `problems` there is nothing else.
    """

    path: str
    drafts: tuple[Draft, ...]
    places: tuple[Section, ...]
    root: Section
    ledger: Ledger
    candidates: tuple[Candidate, ...]
    problems: tuple[Diagnostic, ...] = ()


def read(text: str, path: str) -> Reading:
    """Read a whole list. `path` is what diagnostics and drafts call the file."""
    text = text.removeprefix("\ufeff")
    # Controls are nobody's text, and some are marks of the reader.
    text = _CONTROL.sub("\ufffd", text)
    lines = re.split(r"\r\n|\r|\n", text)
    ledger = Ledger(lines)
    matter = _front_matter(lines)
    text = "\n".join([""] * matter + lines[matter:]) if matter else text
    ledger.put(range(1, matter + 1), "left", "the front matter of a page")
    problems = tuple(_problems(lines, path))
    if problems:
        return Reading(path, (), (), Section("", 0, 0), ledger, (), problems)
    blocks = blocks_of(text)
    walker = Walker(ledger)
    walker.count_headings(blocks)
    walker.walk(blocks)
    settle(walker.candidates)
    drafts, places = [], []
    for candidate in walker.candidates:
        if candidate.verdict == "yes":
            drafts.append(_draft(candidate, path))
            places.append(candidate.section)
            ledger.put(candidate.lines, "record", candidate.why, candidate.lines[0])
    for candidate in walker.candidates:
        if candidate.verdict != "yes":
            _keep_link(candidate, ledger)
    for number, line in enumerate(lines, 1):
        if _DEFINITION.match(line):
            ledger.put((number,), "left", "the definition of a link", fallback=True)
    return Reading(
        path, tuple(drafts), tuple(places), walker.root, ledger, tuple(walker.candidates)
    )


_LONGEST_MATTER = 60  # lines


def _front_matter(lines: Sequence[str]) -> int:
    """How many lines at the beginning are settings of a site between lines of dashes."""
    if lines[0].rstrip() != "---" or not (len(lines) > 1 and _SETTING.match(lines[1])):
        return 0
    ends = (n for n, line in enumerate(lines[1:_LONGEST_MATTER], 2) if line.rstrip() == "---")
    return next(ends, 0)


_SETTING = re.compile(r"[\w-]+:(?:\s|$)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]]+\]:\s*\S")


def _draft(candidate: Candidate, path: str) -> Draft:
    entry, section = candidate.entry, candidate.section
    fields = fields_of(entry, section)
    return Draft(fields, Place(path, candidate.lines[0]), None, (section.path,))


def _keep_link(candidate: Candidate, ledger: Ledger) -> None:
    """What is no paper but has an address is a resource of its section."""
    entry, section = candidate.entry, candidate.section
    links = [link for link in entry.links if is_web(link.url)]
    if not links or section.kind in {"meta", "contents"}:
        ledger.put(candidate.lines, "left", candidate.why)
        return
    if candidate.why == "running text" and entry.how == "text":
        section.texts.append(Text("; ".join([entry.title, *notes_of(entry)]), candidate.lines))
        ledger.put(candidate.lines, "topic", "text about the section")
        return
    title = entry.title or links[0].word or links[0].url
    note = "; ".join(notes_of(entry))
    section.links.append(Link(title, links[0].url, note, candidate.lines))
    for link in links[1:]:
        word = link.word.strip(" []()")
        name = f"{title}: {word}" if word and not word.startswith("http") else title
        section.links.append(Link(name, link.url, "", candidate.lines))
    ledger.put(candidate.lines, "resource", candidate.why, candidate.lines[0])


def _problems(lines: list[str], path: str) -> Iterator[Diagnostic]:
    """What no list needs and what takes for ever to read."""
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            yield _problem(
                path,
                number,
                "too-long",
                f"the line has {len(line):,} characters",
                f"break it: a list's lines have {LONGEST_LINE:,} at most",
            )
        elif len(line) > 3 * DEEPEST:
            for opening in "[(<>*_`~!":
                if opening * DEEPEST in line:
                    yield _problem(
                        path,
                        number,
                        "too-deep",
                        f"more than {DEEPEST} `{opening}` follow each other",
                        "this is no line of a list; take it out",
                    )
                    break
            if line[: 4 * DEEPEST].count(">") > DEEPEST or line.count("[") > 20_000:
                yield _problem(
                    path,
                    number,
                    "too-deep",
                    "the line has too many opening brackets",
                    "this is no line of a list; take it out",
                )
        if len(line) - len(line.lstrip(" \t>-*+")) > 2 * DEEPEST:
            yield _problem(
                path,
                number,
                "too-deep",
                "the line is nested too deep",
                "this is no line of a list; take it out",
            )
    # Lists that are indented a little more in every line, without end.
    if sum(len(line) for line in lines) > LONGEST_FILE:
        yield _problem(
            path,
            1,
            "too-large",
            f"the file is larger than {LONGEST_FILE // 1_000_000} MB",
            "divide it",
        )


def _problem(path: str, line: int, name: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(path, Span(line, 1, line, 2), ERROR, f"awesome/{name}", message, hint)
