"""Page kinds: one file each.

A leaf defines `KIND`, a `PageKind`; `address(subject) -> str`, the page's path below the site's
root, a function of the subject's own id; and either `context(subject, view) -> dict` for the
template that KIND names, or, without a template, `body(subject, view) -> str`.

Subjects: of `record` a key, of `alias` a former key, of `former` a term's former id, of `term`,
`termyear`, `venue`, `edition`, `year`, `author`, `organization` the id of such a group, of `site`
the empty text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from reading_list.catalog.view import Scope

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reading_list.catalog.view import CatalogView

__all__ = ["PageKind", "PageLeaf", "Scope"]


class PageKind(NamedTuple):
    """What a page is about (`of`), how far it sees, and the template that shows it.

    `choice` names the field of `list: pages:` in the taxonomy that may switch the kind off.
    """

    of: str
    scope: Scope
    template: str = ""
    choice: str = ""


class PageLeaf(Protocol):
    """A module of this package."""

    KIND: PageKind

    def address(self, subject: str) -> str:
        """The page's path below the site's root, such as `topics/pruning.html`."""
        ...

    def context(self, subject: str, view: CatalogView) -> Mapping[str, object]:
        """What the template shows, sorted, counted and formatted."""
        ...

    def body(self, subject: str, view: CatalogView) -> str:
        """The whole file, for kinds without a template."""
        ...
