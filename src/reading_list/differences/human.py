"""`diff --format human`: what a branch does, in words, for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.text import printable, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reading_list.differences import Added, Changed, Differences, Entry, Named

_WIDTH = 100


def render(found: Differences) -> str:
    """The text; empty where nothing differs."""
    return "".join(f"{printable(line)}\n" for line in _lines(found))


def _lines(found: Differences) -> Iterator[str]:
    for record in found.unreadable:
        yield f"cannot be read: {record.path}:{record.line}: {record.message}"
    for lost in found.lost:
        yield f"address lost: {lost.kind} {lost.id} ({shorten(lost.title)}), no alias leads on"
    for added in found.added:
        yield from _added(added)
    for removed in found.removed:
        now = f", now {removed.successor}" if removed.successor else ""
        yield f"removed {removed.key}{now}: {shorten(removed.title, _WIDTH)}"
    for changed in found.changed:
        yield from _changed(changed)
    yield from map(_named, found.named)


def _added(added: Added) -> Iterator[str]:
    yield f"added {added.key} ({added.path})"
    yield from _entry(added.entry)
    if added.same:
        yield f"    maybe a duplicate of {added.same} ({added.reason})"


def _entry(entry: Entry) -> Iterator[str]:
    for text in (entry.title, entry.authors, entry.place, ", ".join(entry.terms), entry.note):
        if text:
            yield f"    {shorten(text, 4 * _WIDTH)}"
    yield from (f"    {link}" for link in entry.links)


def _changed(changed: Changed) -> Iterator[str]:
    yield f"changed {changed.key}: {shorten(changed.title, _WIDTH)}"
    for name, before, after in changed.fields:
        if not before:
            yield f"    {name}: + {shorten(after, _WIDTH)}"
        elif not after:
            yield f"    {name}: - {shorten(before, _WIDTH)}"
        else:
            yield f"    {name}: {shorten(before, _WIDTH)} -> {shorten(after, _WIDTH)}"
    if changed.leaves or changed.joins:
        from_, to = (", ".join(it) or "no term" for it in (changed.leaves, changed.joins))
        yield f"    moved from {from_} to {to}"


def _named(named: Named) -> str:
    about = f"{named.kind} {named.id} {named.what}"
    if named.what == "added":
        return f"{about}: {named.after}"
    if named.what == "removed":
        return f"{about}: {named.before}" + (f", now {named.after}" if named.after else "")
    return f"{about}: {named.before or 'top'} -> {named.after or 'top'}"
