"""A term's papers as a Markdown file beside its page, to be pasted where Markdown is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.catalog.addresses import term_markdown_path, term_path
from reading_list.pages import PageKind, Scope
from reading_list.pages._groups import lines_by_year, newest_first, shown_of, year_title
from reading_list.records.markdown import escape_markdown
from reading_list.records.markup import block_markdown, inline_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reading_list.catalog.outline import Resource
    from reading_list.catalog.taxonomy import Term
    from reading_list.catalog.view import CatalogView, Group
    from reading_list.pages._groups import LineGroup

KIND = PageKind("term", Scope.GROUP)

ROOT_MARK = "\0"


def address(subject: str) -> str:
    """`topics/<id>.md`."""
    return term_markdown_path(subject)


def body(subject: str, view: CatalogView) -> str:
    """The whole file; of a large term the newest year, and where the others are."""
    term = view.taxonomy.terms[subject]
    years = newest_first(view.parts("term", subject))
    of = shown_of(view, "term", subject, years)
    groups = lines_by_year(view.lines(*of)) if of else []
    root = "../" * address(subject).count("/")
    shown = {group.title for group in groups}
    left = [part for part in years if year_title(part.id.rpartition("/")[2]) not in shown]
    return "\n".join(_lines(term, groups, left)).replace(ROOT_MARK, root) + "\n"


def _lines(term: Term, groups: list[LineGroup], left: list[Group]) -> Iterator[str]:
    yield f"# {escape_markdown(term.title)}"
    if term.description:
        yield from ("", block_markdown(term.description))
    if term.note:
        yield from ("", f"> {inline_markdown(term.note)}")
    if term.resources:
        yield from ("", "## Resources", "")
        yield from map(_resource_line, term.resources)
    for group in groups:
        yield from ("", f"## {group.title}", "")
        for line in group.lines:
            yield f"- {line.markdown}"
    if left:
        yield from ("", "## Other years", "")
    for part in left:
        title = year_title(part.id.rpartition("/")[2])
        yield f"- [{title}]({ROOT_MARK}{term_path(part.id)}) - {part.count:,} papers."


def _resource_line(resource: Resource) -> str:
    title = escape_markdown(resource.title)
    # Angle brackets, as an address may hold parentheses; checked addresses hold none of these.
    linked = f"[{title}](<{resource.url}>)" if resource.url else title
    return f"- {linked} - {inline_markdown(resource.note)}" if resource.note else f"- {linked}"
