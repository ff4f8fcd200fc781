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

    checked = pipeline.check(project, jobs, talk)
    talk.end()
    findings = checked.findings
    if paths:
        wanted = [_relative(project, path) for path in paths]
        findings = [f for f in findings if any(_is_below(f.path, path) for path in wanted)]
    if not findings:
        return Report(said=f"{plural(checked.records, 'record')}, nothing to report")
    code = 1 if any(found.is_error for found in findings) else 0
    return Report(findings, said=summary(findings, checked.records), exit_code=code)


def _relative(project: Project, path: str) -> str:
    from pathlib import Path

    from reading_list.diagnostics import ProjectError

    given = Path(path).absolute()
    for root in (project.root, Path(project.root).absolute()):
        if given.is_relative_to(root):
            return given.relative_to(root).as_posix()
    if (project.root / path).exists():
        return Path(path).as_posix()
    raise ProjectError(f"{path} is not in the list {project.root}", "name a record", 2)


def _is_below(path: str, wanted: str) -> bool:
    return wanted in {".", path} or path.startswith(f"{wanted}/")


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
