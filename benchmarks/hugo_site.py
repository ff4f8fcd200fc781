"""The synthetic list as the source of a Hugo site with pages of the same kind and size.

Layouts and settings are in `hugo/`; `docs/performance.md` says what was tried. Hugo is given what
our own program works out: slugs, who is in which group and in what order, the groups' headings and
sizes, what links back. It makes the same addresses.

    python benchmarks/hugo_site.py FOLDER N [SEED]
"""

from __future__ import annotations

import json
import shutil
import sys
from collections import defaultdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import corpus
import groups
from corpus import Record

from reading_list.records.names import bibtex_name, parse_name, sort_name
from reading_list.text import fold, slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


Data = dict[str, Any]
Members = dict[str, dict[str, list[Record]]]  # the papers of groups by kind and id

LARGE = 300  # as in `pages/_groups.py`
AUTHORS_SHOWN = 5000  # as in `pages/authors.py`
LATEST = 8
LAYOUTS = Path(__file__).with_name("hugo")
ASSETS = Path(__file__).parents[1] / "templates" / "assets"
INDEXES = ("topics", "venues", "years", "authors", "organizations")
ADAPTER = (
    "{{ range hugo.Data.papers }}{{ $.AddPage . }}{{ end }}"
    "{{ range hugo.Data.groups }}{{ $.AddPage . }}{{ end }}\n"
)


def write_site(folder: Path, count: int, seed: int = corpus.SEED, *, authors: bool = True) -> None:
    """Make the source of a site in a new folder; with `authors` every author has a page."""
    shutil.copytree(LAYOUTS, folder)
    if not authors:
        settings = folder / "hugo.toml"
        settings.write_text(settings.read_text().replace("authors = true", "authors = false"))
    shutil.copytree(ASSETS, folder / "static" / "assets")
    (folder / "content").mkdir()
    (folder / "content" / "_content.gotmpl").write_text(ADAPTER)
    for name in INDEXES if authors else [name for name in INDEXES if name != "authors"]:
        front = {"title": name.capitalize(), "url": f"/{name}.html"}
        _page(folder, f"{name}/_index.md", front)
    _page(folder, "papers/_index.md", {"build": {"render": "never"}})
    _page(folder, "about.md", {"title": "About", "layout": "about"})
    (folder / "data").mkdir()
    for name, value in _data(list(corpus.records(count, seed)), authors).items():
        text = json.dumps(value, ensure_ascii=False)
        (folder / "data" / f"{name}.json").write_text(text, encoding="utf-8")


def _page(folder: Path, path: str, front: Data) -> None:
    target = folder / "content" / path
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(front) + "\n", encoding="utf-8")


def _data(found: list[Record], authors: bool) -> dict[str, object]:
    """The data files by name."""
    ordered = sorted(found, key=lambda it: (-it.year, fold(it.title), it.key))
    members = _members(ordered)
    newest = sorted(found, key=lambda it: (it.added, it.key), reverse=True)[:LATEST]
    names = {slug(name): name for record in found for name in record.authors}
    return {
        "papers": dict(_papers(ordered)),
        "groups": list(_group_pages(members, names, authors)),
        "terms": _terms(members),
        "venues": _venues(members),
        "organizations": _organizations(members),
        "years": _years(record.year for record in ordered),
        "authors": {id: {"name": name} for id, name in names.items()},
        "shown": _shown(members, names),
        "latest": [record.key for record in newest],
    }


