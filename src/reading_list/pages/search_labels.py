"""What the search page's script has to know besides the papers: years, terms and their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.catalog.addresses import SEARCH_LABELS
from reading_list.catalog.query import HAS, organization_names, topic_names, venue_names
from reading_list.catalog.words import LINK_WORDS, TRACKS
from reading_list.pages import PageKind, Scope
from reading_list.pages._groups import newest_first
from reading_list.pages._index import script

if TYPE_CHECKING:
    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.catalog.view import CatalogView

KIND = PageKind("site", Scope.SITE)


def address(subject: str) -> str:  # noqa: ARG001
    """`search/labels.js`."""
    return SEARCH_LABELS


def body(subject: str, view: CatalogView) -> str:  # noqa: ARG001
    """The labels, handed to the script. Of each named thing: id, label, parent, other names."""
    taxonomy = view.taxonomy
    labels = {
        "years": [[group.id, group.count] for group in newest_first(view.groups("year"))],
        "hues": {id: taxonomy.terms[id].hue for id in taxonomy.facets},
        "topic": _topics(taxonomy),
        "venue": [
            [id, taxonomy.venues[id].acronym(), "", *names]
            for id, names in venue_names(taxonomy).items()
        ],
        "organization": _organizations(taxonomy),
        "track": list(TRACKS.items()),
        "has": [[name, LINK_WORDS.get(name, name)] for name in HAS],
        "affiliated": taxonomy.settings.pages.organizations == "each",
    }
    return script("readingList.labels", labels)


def _topics(taxonomy: Taxonomy) -> list[list[str]]:
    """Every term after its parent; its title is its first name."""
    found = []
    for id, names in topic_names(taxonomy).items():
        term = taxonomy.terms[id]
        found.append([id, term.title, term.ancestors[-1] if term.ancestors else "", *names[1:]])
    return found


def _organizations(taxonomy: Taxonomy) -> list[list[str]]:
    found = []
    for id, names in organization_names(taxonomy).items():
        home = taxonomy.organizations[id]
        found.append([id, home.name, home.ancestors[-1] if home.ancestors else "", *names[1:]])
    return found
