"""The topics and the organizations as trees that templates walk, and the way up from a node."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reading_list.catalog.addresses import (
    ORGANIZATIONS,
    TOPICS,
    organization_path,
    term_path,
)
from reading_list.pages._shapes import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reading_list.catalog.taxonomy import Organization, Taxonomy, Term
    from reading_list.catalog.view import CatalogView


class Node(NamedTuple):
    """A term or an organization with how many papers it and what is below it hold."""

    id: str
    title: str
    path: str
    size: int
    hue: int
    description: str
    children: tuple[Node, ...]


def term_node(view: CatalogView, id: str) -> Node:
    """A term with everything below it."""
    term = view.taxonomy.terms[id]
    children = tuple(term_node(view, child) for child in term.children)
    return _node(term, view.count("term", id), children)


def term_children(view: CatalogView, term: Term) -> tuple[Node, ...]:
    """The terms right below one, without what is below them."""
    terms = view.taxonomy.terms
    return tuple(_node(terms[id], view.count("term", id), ()) for id in term.children)


def organization_node(view: CatalogView, id: str) -> Node:
    """An organization with its parts, the ones with most papers first."""
    organization = view.taxonomy.organizations[id]
    return _organization(view, organization, organization_nodes(view, organization.children))


def organization_nodes(view: CatalogView, ids: Iterable[str]) -> tuple[Node, ...]:
    """Organizations with their parts, by name."""
    nodes = (organization_node(view, id) for id in ids)
    return tuple(sorted(nodes, key=lambda node: (node.title.casefold(), node.id)))


def organization_children(view: CatalogView, organization: Organization) -> tuple[Node, ...]:
    """The parts right below an organization, by name."""
    found = view.taxonomy.organizations
    nodes = (_organization(view, found[id], ()) for id in organization.children)
    return tuple(sorted(nodes, key=lambda node: (node.title.casefold(), node.id)))


def term_trail(taxonomy: Taxonomy, term: Term) -> tuple[Place, ...]:
    """The way from the list of topics down to a term's parent."""
    above = (taxonomy.terms[id] for id in term.ancestors)
    return (Place("Topics", TOPICS), *(Place(it.title, term_path(it.id)) for it in above))


def organization_trail(taxonomy: Taxonomy, organization: Organization) -> tuple[Place, ...]:
    """The way from the list of organizations down to an organization's parent."""
    above = (taxonomy.organizations[id] for id in organization.ancestors)
    start = Place("Organizations", ORGANIZATIONS)
    return (start, *(Place(it.name, organization_path(it.id)) for it in above))


def flattened(taxonomy: Taxonomy, depth: int) -> Iterator[Term]:
    """The terms of all facets in the order of the tree, down to a depth."""
    waiting = list(reversed(taxonomy.facets))
    while waiting:
        term = taxonomy.terms[waiting.pop()]
        if term.depth <= depth:
            yield term
            waiting += reversed(term.children)


def _node(term: Term, size: int, children: tuple[Node, ...]) -> Node:
    path = term_path(term.id)
    return Node(term.id, term.title, path, size, term.hue, term.description, children)


def _organization(
    view: CatalogView, organization: Organization, children: tuple[Node, ...]
) -> Node:
    id = organization.id
    size = view.count("organization", id)
    return Node(id, organization.name, organization_path(id), size, 0, "", children)