def _papers(ordered: list[Record]) -> Iterator[tuple[str, Data]]:
    """What the content adapter is to add, by key; lists show `params`."""
    ids = {it.name: it.id for it in groups.organizations()}
    named_by = defaultdict(list)
    for record in ordered:
        if record.extends:
            named_by[record.extends].append(record.key)
    for record in ordered:
        params = {
            **record._asdict(),
            **dict(record.links),
            "names": record.authors,
            "turned": [bibtex_name(parse_name(name)) for name in record.authors],
            "authors": [slug(name) for name in record.authors],
            "chips": record.topics,
            "affiliations": [ids[name] for name in record.organizations],
            "has_abstract": bool(record.abstract),
            "relations": [
                {"label": label, "keys": keys}
                for label, keys in (
                    ("Extends", [record.extends] if record.extends else []),
                    ("Named by", named_by[record.key]),
                )
                if keys
            ],
        }
        for name in ("title", "topics", "organizations", "links", "abstract", "extends"):
            del params[name]
        yield (
            record.key,
            {
                "kind": "page",
                "type": "paper",
                "path": f"papers/{record.key}",
                "title": record.title,
                "outputs": ["html", "bib"],
                "content": {"mediaType": "text/markdown", "value": "\n".join(record.abstract)},
                "params": {name: value for name, value in params.items() if value},
            },
        )


def _members(ordered: list[Record]) -> Members:
    """The papers of every group in list order, by what the group is and by its id."""
    found: Members = defaultdict(lambda: defaultdict(list))
    terms = {term.id: term for term in groups.terms()}
    organizations = {it.name: it for it in groups.organizations()}
    for record in ordered:
        above = [id for topic in record.topics for id in (*terms[topic].above, topic)]
        own = [organizations[name] for name in record.organizations]
        for kind, ids in (
            ("year", [str(record.year)]),
            ("term", above),
            ("termyear", [f"{id}/{record.year}" for id in above]),
            ("venue", [record.venue]),
            ("edition", [f"{record.venue}/{record.year}"]),
            ("organization", [id for it in own for id in (it.id, it.parent) if id]),
            ("author", [slug(name) for name in record.authors]),
        ):
            for id in dict.fromkeys(ids):
                found[kind][id].append(record)
    return found


def _group_pages(members: Members, names: dict[str, str], authors: bool) -> Iterator[Data]:
    """What the content adapter is to add for groups."""
    terms = {term.id: term for term in groups.terms()}
    venues = {venue.id: venue for venue in groups.venues()}
    organizations = {it.id: it for it in groups.organizations()}
    for id, papers in members["term"].items():
        made = _group("term", f"topics/{id}", terms[id].title, papers, _by_year(papers, id + "/"))
        yield {**made, "outputs": ["html", "markdown"]}
    for id, papers in members["termyear"].items():
        term, year = id.split("/")
        title = f"{terms[term].title}, {year}"
        made = _group("termyear", f"topics/{id}", title, papers, [_section("", "", papers)])
        made["params"] |= _beside(members["termyear"], term, year)
        yield made
    for id, papers in members["venue"].items():
        sections = _by_year(papers, id + "/")
        yield _group("venue", f"venues/{id}", venues[id].acronym, papers, sections)
    for id, papers in members["edition"].items():
        venue, year = id.split("/")
        title = _edition(venues[venue], int(year))
        made = _group("edition", f"venues/{id}", title, papers, _by_track(papers))
        made["params"] |= _beside(members["edition"], venue, year)
        yield made
    for id, papers in members["year"].items():
        yield _group("year", f"years/{id}", id, papers, _by_venue(papers, venues))
    for id, papers in members["organization"].items():
        title = organizations[id].name
        yield _group("organization", f"organizations/{id}", title, papers, _by_year(papers))
    for id, papers in members["author"].items() if authors else ():
        yield _group("author", f"authors/{id}", names[id], papers, _by_year(papers))


def _group(kind: str, path: str, title: str, papers: list[Record], sections: list[Data]) -> Data:
    first, last = papers[-1].year, papers[0].year
    parts = path.split("/")
    params = {
        "id": parts[1],
        "year": parts[-1],
        "size": len(papers),
        "span": str(first) if first == last else f"{first}–{last}",
        "is_large": len(papers) > LARGE,
        "sections": sections,
    }
    return {"kind": "page", "type": kind, "path": path, "title": title, "params": params}


def _section(id: str, title: str, papers: Iterable[Record], path: str = "") -> Data:
    return {"id": id, "title": title, "path": path, "keys": [record.key for record in papers]}


