"""What the readers of bibliographies share: dates, pages, identifiers and addresses as found there.

Each function brings a foreign form to that of records and gives up, with None or empty text, where
it would have to guess.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from reading_list.records.identifiers import (
    IdentifierError,
    check_arxiv,
    check_doi,
    check_url,
    url_identifier,
)
from reading_list.records.model import Links, Track

if TYPE_CHECKING:
    from collections.abc import Callable

LINKS = tuple(name for name in Links.model_fields if name not in {"paper", "pdf"})
TRACKS = frozenset(get_args(Track))
LANGUAGES = {
    "english": "en", "american": "en-US", "british": "en-GB", "usenglish": "en-US",
    "ukenglish": "en-GB", "german": "de", "ngerman": "de", "deutsch": "de", "french": "fr",
    "francais": "fr", "spanish": "es", "italian": "it", "portuguese": "pt", "brazilian": "pt-BR",
    "russian": "ru", "chinese": "zh", "japanese": "ja", "korean": "ko", "dutch": "nl",
    "polish": "pl", "eng": "en", "ger": "de", "fre": "fr", "chi": "zh", "jpn": "ja",
}  # fmt: skip
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_SERVER = re.compile(r"arxiv|corr\b|computing research repository", re.IGNORECASE)
_ARXIV_ID = re.compile(r"\b([0-9]{4}\.[0-9]{4,5}|[a-z-]+(?:\.[A-Z]{2})?/[0-9]{7})(?:v[0-9]+)?\b")


def repaired(text: str, check: Callable[[str], str]) -> str | None:
    """The identifier as it is stored, after the repair that its check proposes; None if none."""
    for _ in range(3):
        try:
            return check(text)
        except IdentifierError as error:
            if not error.fix:
                return None
            text = error.fix
    return None


def without_stop(title: str) -> str:
    """A title without the full stop that some exports end it with; an ellipsis stays."""
    bare = title.removesuffix(".")
    return bare if bare and not bare.endswith(".") else title


def bare_doi(text: str) -> str | None:
    """A DOI in any of the forms that exports use."""
    return repaired(text.strip(), check_doi)


def put_doi(raw: str, name: str, fields: dict[str, object], extra: dict[str, str]) -> None:
    """A DOI into `fields`, arXiv's own as the arXiv id it stands for; what is none into `extra`.

    An arXiv id that is there already stays.
    """
    doi = bare_doi(raw)
    if doi and (arxiv := re.fullmatch(r"10\.48550/arXiv\.(.+)", doi, re.IGNORECASE)):
        fields.setdefault("arxiv", arxiv[1])
    elif doi:
        fields["doi"] = doi
    else:
        extra[name] = raw


def arxiv_of(text: str) -> str | None:
    """An arXiv identifier, without version."""
    text = re.sub(r"\s*\[[\w.-]+\]$", "", text.strip())  # arXiv:1802.03494 [cs.CV]
    return repaired(text, check_arxiv) if text else None


def arxiv_in_journal(journal: str, volume: str = "") -> str | None:
    """The arXiv identifier that stands where a journal should: None for a journal.

    Empty text where the journal is arXiv but the paper is not named.
    """
    if not _SERVER.match(journal.strip()):
        return None
    found = _ARXIV_ID.search(f"{journal} {volume.replace('abs/', ' ')}")
    return (arxiv_of(found[1]) or "") if found else ""


def year_and_month(date: str) -> tuple[str, int | None]:
    """The beginning of an ISO 8601 date or span, as RIS and EDTF write it too."""
    found = re.match(r"\s*([12][0-9]{3})(?:[-/]([0-9]{1,2}))?(?![0-9])", date)
    if not found:
        return "", None
    month = int(found[2]) if found[2] else 0
    return found[1], month if 1 <= month <= 12 else None


def month_of(text: str) -> int | None:
    """`September`, `sep`, `9`, `Sept.`, `12 September`."""
    if re.fullmatch(r"\s*[0-9]{1,2}\s*", text):
        number = int(text)
        return number if 1 <= number <= 12 else None
    found = re.findall(r"[A-Za-z]{3,}", text)
    names = [word.lower()[:3] for word in found]
    return _MONTHS.index(names[0]) + 1 if len(names) == 1 and names[0] in _MONTHS else None


def page_range(text: str) -> str:
    """Pages with one plain hyphen."""
    text = re.sub("\\s*(?:[\u2010-\u2015\u2212]|-)+\\s*", "-", text.strip())
    return re.sub(r"^(?:pp?\.|pages?)\s*", "", text, flags=re.IGNORECASE).strip("-")


def put_url(
    name: str, text: str, fields: dict[str, object], links: dict[str, str], extra: dict[str, str]
) -> None:
    """Put an address where a record has it: an identifier, a kind of link, else `extra`.

    `url` is the paper's page, or its PDF if it ends so; an address that says no more than the
    identifier is that.
    """
    text = text.strip()
    address = repaired(text, check_url)
    if address is None:
        extra.setdefault(name, text)
        return
    if name in {"url", "paper"}:
        found = url_identifier(address)
        if found and fields.get(found[0], found[1]) == found[1]:
            fields.setdefault(*found)
            return
        path = re.split("[?#]", address, maxsplit=1)[0]
        name = "pdf" if path.lower().endswith(".pdf") else "paper"
    if links.setdefault(name, address) != address:
        number = 2
        while f"{name}-{number}" in extra:
            number += 1
        extra[f"{name}-{number}"] = address
