"""DOIs and arXiv ids in what a user types: bare, with a prefix, or in the address of a page."""

from __future__ import annotations

import re
from urllib.parse import unquote

from reading_list.lookups import _answers as answers
from reading_list.records.identifiers import url_identifier

# How publishers write a DOI into the addresses of their pages.
_DOI_IN_PATH = re.compile(
    r"https?://[^/?#]+/(?:[a-z]{1,20}/){0,3}?(?:doi|article|articles|chapter|book|pdf|abs|full|epdf)"
    r"/(?:[a-z]{1,12}/)?(10\.[0-9]{4,9}/[^?#]+)",
    re.IGNORECASE,
)
_END = re.compile(r"(?:\.pdf|\.html?|/(?:full|abstract|pdf|meta|fulltext\.html?))$", re.IGNORECASE)
_WEB = re.compile(r"https?://", re.IGNORECASE)


def doi_in(text: str) -> str | None:
    """A DOI, bare or as an address, also of a publisher's page; arXiv's own DOIs are none."""
    text = text.strip()
    if _WEB.match(text):
        found = url_identifier(text)
        if found is not None:
            return (answers.doi_of(found[1]) or None) if found[0] == "doi" else None
        inside = _DOI_IN_PATH.match(text)
        if not inside:
            return None
        return answers.doi_of(_END.sub("", unquote(inside[1]).rstrip("/"))) or None
    if not re.match(r"(?:doi[:\s]|(?:www\.|dx\.)?doi\.org/|10\.)", text, re.IGNORECASE):
        return None
    return answers.doi_of(text) or None


def arxiv_in(text: str) -> str | None:
    """An arXiv id, bare or as an address or DOI, with or without its version."""
    text = text.strip()
    if _WEB.match(text):
        found = url_identifier(text)
        if found is not None and found[0] == "arxiv":
            return found[1]
        if found is None or not found[1].lower().startswith("10.48550/arxiv."):
            return None
        text = found[1]
    return answers.arxiv_of(text) or None
