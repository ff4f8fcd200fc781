"""`reading-list check`: every problem of the list in one run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reading_list.reports import Report, plural, summary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reading_list.context import Context
    from reading_list.store.files import Project
    from reading_list.talk import Talk


def run(project: Project, talk: Talk, paths: Sequence[str] = (), jobs: int | None = None) -> Report:
    """The findings of the whole list, or of those files that `paths` names (or that are below)."""
    from reading_list import pipeline
    from reading_list.store import files

    wanted = [files.path_in_list(project, path) for path in paths]
    checked = pipeline.check(project, jobs, talk)
    talk.end()
    findings, records = checked.findings, checked.records
    if wanted:
        findings = [found for found in findings if _is_wanted(found.path, wanted)]
        records = [path for path in records if _is_wanted(path, wanted)]
    if not findings:
        return Report(said=f"{plural(len(records), 'record')}, nothing to report")
    code = 1 if any(found.is_error for found in findings) else 0
    return Report(findings, said=summary(findings, len(records)), exit_code=code)


def _is_wanted(path: str, wanted: Sequence[str]) -> bool:
    return any(path == name or path.startswith(f"{name}/") or name == "." for name in wanted)


@click.command(epilog="Example: reading-list check papers/2018/he2018amc.yaml")
@click.argument("paths", nargs=-1)
@click.option("--jobs", type=click.IntRange(1, 256), default=None, help="Processes to use.")
@click.pass_obj
def command(context: Context, paths: tuple[str, ...], jobs: int | None) -> Report:
    """Check every record and the list as a whole.

    All problems are reported at once, each with its place, its cause and what to type instead.
    With PATHS only those of these files are shown; the whole list is checked all the same.
    """
    return run(context.project(), context.talk, paths, jobs)
