"""`reading-list build`: the site and README's block."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reading_list.reports import Report, plural

if TYPE_CHECKING:
    from pathlib import Path

    from reading_list.context import Context
    from reading_list.store.files import Project
    from reading_list.talk import Talk


def run(
    project: Project,
    talk: Talk,
    output: Path | None = None,
    jobs: int | None = None,
    verify: bool = False,
) -> Report:
    """Build the list. With errors in the data nothing is written and the last site stays.

    With `verify` the site is compared with one that is built from scratch, and its links and all
    that its pages load are followed.
    """
    from reading_list import pipeline
    from reading_list.commands._outcome import report_of
    from reading_list.store.usage import Stopwatch

    watch = Stopwatch()
    outcome = pipeline.build(project, output, jobs, talk)
    report = report_of(outcome, watch.read())
    if report.exit_code or not verify:
        talk.end()
        return report
    findings, count = pipeline.verify(project, output, jobs, talk)
    talk.end()
    told = f"{plural(len(findings), 'error')} in the {count:,} files of the site"
    if not findings:
        told = f"verified: {count:,} files as a build from scratch makes them, and no fault in them"
    return Report(findings, said=f"{report.said}\n{told}", exit_code=1 if findings else 0)


@click.command(epilog="Example: reading-list build --output public")
@click.option(
    "--output",
    metavar="DIR",
    default=None,
    help="Where the site goes, if not into site/ in the list's folder.",
)
@click.option(
    "--verify",
    is_flag=True,
    default=False,
    help="Compare the site with one built from scratch, and follow all that it links and loads.",
)
@click.option("--jobs", type=click.IntRange(1, 256), default=None, help="Processes to use.")
@click.pass_obj
def command(context: Context, output: str | None, verify: bool, jobs: int | None) -> Report:
    """Build the site and the list in README.md.

    Only what changed is rendered. Files in the output folder that the build did not make are left
    alone. With errors in the data nothing is written, and the site of the last good build stays.
    """
    from pathlib import Path

    target = Path(output).absolute() if output is not None else None
    return run(context.project(), context.talk, target, jobs, verify)
