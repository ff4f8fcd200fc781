"""Who keeps the list, how to add to it, under which licence, and how the site is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.catalog.addresses import ABOUT
from reading_list.pages import PageKind, Scope
from reading_list.pages._dates import day_title
from reading_list.pages._groups import span_of
from reading_list.pages._source import new_file_url

if TYPE_CHECKING:
    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.catalog.view import CatalogView

KIND = PageKind("site", Scope.SITE, "pages/about.html")

# Licences whose texts have an address of their own to read them at.
LICENSES = {
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC-BY-NC-4.0": "https://creativecommons.org/licenses/by-nc/4.0/",
    "CC-BY-NC-SA-4.0": "https://creativecommons.org/licenses/by-nc-sa/4.0/",
}


def address(subject: str) -> str:  # noqa: ARG001
    """`about.html`."""
    return ABOUT


def context(subject: str, view: CatalogView) -> dict[str, object]:  # noqa: ARG001
    """What the template shows."""
    taxonomy = view.taxonomy
    settings = taxonomy.settings
    latest = view.latest(1)
    years = view.groups("year")
    dated = [group.id for group in years if group.id.isdecimal()]
    folder = f"papers/{dated[-1]}" if dated else "papers"
    contact = settings.contact or ""
    return {
        "curators": settings.curators,
        "contact": contact,
        "contact_url": contact if contact.startswith(("https://", "http://")) else "",
        "contact_mail": contact if _is_mail(contact) else "",
        "size": view.total(),
        "span": span_of(group.id for group in years),
        "newest": day_title(latest[0].added) if latest else "",
        "license_url": LICENSES.get(settings.license or "", ""),
        "folder": folder,
        "example": _example(taxonomy, dated[-1] if dated else "2024"),
        "new_file": new_file_url(settings, folder),
    }


def _is_mail(text: str) -> bool:
    """Tells a plain address; whatever could break out of a `mailto:` stays text."""
    name, at, host = text.partition("@")
    allowed = set("abcdefghijklmnopqrstuvwxyz0123456789.-_+")
    return bool(name and at and "." in host) and set((name + host).lower()) <= allowed


def _example(taxonomy: Taxonomy, year: str) -> str:
    """A small record that is right in this list."""
    lines = [
        'title: "The title as the paper prints it"',
        "authors:",
        "  - First Author",
        "  - Second Author",
        f"year: {year}",
    ]
    venue = next(iter(taxonomy.venues), "")
    if venue:
        lines.append(f"venue: {venue}")
    leaf = next((id for id, term in taxonomy.terms.items() if not term.children), "")
    if leaf:
        lines.append(f"topics: [{leaf}]")
    return "\n".join([*lines, "links:", "  pdf: https://example.org/paper.pdf"])
