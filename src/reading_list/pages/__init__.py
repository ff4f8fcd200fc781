"""Page kinds: one file each.

A leaf defines `KIND`, a `PageKind`; `address(subject) -> str`, the page's path below the site's
root, a function of the subject's own id; and either `context(subject, view) -> dict` for the
template that KIND names, or, without a template, `body(subject, view) -> str`.

Subjects: of `record` a key, of `alias` a former key, of `former` a term's former id, of `term`,
`termyear`, `venue`, `edition`, `year`, `author`, `organization` the id of such a group, of `site`
the empty text.

Files that stand beside several kinds of group, such as downloads, share a module: it defines
`VARIANTS` instead, leaves by name, and each is the kind `<module>.<name>`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from reading_list import leaves
from reading_list.catalog.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reading_list.catalog.view import CatalogView

__all__ = ["PageKind", "PageLeaf", "Scope", "kinds", "leaf_of"]


class PageKind(NamedTuple):
    """What a page is about (`of`), how far it sees, and the template that shows it.

    `choice` names the field of `list: pages:` in the taxonomy that may switch the kind off;
    `feeds:authors` asks whether the field `feeds` holds `authors`.
    """

    of: str
    scope: Scope
    template: str = ""
    choice: str = ""


class PageLeaf(Protocol):
    """A module of this package, or a variant that one defines."""

    @property
    def KIND(self) -> PageKind:  # noqa: N802 (it is a constant of most)
        """What the page is about."""
        ...

    def address(self, subject: str) -> str:
        """The page's path below the site's root, such as `topics/pruning.html`."""
        ...

    def context(self, subject: str, view: CatalogView) -> Mapping[str, object] | None:
        """What the template shows, sorted, counted and formatted; None for no page."""
        ...

    def body(self, subject: str, view: CatalogView) -> str | None:
        """The whole file, for kinds without a template; None where there is to be none."""
        ...


def kinds() -> Iterator[str]:
    """The names of all page kinds, sorted by module."""
    for name in leaves.names("pages"):
        variants = getattr(leaves.load("pages", name), "VARIANTS", None)
        yield from (name,) if variants is None else (f"{name}.{it}" for it in variants)


def leaf_of(kind: str) -> PageLeaf:
    """The page kind of a name."""
    name, _, variant = kind.partition(".")
    leaf = leaves.load("pages", name)
    return cast("PageLeaf", leaf.VARIANTS[variant] if variant else leaf)
