"""How a browser's address bar searches the list (OpenSearch 1.1, draft 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.catalog.addresses import OPENSEARCH, SEARCH
from reading_list.pages import PageKind, Scope
from reading_list.pages._feed import absolute
from reading_list.records.markup import inline_plain
from reading_list.text import shorten, xml_quoted, xml_text

if TYPE_CHECKING:
    from reading_list.catalog.view import CatalogView

KIND = PageKind("site", Scope.SITE)

SHORT_NAME = 16  # letters, by the standard
DESCRIPTION = 1024


def address(subject: str) -> str:  # noqa: ARG001
    """`opensearch.xml`."""
    return OPENSEARCH


def body(subject: str, view: CatalogView) -> str | None:  # noqa: ARG001
    """The description; None where the list has no address, as it needs a whole one."""
    site = view.taxonomy.settings
    if not site.url:
        return None
    name = shorten(site.short_title or site.title, SHORT_NAME)
    about = shorten(inline_plain(site.description or site.title), DESCRIPTION)
    template = xml_quoted(f"{absolute(site, SEARCH)}?q={{searchTerms}}")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{xml_text(name)}</ShortName>\n"
        f"<Description>{xml_text(about)}</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Url type="text/html" template={template}/>\n'
        "</OpenSearchDescription>\n"
    )
