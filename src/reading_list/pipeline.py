"""The line from a list's files to its site: ingest, plan, render, write. Nothing else."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from reading_list.catalog.delta import README
from reading_list.diagnostics import Diagnostic, ProjectError
from reading_list.ingest import Ingested, ingest
from reading_list.store import database, files, output, prints, readme
from reading_list.store.cache import EVERYTHING
from reading_list.store.output import Output, check_output
from reading_list.store.workers import default_jobs, map_chunks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from reading_list.catalog.delta import GroupKey
    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.rendering.plan import Page, Plan
    from reading_list.store.cache import Cache
    from reading_list.store.files import Project
    from reading_list.store.templates import Templates
    from reading_list.talk import Talk

SITE_FOLDER = "site"
SCHEMA_FOLDER = "schemas"


class Outcome(NamedTuple):
    """What a build did. With errors among the findings it wrote nothing."""

    findings: list[Diagnostic]
    records: int
    written: int = 0
    kept: int = 0
    removed: int = 0
    output: str = ""
    readme: str = ""


def check(project: Project, jobs: int | None, talk: Talk) -> Ingested:
    """Every problem of every record and of the list as a whole."""
    with _any_cache(project) as cache:
        read = database.retried(
            cache, lambda usable: ingest(project, usable, jobs or default_jobs(), talk)
        )
    read.findings[:0] = readme.findings(project)
    return read


def build(project: Project, folder: Path | None, jobs: int | None, talk: Talk) -> Outcome:
    """Bring the site and README's block up to date with the list."""
    jobs = jobs or default_jobs()
    target = check_output(folder or project.root / SITE_FOLDER, project.root)

    def line(cache: Cache) -> Outcome:
        read = ingest(project, cache, jobs, talk)
        if read.has_errors:
            return Outcome(read.findings, len(read.records), output=str(target))
        return _Build(project, cache, read, Output(target), jobs, talk).run()

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
        read = ingest(project, cache, jobs, talk)
        scratch = _Build(project, cache, read, fresh, jobs, talk)
        scratch.make_site(scratch.out_of_date())
        here = known.pages(_folder_name(project, target))
        there = cache.pages(_folder_name(project, fresh.root))
        lines = [f"{path}: not made by a build from scratch" for path in sorted(here - there)]
        site = Output(target)
        other = (path for path in sorted(there) if not site.holds(path, fresh.read(path)))
        lines.extend(f"{path}: not as a build from scratch makes it" for path in other)
        if not readme.holds(project, scratch.readme_block()):
            lines.append(f"{files.README}: its block is not as a build from scratch makes it")
    return lines


def schemas(project: Project) -> tuple[dict[str, str], tuple[Diagnostic, ...]]:
    """The JSON Schemas of this list by file name, or what is wrong with its taxonomy."""
    from reading_list.catalog.taxonomy import taxonomy_of
    from reading_list.catalog.taxonomy_checks import read_taxonomy

    raw = files.read_taxonomy(project)
    if isinstance(raw, Diagnostic):
        return {}, (raw,)
    outline, _, findings = read_taxonomy(files.TAXONOMY, raw)
    if outline is None:
        return {}, findings
    return _schemas_of(taxonomy_of(outline)), ()


def write_schemas(project: Project, texts: dict[str, str]) -> list[str]:
    """Put the schemas into `schemas/`; the names of those that were not there as they are."""
    folder = project.root / SCHEMA_FOLDER
    output.make_folder(folder)
    return [n for n, text in texts.items() if output.replace_file(folder / n, text.encode())]


def _schemas_of(taxonomy: Taxonomy) -> dict[str, str]:
    import json

    from reading_list.catalog.schema import paper_schema, taxonomy_schema

    made = {"paper": paper_schema(taxonomy), "taxonomy": taxonomy_schema()}
    return {
        f"{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        for name, schema in made.items()
    }


