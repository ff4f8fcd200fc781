"""Why a line of a list was read as it was, for people who wonder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.awesome.reader import read
from reading_list.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reading_list.awesome.reader import Reading


def explain_line(text: str, path: str, number: int) -> str:
    """What became of a line, by which signs, and what its entry says."""
    reading = read(text, path)
    if reading.problems:
        found = reading.problems[0]
        return f"{printable(f'{path}:{found.span.line}: {found.message}')}; nothing was read\n"
    return "".join(f"{printable(line)}\n" for line in _lines(reading, text, number))


def _lines(reading: Reading, text: str, number: int) -> Iterator[str]:
    source = text.split("\n")
    shown = source[number - 1].strip() if number <= len(source) else ""
    yield f"{reading.path}:{number}: {shown[:300]}"
    line = reading.ledger.get(number)
    if line is None:
        yield "  the line is empty, or there is no such line"
        return
    yield f"  became: {_FATES[line.fate]}, because: {line.why}"
    candidate = next((c for c in reading.candidates if number in c.lines), None)
    if candidate is None:
        return
    entry = candidate.entry
    first, last = candidate.lines[0], candidate.lines[-1]
    yield (
        f"  entry: {candidate.shape}, lines {first} to {last}"
        if last > first
        else f"  entry: {candidate.shape}"
    )
    yield f"  section: {' > '.join(candidate.section.path) or '(the file itself)'} [{candidate.section.kind}]"
    yield f"  title: {entry.title or '(none)'}"
    for why in entry.why:
        yield f"    {why}"
    if entry.authors:
        yield f"  people: {', '.join(entry.authors)}"
    if entry.organizations:
        yield f"  organizations: {', '.join(entry.organizations)}"
    issue = entry.issue
    said = [f"{name} {value}" for name, value in zip(issue._fields, issue, strict=True) if value]
    if said:
        yield f"  stated: {', '.join(said)}"
    for link in entry.links:
        yield f"  link: {link.kind or 'unknown'} {link.identifier or link.url} (on '{link.word}')"
    for note in entry.notes:
        yield f"  remark: {note}"


_FATES = {
    "record": "part of a record",
    "topic": "a topic or text about one",
    "resource": "a resource",
    "left": "nothing",
}
