"""A synthetic list of any size: the same bytes for the same number of records and seed.

What matters for speed is like that of a real list: records of about 1.2 kB, four authors a paper
of whom few write much, topics in trees of three facets, thirty years that grow, Unicode names,
some maths and emphasis in titles, abstracts in two thirds of the records. It passes
`reading-list check`. What it says is nonsense.

    python benchmarks/corpus.py FOLDER N [SEED]
"""

from __future__ import annotations

import random
import re
import sys
from bisect import bisect
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import words
from groups import Term, organizations, taxonomy_yaml, terms, venues

from reading_list.text import slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SEED = 1
YEARS = range(1995, 2025)
_BEFORE = {"links": "", "abstract": " >-"}
FIRST_LINE = "# yaml-language-server: $schema=../../schemas/paper.schema.json\n"


class Record(NamedTuple):
    """What a record says. Empty text, None or an empty tuple: nothing."""

    key: str
    title: str
    authors: tuple[str, ...]
    orcid: str  # of the first author
    affiliation: str  # of the first author
    others: bool
    year: int
    month: int
    venue: str
    track: str
    topics: tuple[str, ...]
    organizations: tuple[str, ...]
    doi: str
    arxiv: str
    links: tuple[tuple[str, str], ...]
    pages: str
    volume: str
    award: str
    highlight: bool
    note: str
    abstract: tuple[str, ...]  # sentences
    extends: str
    added: str


def records(count: int, seed: int = SEED) -> Iterator[Record]:
    """The records of a list, in the order in which they were added."""
    return _Maker(count, seed).records()


def record_yaml(record: Record) -> str:
    """A record file in the canonical layout."""
    optional = (
        ("track", record.track),
        ("topics", f"[{', '.join(record.topics)}]"),
        ("organizations", _listed(record.organizations)),
        ("doi", record.doi),
        ("arxiv", record.arxiv and f'"{record.arxiv}"'),
        ("links", "".join(f"\n  {kind}: {url}" for kind, url in record.links)),
        ("pages", record.pages),
        ("volume", record.volume and f'"{record.volume}"'),
        ("award", record.award),
        ("highlight", "true" if record.highlight else ""),
        ("note", record.note and _quoted(record.note)),
        ("abstract", "".join(f"\n  {it}" for it in record.abstract)),
        ("related", record.extends and f"{{extends: [{record.extends}]}}"),
    )
    lines = [
        f"{FIRST_LINE}title: {_quoted(record.title)}\nauthors:{_authors(record)}",
        f"year: {record.year}\nmonth: {record.month}\nvenue: {record.venue}",
        *(f"{name}:{_BEFORE.get(name, ' ')}{value}" for name, value in optional if value),
        f"added: {record.added}\n",
    ]
    return "\n".join(lines)


def write_list(folder: Path, count: int, seed: int = SEED, *, authors: bool = True) -> int:
    """Make a list in an empty or new folder; the bytes of all its records together.

    With `authors` every author has a page.
    """
    folder.mkdir(parents=True, exist_ok=True)
    taxonomy = taxonomy_yaml()
    # What docs/curators.md says to large lists: authors are as many as papers.
    pages = "downloads: [], feeds: [site, topics, venues]"
    pages += "" if authors else ", authors: none"
    taxonomy = taxonomy.replace("list:\n", f"list:\n  pages: {{{pages}}}\n", 1)
    (folder / "taxonomy.yaml").write_text(taxonomy, encoding="utf-8")
    for year in YEARS:
        (folder / "papers" / str(year)).mkdir(parents=True)
    size = 0
    for record in records(count, seed):
        body = record_yaml(record).encode()
        size += len(body)
        with open(f"{folder}/papers/{record.year}/{record.key}.yaml", "xb") as file:  # noqa: PTH123
            file.write(body)
    return size


