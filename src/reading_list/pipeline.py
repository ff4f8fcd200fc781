"""The line from a list's files to its site: ingest, then build what is out of date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.builder import Builder, Kit, Outcome, folder_name
from reading_list.diagnostics import ERROR, START, Diagnostic, in_order
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


def verify(
    project: Project, folder: Path | None, jobs: int | None, talk: Talk
) -> tuple[list[Diagnostic], int]:
    """What is wrong with the site of a list without errors, and how many files were looked at.

    Pages and README's block are compared with what a build from scratch makes, the site's links
    are followed (`auditing`), and all is left as it is. Files that no build made are not looked at.
    """
    from reading_list.auditing import audit

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
        shown = folder_name(project, target)
        here = known.pages(shown)
        there = cache.pages(folder_name(project, fresh.root))
        site = Output(target)
        rest = "a build from scratch does not make this file"
        found = [_differing(f"{shown}/{path}", rest) for path in here - there]
        other = (path for path in there if not _is_same(path, site, fresh))
        found += [_differing(f"{shown}/{path}", _OTHER) for path in other]
        if not readme.holds(project, scratch.readme_block):
            found.append(_differing(files.README, f"in the list's block, {_OTHER}"))
        made = here | there
        address = read.taxonomy.settings.url
        found += audit(target, shown, made, cache.paper_keys(), address, jobs, talk)
    return in_order(found), sum(site.has(path) for path in made)


_OTHER = "this is not what a build from scratch makes"


def _differing(path: str, message: str) -> Diagnostic:
    hint = "delete the site's folder and build again"
    return Diagnostic(path, START, ERROR, "site/differs", message, hint)


def _is_same(path: str, site: Output, fresh: Output) -> bool:
    """Whether a page stands in both as the same bytes, or in neither."""
    try:
        body = fresh.read(path)
    except FileNotFoundError:
        return not site.has(path)
    return site.holds(path, body)
