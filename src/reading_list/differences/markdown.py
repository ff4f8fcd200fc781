"""`diff --format markdown`: what a branch does, as a comment below a pull request.

GitHub takes 65,536 characters. All text is a stranger's: it is shown and does nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list import inert
from reading_list.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reading_list.differences import Added, Changed, Differences, Entry, Named

LIMIT = 65_000
_LONGEST = 300


def render(found: Differences) -> str:
    """The comment; one that says so where nothing differs."""
    lines = list(_lines(found)) or ["No record and no term changes."]
    return inert.cut(lines, LIMIT, "and {} more lines: see `reading-list diff`")


def _lines(found: Differences) -> Iterator[str]:
    parts = (
        ("added", len(found.added)), ("removed", len(found.removed)),
        ("changed", len(found.changed)), ("terms and names changed", len(found.named)),
    )  # fmt: skip
    counted = ", ".join(f"{number:,} {word}" for word, number in parts if number)
    if counted:
        yield from (f"**{counted}**", "")
    yield from _warnings(found)
    for added in found.added:
        yield from _added(added)
    for removed in found.removed:
        now = f", now {inert.code(removed.successor)}" if removed.successor else ""
        yield f"- Removed {inert.code(removed.key)}{now}: {_prose(removed.title)}"
    for changed in found.changed:
        yield from _changed(changed)
    yield from map(_named, found.named)


def _warnings(found: Differences) -> Iterator[str]:
    for record in found.unreadable:
        place = inert.code(f"{record.path}:{record.line}")
        yield f"- ⚠️ Cannot be read: {place}: {_prose(record.message)}"
    for lost in found.lost:
        about = f"{lost.kind} {inert.code(lost.id)}"
        yield f"- ⚠️ Address lost, no alias leads on: {about} {_prose(lost.title)}"
    if found.is_harmful:
        yield ""


def _added(added: Added) -> Iterator[str]:
    yield f"- Added {inert.code(added.key)} in {inert.code(added.path)}"
    yield from _entry(added.entry)
    if added.same:
        yield f"  - ⚠️ Maybe a duplicate of {inert.code(added.same)} ({_prose(added.reason)})"


def _entry(entry: Entry) -> Iterator[str]:
    title = _prose(entry.title)
    said = [f"**{title}**" if title else "", _prose(entry.authors), _prose(entry.place)]
    # An empty item would be read as a line below a heading.
    yield f"  - {'. '.join(it for it in said if it) or 'untitled'}"
    if entry.terms:
        yield f"  - Topics: {_prose('; '.join(entry.terms))}"
    if entry.note:
        yield f"  - Note: {_prose(entry.note)}"
    yield from (f"  - {inert.code(shorten(link, _LONGEST))}" for link in entry.links)


def _changed(changed: Changed) -> Iterator[str]:
    yield f"- Changed {inert.code(changed.key)}: {_prose(changed.title)}"
    yield from ("", "  | Field | Before | After |", "  |---|---|---|")
    for field in changed.fields:
        cells = (inert.code(field.name, in_table=True), _prose(field.before), _prose(field.after))
        yield f"  | {' | '.join(cells)} |"
    yield ""
    if changed.leaves or changed.joins:
        from_, to = (_prose("; ".join(it)) or "no term" for it in (changed.leaves, changed.joins))
        yield f"  - Moved from {from_} to {to}"
    yield "  - As it will appear:"
    yield from (f"  {line}" for line in _entry(changed.entry))


def _named(named: Named) -> str:
    about = f"- {named.kind.capitalize()} {inert.code(named.id)} {named.what}"
    if named.what == "added":
        return f"{about}: {_prose(named.after)}"
    if named.what == "removed":
        now = f", now {inert.code(named.after)}" if named.after else ""
        return f"{about}: {_prose(named.before)}{now}"
    return f"{about}: {_prose(named.before) or 'top'} → {_prose(named.after) or 'top'}"


def _prose(text: str) -> str:
    return inert.prose(shorten(text, _LONGEST)) if text else ""