class _Maker:
    """Makes records; holds what must be unique and what is drawn from."""

    def __init__(self, count: int, seed: int) -> None:
        self._random = random.Random(f"{seed}:{count}")
        self._count = count
        self._keys: set[str] = set()
        self._titles: set[str] = set()
        self._arxiv: dict[str, int] = {}
        self._newest: dict[int, str] = {}  # the last key of each year
        self._names, self._weights = self._people()
        self._topics = self._by_facet()
        self._venues = venues()
        self._organizations = organizations()
        self._years = list(accumulate(1.07**place for place in range(len(YEARS))))

    def records(self) -> Iterator[Record]:
        for number in range(self._count):
            made = self._record(number)
            self._newest[made.year] = made.key
            yield made

    def _record(self, number: int) -> Record:
        chance = self._random.random
        pick = self._random.choice
        below = self._random.randrange
        year = YEARS[self._place(self._years)]
        month = below(1, 13)
        authors = self._authors()
        venue = self._venues[self._skewed(len(self._venues))]
        is_journal = venue.type == "journal"
        title = self._title()
        key = self._key(authors[0], year, title)
        affiliation = pick(self._organizations).name if chance() < 0.06 else ""
        first = below(1, 9000)
        earlier = self._newest.get(year - 1, "")
        is_told = chance() < 0.7
        return Record(
            key=key,
            title=title,
            authors=authors,
            orcid=self._orcid() if affiliation and chance() < 0.7 else "",
            affiliation=affiliation,
            others=chance() < 0.01,
            year=year,
            month=month,
            venue=venue.id,
            track="" if is_journal or chance() < 0.4 else pick(words.TRACKS),
            topics=self._topics_of_one(),
            organizations=self._organizations_of_one(),
            doi=f"10.5555/{venue.id}.{year}.{number:06d}" if chance() < 0.8 else "",
            arxiv=self._next_arxiv(year, month) if year > 2007 and chance() < 0.6 else "",
            links=self._links(number, key),
            pages=f"{first}-{first + below(3, 30)}",
            volume=str(year - 1980) if is_journal else "",
            award=pick(words.AWARDS) if chance() < 0.006 else "",
            highlight=chance() < 0.02,
            note=self._sentence(words.NOTES) if chance() < 0.12 else "",
            abstract=tuple(
                self._sentence(words.SENTENCES) for _ in range(below(10, 18) if is_told else 0)
            ),
            extends=earlier if chance() < 0.03 else "",
            added=f"{max(year, 2015)}-{month:02d}-{below(1, 29):02d}",
        )

    def _people(self) -> tuple[list[str], list[float]]:
        """Names, and how often each writes: a few much, most once (a shifted power law)."""
        wanted = max(60, self._count * 5 // 4)
        pick = self._random.choice
        names: dict[str, None] = {}
        while len(names) < wanted:
            chance = self._random.random()
            if chance < 0.01 and len(names) < wanted // 2:
                names[pick(words.OTHER_SCRIPTS).replace("~", " ")] = None
                continue
            middle = f" {pick('ABCDEFGHJKLMNPRSTVW')}." if chance < 0.55 else ""
            if chance < 0.2:
                middle += f" {pick('ABCDEFGHJKLMNPRSTVW')}."
            particle = f" {pick(words.PARTICLES)}" if chance > 0.97 else ""
            second = f"-{pick(words.FAMILY)}" if 0.9 < chance < 0.97 else ""
            names[f"{pick(words.GIVEN)}{middle}{particle} {pick(words.FAMILY)}{second}"] = None
        return list(names), list(accumulate((rank + 40) ** -0.85 for rank in range(wanted)))

    def _authors(self) -> tuple[str, ...]:
        count = min(1 + int(self._random.gammavariate(2.6, 1.25)), 24)
        found: dict[str, None] = {}
        while len(found) < count:
            found[self._names[self._place(self._weights)]] = None
        return tuple(found)

    def _by_facet(self) -> list[list[Term]]:
        """The terms below each facet, most deep ones first."""
        below = [term for term in terms() if term.above]
        facets = list(dict.fromkeys(term.above[0] for term in below))
        return [
            sorted((it for it in below if it.above[0] == facet), key=lambda it: -len(it.above))
            for facet in facets
        ]

    def _topics_of_one(self) -> tuple[str, ...]:
        """One term of one to three facets, so that none is a part of another."""
        facets = self._random.sample(self._topics, self._random.choice((1, 1, 2, 2, 2, 3)))
        return tuple(facet[self._skewed(len(facet))].id for facet in facets)

    def _organizations_of_one(self) -> tuple[str, ...]:
        if self._random.random() < 0.4:
            return ()
        count = self._random.choice((1, 1, 2, 3))
        places = {self._skewed(len(self._organizations)) for _ in range(count)}
        return tuple(self._organizations[place].name for place in sorted(places))

    def _title(self) -> str:
        pick = self._random.choice
        while True:
            chance = self._random.random()
            title = f"{pick(words.QUALITIES)} {pick(words.THINGS)} for {pick(words.PLACES)}"
            if chance < 0.25:
                title = f"{title}: {pick(words.TAILS)}"
            elif chance < 0.5:
                title = f"{pick(words.THINGS)} with {pick(words.QUALITIES)} {title}"
            elif chance < 0.55:
                title = f"{pick(words.MATHS)} {title}"
            elif chance < 0.6:
                title = f"{title}, or *{pick(words.QUALITIES).lower()} {pick(words.THINGS)}*"
            elif chance < 0.65:
                title = f"{title} & {pick(words.THINGS)}: from {pick(words.THINGS)} to {title}"
            elif chance < 0.8:
                title = f"{pick(words.THINGS)[:4]}{pick(words.THINGS)[:3]}Net: {title}"
            if title not in self._titles:
                self._titles.add(title)
                return title

    def _sentence(self, forms: Sequence[str]) -> str:
        pick = self._random.choice
        below = self._random.randrange
        return pick(forms).format(
            pick(words.THINGS).lower(),
            pick(words.PLACES).lower(),
            pick(words.THINGS).lower(),
            below(2, 60),
            below(3, 40),
            below(2, 30),
        )

    def _key(self, author: str, year: int, title: str) -> str:
        family = slug(author.rpartition(" ")[2]).replace("-", "")[:20]
        found = [word.lower() for word in re.findall(r"[A-Za-z]{4,}", title)]
        key = f"{family}{year}{found[0]}"
        letters = iter("bcdefghijklmnopqrstuvwxyz")
        for word in found[1:4]:
            if key not in self._keys:
                break
            key = f"{family}{year}{found[0]}{word}"
        base = key
        while key in self._keys:
            key = f"{base}-{next(letters)}"
        self._keys.add(key)
        return key

    def _links(self, number: int, key: str) -> tuple[tuple[str, str], ...]:
        chance = self._random.random
        wanted = (
            ("pdf", 0.3, f"https://papers.example.org/{number // 1000}/{key}.pdf"),
            ("code", 0.25, f"https://code.example.org/{key[:3]}/{key}"),
            ("project", 0.1, f"https://{key[:20]}.example.org/"),
            ("video", 0.08, f"https://video.example.org/watch?v={number:08x}"),
        )
        return tuple((kind, url) for kind, often, url in wanted if chance() < often)

    def _next_arxiv(self, year: int, month: int) -> str:
        date = f"{year % 100:02d}{month:02d}"
        number = self._arxiv[date] = self._arxiv.get(date, 0) + 1
        return f"{date}.{number:05d}" if year > 2014 else f"{date}.{number:04d}"

    def _orcid(self) -> str:
        """An ORCID iD with its check digit (ISO 7064, 11-2)."""
        digits = f"0000000{self._random.randrange(10**8):08d}"
        total = 0
        for digit in digits:
            total = (total + int(digit)) * 2
        rest = (12 - total % 11) % 11
        whole = digits + ("X" if rest == 10 else str(rest))
        return "-".join(whole[place : place + 4] for place in range(0, 16, 4))

    def _place(self, weights: Sequence[float]) -> int:
        """A place drawn by accumulated weights."""
        return bisect(weights, self._random.random() * weights[-1], 0, len(weights) - 1)

    def _skewed(self, count: int) -> int:
        """A place below `count`, small ones more often."""
        return int(count * self._random.random() ** 1.6)


def _authors(record: Record) -> str:
    """Everything after `authors:`."""
    names = list(record.authors)
    if record.affiliation:
        orcid = f", orcid: {record.orcid}" if record.orcid else ""
        names[0] = f"{{name: {names[0]}{orcid}, affiliation: {_quoted(record.affiliation)}}}"
    if record.others:
        names.append("others")
    return "".join(f"\n  - {name}" for name in names)


def _listed(names: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_quoted, names))}]" if names else ""


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


if __name__ == "__main__":
    target, number, *rest = sys.argv[1:]
    total = write_list(Path(target), int(number), int(rest[0]) if rest else SEED)
    print(f"{int(number):,} records, {total:,} bytes, {total / int(number):,.0f} each, in {target}")
