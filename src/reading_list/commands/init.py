"""`reading-list init`: a new list, from an awesome list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reading_list.reports import Report, plural

if TYPE_CHECKING:
    from pathlib import Path

    from reading_list.awesome.reader import Reading
    from reading_list.context import Context
    from reading_list.starting import Started
    from reading_list.store.files import Project


def run(folder: Path, text: str, path: str, partial: bool = False, verbose: bool = False) -> Report:
    """Make a list in `folder` of the list `text`; all of it, or nothing where there are errors."""
    from reading_list import starting

    started = starting.files_of(text, path, folder.name)
    said = summary_of(started)
    if not started.files or (started.has_errors and not partial):
        said += "\nnothing was written"
        if started.files:
            said += " (--partial takes the rest)"
        return Report(started.findings, report_of(started.reading, verbose), said, 1)
    write(started, folder)
    said += f"\n{folder}: now go there and run reading-list build"
    code = 1 if started.has_errors else 0
    return Report(started.findings, report_of(started.reading, verbose), said, code)


def write(started: Started, folder: Path) -> Project:
    """Write the list and its schemas."""
    from reading_list import schemas
    from reading_list.store import newlist

    project = newlist.write_list(folder, started.files)
    texts, findings = schemas.schemas(project)
    if not findings:
        schemas.write_schemas(project, texts)
    return project


def summary_of(started: Started) -> str:
    """What was made of a list, in a sentence or two."""
    fates: dict[str, int] = {}
    for _, line in started.reading.ledger.all():
        fates[line.fate] = fates.get(line.fate, 0) + 1
    parts = [f"{fates.get(fate, 0):,} {words}" for fate, words in _FATES.items()]
    papers = (
        f"{plural(len(started.reading.drafts), 'paper')} read, {plural(started.records, 'record')}"
    )
    return f"{papers} ({started.merged:,} stood in several places)\nlines: {', '.join(parts)}"


_FATES = {
    "record": "became records",
    "topic": "topics and text about them",
    "resource": "links that are no papers",
    "left": "left out",
}


def report_of(reading: Reading, verbose: bool = False) -> str:
    """Each line that became no record, topic or resource, with its number and the reason.

    With `verbose` every line of the file.
    """
    rows = []
    for number, line in reading.ledger.all():
        if line.fate == "left":
            rows.append(f"{reading.path}:{number}: left out: {line.why}\n")
        elif verbose:
            owner = f" (entry of line {line.owner})" if line.owner and line.owner != number else ""
            rows.append(f"{reading.path}:{number}: {line.fate}: {line.why}{owner}\n")
    return "".join(rows)


@click.command(epilog="Example: reading-list init my-list --from awesome-things/README.md")
@click.argument("folder", metavar="DIR", required=False)
@click.option(
    "--from",
    "source",
    metavar="FILE",
    required=True,
    help="The list: a Markdown file, or a folder with a README.md.",
)
@click.option(
    "--partial", is_flag=True, default=False, help="Take what is good where something is wrong."
)
@click.option(
    "--explain",
    metavar="LINE",
    type=click.IntRange(1),
    default=None,
    help="Write nothing; say why this line is read as it is.",
)
@click.option(
    "--verbose", "-v", is_flag=True, default=False, help="Report on every line of the file."
)
@click.pass_obj
def command(
    context: Context,
    folder: str | None,
    source: str,
    partial: bool,
    explain: int | None,
    verbose: bool,
) -> Report:
    """Begin a list in the new folder DIR with the papers of an awesome list.

    Headings become topics, entries become records, other links become resources. Every line that
    became none of these is reported with the reason. With an error nothing is written, unless
    with --partial.
    """
    del context
    from reading_list.importing import Source, decoded
    from reading_list.store import newlist
    from reading_list.store.sources import read_source

    path = newlist.source_file(source)
    text, finding = decoded(Source(path, read_source(path)))
    if text is None:
        return Report([finding] if finding else [], exit_code=1)
    if explain is not None:
        from reading_list.awesome.explain import explain_line

        return Report(text=explain_line(text, path, explain))
    if folder is None:
        raise click.UsageError("Name the folder of the new list.")
    report = run(newlist.check_place(folder), text, path, partial, verbose)
    return report._replace(findings=[*([finding] if finding else []), *report.findings])
