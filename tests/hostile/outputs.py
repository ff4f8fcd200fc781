"""Every output of the hostile list, as the texts that other people's parsers find in it."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import html5lib
import rispy
from markdown_it import MarkdownIt
from pybtex.database import parse_string
from tests.hostile import answers
from tests.hostile.conftest import Hostile
from tests.hostile.grammar import PAYLOADS, tagged

from reading_list import leaves
from reading_list.awesome.explain import explain_line
from reading_list.diagnostics import ERROR, Diagnostic, Span
from reading_list.reports import Setting, human
from reading_list.store import live

Export = Callable[[str], str]
GITHUB = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
ADDRESSES = {"href", "src", "action"}
STYLE = """\
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>Bare</title><id>x</id><updated>2020-01-01T00:00:00+00:00</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><names variable="author"><name/></names>
<text variable="title" prefix=" " font-style="italic"/>
<text variable="publisher" prefix=" "/></layout></bibliography>
</style>
"""


class Output(NamedTuple):
    """An output, who reads it, and the texts that are found in it."""

    name: str
    reader: str
    texts: Callable[[Hostile, Export], Iterable[str]]


def texts(value: object) -> Iterator[str]:
    """Every text in a value of JSON, names of fields among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from texts(name)
            yield from texts(one)


@cache
def tree(path: Path) -> ET.Element:
    return html5lib.parse(path.read_bytes().decode(), namespaceHTMLElements=False)


def files(hostile: Hostile, pattern: str) -> list[Path]:
    """The files of the site, of the 5,000 alike of the crowd's authors twenty."""
    found = sorted(hostile.site.rglob(pattern))
    crowd = [path for path in found if path.match("authors/given*")]
    return sorted(set(found) - set(crowd[20:]))


def _pages(hostile: Hostile) -> Iterator[ET.Element]:
    return map(tree, files(hostile, "*.html"))


def _shown(hostile: Hostile, _: Export) -> Iterator[str]:
    for page in _pages(hostile):
        for element in page.iter():
            yield element.tail or ""
            if element.tag != "script":
                yield element.text or ""


def _attributes(hostile: Hostile, _: Export) -> Iterator[str]:
    for page in _pages(hostile):
        for element in page.iter():
            yield from (value for name, value in element.attrib.items() if name not in ADDRESSES)


def _addresses(hostile: Hostile, _: Export) -> Iterator[str]:
    for page in _pages(hostile):
        for element in page.iter():
            yield from (unquote(v) for name, v in element.attrib.items() if name in ADDRESSES)


def linked_data(page: ET.Element) -> Iterator[dict[str, object]]:
    for element in page.iter("script"):
        if element.get("type") == "application/ld+json":
            yield json.loads(element.text or "")


def _linked_data(hostile: Hostile, _: Export) -> Iterator[str]:
    return (text for page in _pages(hostile) for data in linked_data(page) for text in texts(data))


def _highwire(hostile: Hostile, _: Export) -> Iterator[str]:
    for page in _pages(hostile):
        for element in page.iter("meta"):
            if element.get("name", "").startswith("citation_"):
                yield element.get("content", "")


def _drawings(hostile: Hostile, _: Export) -> Iterator[str]:
    for page in _pages(hostile):
        for drawing in page.iter("{http://www.w3.org/2000/svg}svg"):
            for element in drawing.iter():
                yield from (element.text or "", element.tail or "", *element.attrib.values())


def former_pages(hostile: Hostile) -> list[Path]:
    """Those that lead on from a former address."""
    return [path for path in files(hostile, "*.html") if path.stem.startswith("former")]


def _former(hostile: Hostile, _: Export) -> Iterator[str]:
    for path in former_pages(hostile):
        for element in tree(path).iter():
            yield from (element.text or "", element.tail or "", *element.attrib.values())


def called(path: Path) -> list[object]:
    """What a script that is one call with JSON gives."""
    call = re.fullmatch(r"([A-Za-z.]+)\((.*)\);?\n?", path.read_bytes().decode(), re.DOTALL)
    assert call, path
    return json.loads(f"[{call[2]}]")  # type: ignore[no-any-return]


def _calls(*folders: str) -> Callable[[Hostile, Export], Iterator[str]]:
    def read(hostile: Hostile, _: Export) -> Iterator[str]:
        for folder in folders:
            for path in sorted((hostile.site / folder).glob("*.js")):
                yield from texts(called(path))

    return read


def _json(pattern: str) -> Callable[[Hostile, Export], Iterator[str]]:
    def read(hostile: Hostile, _: Export) -> Iterator[str]:
        for path in files(hostile, pattern):
            yield from texts(json.loads(path.read_bytes()))

    return read


def _papers(hostile: Hostile, _: Export) -> Iterator[str]:
    for path in [hostile.site / "papers.json", *(hostile.site / "data").glob("*.json")]:
        yield from texts(json.loads(path.read_bytes()))


