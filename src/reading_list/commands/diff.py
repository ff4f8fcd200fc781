"""`reading-list diff`: what a branch does to the list, in words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from reading_list import leaves
from reading_list.reports import Report, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.context import Context
    from reading_list.differences import Differences, State
    from reading_list.store.files import Project
    from reading_list.store.git import Base
    from reading_list.talk import Talk


def run(
    project: Project,
    talk: Talk,
    base: str | None = None,
    form: str = "human",
    jobs: int | None = None,
) -> Report:
    """What the files in the list's folder say otherwise than at the commit where work began.

    Ends with 1 where an address is lost or a record cannot be read, else with 0.
    """
    from reading_list.store import git

    start = git.base_of(project, base if base is not None else git.main_branch(project))
    found = _differences(project, start, jobs, talk)
    talk.end()
    text = leaves.load("differences", form).render(found)
    counts = (("added", found.added), ("removed", found.removed), ("changed", found.changed))
    said = ", ".join(f"{plural(len(which), 'record')} {word}" for word, which in counts)
    return Report(text=text, said=said, exit_code=1 if found.is_harmful else 0)


def _differences(project: Project, base: Base, jobs: int | None, talk: Talk) -> Differences:
    from reading_list import pipeline
    from reading_list.differences import differences
    from reading_list.store import git

    paths = git.changed(base)
    read, papers = pipeline.papers(project, jobs, talk)
    new = _now(project, paths, read.taxonomy_or_none())
    old = _then(project, base, paths, new.taxonomy)
    keys = (path.rpartition("/")[2].removesuffix(".yaml") for path in read.records)
    owners = {key: key for key in keys}
    for key, text in papers:
        if '"aliases"' in text:
            owners.update((alias, key) for alias in json.loads(text).get("aliases", ()))
    for record in new.records.values():  # those with errors are not among the papers
        if record.paper is not None:
            owners.update((alias, record.key) for alias in record.paper.aliases)
    fresh = {it.key for path, it in new.records.items() if path not in old.records}
    return differences(old, new, lambda key: owners.get(key, ""), _finder(papers, fresh))


def _finder(
    papers: list[tuple[str, str]], fresh: set[str]
) -> Callable[[str, Mapping[str, object]], tuple[str, str]]:
    """Finds what a new record may be a duplicate of: among the old ones, then the new ones."""
    from reading_list.intake.duplicates import Known

    known = Known()
    if fresh:
        for key, text in papers:
            if key not in fresh:
                known.add(key, json.loads(text))

    def find(key: str, fields: Mapping[str, object]) -> tuple[str, str]:
        same = known.same(fields)
        known.add(key, fields)
        return (
            (same.key, f"same {same.reason}" if same.reason != "near" else "near title")
            if (same is not None and same.key != key)
            else ("", "")
        )

    return find


def _now(project: Project, paths: frozenset[str], taxonomy: Taxonomy | None) -> State:
    """The changed records as they are in the folder."""
    from reading_list.diagnostics import Diagnostic
    from reading_list.differences import State, Unreadable
    from reading_list.records.parse import parse
    from reading_list.store import files
    from reading_list.store.scans import scan

    there = set(scan(project).records)
    records, hindered = {}, []
    for path in sorted(paths & there):
        raw = files.read_record(project, path)
        if isinstance(raw, Diagnostic):
            hindered.append(Unreadable(path, 1, raw.message))
        else:
            records[path] = parse(path, raw)
    return State(records, taxonomy, tuple(hindered))


def _then(project: Project, base: Base, paths: frozenset[str], taxonomy: Taxonomy | None) -> State:
    """The changed records and the taxonomy as they were."""
    from reading_list.catalog.taxonomy import taxonomy_of
    from reading_list.catalog.taxonomy_checks import read_taxonomy
    from reading_list.differences import State
    from reading_list.records.limits import RECORD_LIMITS, TAXONOMY_LIMITS
    from reading_list.records.parse import parse
    from reading_list.store import files, git

    kept = git.blobs(base)
    wanted = [kept[path] for path in sorted(paths) if path in kept and kept[path].is_file]
    records = [blob for blob in wanted if blob.path != files.TAXONOMY]
    held = git.read_blobs(project, records, RECORD_LIMITS.size)
    state = State({path: parse(path, raw) for path, raw in held}, taxonomy)
    if files.TAXONOMY not in paths:
        return state
    blobs = [blob for blob in wanted if blob.path == files.TAXONOMY]
    for path, raw in git.read_blobs(project, blobs, TAXONOMY_LIMITS.size):
        outline, _, _ = read_taxonomy(path, raw)
        return state._replace(taxonomy=taxonomy_of(outline) if outline else None)
    return state._replace(taxonomy=None)


@click.command(epilog="Example: reading-list diff main --format markdown > comment.md")
@click.argument("base", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(leaves.names("differences")),
    default="human",
    help="How it is said; markdown is for a comment below a pull request.",
)
@click.option("--jobs", type=click.IntRange(1, 256), default=None, help="Processes to use.")
@click.pass_obj
def command(context: Context, base: str | None, form: str, jobs: int | None) -> Report:
    """Say what the work since BASE does to the list.

    Records added, removed and changed field by field, terms that were retitled or moved, published
    addresses that would lead nowhere, likely duplicates of what is new. BASE is a branch, a tag or
    a commit; without it the main branch. Exit code 1: an address is lost or a record cannot be
    read.
    """
    return run(context.project(), context.talk, base, form, jobs)