def _by_year(papers: list[Record], folder: str = "") -> list[Data]:
    """Papers under their years; the page of a year is in `folder`, beside the group's own."""
    return [
        _section(f"y{year}", str(year), part, f"{folder}{year}.html" if folder else "")
        for year, part in groupby(papers, key=lambda record: record.year)
    ]


def _by_track(papers: list[Record]) -> list[Data]:
    return _under(papers, lambda it: it.track, lambda id: (f"track-{id}", id or "Other papers", ""))


def _by_venue(papers: list[Record], venues: dict[str, groups.Venue]) -> list[Data]:
    year = papers[0].year
    return _under(
        papers,
        lambda it: it.venue,
        lambda id: (f"venue-{id}", venues[id].acronym, f"../venues/{id}/{year}.html"),
    )


def _under(
    papers: list[Record],
    what: Callable[[Record], str],
    heading: Callable[[str], tuple[str, str, str]],
) -> list[Data]:
    found = defaultdict(list)
    for record in papers:
        found[what(record)].append(record)
    sections = []
    for key in sorted(found):
        id, title, path = heading(key)
        sections.append(_section(id, title, found[key], path))
    return sections


def _beside(groups: dict[str, list[Record]], name: str, year: str) -> Data:
    """The neighbours in time of `name/year`."""
    known = sorted(id for id in groups if id.startswith(f"{name}/"))
    place = known.index(f"{name}/{year}")
    found = {"before": known[place - 1 : place], "after": known[place + 1 : place + 2]}
    return {
        side: {"title": ids[0].split("/")[1], "path": f"{ids[0].split('/')[1]}.html"}
        for side, ids in found.items()
        if ids
    }


def _edition(venue: groups.Venue, year: int) -> str:
    acronym = venue.old if venue.old and year <= groups.RENAMED else venue.acronym
    return f"{acronym} {year}"


def _years(years: Iterable[int]) -> list[Data]:
    """Papers per year, the newest first; `years` come in that order."""
    return [{"year": year, "size": len(list(same))} for year, same in groupby(years)]


def _terms(members: Members) -> Data:
    found = groups.terms()
    facets = [term.id for term in found if not term.above]
    made = {}
    for term in found:
        papers = members["term"][term.id]
        made[term.id] = {
            "title": term.title,
            "about": f"What is known of {term.title.lower()}, and since when.",
            "above": term.above,
            "hue": 15 * (5 + 9 * facets.index((*term.above, term.id)[0])) % 360,
            "children": [it.id for it in found if it.above == (*term.above, term.id)],
            "size": len(papers),
            "years": _years(record.year for record in papers),
        }
    return made


def _venues(members: Members) -> Data:
    made = {}
    for venue in groups.venues():
        papers = members["venue"][venue.id]
        years = _years(record.year for record in papers)
        size = len(papers)
        made[venue.id] = {**venue._asdict(), "title": venue.acronym, "size": size, "years": years}
    return made


def _organizations(members: Members) -> Data:
    found = groups.organizations()
    return {
        it.id: {
            "name": it.name,
            "title": it.name,
            "parent": it.parent,
            "children": [part.id for part in found if part.parent == it.id],
            "size": len(members["organization"][it.id]),
        }
        for it in found
    }


def _shown(members: Members, names: dict[str, str]) -> list[Data]:
    """The authors with most papers, by family name."""
    groups = members["author"]
    most = sorted(groups, key=lambda id: (-len(groups[id]), id))[:AUTHORS_SHOWN]
    ordered = sorted((fold(sort_name(parse_name(names[id]))), id) for id in most)
    return [
        {"id": id, "name": names[id], "letter": sort[0], "size": len(groups[id])}
        for sort, id in ordered
    ]


if __name__ == "__main__":
    target, number, *rest = sys.argv[1:]
    write_site(Path(target), int(number), int(rest[0]) if rest else corpus.SEED)
