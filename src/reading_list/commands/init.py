"""`reading-list init`: a new list, with an example in it or from an awesome list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import click

from reading_list.reports import Report, plural

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from reading_list.awesome.reader import Reading
    from reading_list.context import Context
    from reading_list.starting import Started
    from reading_list.store.files import Project
    from reading_list.talk import Talk


class Wishes(NamedTuple):
    """What the list is called, and what its workflows install to have this program."""

    title: str | None = None
    program: str | None = None


def begin(folder: Path, wishes: Wishes, talk: Talk) -> Report:
    """Make a list in `folder` with one example, and build it."""
    from reading_list import founding

    title = _title(wishes.title if wishes.title is not None else founding.title_of(folder.name))
    texts = founding.files_of(title, _program(wishes))
    project = write(texts, folder)
    return Report(said="\n".join([*_built(project, talk), _next(folder)]))


def run(
    folder: Path,
    text: str,
    path: str,
    partial: bool = False,
    verbose: bool = False,
    wishes: Wishes | None = None,
    talk: Talk | None = None,
) -> Report:
    """Make a list in `folder` of the list `text`; all of it, or nothing where there are errors."""
    from reading_list import founding, starting
    from reading_list.talk import Talk

    wishes = wishes or Wishes()
    program = _program(wishes)
    title = _title(wishes.title) if wishes.title is not None else founding.title_of(folder.name)
    started = starting.files_of(text, path, title)
    said = summary_of(started)
    if not started.files or (started.has_errors and not partial):
        said += "\nnothing was written"
        if started.files:
            said += " (--partial takes the rest)"
        return Report(started.findings, report_of(started.reading, verbose), said, 1)
    project = write(founding.with_surroundings(started.files, program), folder)
    said = "\n".join([said, *_built(project, talk or Talk()), _next(folder)])
    code = 1 if started.has_errors else 0
    return Report(started.findings, report_of(started.reading, verbose), said, code)


def write(texts: Mapping[str, str], folder: Path) -> Project:
    """Write the list and its schemas."""
    from reading_list import schemas
    from reading_list.store import newlist

    project = newlist.write_list(folder, texts)
    made, findings = schemas.schemas(project)
    if not findings:
        schemas.write_schemas(project, made)
    return project


def _built(project: Project, talk: Talk) -> list[str]:
    """Build the list, so that its first commit has all that it should; what there is to say."""
    from reading_list import pipeline

    outcome = pipeline.build(project, None, None, talk)
    talk.end()
    errors = sum(found.is_error for found in outcome.findings)
    if errors:
        return [f"{plural(errors, 'error')} left to mend: see reading-list check"]
    return [f"{plural(outcome.records, 'record')}, {plural(outcome.written, 'page')} in site/"]


def _next(folder: Path) -> str:
    return (
        f"{folder}: a list with its workflows, issue forms and hooks. Now go there, then:\n"
        "  git init -b main && git add . && git commit -m 'Begin the list'"
    )


def _title(title: str) -> str:
    from reading_list.diagnostics import ProjectError
    from reading_list.records import scalars

    plain = " ".join(title.split())
    if not 0 < len(plain) <= _LONGEST or not scalars.is_writable(plain):
        hint = f"write one line of at most {_LONGEST} characters"
        raise ProjectError("a list needs a title that can be printed", hint, 2)
    return plain


def _program(wishes: Wishes) -> str:
    """What pip installs; it comes to stand in YAML and in a file of requirements."""
    from reading_list import founding
    from reading_list.diagnostics import ProjectError

    program = wishes.program if wishes.program is not None else founding.own_program()
    # A line that begins with `-` is an option of pip.
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 ._\[\],=<>!~@:/+%#?&;-]{0,299}", program):
        hint = "write what pip can install, such as reading-list==1.2.3"
        raise ProjectError("this is no requirement on one line", hint, 2)
    return program


_LONGEST = 200


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


@click.command(epilog="Example: reading-list init sparse-networks --title 'Sparse Networks'")
@click.argument("folder", metavar="DIR", required=False)
@click.option(
    "--from",
    "source",
    metavar="FILE",
    default=None,
    help="Take the papers of an awesome list: a Markdown file, or a folder with a README.md.",
)
@click.option("--title", metavar="TEXT", default=None, help="What the list is called.")
@click.option(
    "--program",
    metavar="REQUIREMENT",
    default=None,
    help="What pip installs in the workflows, if not this version from the package index.",
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
    *,
    folder: str | None,
    source: str | None,
    title: str | None,
    program: str | None,
    partial: bool,
    explain: int | None,
    verbose: bool,
) -> Report:
    """Begin a list in the new folder DIR, ready to be committed.

    It gets a taxonomy, an example, README, workflows for GitHub, issue forms and hooks, passes its
    own checks and is built. With --from the papers come from an awesome list: headings become
    topics, entries become records, other links become resources, and every line that became none
    of these is reported with the reason; with an error nothing is written, unless with --partial.
    """
    from reading_list.store import newlist

    wishes = Wishes(title, program)
    if source is None:
        if partial or verbose or explain is not None:
            raise click.UsageError("--partial, --explain and --verbose belong to --from.")
        return begin(newlist.check_place(_named(folder)), wishes, context.talk)
    from reading_list.importing import Source, decoded
    from reading_list.store.sources import read_source

    path = newlist.source_file(source)
    text, finding = decoded(Source(path, read_source(path)))
    if text is None:
        return Report([finding] if finding else [], exit_code=1)
    if explain is not None:
        from reading_list.awesome.explain import explain_line

        return Report(text=explain_line(text, path, explain))
    place = newlist.check_place(_named(folder))
    report = run(place, text, path, partial, verbose, wishes, context.talk)
    return report._replace(findings=[*([finding] if finding else []), *report.findings])


def _named(folder: str | None) -> str:
    if folder is None:
        raise click.UsageError("Name the folder of the new list.")
    return folder
