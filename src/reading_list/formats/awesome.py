"""The block of README.md: contents, sections, every paper in its places, as awesome-lint wants it.

A paper stands as often as it belongs somewhere. A list that is too long for GitHub to show becomes
an overview: the same sections, with the number of papers in each topic and edition.

Read are the awesome lists of others, by `reading_list.awesome`.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from reading_list.catalog.addresses import term_path, venue_path
from reading_list.catalog.words import TRACKS
from reading_list.formats._block import Block, TooLong
from reading_list.formats._lines import balanced, sentence, site_url
from reading_list.records.markdown import escape_markdown
from reading_list.records.markup import inline_markdown, title_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reading_list.catalog.outline import Resource
    from reading_list.catalog.taxonomy import Edition, Section, Term
    from reading_list.catalog.view import CatalogView, Line
    from reading_list.diagnostics import Diagnostic
    from reading_list.records.draft import Draft

LIMIT = 480_000  # bytes; GitHub shows 512,000 of a file, and README holds more than the block
SHORTEST = 30  # bytes of a line beside its title
FURTHER = "Further Papers"
EXTENSIONS = (".md", ".markdown")


def looks_like(text: str) -> bool:
    """Whether a text is Markdown with a heading and a list or a table."""
    start = text[:200_000]
    return bool(
        re.search(r"^#{1,6} ?\S", start, re.MULTILINE)
        and re.search(r"^ {0,3}(?:[-*+]|\d+\.|\|) ?\S", start, re.MULTILINE)
    )


def read(path: str, text: str) -> Iterator[Draft | Diagnostic]:
    """The papers of a list, one draft for each place in which they stand."""
    from reading_list.awesome.reader import read as read_list

    reading = read_list(text, path)
    yield from reading.problems
    yield from reading.drafts


def readme_block(view: CatalogView, limit: int = LIMIT) -> str:
    """The text between README's markers, at most `limit` bytes."""
    # Every paper stands in it once at least, so that most long lists need not be tried. Markup
    # may go from a title, but never half of what its author wrote.
    if _is_short(view, limit):
        try:
            return _list(view, limit)
        except TooLong:
            pass
    for depth in (8, 4, 2, 1, 0):
        try:
            return _overview(view, limit, depth)
        except TooLong:
            continue
    return ""


def _is_short(view: CatalogView, limit: int) -> bool:
    least = view.total() * SHORTEST
    return least <= limit and least + view.letters() // 2 <= limit


def _list(view: CatalogView, limit: int) -> str:
    """Everything."""
    block = Block(view.taxonomy.settings, view.source, limit)
    block.paragraphs(view.taxonomy.settings.description or "")
    block.contents()
    for section in view.taxonomy.sections:
        block.heading(2, section.title)
        _add_beginning(block, view, section)
        if section.facet:
            _add_papers(block, view, view.taxonomy.terms[section.facet], 3)
        for edition in _editions(view, section):
            block.heading(3, edition.title)
            _add_edition(block, view, edition)
    further = view.all_lines(frozenset(block.shown))
    first = next(further, None)
    if first:
        block.heading(2, FURTHER)
        block.items(map(block.entry, chain((first,), further)))
    return block.text()


def _add_beginning(block: Block, view: CatalogView, section: Section) -> None:
    """What a section says of itself, and what its facet adds."""
    if not section.facet:
        block.quotation(section.note)
        block.items(_resource_lines(block, view, section.resources))
        return
    facet = view.taxonomy.terms[section.facet]
    block.paragraphs(facet.description)
    block.quotation(section.note or facet.note)
    block.items(_resource_lines(block, view, (*section.resources, *facet.resources)))


def _add_papers(block: Block, view: CatalogView, term: Term, level: int) -> None:
    """The papers of a term itself, then the terms below it that have something to show."""
    deeper = {key for id in term.children for key in view.keys("term", id)}
    block.items(map(block.entry, view.lines("term", term.id, deeper)))
    for child in (view.taxonomy.terms[id] for id in term.children):
        if not _is_shown(view, child):
            continue
        block.heading(level, child.title)
        block.paragraphs(child.description)
        block.quotation(child.note)
        block.items(_resource_lines(block, view, child.resources))
        _add_papers(block, view, child, level + 1)


