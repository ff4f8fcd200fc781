"""A small list that holds everything a page has to bear, and its pages in memory and on disk."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest

from reading_list.catalog.card import Card
from reading_list.catalog.memory import MemoryCatalog
from reading_list.catalog.outline import Outline
from reading_list.catalog.taxonomy import Taxonomy, taxonomy_of
from reading_list.catalog.view import Entry, Line
from reading_list.formats.markdown import entry_line
from reading_list.pages import kinds as all_kinds
from reading_list.pages import leaf_of
from reading_list.records.model import Paper
from reading_list.rendering.plan import _is_wanted
from reading_list.rendering.render import Renderer

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
ELSEWHERE = {"alias", "readme"}  # kinds with tests of their own

HOSTILE = "<script>alert(1)</script> \"quoted\" 'single' {{ 7777 * 7 }} {% raw %} & ]]> --> `a`"
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
ARABIC = "تعلم الآلة العميق للأجهزة الصغيرة"
CHINESE = "面向嵌入式设备的神经网络压缩方法"

LIST = {
    "title": "A Made-up List of <Everything> & More",
    "short_title": "Made-up <List>",
    "description": "What *pages* have to bear, with a [link](https://example.org/?a=1&b=2).",
    "repository": "https://github.com/example/list",
    "license": "CC0-1.0",
    "contact": "someone@example.org",
    "curators": ['Ada "A" Lovelace', "<b>Bold</b>"],
    "outline": [
        {
            "title": "Tutorials",
            "resources": [
                {"title": HOSTILE, "url": "https://example.org/a", "paper": "plain2018"},
                {"title": "No address", "note": "A _note_ with <i>html</i>."},
            ],
        },
        {"title": "Nothing yet", "note": "**TODO**"},
        {"facet": "methods"},
        {"facet": "machines"},
        {"title": "Editions", "editions": ["conf/2017", "conf/2018", "conf/2019", "conf/2021"]},
    ],
}
OUTLINE = {
    "list": LIST,
    "facets": [
        {
            "id": "methods",
            "title": "Methods & <Means>",
            "description": "What is *done*.",
            "note": "Changing.",
            "hue": 215,
            "see_also": ["chips"],
            "terms": [
                {
                    "id": "small",
                    "title": "Small things",
                    "aliases": ["tiny"],
                    "resources": [{"title": "A tool", "url": "https://example.org/tool"}],
                    "terms": [{"id": "smaller", "title": "Smaller things"}],
                },
                {"id": "empty", "title": "A topic without papers"},
                {"id": "long", "title": LONG[:200]},
            ],
        },
        {"id": "machines", "title": "Machines", "terms": [{"id": "chips", "title": "Chips"}]},
    ],
    "venues": [
        {
            "id": "conf",
            "name": "Conference on <Things>",
            "acronyms": [{"OLDCONF": "..2017"}, {"CONF": "2018.."}],
            "publisher": "A & B",
            "url": "https://example.org/conf",
            "editions": [
                {
                    "year": 2018,
                    "links": {"accepted": "https://example.org/accepted"},
                    "resources": [{"title": "A workshop", "url": "https://example.org/w"}],
                    "note": "Not all are here.",
                },
                {"year": 2021, "links": {"site": "https://example.org/2021"}},
            ],
        },
        {"id": "journal", "name": "Journal of Everything", "type": "journal", "series": "JE"},
        {"id": "arxiv", "name": "arXiv", "type": "preprint"},
        {"id": "unused", "name": "Never Used", "type": "workshop"},
    ],
    "organizations": [
        {"id": "big", "name": "Big & Co", "url": "https://example.org/big"},
        {"id": "part", "name": "Part <of> Big", "parent": "big", "aliases": ["PoB"]},
        {"id": "alone", "name": "Alone University"},
    ],
    "people": [
        {
            "id": "song-han",
            "name": "Song Han",
            "orcid": "0000-0002-4186-7618",
            "aliases": ["S. Han"],
            "url": "https://example.org/han",
        }
    ],
}


def _paper(**fields: object) -> Paper:
    return Paper.model_validate(fields)


PAPERS = {
    "plain2018": _paper(
        title="A plain paper",
        authors=("Song Han", "Ada Lovelace"),
        year=2018,
        venue="conf",
        track="oral",
        topics=("small",),
        organizations=("part", "alone"),
        doi="10.1007/978-3-030-01234-2_48",
        arxiv="1802.03494",
        links={"code": "https://github.com/example/code", "pdf": "https://example.org/a.pdf"},
        pages="815-832",
        note="Read this *first*, see [there](https://example.org/there).",
        highlight=True,
        award="Best Paper",
        related={"extends": ("hostile2017",), "see": ("other2019",)},
        aliases=("old-key",),
        added="2019-01-20",
    ),
    "hostile2017": _paper(
        title=HOSTILE,
        authors=(HOSTILE, "O'Neil <b>", "others"),
        year=2017,
        month=3,
        venue="conf",
        track="workshop",
        topics=("smaller", "chips"),
        organizations=("big", "others"),
        booktitle=HOSTILE,
        publisher=HOSTILE,
        editors=("Ed <i>Itor</i>",),
        award=HOSTILE,
        note=HOSTILE,
        abstract=f"{HOSTILE}\n\nSecond <p> paragraph.",
        extra={"note_to_self": HOSTILE},
        added="2018-02-03",
    ),
    "other2019": _paper(
        title="**Strong** and $x^2$ maths",
        authors=({"name": "MLPerf Group", "group": True}, {"name": "S. Han", "affiliation": "MIT"}),
        year=2019,
        venue="conf",
        topics=("methods",),
        related={"see": ("plain2018",)},
    ),
    "crowd2020": _paper(
        title="A paper of two hundred",
        authors=tuple(f"Given{n} Family{n}" for n in range(200)),
        year=2020,
        venue="journal",
        volume="12",
        number="3",
        issn="0018-9219",
        topics=("chips",),
        type="article",
    ),
    "seven2020": _paper(
        title="Seven authors, of whom none is hidden",
        authors=tuple(f"First{n} Last{n}" for n in range(7)),
        year=2020,
        venue="arxiv",
        arxiv="2001.00001",
    ),
    "long2018": _paper(title=f"{LONG} {'very long words ' * 20}", year=2018, topics=("long",)),
    "arabic2018": _paper(title=ARABIC, authors=("محمد الخوارزمي",), year=2018, venue="conf"),
    "chinese2018": _paper(title=CHINESE, authors=("李飞飞",), year=2018, topics=("small",)),
    "undated": _paper(title="Nobody knows when", venue="conf", topics=("small",)),
    "bare": _paper(
        title="Nothing but a topic", topics=("chips",), language="de", isbn="9780306406157"
    ),
}


class Site(NamedTuple):
    """The pages of a list by address, and what is needed to render them again."""

    pages: dict[str, str]
    kinds: dict[str, tuple[str, str]]
    renderer: Renderer
    view: MemoryCatalog

    def page(self, path: str) -> str:
        return self.pages[path]

    def html(self) -> Iterator[tuple[str, str]]:
        return ((path, text) for path, text in self.pages.items() if path.endswith(".html"))


def assets() -> dict[str, tuple[str, bytes]]:
    """Name to address and content, as the builder lays them out."""
    found = {}
    for file in sorted((TEMPLATES / "assets").iterdir()):
        content = file.read_bytes()
        digest = hashlib.blake2b(content, digest_size=5).hexdigest()
        found[file.name] = (f"assets/{file.stem}.{digest}{file.suffix}", content)
    return found


def make_taxonomy(**settings: object) -> Taxonomy:
    return taxonomy_of(Outline.model_validate({**OUTLINE, "list": {**LIST, **settings}}))


def make_renderer() -> Renderer:
    texts = {
        file.relative_to(TEMPLATES).as_posix(): file.read_text(encoding="utf-8")
        for file in TEMPLATES.rglob("*")
        if file.is_file() and file.parent.name != "assets"
    }
    return Renderer(texts, {name: address for name, (address, _) in assets().items()})


def make_view(papers: dict[str, Paper], taxonomy: Taxonomy, renderer: Renderer) -> MemoryCatalog:
    entries: dict[str, tuple[Entry, Entry]] = {}

    def entry_of(card: Card, taxonomy: Taxonomy) -> tuple[Entry, Entry]:
        if card.key not in entries:
            entries[card.key] = renderer.entry(card, taxonomy)
        return entries[card.key]

    def line_of(card: Card, taxonomy: Taxonomy) -> Line:
        return Line(card.key, card.year, card.track, *entry_line(card, taxonomy))

    return MemoryCatalog(papers, taxonomy, entry_of, line_of)


def render_site(papers: dict[str, Paper], taxonomy: Taxonomy) -> Site:
    """Every page of a list."""
    renderer = make_renderer()
    view = make_view(papers, taxonomy, renderer)
    pages, kinds = {}, {}
    for kind in all_kinds():
        leaf = leaf_of(kind)
        if kind in ELSEWHERE or not _is_wanted(leaf.KIND, taxonomy.settings.pages):
            continue
        for subject in _subjects_of(leaf.KIND.of, papers, view):
            path, body = renderer.render(kind, subject, view)
            assert path not in pages, f"{path} is made twice"
            if body is None:
                continue
            pages[path], kinds[path] = body.decode(), (kind, subject)
    return Site(pages, kinds, renderer, view)


def _subjects_of(of: str, papers: dict[str, Paper], view: MemoryCatalog) -> list[str]:
    """Groups with papers, and declared ones without."""
    if of == "record":
        return list(papers)
    if of == "site":
        return [""]
    taxonomy = view.taxonomy
    declared: dict[str, set[str]] = {
        "term": set(taxonomy.terms),
        "venue": set(taxonomy.venues),
        "organization": set(taxonomy.organizations),
        "edition": {e.id for venue in taxonomy.venues.values() for e in venue.editions.values()},
    }
    return sorted({group.id for group in view.groups(of)} | declared.get(of, set()))


@pytest.fixture(scope="session")
def site() -> Site:
    """The pages of the made-up list."""
    return render_site(PAPERS, make_taxonomy())


@pytest.fixture(scope="session")
def folder(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same pages as files, with their assets."""
    home = tmp_path_factory.mktemp("pages")
    for path, text in site.pages.items():
        target = home / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="")
    for address, content in assets().values():
        target = home / address
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(content)
    return home


@pytest.fixture(scope="session")
def render() -> Callable[..., Site]:
    """A function that renders the list with other settings or other papers."""

    def make(papers: dict[str, Paper] | None = None, **settings: object) -> Site:
        return render_site(PAPERS if papers is None else papers, make_taxonomy(**settings))

    return make


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *values: object) -> None:
        pass


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """A function that serves a folder on 127.0.0.1 and returns its address."""
    servers = []

    def address(folder: Path) -> str:
        handler = partial(_Quiet, directory=str(folder))
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield address
    for server in servers:
        server.shutdown()
        server.server_close()