def _group_data(hostile: Hostile, _: Export) -> Iterator[str]:
    for path in files(hostile, "*.json"):
        if "feed" not in path.name and path.parent not in {hostile.site, hostile.site / "data"}:
            yield from texts(json.loads(path.read_bytes()))


def _xml(pattern: str) -> Callable[[Hostile, Export], Iterator[str]]:
    def read(hostile: Hostile, _: Export) -> Iterator[str]:
        for path in files(hostile, pattern):
            for element in ET.fromstring(path.read_bytes()).iter():
                yield from (element.text or "", element.tail or "", *element.attrib.values())

    return read


def _entries(text: str) -> Iterator[str]:
    for entry in parse_string(text, "bibtex").entries.values():
        yield from entry.fields.values()
        for people in entry.persons.values():
            yield from map(str, people)


def _bib_files(hostile: Hostile, _: Export) -> Iterator[str]:
    return (it for path in files(hostile, "*.bib") for it in _entries(path.read_bytes().decode()))


def _cells(text: str) -> Iterator[str]:
    return (it for row in csv.reader(io.StringIO(text, newline=""), strict=True) for it in row)


def _markdown(text: str) -> Iterator[str]:
    return html5lib.parse(GITHUB.render(text), namespaceHTMLElements=False).itertext()


def _readme(hostile: Hostile, _: Export) -> Iterator[str]:
    for path in [hostile.root / "README.md", *files(hostile, "*.md")]:
        yield from _markdown(path.read_bytes().decode())


def _exported(name: str, read: Callable[[str], Iterable[str]]) -> Output:
    how = {_entries: "pybtex", _cells: "csv", _markdown: "markdown-it, html5lib"}.get(read, "")
    return Output(f"export: {name}", how, lambda _, exported: read(exported(name)))


def _html(text: str) -> Iterator[str]:
    return html5lib.parse(text, namespaceHTMLElements=False).itertext()


def _ris(text: str) -> Iterator[str]:
    return texts(rispy.loads(text))


def _styled(form: str) -> Callable[[Hostile, Export], Iterator[str]]:
    def read(hostile: Hostile, _: Export) -> Iterator[str]:
        style = hostile.root / "bare.csl"
        style.write_text(STYLE, encoding="utf-8")
        made = hostile.run("export", "year:2018", "--to", form, "--style", str(style)).stdout
        return _html(made) if form == "html" else iter(made.split("\n"))

    return read


def as_branch(hostile: Hostile) -> Path:
    """A repository whose work adds all records and terms and changes the first of each."""
    root = hostile.root / "branch"
    if root.exists():
        return root
    (root / "papers").mkdir(parents=True)
    taxonomy = json.loads((hostile.root / "taxonomy.yaml").read_bytes())
    first = {**taxonomy, "facets": taxonomy["facets"][:1], "venues": taxonomy["venues"][:1]}
    first |= {"organizations": [], "people": []}
    first["list"] = {"title": "Before", "url": "https://example.org/list"}

    def git(*words: str) -> None:
        names = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", "-C", str(root), *names, *words], check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    (root / "taxonomy.yaml").write_text(json.dumps(first), encoding="utf-8")
    git("add", "-A")
    git("commit", "-qm", "x")
    (root / "taxonomy.yaml").write_bytes((hostile.root / "taxonomy.yaml").read_bytes())
    for path in (hostile.root / "papers").rglob("*.yaml"):
        if path.stem not in {"crowd", "long", "wide"}:
            (root / "papers" / path.name).write_bytes(path.read_bytes())
    git("add", "-A")
    return root


def difference(hostile: Hostile, form: str) -> str:
    branch = Hostile(as_branch(hostile), {}, 0)
    return branch.run("diff", "main", "--format", form, check=False).stdout


def _difference(form: str) -> Callable[[Hostile, Export], Iterable[str]]:
    def read(hostile: Hostile, _: Export) -> Iterable[str]:
        said = difference(hostile, form)
        match form:
            case "markdown":
                return _markdown(said)
            case "json":
                return texts(json.loads(said))
        return said.split("\n")

    return read


def listed() -> str:
    """An awesome list of payloads: as title, remark, people and heading."""
    lines = ["# A list", ""]
    for number in range(len(PAYLOADS)):
        title, note, people = (tagged(number, field) for field in (300, 301, 302))
        line = f"- [{title}](https://example.org/p{number}) - {people}. 2018. {note}"
        lines += [f"## {tagged(number, 303)}", "", line, ""]
    broken = re.compile("[\r\n\ud800-\udfff]")
    return "".join(f"{broken.sub(' ', line)}\n" for line in lines)


@cache
def explanations() -> tuple[str, ...]:
    text = listed()
    return tuple(explain_line(text, "README.md", n + 1) for n in range(text.count("\n")))