def _is_shown(view: CatalogView, term: Term) -> bool:
    if term.note or term.resources or view.count("term", term.id):
        return True
    return any(_is_shown(view, view.taxonomy.terms[id]) for id in term.children)


def _editions(view: CatalogView, section: Section) -> Iterator[Edition]:
    for id in section.editions:
        venue, _, year = id.partition("/")
        yield view.taxonomy.venues[venue].edition(year)


def _add_edition(block: Block, view: CatalogView, edition: Edition) -> None:
    """An edition below its heading: by tracks where the records name more than one."""
    block.quotation(edition.note)
    links = [block.link(escape_markdown(_word(kind)), url) for kind, url in edition.links]
    block.items([*links, *_resource_lines(block, view, edition.resources)])
    tracks: dict[str, list[Line]] = {}
    for line in view.lines("edition", edition.id):
        tracks.setdefault(line.track, []).append(line)
    if len(tracks.keys() - {""}) < 2:
        block.items(block.entry(line) for lines in tracks.values() for line in lines)
        return
    block.items(map(block.entry, tracks.pop("", [])))
    for track, title in TRACKS.items():
        if track in tracks:
            block.heading(4, title)
            block.items(map(block.entry, tracks[track]))


def _word(kind: str) -> str:
    return kind.replace("_", " ").capitalize()


def _resource_lines(
    block: Block, view: CatalogView, resources: Iterable[Resource]
) -> Iterator[str]:
    """Links that are no papers; one that has a record too leads to its details."""
    for resource in resources:
        title = title_markdown(balanced(resource.title))
        start = block.link(title, resource.url) if resource.url else title
        about = [sentence(_capital(inline_markdown(balanced(resource.note or ""))))]
        if resource.paper and view.card(resource.paper):
            about.append(f"{block.own_page('Details', resource.paper)}.")
        said = " ".join(filter(None, about))
        yield f"{start} - {said}" if said else start


def _capital(text: str) -> str:
    # awesome-lint wants a capital first, and a note may be half a sentence.
    first = text.partition(" ")[0]
    return text[:1].upper() + text[1:] if first.islower() and first.isalpha() else text


def _overview(view: CatalogView, limit: int, depth: int) -> str:
    """Topics, down to a depth, and editions with their numbers of papers."""
    block = Block(view.taxonomy.settings, view.source, limit)
    block.paragraphs(view.taxonomy.settings.description or "")
    block.paragraphs(f"The list holds {_papers(view.total())}. Here are their numbers by topic.")
    block.contents()
    for section in view.taxonomy.sections:
        block.heading(2, section.title)
        _add_beginning(block, view, section)
        lines = [(0, _counted_edition(block, view, it)) for it in _editions(view, section)]
        if section.facet:
            lines += _counted_terms(block, view, view.taxonomy.terms[section.facet], depth)
        block.tree(lines)
    return block.text()


def _counted_terms(
    block: Block, view: CatalogView, term: Term, depth: int
) -> Iterator[tuple[int, str]]:
    """A facet and the terms below it, each with its level."""
    count = view.count("term", term.id)
    yield term.depth, _counted(block, term.title, term_path(term.id), count)
    for id in term.children if term.depth < depth else ():
        yield from _counted_terms(block, view, view.taxonomy.terms[id], depth)


def _counted_edition(block: Block, view: CatalogView, edition: Edition) -> str:
    count = view.count("edition", edition.id)
    # Without papers only a declared edition has a page.
    has_page = count or edition.year in view.taxonomy.venues[edition.venue].editions
    return _counted(block, edition.title, venue_path(edition.id) if has_page else "", count)


def _counted(block: Block, title: str, path: str, count: int) -> str:
    shown = escape_markdown(balanced(title))
    url = site_url(block.settings, path) if path else ""
    return f"{block.link(shown, url) if url else shown} - {_papers(count)}."


def _papers(count: int) -> str:
    return f"{count:,} paper{'' if count == 1 else 's'}"
