"""`reading-list import`: papers of bibliographies and lists become records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reading_list.reports import Report, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reading_list.context import Context
    from reading_list.importing import Imported, Source, Wishes
    from reading_list.store.files import Project
    from reading_list.talk import Talk

STANDARD_INPUT = "-"


def run(project: Project, talk: Talk, sources: Sequence[Source], wishes: Wishes) -> Report:
    """Take the papers of some files into the list: all of them, or none where there are errors."""
    from reading_list import importing

    done = importing.import_sources(project, sources, wishes, talk)
    talk.end()
    is_wrong = any(found.is_error for found in done.findings)
    return Report(done.findings, said=_said(done, wishes), exit_code=1 if is_wrong else 0)


def _explained(sources: Sequence[Source], line: int) -> Report:
    """Why a line of a Markdown list is read as it is."""
    from reading_list.awesome.explain import explain_line
    from reading_list.importing import decoded

    if len(sources) != 1:
        raise click.UsageError("--explain looks at one file alone.")
    text, finding = decoded(sources[0])
    findings = [finding] if finding else []
    if text is None:
        return Report(findings, exit_code=1)
    return Report(findings, text=explain_line(text, sources[0].path, line))


def _said(done: Imported, wishes: Wishes) -> str:
    counted = f"{plural(done.read, 'entry')[:-1]}y" if done.read == 1 else f"{done.read:,} entries"
    gained = f"{plural(len(done.changed), 'record')} gained something"
    what = f"{plural(len(done.new), 'new record')}, {done.merged:,} known already ({gained})"
    lines = [f"{counted} read: {what}"]
    errors = sum(found.is_error for found in done.findings)
    if errors and wishes.partial:
        lines.append(f"{plural(errors, 'error')}: see above for what was not taken")
    elif errors:
        lines.append(f"{plural(errors, 'error')}: nothing was written (--partial takes the rest)")
    elif not done.written:
        lines.append("nothing was written, as --dry-run says")
    return "\n".join(lines)


@click.command(epilog="Example: reading-list import --topic pruning references.bib")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--format", "format", metavar="NAME", default=None, help="The format of the files.")
@click.option("--topic", "topics", metavar="ID", multiple=True, help="A topic for all papers.")
@click.option(
    "--partial", is_flag=True, default=False, help="Take what is good where something is wrong."
)
@click.option("--dry-run", is_flag=True, default=False, help="Say what would be done.")
@click.option(
    "--explain",
    metavar="LINE",
    type=click.IntRange(1),
    default=None,
    help="Write nothing; say why this line of a list is read as it is.",
)
@click.pass_obj
def command(
    context: Context,
    files: tuple[str, ...],
    format: str | None,
    topics: tuple[str, ...],
    partial: bool,
    dry_run: bool,
    explain: int | None,
) -> Report:
    """Take papers from bibliographies and lists; - is standard input.

    A paper that the list has already gains topics and fields that it lacks; what the two disagree
    on is reported and left as it is. With an error nothing is written, unless with --partial.
    """
    from reading_list.formats import readers
    from reading_list.importing import Source, Wishes
    from reading_list.store.sources import LARGEST, read_source

    name = format.replace("-", "_") if format else None
    if name is not None and name not in readers():
        known = ", ".join(sorted(it.replace("_", "-") for it in readers()))
        raise click.BadParameter(f"'{format}' is none of {known}.", param_hint="--format")
    sources = []
    for path in files:
        if path == STANDARD_INPUT:
            raw = click.open_file("-", "rb").read(LARGEST)
            sources.append(Source("<stdin>", raw, name))
        else:
            sources.append(Source(path, read_source(path), name))
    if explain is not None:
        return _explained(sources, explain)
    wishes = Wishes(topics, partial, dry_run)
    return run(context.project(), context.talk, sources, wishes)
