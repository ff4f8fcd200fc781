"""Every address that a record or the taxonomy names, with its place; DOIs and arXiv ids as such."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reading_list.records.identifiers import IdentifierError, check_url, url_identifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reading_list.diagnostics import Span
    from reading_list.records.reader import Document, Loc, Node

_URL = re.compile(r"https?://[^\s<>\"`]{1,2000}", re.IGNORECASE)
# What the list says of itself: its site may not be there yet.
_OWN = frozenset({("list", "url"), ("list", "repository")})


class Linked(NamedTuple):
    """A target (`doi:…`, `arxiv:…` or a web address) and where it is named."""

    target: str
    span: Span


def linked_in(document: Document) -> Iterator[Linked]:
    """The targets that a document names, in no certain order; wrong ones are left to `check`."""
    for loc, text in _texts((), document.data):
        if loc in _OWN:
            continue
        if loc in {("doi",), ("arxiv",)}:
            yield Linked(f"{loc[0]}:{text}", document.place(loc))
            continue
        for found in _URL.finditer(text):
            if target := _target(found[0]):
                yield Linked(target, document.place(loc))


def _texts(loc: Loc, node: Node) -> Iterator[tuple[Loc, str]]:
    if isinstance(node, str):
        yield loc, node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from _texts((*loc, key), value)
    elif isinstance(node, list):
        for number, item in enumerate(node):
            yield from _texts((*loc, number), item)


def _target(url: str) -> str | None:
    """An address as it is asked for: in a text, marks of the sentence around it are no part."""
    url = url.rstrip(".,;:!?'*_")
    while url.endswith((")", "]")) and url.count(url[-1]) > url.count("(["[url[-1] == "]"]):
        url = url[:-1].rstrip(".,;:!?'*_")
    identifier = url_identifier(url)
    if identifier is not None:
        return ":".join(identifier)
    try:
        return check_url(url.partition("#")[0])
    except IdentifierError:
        return None
