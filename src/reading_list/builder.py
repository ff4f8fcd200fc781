"""One build of a list without errors: plan, render, write, remember. `pipeline` knows when."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from reading_list.catalog.delta import README
from reading_list.schemas import FOLDER as SCHEMA_FOLDER
from reading_list.schemas import schemas_of, write_schemas
from reading_list.store import bytecode, files, prints, readme
from reading_list.store.cache import EVERYTHING
from reading_list.store.ledger import Ledger
from reading_list.store.output import Output
from reading_list.store.workers import map_chunks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path
    from types import CodeType

    from reading_list.catalog.delta import GroupKey
    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.diagnostics import Diagnostic
    from reading_list.ingest import Ingested
    from reading_list.rendering.plan import Page, Plan
    from reading_list.rendering.render import Renderer
    from reading_list.store.cache import Cache
    from reading_list.store.files import Project
    from reading_list.store.templates import Templates
    from reading_list.talk import Talk


class Outcome(NamedTuple):
    """What a build did. With errors among the findings it wrote nothing."""

    findings: list[Diagnostic]
    records: int
    written: int = 0
    kept: int = 0
    removed: int = 0
    output: str = ""
    readme: str = ""


_LAST_RENDERER: dict[str, Renderer] = {}


class Kit:
    """The templates of a build and what renders them, loaded when they are first needed."""

    def __init__(self, project: Project) -> None:
        self._project = project

    @cached_property
    def templates(self) -> Templates:
        """The templates and assets."""
        from reading_list.store.templates import load_templates

        return load_templates(self._project)

    @cached_property
    def renderer(self) -> Renderer:
        """Renders them, in this process and in those that are forked from it."""
        from reading_list.rendering.render import Renderer

        # Compiling takes most of the time of one edit: who builds again and again does it once.
        if self.templates.print not in _LAST_RENDERER:
            made = Renderer(self.templates.texts, self.templates.addresses, self._compiled())
            _LAST_RENDERER.clear()
            _LAST_RENDERER[self.templates.print] = made
        return _LAST_RENDERER[self.templates.print]

    def prepare(self) -> None:
        """Compile every template: what is done before processes are forked is done once."""
        from reading_list.pages import kinds

        known = self.renderer.codes.keys() & self.templates.built_in
        self.renderer.compile(kinds())
        codes = {n: code for n, code in self.renderer.codes.items() if n in self.templates.built_in}
        if codes.keys() > known:
            bytecode.save(self._made_of, codes)

    def _compiled(self) -> dict[str, CodeType]:
        found = bytecode.load(self._made_of)
        return {name: code for name, code in found.items() if name in self.templates.built_in}

    @cached_property
    def _made_of(self) -> str:
        """What compiled templates depend on."""
        return prints.digest_of(
            prints.tool_print().encode(), self.templates.built_in_print.encode()
        )


def compile_built_in() -> None:
    """Compile the built-in templates before there is a list: a part of setting up."""
    from pathlib import Path

    Kit(files.Project(Path("/a list without templates"))).prepare()


class Builder:
    """One build, under the list's lock."""

    def __init__(
        self,
        project: Project,
        cache: Cache,
        read: Ingested,
        site: Output,
        kit: Kit,
        jobs: int,
        talk: Talk,
    ) -> None:
        self.project = project
        self.cache = cache
        self.read = read
        self.site = site
        self.kit = kit
        self.jobs = jobs
        self.talk = talk
        self.folder = folder_name(project, site.root)
        self.ledger = Ledger(cache.path.parent)
        self._identity = ""

    def run(self) -> Outcome:
        """Make what is out of date: pages, README's block and the schemas."""
        dirty = self.out_of_date()
        if not dirty:
            return Outcome(self.read.findings, self.read.size, output=str(self.site.root))
        written, kept, removed = self.make_site(dirty)
        self.talk.begin("write README", 0)
        said = readme.write_block(self.project, self.readme_block)
        block = prints.digest_of(readme.read_block(self.project).encode())
        if EVERYTHING in dirty and files.has_folder(self.project, SCHEMA_FOLDER):
            write_schemas(self.project, schemas_of(self.read.taxonomy))
        with self.cache.transaction():
            self.cache.clear_dirty()
            self.cache.set_fact("readme", block)
            self.cache.set_fact("render", self._print)
            # As it was before: it may have been deleted while it was written.
            self.cache.set_fact("output", self._identity)
        return Outcome(
            self.read.findings,
            self.read.size,
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
        self._identity = self.site.prepare()
        plan = self._plan(dirty, is_ours=is_ours)
        self._render_entries(dirty)
        written, kept = self._write_pages(plan)
        removed = sum(self.site.remove(path) for path in plan.remove)
        with self.cache.transaction():
            self.cache.drop_pages(self.folder, plan.remove)
        self.ledger.drop(self.folder, plan.remove)
        return written, kept, removed

    @cached_property
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
        return prints.digest_of(self.read.source.encode(), self.kit.templates.print.encode())

    def _is_other_site(self) -> bool:
        """Whether the folder is not the one last built, or was built by another state of things."""
        if self.cache.fact("render") != self._print:
            return True
        identity = self.site.identity()
        return not identity or self.cache.fact("output") != identity

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
        paths = {page.path for page in made.pages} | self.kit.templates.assets.keys()
        with self.cache.transaction():
            if not is_ours:
                self.cache.drop_pages(self.folder)
            if whole:
                known = self.cache.pages(self.folder)
                # The cache may be a new one; what it replaced was noted beside it as well.
                known |= self.ledger.pages(self.folder) if is_ours else set()
                made = made._replace(remove=tuple(sorted(known - paths)))
                self.ledger.replace(self.folder, known | paths)
            else:
                self.ledger.add(self.folder, paths)
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
        if not keys:
            return
        self.talk.begin("render entries", len(keys))
        self.kit.renderer.compile(())
        setup = (self.cache.path, self.read.taxonomy, self.kit.renderer)
        for size, rows in map_chunks(_entry_maker, setup, keys, self.jobs):
            with self.cache.transaction():
                self.cache.put_entries(rows)
            self.talk.step(size)

    def _write_pages(self, plan: Plan) -> tuple[int, int]:
        """Render and write every page and asset: (written, kept)."""
        assets = self.kit.templates.assets
        written = 0
        for path, content in sorted(assets.items()):
            written += self.site.write(path, content)
        self.talk.begin("write pages", len(plan.pages))
        self.kit.renderer.compile(_kinds_of(plan.pages))
        setup = (self.cache.path, self.read.taxonomy, self.kit.renderer, self.site.root)
        found = map_chunks(_page_writer, setup, plan.pages, self.jobs, lambda: self.readme_block)
        number = len(assets)
        for size, (changed, there) in found:
            written += changed
            number += there
            self.talk.step(size)
        return written, number - written


def folder_name(project: Project, site: Path) -> str:
    """How the cache calls an output folder: so that it is the same after the list was moved."""
    inside = site.is_relative_to(project.root)
    return (site.relative_to(project.root) if inside else site).as_posix()


def _kinds_of(pages: Iterable[Page]) -> set[str]:
    return {page.kind for page in pages}


def _entry_maker(
    setup: tuple[Path, Taxonomy, Renderer],
) -> Callable[[Sequence[str]], list[tuple[object, ...]]]:
    """What a process does with keys: the rows of their entries."""
    from reading_list.catalog.card import order
    from reading_list.formats.bibtex import bibtex_of
    from reading_list.store.catalog import StoredCatalog

    path, taxonomy, renderer = setup
    view = StoredCatalog(path, taxonomy)

    def make(keys: Sequence[str]) -> list[tuple[object, ...]]:
        rows: list[tuple[object, ...]] = []
        for id, card, paper in view.numbered(keys):
            whole, brief = renderer.entry(card, taxonomy)
            rank, sort, key = order(card)
            texts = (whole.html, brief.html, bibtex_of(key, paper, taxonomy))
            rows.append((id, rank, sort, key, card.year, card.track, *texts))
        return rows

    return make


def _page_writer(
    setup: tuple[Path, Taxonomy, Renderer, Path],
) -> Callable[[Sequence[Page]], tuple[int, int]]:
    """What a process does with pages: render and write them; how many it wrote, of how many."""
    from reading_list.store.catalog import StoredCatalog

    path, taxonomy, renderer, folder = setup
    view = StoredCatalog(path, taxonomy)
    site = Output(folder)

    def write(pages: Sequence[Page]) -> tuple[int, int]:
        view.expect(page.subject for page in pages if page.of == "record")
        written = there = 0
        for page in pages:
            address, body = renderer.render(page.kind, page.subject, view)
            if body is None:  # such as a download of a group that grew too large
                written += site.remove(address)
            else:
                there += 1
                written += site.write(address, body)
        return written, there

    return write
