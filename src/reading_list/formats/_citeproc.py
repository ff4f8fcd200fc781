"""References in a style that the user brings, through citeproc-py: the extra `csl`.

A style is a stranger's XML: one with a document type, which could name entities and files, is
refused before any parser sees it.
"""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING

from reading_list.diagnostics import ProjectError
from reading_list.formats._csl_item import csl_item

if TYPE_CHECKING:
    from collections.abc import Callable

    from reading_list.formats._reference import Reference

LARGEST = 2_000_000
_HINT = "styles are at https://www.zotero.org/styles"


def formatter(csl: str, *, html: bool) -> Callable[[Reference], str]:
    """A function from a reference to its text. Raises ProjectError for a style that is none."""
    try:
        from citeproc import CitationStylesStyle
        from citeproc import formatter as formats
    except ImportError as error:
        hint = 'install it with pip install "reading-list[csl]"'
        raise ProjectError("styles of one's own need citeproc-py", hint) from error
    _check(csl)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            style = CitationStylesStyle(_File(csl.encode()), validate=False)
        except Exception as error:  # whatever a stranger's style makes of the library
            message = f"the style cannot be read: {type(error).__name__}: {error}"
            raise ProjectError(message[:300], _HINT, 2) from error
    chosen = formats.html if html else formats.plain

    def text_of(reference: Reference) -> str:
        from citeproc import Citation, CitationItem, CitationStylesBibliography
        from citeproc.source.json import CiteProcJSON

        item = {k: v for k, v in csl_item(reference).items() if k not in {"custom", "citation-key"}}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            source = CiteProcJSON([{**item, "id": "item"}])
            made = CitationStylesBibliography(style, source, chosen)
            made.register(Citation([CitationItem("item")]))
            lines = [str(line) for line in made.bibliography()]
        return " ".join(" ".join(lines).split())

    return text_of


class _File:
    """What lxml asks of a file."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def read(self, size: int = -1) -> bytes:
        """All that is left, or `size` bytes of it."""
        end = len(self._body) if size < 0 else size
        part, self._body = self._body[:end], self._body[end:]
        return part


def _check(csl: str) -> None:
    if len(csl) > LARGEST:
        raise ProjectError("the style is larger than 2 MB", _HINT, 2)
    if "<!" in re.sub(r"<!--.*?-->", "", csl, flags=re.DOTALL):
        raise ProjectError("the style has a document type, which no style needs", _HINT, 2)
    if not re.search(r"<style\b", csl[:50_000]):
        raise ProjectError("this is no style of the Citation Style Language", _HINT, 2)
    parent = re.search(r'<link\s[^>]*rel="independent-parent"', csl)
    if parent:
        found = re.search(r'href="([^"]+)"', parent[0] + csl[parent.end() : parent.end() + 200])
        name = found[1] if found else "another style"
        raise ProjectError(f"the style only points to {name}", "take that one", 2)