@contextmanager
def _any_cache(project: Project) -> Iterator[Cache]:
    """The list's cache, or a passing one while a build holds it or where nobody may write."""
    with ExitStack() as stack:
        try:
            stack.enter_context(database.locked(project.cache))
            cache = stack.enter_context(database.opened(project.cache))
        except ProjectError:
            cache = stack.enter_context(database.passing())
        yield cache


def _folder_name(project: Project, site: Path) -> str:
    """How the cache calls an output folder: so that it is the same after the list was moved."""
    inside = site.is_relative_to(project.root)
    return (site.relative_to(project.root) if inside else site).as_posix()


class _Build:
    """One build of a list without errors, under its lock."""

    def __init__(
        self, project: Project, cache: Cache, read: Ingested, site: Output, jobs: int, talk: Talk
    ) -> None:
        self.project = project
        self.cache = cache
        self.read = read
        self.site = site
        self.jobs = jobs
        self.talk = talk
        self.folder = _folder_name(project, site.root)

    @cached_property
    def templates(self) -> Templates:
        """The templates and assets of this build."""
        from reading_list.store.templates import load_templates

        return load_templates(self.project)

    def run(self) -> Outcome:
        """Make what is out of date: pages first, then README's block and the schemas."""
        dirty = self.out_of_date()
        if not dirty:
            return Outcome(self.read.findings, len(self.read.records), output=str(self.site.root))
        written, kept, removed = self.make_site(dirty)
        said = self._write_readme()
        if EVERYTHING in dirty and files.has_folder(self.project, SCHEMA_FOLDER):
            write_schemas(self.project, _schemas_of(self.read.taxonomy))
        with self.cache.transaction():
            self.cache.clear_dirty()
            self.cache.set_fact("render", self._print)
            self.cache.set_fact("output", self.site.identity())
        return Outcome(
            self.read.findings,
            len(self.read.records),
            written,
            kept,
            removed,
            str(self.site.root),
            said,
        )

    def out_of_date(self) -> set[GroupKey]:
        """The records, groups and the rest about which pages have to be made."""
        dirty = self.cache.dirty()
        if self._is_other_site():
            dirty.add(EVERYTHING)
        block = readme.read_block(self.project)
        if prints.digest_of(block.encode()) != self.cache.fact("readme"):
            dirty.add(README)
        return dirty

    def make_site(self, dirty: set[GroupKey]) -> tuple[int, int, int]:
        """Make and remove the pages about what is dirty: (written, kept, removed)."""
        is_ours = bool(self.site.identity())
        self.site.prepare()
        plan = self._plan(dirty, is_ours=is_ours)
        self._render_entries(dirty)
        written, kept = self._write_pages(plan)
        removed = sum(self.site.remove(path) for path in plan.remove)
        with self.cache.transaction():
            self.cache.drop_pages(self.folder, plan.remove)
        return written, kept, removed

    def readme_block(self) -> str:
        """The list as README shows it."""
        from reading_list.formats.awesome import readme_block
        from reading_list.store.catalog import StoredCatalog

        view = StoredCatalog(self.cache.path, self.read.taxonomy)
        try:
            return readme_block(view)
        finally:
            view.close()

    @cached_property
    def _print(self) -> str:
        """A digest of all that pages depend on besides the records."""
        return prints.digest_of(self.read.source.encode(), self.templates.print.encode())

    def _is_other_site(self) -> bool:
        """Whether the folder is not the one last built, or was built by another state of things."""
        if self.cache.fact("render") != self._print:
            return True
        return self.cache.fact("output") != self.site.identity()

    def _plan(self, dirty: set[GroupKey], *, is_ours: bool) -> Plan:
        """The plan, with its pages' addresses remembered before one of them is written."""
        from reading_list.rendering.plan import declared, declared_editions, plan

        fixed = declared(self.read.taxonomy)
        choices = self.read.taxonomy.settings.pages
        whole = EVERYTHING in dirty
        if whole:
            subjects = fixed | self.cache.counts().keys() | {README}
            subjects.update(("record", key) for key in self.cache.paper_keys())
            subjects.update(("alias", key) for key in self.cache.aliases())
            made = plan(subjects, subjects.__contains__, choices)
        else:
            # Those that nobody's paper made stand beside the others all the same.
            venues = {id.partition("/")[0] for kind, id in dirty if kind == "edition"}
            dirty |= {("edition", e.id) for e in declared_editions(self.read.taxonomy, venues)}
            made = plan(dirty, lambda group: group in fixed or self._exists(group), choices)
        paths = {page.path for page in made.pages} | self.templates.assets.keys()
        with self.cache.transaction():
            if not is_ours:
                self.cache.drop_pages(self.folder)
            if whole:
                gone = self.cache.pages(self.folder) - paths
                made = made._replace(remove=tuple(sorted(gone)))
            self.cache.add_pages(self.folder, sorted(paths))
        return made

    def _exists(self, group: GroupKey) -> bool:
        kind, id = group
        if kind == "record":
            return self.cache.has_record(id)
        if kind == "alias":
            return self.cache.has_alias(id)
        return kind == "readme" or bool(self.cache.members([group]))

    def _render_entries(self, dirty: set[GroupKey]) -> None:
        """Entries first: lists are joined from them."""
        if EVERYTHING in dirty:
            keys = self.cache.paper_keys()
        else:
            keys = sorted(
                id for kind, id in dirty if kind == "record" and self.cache.has_record(id)
            )
        self.talk.begin("render entries", len(keys))
        setup = (self.cache.path, self.read.taxonomy, self.templates)
        for size, rows in map_chunks(_entry_maker, setup, keys, self.jobs):
            with self.cache.transaction():
                self.cache.put_entries(rows)
            self.talk.step(size)

    def _write_pages(self, plan: Plan) -> tuple[int, int]:
        """Render and write every page and asset: (written, kept)."""
        written = 0
        for path, content in sorted(self.templates.assets.items()):
            written += self.site.write(path, content)
        self.talk.begin("write pages", len(plan.pages))
        setup = (self.cache.path, self.read.taxonomy, self.templates, self.site.root)
        for size, number in map_chunks(_page_writer, setup, plan.pages, self.jobs):
            written += number
            self.talk.step(size)
        return written, len(plan.pages) + len(self.templates.assets) - written

    def _write_readme(self) -> str:
        """Put the list into README's block; what to tell the user about it, if anything."""
        said = readme.write_block(self.project, self.readme_block())
        with self.cache.transaction():
            self.cache.set_fact(
                "readme", prints.digest_of(readme.read_block(self.project).encode())
            )
        return said


