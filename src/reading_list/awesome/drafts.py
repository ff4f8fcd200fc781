"""Entries as drafts: the fields of a record, with nothing in them that the list does not say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading_list.awesome.links import is_web
from reading_list.awesome.people import is_name
from reading_list.awesome.rest import notes_of
from reading_list.awesome.venues import Issue

if TYPE_CHECKING:
    from reading_list.awesome.parts import Entry
    from reading_list.awesome.sections import Section

_KINDS = ("paper", "pdf", "code", "project", "slides", "video", "poster", "data", "discussion")
_LONGEST_NOTE = 4000


def fields_of(entry: Entry, section: Section) -> dict[str, object]:
    """The fields of the record that an entry is; its topics are left to the taxonomy."""
    issue = whole_issue(entry.issue, section)
    fields: dict[str, object] = {"title": title_of(entry.title)}
    if entry.authors:
        fields["authors"] = list(dict.fromkeys(entry.authors))
    if issue.year:
        fields["year"] = issue.year
    if issue.month and issue.year == entry.issue.year:
        fields["month"] = issue.month
    if issue.venue:
        fields["venue"] = issue.venue
    if issue.track in _TRACKS:
        fields["track"] = issue.track
    if entry.organizations:
        fields["organizations"] = list(dict.fromkeys(entry.organizations))
    spare = _put_links(entry, fields)
    fields |= entry.imprint
    if issue.award:
        fields["award"] = issue.award
    if entry.highlight:
        fields["highlight"] = True
    notes = [*map(escape_markdown, notes_of(entry)), *spare]
    if notes:
        fields["note"] = "; ".join(notes)[:_LONGEST_NOTE]
    return fields


_TRACKS = {"oral", "spotlight", "poster", "workshop", "demo", "short", "tutorial", "thesis", "invited", "journal", "industrial"}  # fmt: skip


def whole_issue(issue: Issue, section: Section) -> Issue:
    """Venue and time of an entry, and what the headings above it add."""
    for here in reversed(section.chain):
        above = here.issue
        if not above:
            continue
        year = issue.year or above.year
        is_same = not issue.venue or not above.venue or issue.venue == above.venue
        issue = Issue(
            issue.venue
            or (
                above.venue if not issue.year or not above.year or issue.year == above.year else ""
            ),
            issue.type or above.type,
            year,
            issue.month or (above.month if year == above.year else 0),
            issue.track or (above.track if is_same else ""),
            issue.award,
        )
    return issue


def title_of(text: str) -> str:
    """A title as records write it: what is no markup must not look like some."""
    return (
        re.sub(r"([*`\\])", r"\\\1", text)
        if re.search(r"[*`\\]", text) and "$" not in text
        else text
    )


def escape_markdown(text: str) -> str:
    """Plain text as a note holds it."""
    return re.sub(r"([\\`*_\[\]<>])", r"\\\1", text)


def _put_links(entry: Entry, fields: dict[str, object]) -> list[str]:
    """Identifiers and links in their fields; what has no field left, as Markdown for the note."""
    links: dict[str, str] = {}
    spare: list[str] = []
    for link in entry.links:
        if link.kind in {"arxiv", "doi"}:
            if link.kind not in fields and link.identifier:
                fields[link.kind] = link.identifier
                continue
            if fields.get(link.kind) == link.identifier:
                continue
        kind = "paper" if link.kind in {"arxiv", "doi"} else link.kind
        if not kind and link is entry.links[0] and (entry.how == "link" or not is_name(link.word)):
            kind = "paper"  # a title leads to its paper, on whatever host
        kind = kind if kind in _KINDS else "paper" if link.is_paper else kind
        if not is_web(link.url):
            continue
        if kind in _KINDS and kind not in links:
            links[kind] = link.url
        elif link.url not in links.values():
            word = link.word.strip(" []()") or kind or "link"
            if word.startswith("http") or word == "stars":
                word = kind or "link"
            spare.append(
                f"[{escape_markdown(word[:80])}]({link.url.replace('(', '%28').replace(')', '%29')})"
            )
    if links:
        fields["links"] = {kind: links[kind] for kind in _KINDS if kind in links}
    return spare
