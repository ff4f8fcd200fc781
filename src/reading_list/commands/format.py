"""`reading-list format`: records in one layout, with their comments."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from reading_list.commands._paths import below_list, is_among
from reading_list.diagnostics import Diagnostic
from reading_list.reports import Report, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reading_list.context import Context
    from reading_list.store.files import Project
    from reading_list.talk import Talk


class _Result(NamedTuple):
    """A record that is not in the layout yet, before and after; or why it cannot be read."""

    path: str
    before: bytes
    after: bytes
    findings: tuple[Diagnostic, ...] = ()


def run(
    project: Project,
    talk: Talk,
    paths: Sequence[str] = (),
    check: bool = False,
    jobs: int | None = None,
) -> Report:
    """Bring the records into the layout; with `check` only say which are not in it.

    The text of the report is their paths, one a line. Records that are no YAML are reported and
    left as they are.
    """
    from reading_list.diagnostics import in_order
    from reading_list.store import rewriting
    from reading_list.store.scans import scan
    from reading_list.store.workers import default_jobs, map_chunks
    from reading_list.text import printable

    wanted = below_list(project, paths)
    found = scan(project)
    names = [path for path in sorted(found.records) if is_among(path, wanted)]
    findings = [it for it in found.findings if is_among(it.path, wanted)]
    changed: list[str] = []
    talk.begin("lay out", len(names))
    for size, results in map_chunks(_formatter, project, names, jobs or default_jobs()):
        for result in results:
            findings += result.findings
            if result.findings:
                continue
            changed.append(result.path)
            if not check:
                rewriting.rewrite(project, result.path, result.before, result.after)
        talk.step(size)
    talk.end()
    what = "not in the layout" if check else "brought into the layout"
    said = f"{plural(len(names), 'record')}, {len(changed):,} {what}"
    if check and changed:
        said += ": reading-list format"
    text = "".join(f"{printable(path)}\n" for path in changed)
    failed = bool(findings) or (check and bool(changed))
    return Report(in_order(findings), text, said, exit_code=1 if failed else 0)


def _formatter(project: Project) -> Callable[[Sequence[str]], list[_Result]]:
    """What a process does with paths: a result for each record that has to change."""
    from reading_list.records.canonical import canonical
    from reading_list.records.reader import read
    from reading_list.store import files

    def work(paths: Sequence[str]) -> list[_Result]:
        results: list[_Result] = []
        for path in paths:
            raw = files.read_record(project, path)
            if isinstance(raw, Diagnostic):
                results.append(_Result(path, b"", b"", (raw,)))
                continue
            document = read(path, raw)
            if document.data is None:
                results.append(_Result(path, raw, raw, document.diagnostics))
                continue
            text = canonical(document)
            if text != document.text or raw.startswith(_BOM):
                results.append(_Result(path, raw, text.encode()))
        return results

    return work


_BOM = b"\xef\xbb\xbf"


@click.command(epilog="Example: reading-list format papers/2018")
@click.argument("paths", nargs=-1)
@click.option(
    "--check", is_flag=True, default=False, help="Change nothing; say which records would change."
)
@click.option("--jobs", type=click.IntRange(1, 256), default=None, help="Processes to use.")
@click.pass_obj
def command(context: Context, paths: tuple[str, ...], check: bool, jobs: int | None) -> Report:
    """Bring records into one layout.

    Fields stand in the order of the documentation, short lists on one line, quotes where YAML
    would misread a text. No value changes; comments stay at what they speak of, and fields that
    nobody knows stay as they are. The changed records are listed.
    """
    return run(context.project(), context.talk, paths, check, jobs)
