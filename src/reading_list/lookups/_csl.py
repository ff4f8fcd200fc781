"""A work as Crossref and DataCite describe it: CSL-JSON and Crossref's own, which is its elder.

Crossref's API wraps titles and containers into lists; content negotiation gives them as text.
https://citationstyles.org/, https://api.crossref.org/swagger-ui/index.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.lookups import _answers as answers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reading_list.diagnostics import Diagnostic
    from reading_list.lookups import Work
    from reading_list.lookups._answers import Json

# Types of CSL and of Crossref that say more than a venue does.
_TYPES = {
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "chapter": "incollection",
    "book-chapter": "incollection",
    "thesis": "phdthesis",
    "dissertation": "phdthesis",
    "report": "techreport",
    "dataset": "dataset",
    "software": "software",
    "posted-content": "preprint",
}
RETRACTIONS = frozenset({"retraction", "withdrawal", "removal"})


def work(item: dict[str, Json], url: str) -> Work | Diagnostic:
    """The work that an item describes."""
    kind = answers.first_text(item.get("type"))
    number = answers.first_text(item.get("issue"))
    doi = answers.doi_of(answers.first_text(item.get("DOI")))
    written = answers.plain(answers.first_text(item.get("DOI")))
    arxiv = written[len("10.48550/arxiv.") :] if written.lower().startswith("10.48550/arx") else ""
    year = _year(item)
    fields = {
        "title": answers.title_of(_title(item)),
        "authors": answers.people(_people(item.get("author"))),
        "year": year,
        "booktitle": _container(item),
        "type": _TYPES.get(kind),
        "doi": doi,
        "arxiv": answers.arxiv_of(arxiv),
        "pages": answers.pages_of(answers.first_text(item.get("page"))),
        "volume": answers.plain(answers.first_text(item.get("volume")))[:100],
        "number": answers.plain(number)[:100],
        "publisher": answers.plain(answers.first_text(item.get("publisher")))[:300],
    }
    if kind in {"thesis", "dissertation", "report"}:
        fields["institution"] = fields.pop("publisher")
    return answers.work_of(
        fields,
        url,
        venues=_venues(item),
        retracted=next(_retractions(item), ""),
        versions=_versions(item),
    )


def _container(item: dict[str, Json]) -> str:
    """The proceedings or the journal; of a volume in a series Crossref names the series first."""
    titles = [answers.first_text(title) for title in answers.listed(item.get("container-title"))]
    own = (title for title in titles[:5] if title and not answers.is_series(title))
    return answers.plain(next(own, ""))


def _title(item: dict[str, Json]) -> str:
    title = answers.first_text(item.get("title"))
    subtitle = answers.first_text(item.get("subtitle"))
    return f"{title}: {subtitle}" if subtitle and subtitle not in title else title


def _year(item: dict[str, Json]) -> int | None:
    """The year of the issue; else of the first day on which it could be read."""
    names = ("published-print", "issued", "published", "published-online", "posted", "created")
    years = (_year_in(item.get(name)) for name in names)
    return next((year for year in years if year), None)


def _year_in(date: Json) -> int | None:
    parts = answers.mapping(date).get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    number = first[0] if isinstance(first, list) and first else None
    if number is None:
        number = answers.mapping(date).get("raw") or answers.mapping(date).get("literal")
    return answers.year_of(number)


def _people(authors: Json) -> Iterator[tuple[str, str, str]]:
    for author in answers.listed(authors):
        person = answers.mapping(author)
        given = answers.first_text(person.get("given"))
        family = answers.first_text(person.get("family"))
        particle = answers.first_text(person.get("non-dropping-particle"))
        suffix = answers.first_text(person.get("suffix"))
        whole = answers.first_text(person.get("name")) or answers.first_text(person.get("literal"))
        if family:
            parts = (f"{particle} {family}".strip(), suffix, given)
            name = ", ".join(filter(None, parts))
        else:  # a body, which has no parts, or a person of one name
            name = f"{{{whole}}}" if whole else given
        place = next(iter(answers.listed(person.get("affiliation"))), None)
        affiliation = answers.first_text(answers.mapping(place).get("name"))
        yield name, answers.first_text(person.get("ORCID")), affiliation


def _retractions(item: dict[str, Json]) -> Iterator[str]:
    """`updated-by` names notices about this work; `update-to` stands in the notices themselves."""
    for update in answers.listed(item.get("updated-by"))[:50]:
        told = answers.mapping(update)
        if answers.first_text(told.get("type")).lower() in RETRACTIONS:
            year = _year_in(told.get("updated"))
            notice = answers.doi_of(answers.first_text(told.get("DOI")))
            when = f" in {year}" if year else ""
            yield f"retracted{when}" + (f", see https://doi.org/{notice}" if notice else "")


def _versions(item: dict[str, Json]) -> Iterator[str]:
    """The DOIs of which the registry says that one is the preprint of the other."""
    for name in ("is-preprint-of", "has-preprint", "is-version-of"):
        for other in answers.listed(answers.mapping(item, "relation").get(name))[:5]:
            yield answers.doi_of(answers.first_text(answers.mapping(other).get("id")))


def _venues(item: dict[str, Json]) -> Iterator[str]:
    event = answers.mapping(item.get("event"))
    yield answers.first_text(event.get("acronym"))
    yield answers.first_text(event.get("name"))
    for name in ("container-title", "short-container-title", "container-title-short"):
        for said in answers.listed(item.get(name))[:5]:
            yield answers.first_text(said)
