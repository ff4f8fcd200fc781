"""`reading-list check`: every problem of the list in one run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import click

from reading_list import leaves
from reading_list.commands._paths import below_list, is_among
from reading_list.diagnostics import Diagnostic
from reading_list.repairs import TAXONOMY
from reading_list.reports import Report, Setting, plural, summary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.context import Context
    from reading_list.store.files import Project
    from reading_list.talk import Talk

_HUMAN = "human"


class Choice(NamedTuple):
    """Which findings are wanted, in what form, and whether they are to be mended.

    `changed` names the commit from which a branch began; `baseline` and `write_baseline` are
    files of old findings.
    """

    format: str = _HUMAN
    changed: str | None = None
    fix: bool = False
    baseline: str | None = None
    write_baseline: str | None = None


def run(
    project: Project,
    talk: Talk,
    paths: Sequence[str] = (),
    jobs: int | None = None,
    choice: Choice | None = None,
) -> Report:
    """The findings of the whole list, or of those files that `paths` names (or that are below)."""
    from reading_list import pipeline
    from reading_list.store import git

    choice = choice or Choice()
    wanted = below_list(project, paths)
    base = git.base_of(project, choice.changed) if choice.changed is not None else None
    touched = git.changed(base) if base else frozenset[str]()
    checked = pipeline.check(project, jobs, talk)
    said: list[str] = []
    # Names in records are judged by the taxonomy, so that is mended before them.
    for is_taxonomy in (True, False) if choice.fix else ():
        at = [it for it in checked.findings if is_among(it.path, wanted) and it.repair]
        at = [it for it in at if (it.path == TAXONOMY) is is_taxonomy]
        paths = sorted({it.path for it in at if not base or it.path in touched})
        mended = _mend(project, paths, checked.taxonomy_or_none())
        said += mended
        if mended:
            checked = pipeline.check(project, jobs, talk)
    talk.end()
    findings = [it for it in checked.findings if is_among(it.path, wanted)]
    records = [path for path in checked.records if is_among(path, wanted)]
    if base:
        findings = [it for it in findings if _is_touched(it, touched, set(checked.records))]
        records = [path for path in records if path in touched]
    if choice.write_baseline:
        return _written(choice.write_baseline, findings)
    if choice.baseline:
        findings, old = _new(choice.baseline, findings)
        said += [f"{plural(old, 'finding')} of the baseline not shown"] if old else []
    said.append(
        summary(findings, len(records))
        if findings
        else f"{plural(len(records), 'record')}, nothing to report"
    )
    code = 1 if any(found.is_error for found in findings) else 0
    report = Report(findings or (), said="\n".join(said), exit_code=code)
    if choice.format == _HUMAN:
        return report
    return _in_form(report, project, choice.format, touched, len(records))


def _in_form(
    report: Report, project: Project, form: str, touched: frozenset[str], records: int
) -> Report:
    """The report with its findings as text in one of the forms for CI."""
    from reading_list.rules import manual
    from reading_list.store import git, step

    setting = Setting(records, touched, git.prefix_of(project), manual())
    output = leaves.load("reports", form).render(report.findings, setting)
    step.add_summary(output.summary)
    return report._replace(findings=(), text=output.text)


def _is_touched(found: Diagnostic, touched: frozenset[str], records: set[str]) -> bool:
    """Whether a change may have brought a finding about: in its file, or by what it rests on."""
    if found.path in touched:
        return True
    family = found.rule.partition("/")[0]
    if "taxonomy.yaml" in touched and found.rule.startswith("records/unknown-"):
        return True
    removed = any(path not in records and path != "taxonomy.yaml" for path in touched)
    if found.rule in {"terms/dangling", "terms/resource-paper"}:
        return bool(touched)
    return removed and family == "terms"


def _mend(project: Project, paths: Sequence[str], taxonomy: Taxonomy | None) -> list[str]:
    """Make the certain repairs in some files; what was mended, a line each."""
    from reading_list.repairs import repaired
    from reading_list.store import files, rewriting
    from reading_list.text import printable

    said: list[str] = []
    for path in paths:
        if path == TAXONOMY:
            raw = files.read_taxonomy(project)
        elif path.endswith(".yaml") and path.startswith(f"{files.PAPERS}/"):
            raw = files.read_record(project, path)
        else:
            continue
        if not isinstance(raw, bytes):
            continue
        mended = repaired(path, raw, taxonomy)
        if not mended.settled:
            continue
        mark = _MARK if raw.startswith(_MARK) else b""
        rewriting.rewrite(project, path, raw, mark + mended.text.encode())
        said.extend(
            f"mended {printable(path)}:{found.span.line}: {found.rule}: {printable(found.message)}"
            for found in mended.settled
        )
    return said


_MARK = b"\xef\xbb\xbf"


def _written(path: str, findings: Sequence[Diagnostic]) -> Report:
    from pathlib import Path

    from reading_list.store.baseline import write_baseline

    write_baseline(Path(path), findings)
    return Report(said=f"{plural(len(findings), 'finding')} in the baseline {path}")


def _new(path: str, findings: Sequence[Diagnostic]) -> tuple[list[Diagnostic], int]:
    """The findings that are not in the baseline, and the number of those that are."""
    from pathlib import Path

    from reading_list.store.baseline import read_baseline, without

    new = without(findings, read_baseline(Path(path)))
    return new, len(findings) - len(new)


@click.command(epilog="Example: reading-list check papers/2018/he2018amc.yaml")
@click.argument("paths", nargs=-1)
@click.option(
    "--format",
    type=click.Choice([_HUMAN, *leaves.names("reports")]),
    default=_HUMAN,
    help="How findings are written; github also fills the step's summary.",
)
@click.option(
    "--changed", metavar="BASE", default=None, help="Show what the work since BASE touches."
)
@click.option("--fix", is_flag=True, default=False, help="Make the repairs that are certain.")
@click.option("--baseline", metavar="FILE", default=None, help="Do not show the findings in FILE.")
@click.option(
    "--write-baseline", metavar="FILE", default=None, help="Put the findings into FILE instead."
)
@click.option("--jobs", type=click.IntRange(1, 256), default=None, help="Processes to use.")
@click.pass_obj
def command(context: Context, /, paths: tuple[str, ...], jobs: int | None, **choice: Any) -> Report:
    """Check every record and the list as a whole.

    All problems are reported at once, each with its place, its cause and what to type instead.
    With PATHS only those of these files are shown; the whole list is checked all the same.
    """
    return run(context.project(), context.talk, paths, jobs, Choice(**choice))
