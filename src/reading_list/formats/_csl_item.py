"""A reference as an item of CSL-JSON, and the types of CSL.

The schema (citation-style-language/schema, csl-data.json) allows no other names than its own;
what it has no name for stands under `custom`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.formats._own_words import BODIES, own_facts
from reading_list.formats._titles import html_title
from reading_list.records.names import parse_name

if TYPE_CHECKING:
    from reading_list.formats._reference import Reference
    from reading_list.records.model import Person

TYPES = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "review": "article", "periodical": "article", "paper-conference": "inproceedings",
    "article": "preprint", "chapter": "incollection", "entry-encyclopedia": "incollection",
    "entry-dictionary": "incollection", "entry": "incollection", "book": "book",
    "collection": "book", "thesis": "phdthesis", "report": "techreport", "dataset": "dataset",
    "software": "software", "document": "misc",
}  # fmt: skip
_WRITTEN = {
    "article": "article-journal", "inproceedings": "paper-conference", "preprint": "article",
    "incollection": "chapter", "book": "book", "phdthesis": "thesis", "mastersthesis": "thesis",
    "techreport": "report", "dataset": "dataset", "software": "software", "misc": "document",
}  # fmt: skip
OTHER_TYPES = frozenset(
    """bill broadcast classic event figure graphic hearing interview legal_case legislation
    manuscript map motion_picture musical_score pamphlet patent performance personal_communication
    post post-weblog regulation review-book song speech standard treaty webpage article-magazine
    article-newspaper review periodical entry-encyclopedia entry-dictionary entry
    collection""".split()
)
GENRES = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis", "preprint": "preprint"}
# Variables of CSL that a record has no field for and that go out under the name they came with.
_VARIABLES = frozenset(
    "annote archive archive_collection archive_location archive-place authority call-number"
    " citation-label citation-number collection-number container-title-short dimensions division"
    " edition event-place first-reference-note-number genre jurisdiction keyword locator medium"
    " number-of-pages number-of-volumes original-publisher original-publisher-place original-title"
    " part part-title PMCID PMID printing references reviewed-genre reviewed-title scale section"
    " shortTitle source status supplement title-short version volume-title volume-title-short"
    " year-suffix collection-title chapter-number".split()
)


def csl_item(reference: Reference) -> dict[str, object]:
    """A reference as an item of CSL-JSON."""
    kind = reference.type
    written = reference.extra.get("csl-type", "")
    by_body = kind in BODIES
    publisher = (reference.institution if by_body else "") or reference.publisher
    made: dict[str, object] = {
        "id": reference.key,
        "citation-key": reference.key,
        "type": written if written in OTHER_TYPES else _WRITTEN[kind],
        "title": html_title(reference.title),
        "author": [
            *map(_name, reference.authors),
            *([{"literal": "others"}] * reference.more_authors),
        ],
        "editor": [*map(_name, reference.editors)],
        "container-title": reference.container,
        "event-title": reference.event,
        "collection-title": reference.series,
        "publisher": publisher or ("arXiv" if kind == "preprint" and reference.arxiv else ""),
        "publisher-place": reference.address,
        "genre": GENRES.get(kind, ""),
        "volume": reference.volume,
        "number" if kind in {"techreport", "preprint"} else "issue": reference.number,
        "page": reference.pages,
        "issued": _date(reference),
        "archive": "arXiv" if reference.arxiv else "",
        "archive_location": reference.arxiv,
        "DOI": reference.doi,
        "ISBN": reference.isbn,
        "ISSN": reference.issn,
        "URL": reference.url,
        "language": reference.language,
        "abstract": reference.abstract,
        "note": reference.note,
        "keyword": ", ".join(reference.keywords),
    }  # fmt: skip
    for name, value in reference.extra.items():
        if name in _VARIABLES and not made.get(name):
            made[name] = value
    facts = own_facts(reference, _VARIABLES | {"csl-type"})
    if facts:
        made["custom"] = facts
    return {name: value for name, value in made.items() if value}


def _date(reference: Reference) -> dict[str, object] | None:
    if not reference.year:
        return None
    parts = [reference.year, reference.month] if reference.month else [reference.year]
    return {"date-parts": [parts]}


def _name(person: Person) -> dict[str, object]:
    name = parse_name(person.name, group=person.group)
    if name.literal:
        return {"literal": name.literal}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: value for part, value in parts.items() if value}
