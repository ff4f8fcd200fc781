"""The line from a list's files to its site: ingest, then build what is out of date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.builder import Builder, Kit, Outcome, folder_name
from reading_list.ingest import Ingested, ingest
from reading_list.store import database, files, output, readme
from reading_list.store.output import Output, check_output
from reading_list.store.workers import default_jobs

if TYPE_CHECKING:
    from pathlib import Path

    from reading_list.store.cache import Cache
    from reading_list.store.files import Project
    from reading_list.talk import Talk

SITE_FOLDER = "site"


def check(project: Project, jobs: int | None, talk: Talk) -> Ingested:
    """Every problem of every record and of the list as a whole."""
    with database.at_hand(project.cache) as cache:
        read = database.retried(
            cache, lambda usable: ingest(project, usable, jobs or default_jobs(), talk)
        )
    read.findings[:0] = readme.findings(project)
    return read


def papers(
    project: Project, jobs: int | None, talk: Talk
) -> tuple[Ingested, list[tuple[str, str]]]:
    """What is known of the list, and key and JSON of every whole paper, by key."""
    with database.at_hand(project.cache) as cache:
        return database.retried(
            cache,
            lambda usable: (
                ingest(project, usable, jobs or default_jobs(), talk),
                usable.papers(),
            ),
        )


def build(project: Project, folder: Path | None, jobs: int | None, talk: Talk) -> Outcome:
    """Bring the site and README's block up to date with the list."""
    jobs = jobs or default_jobs()
    target = check_output(folder or project.root / SITE_FOLDER, project.root)

    def line(cache: Cache) -> Outcome:
        kit = Kit(project)
        read = ingest(project, cache, jobs, talk, kit.prepare)
        if read.has_errors:
            return Outcome(read.findings, read.size, output=str(target))
        return Builder(project, cache, read, Output(target), kit, jobs, talk).run()

    with database.locked(project.cache), database.opened(project.cache) as cache:
        return database.retried(cache, line)


def verify(project: Project, folder: Path | None, jobs: int | None, talk: Talk) -> list[str]:
    """What is not as a build from scratch makes it, as lines; for a list without errors.

    Pages and README's block are compared and left as they are. Files that no build made are not
    looked at.
    """
    target = check_output(folder or project.root / SITE_FOLDER, project.root)
    jobs = jobs or default_jobs()
    with (
        database.locked(project.cache),
        database.opened(project.cache) as known,
        database.passing() as cache,
        output.passing() as fresh,
    ):
        kit = Kit(project)
        read = ingest(project, cache, jobs, talk, kit.prepare)
        scratch = Builder(project, cache, read, fresh, kit, jobs, talk)
        scratch.make_site(scratch.out_of_date())
        here = known.pages(folder_name(project, target))
        there = cache.pages(folder_name(project, fresh.root))
        lines = [f"{path}: not made by a build from scratch" for path in sorted(here - there)]
        site = Output(target)
        other = (path for path in sorted(there) if not _is_same(path, site, fresh))
        lines.extend(f"{path}: not as a build from scratch makes it" for path in other)
        if not readme.holds(project, scratch.readme_block):
            lines.append(f"{files.README}: its block is not as a build from scratch makes it")
    return lines


def _is_same(path: str, site: Output, fresh: Output) -> bool:
    """Whether a page stands in both as the same bytes, or in neither."""
    try:
        body = fresh.read(path)
    except FileNotFoundError:
        return not site.has(path)
    return site.holds(path, body)
