"""The page of an organization: its parts, and its papers by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.catalog.addresses import organization_path
from reading_list.pages import PageKind, Scope
from reading_list.pages._groups import by_year, entries_of, span_of
from reading_list.pages._shapes import chip_of
from reading_list.pages._tallies import most_common
from reading_list.pages._trees import organization_children, organization_trail

if TYPE_CHECKING:
    from reading_list.catalog.view import CatalogView

KIND = PageKind("organization", Scope.GROUP, "pages/organization.html", "organizations")

TOPICS_SHOWN = 8


def address(subject: str) -> str:
    """`organizations/<id>.html`."""
    return organization_path(subject)


def context(subject: str, view: CatalogView) -> dict[str, object]:
    """What the template shows; papers of the parts are papers of the whole."""
    taxonomy = view.taxonomy
    organization = taxonomy.organizations[subject]
    cards = view.cards("organization", subject)
    topics = most_common(id for card in cards for id in card.topics)
    return {
        "organization": organization,
        "trail": organization_trail(taxonomy, organization),
        "size": len(cards),
        "span": span_of(card.year for card in cards),
        "children": organization_children(view, organization),
        "chips": tuple(chip_of(taxonomy.terms[id]) for id in topics[:TOPICS_SHOWN]),
        "groups": by_year(entries_of(view, "organization", subject)),
    }