def problems() -> list[Diagnostic]:
    """A finding of each payload: in its path, message, hint and line."""
    found = []
    for number in range(len(PAYLOADS)):
        path, message, hint, line = (tagged(number, field) for field in range(310, 314))
        path = path.encode("utf-8", "replace").decode()  # no system has another name
        at = Span(1, 1, 1, 2)
        found.append(Diagnostic(f"papers/{path}", at, ERROR, "records/x", message, hint, line))
    return found


def events() -> Iterator[str]:
    """What the page of `serve` is sent, a finding at a time."""
    return (live.event("1", live.problems_of([it])).decode("ascii") for it in problems())


def _overlay(_: Hostile, __: Export) -> Iterator[str]:
    for event in events():
        yield from texts(json.loads(event.removeprefix("data: ")))


def _junit(text: str) -> Iterator[str]:
    for element in ET.fromstring(text).iter():
        yield from (element.text or "", element.tail or "", *element.attrib.values())


def _reported(form: str, read: Callable[[str], Iterable[str]]) -> Callable[..., Iterable[str]]:
    def of(_: Hostile, __: Export) -> Iterable[str]:
        return read(leaves.load("reports", form).render(problems(), Setting()).text)

    return of


def _annotations(_: Hostile, __: Export) -> Iterator[str]:
    for found in problems():  # of many only the first are told
        yield from leaves.load("reports", "github").render([found], Setting()).text.splitlines()


def _summary(_: Hostile, __: Export) -> Iterator[str]:
    for found in problems():
        yield from _markdown(leaves.load("reports", "github").render([found], Setting()).summary)


OUTPUTS = (
    Output("pages: text", "html5lib", _shown),
    Output("pages: attributes", "html5lib", _attributes),
    Output("pages: addresses", "html5lib", _addresses),
    Output("pages: JSON-LD", "html5lib, json", _linked_data),
    Output("pages: Highwire", "html5lib", _highwire),
    Output("pages: SVG", "html5lib", _drawings),
    Output("pages at former addresses", "html5lib", _former),
    Output("search files", "json", _calls("search")),
    Output("citation files", "json", _calls("data")),
    Output("`papers.json` and its parts", "json", _papers),
    Output("JSON of groups", "json", _group_data),
    Output("Atom feeds", "xml.etree", _xml("*.atom")),
    Output("JSON feeds", "json", _json("*feed.json")),
    Output("sitemaps, OpenSearch", "xml.etree", _xml("*.xml")),
    Output("`.bib` files", "pybtex", _bib_files),
    Output("README, Markdown of topics", "markdown-it, html5lib", _readme),
    _exported("bibtex", _entries),
    _exported("biblatex", _entries),
    _exported("ris", _ris)._replace(reader="rispy"),
    _exported("csv", _cells),
    _exported("csl-json", lambda text: texts(json.loads(text)))._replace(reader="json"),
    _exported("json", lambda text: texts(json.loads(text)))._replace(reader="json"),
    _exported("jsonl", lambda text: texts([json.loads(it) for it in text.splitlines()]))._replace(
        reader="json"
    ),
    _exported("markdown", _markdown),
    _exported("html", _html)._replace(reader="html5lib"),
    _exported("text", lambda text: text.split("\n"))._replace(reader="none: plain text"),
    Output("style of CSL: html", "html5lib", _styled("html")),
    Output("style of CSL: text", "none: plain text", _styled("text")),
    Output("`diff`: Markdown", "markdown-it, html5lib", _difference("markdown")),
    Output("`diff`: text", "none: plain text", _difference("human")),
    Output("`diff`: JSON", "json", _difference("json")),
    Output("`enrich`: proposal", "none: plain text", lambda it, _: answers.proposals(it.root)),
    Output("`links`: Markdown", "markdown-it, html5lib", lambda _, __: answers.in_issue()),
    Output("`links`: text", "none: plain text", lambda _, __: answers.in_terminal()),
    Output("`links`: JSON", "json", lambda _, __: texts(answers.for_programs())),
    Output("`links`: history", "json", lambda _, __: texts(answers.history())),
    Output("`import --explain`", "none: plain text", lambda _, __: explanations()),
    Output("findings: text", "none: plain text", lambda _, __: human(problems())),
    Output("findings: annotations", "none: lines", _annotations),
    Output("findings: step summary", "markdown-it, html5lib", _summary),
    Output("findings: JSON", "json", _reported("json", lambda text: texts(json.loads(text)))),
    Output("findings: SARIF", "json", _reported("sarif", lambda text: texts(json.loads(text)))),
    Output("findings: JUnit", "xml.etree", _reported("junit", _junit)),
    Output("findings: pages of `serve`", "json", _overlay),
)  # fmt: skip
