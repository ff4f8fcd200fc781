"""The service worker of a list that wants one: pages that were visited are kept for reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.catalog.addresses import WORKER
from reading_list.pages import PageKind, Scope

if TYPE_CHECKING:
    from reading_list.catalog.view import CatalogView

KIND = PageKind("site", Scope.SITE, "files/sw.js", "offline")


def address(subject: str) -> str:  # noqa: ARG001
    """`sw.js`, at the root of what it serves."""
    return WORKER


def context(subject: str, view: CatalogView) -> dict[str, object]:  # noqa: ARG001
    """Nothing of the list: the worker is the same whatever papers there are."""
    return {}
