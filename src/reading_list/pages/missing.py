"""What a server shows for an address that leads nowhere. It may be shown at any depth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.catalog.addresses import MISSING
from reading_list.pages import PageKind, Scope

if TYPE_CHECKING:
    from reading_list.catalog.view import CatalogView

KIND = PageKind("site", Scope.SITE, "pages/missing.html")


def address(subject: str) -> str:  # noqa: ARG001
    """`404.html`, the name that hosts of static sites look for."""
    return MISSING


def context(subject: str, view: CatalogView) -> dict[str, object]:  # noqa: ARG001
    """The site's full address, where it is known, as relative links would be wrong elsewhere."""
    url = view.taxonomy.settings.url
    return {"base": f"{url.rstrip('/')}/" if url else ""}
