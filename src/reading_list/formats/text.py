"""References as plain text, one a line, in a built-in style or in one that the user brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.formats._reference import reference_of
from reading_list.formats._styles import as_text, reference_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.formats import Item, Style

ORDER = "list"
HAS_STYLES = True


def write(items: Iterable[Item], taxonomy: Taxonomy, style: Style) -> Iterator[str]:
    """A line for each paper."""
    formatted = None
    if style.csl:
        from reading_list.formats._citeproc import formatter

        formatted = formatter(style.csl, html=False)
    for item in items:
        reference = reference_of(item.key, item.paper, taxonomy)
        if formatted:
            yield formatted(reference) + "\n"
        else:
            yield as_text(reference_parts(reference, style.name)) + "\n"
