"""A reference as an entry of BibTeX or of BibLaTeX.

The two differ in names of types and fields; text is escaped alike, addresses and identifiers never
are. Types, fields and their order are those of the standard styles and of the BibLaTeX manual.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reading_list.formats._ascii_latex import ascii_latex, ascii_verbatim
from reading_list.formats._bib_fields import VERBATIM
from reading_list.formats._latex import latex, latex_title, verbatim
from reading_list.formats._reference import EVENT, THESES, is_others
from reading_list.records.model import OTHERS
from reading_list.records.names import Name, bibtex_name, parse_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reading_list.formats._reference import Reference
    from reading_list.records.model import Person

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


class Dialect(NamedTuple):
    """Names of types and fields; what is not renamed is called as in BibTeX."""

    types: Mapping[str, str]
    names: Mapping[str, str]
    has_dates: bool


# Standard styles know no preprints, data and programs.
BIBTEX = Dialect({"preprint": "misc", "dataset": "misc", "software": "misc"}, {}, has_dates=False)
BIBLATEX = Dialect(
    {
        "preprint": "online",
        "phdthesis": "thesis",
        "mastersthesis": "thesis",
        "techreport": "report",
    },
    {
        "journal": "journaltitle",
        "address": "location",
        "school": "institution",
        "archivePrefix": "eprinttype",
        "primaryclass": "eprintclass",
        "language": "langid",
    },
    has_dates=True,
)
# Localization keys of `type`, which theses and reports have to have.
_KINDS = {"phdthesis": "phdthesis", "mastersthesis": "mathesis", "techreport": "techreport"}
_LANGIDS = {"en": "english", "de": "ngerman", "fr": "french", "es": "spanish", "it": "italian",
            "pt": "portuguese", "ru": "russian", "zh": "chinese", "ja": "japanese",
            "ko": "korean", "nl": "dutch", "pl": "polish", "en-US": "american",
            "en-GB": "british", "pt-BR": "brazilian"}  # fmt: skip


def entry(
    reference: Reference, dialect: Dialect, *, is_whole: bool = True, in_ascii: bool = False
) -> str:
    """The entry, ended by an end of line.

    `is_whole` adds what citations do not ask for: keywords, notes, other links, fields that
    nobody here knows; what is read in again is the same paper. Without it the entry is what
    people paste.
    """
    found = dict(_cited(reference, dialect))
    if is_whole:
        for name, value in _more(reference, dialect):
            found.setdefault(name, value)
    renamed = {dialect.names.get(name, name): value for name, value in found.items()}
    if in_ascii:
        renamed = {
            name: (ascii_verbatim if name.lower() in _EXACT else ascii_latex)(value)
            for name, value in renamed.items()
        }
    fields = "".join(f"  {name} = {value},\n" for name, value in renamed.items())
    return f"@{_type(reference, dialect, is_whole=is_whole)}{{{reference.key},\n{fields}}}\n"


_EXACT = VERBATIM | {"doi", "isbn", "issn", "pdf", "code", "project", "slides", "video", "poster",
                     "data", "discussion", "openreview"}  # fmt: skip


def _type(reference: Reference, dialect: Dialect, *, is_whole: bool) -> str:
    written = reference.extra.get("entrytype", "")
    is_loose = reference.type in {"misc", "book", "incollection"}
    if is_whole and is_loose and re.fullmatch("[a-z]{1,30}", written):
        return written  # a type that records do not have goes out as it came in
    return dialect.types.get(reference.type, reference.type)


def _cited(reference: Reference, dialect: Dialect) -> Iterator[tuple[str, str]]:
    """The fields of citations that are known, values with their braces."""
    container = "journal" if reference.type == "article" else "booktitle"
    body = "school" if reference.type in THESES else "institution"
    text = {
        "author": _people(reference.authors, more=reference.more_authors),
        "title": latex_title(reference.title),
        container: latex(reference.container),
        "editor": _people(reference.editors),
        "series": latex(reference.series),
        "volume": latex(reference.volume),
        "number": latex(reference.number),
        "pages": re.sub("-+", "--", latex(reference.pages)),
        "publisher": latex(reference.publisher),
        body: latex(reference.institution),
        "address": latex(reference.address),
        "year": str(reference.year or ""),
    }
    if dialect.has_dates and reference.type in _KINDS:
        text["type"] = _KINDS[reference.type]
    if dialect.has_dates and reference.year:
        month = f"-{reference.month:02}" if reference.month else ""
        text = {**text, "year": ""}
        text["date"] = f"{reference.year}{month}"
    yield from ((name, f"{{{value}}}") for name, value in text.items() if value)
    if reference.month and not (dialect.has_dates and reference.year):
        yield "month", str(reference.month) if dialect.has_dates else MONTHS[reference.month - 1]
    exact = {
        "eprint": reference.arxiv,
        "archivePrefix": "arXiv" if reference.arxiv else "",
        "doi": reference.doi,
        "isbn": reference.isbn,
        "issn": reference.issn,
        "url": reference.url,
    }
    yield from ((name, f"{{{verbatim(value)}}}") for name, value in exact.items() if value)


def _more(reference: Reference, dialect: Dialect) -> Iterator[tuple[str, str]]:
    """What the record knows beyond a citation."""
    if reference.event:
        yield "eventtitle", f"{{{latex(reference.event)}}}"
    for name, value in reference.own.items():
        yield name, f"{{{verbatim(value) if name in _EXACT else latex(value)}}}"
    language = reference.language
    if language:
        word = _LANGIDS.get(language, language) if dialect.has_dates else language
        yield "language", f"{{{word}}}"
    text = {
        "keywords": latex(", ".join(reference.keywords)),
        "abstract": latex(reference.abstract),
        "annotation" if dialect.has_dates else "annote": latex(reference.note),
    }
    yield from ((name, f"{{{value}}}") for name, value in text.items() if value)
    known_as = [*reference.aliases, *filter(None, [reference.extra.get("ids", "")])]
    if known_as:
        yield "ids", f"{{{verbatim(', '.join(known_as))}}}"
    for written, value in reference.extra.items():
        name = _field_name(written)
        if name and name not in {"entrytype", "keywords", "ids", EVENT}:
            is_exact = name in VERBATIM or name.startswith("bdsk-")
            yield name, f"{{{verbatim(value) if is_exact else latex(value)}}}"


def _field_name(written: str) -> str:
    name = re.sub(r"[^a-z0-9_.:+-]+", "-", written.lower()).strip("-")
    return name if name[:1].isalpha() else f"x-{name}" if name else ""


def _people(people: Iterable[Person], *, more: bool = False) -> str:
    names = [OTHERS if is_others(person) else _name(person.name, person.group) for person in people]
    return " and ".join([*names, OTHERS] if more else names)


@lru_cache(maxsize=20_000)  # an author has several papers
def _name(name: str, group: bool) -> str:
    return bibtex_name(Name(*map(latex, parse_name(name, group=group))))