def _entry_maker(
    setup: tuple[Path, Taxonomy, Templates],
) -> Callable[[Sequence[str]], list[tuple[object, ...]]]:
    """What a process does with keys: the rows of their entries."""
    from reading_list.catalog.card import order
    from reading_list.rendering.render import Renderer
    from reading_list.store.catalog import StoredCatalog

    path, taxonomy, templates = setup
    view = StoredCatalog(path, taxonomy)
    renderer = Renderer(templates.texts, templates.addresses)

    def make(keys: Sequence[str]) -> list[tuple[object, ...]]:
        rows: list[tuple[object, ...]] = []
        for id, card in view.numbered_cards(keys):
            entry = renderer.entry(card, taxonomy)
            rank, sort, _ = order(card)
            rows.append((id, rank, sort, *entry))
        return rows

    return make


def _page_writer(
    setup: tuple[Path, Taxonomy, Templates, Path],
) -> Callable[[Sequence[Page]], int]:
    """What a process does with pages: render and write them; how many had to be written."""
    from reading_list.rendering.render import Renderer
    from reading_list.store.catalog import StoredCatalog

    path, taxonomy, templates, folder = setup
    view = StoredCatalog(path, taxonomy)
    renderer = Renderer(templates.texts, templates.addresses)
    site = Output(folder)

    def write(pages: Sequence[Page]) -> int:
        return sum(site.write(*renderer.render(page.kind, page.subject, view)) for page in pages)

    return write
