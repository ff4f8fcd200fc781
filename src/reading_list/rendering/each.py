"""The filter `each`: what a macro says of items that come again and again, said once for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from jinja2.runtime import Macro

KEPT = 20_000  # texts of a macro; some 200 bytes each


class Each:
    """`{{ authors|each(author_name, ", ", root) }}`: the macro's texts of all items, joined.

    A name stands in every entry of its bearer's papers, a term on the page of each of its papers.
    The items and the macro's further arguments are compared by value, so they must be plain values.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[Macro, tuple[Hashable, ...]], dict[Hashable, str]] = {}

    def __call__(
        self, items: Iterable[Hashable], macro: Macro, between: str, *further: Hashable
    ) -> Markup:
        """The joined texts; `between` is printed as it is."""
        known = self._known.get((macro, further))
        if known is None:
            known = self._known[macro, further] = {}
        said = []
        for item in items:
            text = known.get(item)
            if text is None:
                if len(known) >= KEPT:
                    known.clear()
                text = known[item] = str(macro(item, *further))
            said.append(text)
        # Comes from a macro, whose output is escaped.
        return Markup(between.join(said))  # noqa: S704
