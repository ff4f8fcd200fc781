"""Checks of the list as a whole: what is declared and not used, what is named and not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.diagnostics import ERROR, WARNING, Diagnostic
from reading_list.records.explain import shown
from reading_list.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.rules import Site

_TAXONOMY = "taxonomy.yaml"


@rule("terms/empty", WARNING)
def empty(site: Site, taxonomy: Taxonomy) -> Iterator[Diagnostic]:
    """A term has papers, or at least a note or a resource, or its page is empty."""
    for term in taxonomy.terms.values():
        filled = any(_has_content(taxonomy, id) for id in (term.id, *_below(taxonomy, term.id)))
        if not filled and not site.counts.get(("term", term.id)):
            yield from _unused(site, "term", term.id, term.title)


@rule("terms/unused-venue", WARNING)
def unused_venue(site: Site, taxonomy: Taxonomy) -> Iterator[Diagnostic]:
    """A venue has papers, or editions with links, resources or a note."""
    for venue in taxonomy.venues.values():
        held = venue.editions.values()
        if any(edition.links or edition.resources or edition.note for edition in held):
            continue
        if not site.counts.get(("venue", venue.id)):
            yield from _unused(site, "venue", venue.id, venue.name)


@rule("terms/empty-edition", WARNING)
def empty_edition(site: Site, taxonomy: Taxonomy) -> Iterator[Diagnostic]:
    """An edition that the outline names has papers, or is declared with something to say."""
    for section in taxonomy.sections:
        for name in section.editions:
            venue, _, year = name.partition("/")
            if year in taxonomy.venues[venue].editions or site.counts.get(("edition", name)):
                continue
            span, snippet = site.places.get(("venue", venue), site.start)
            message = f"the outline names the edition '{name}', which has no papers"
            hint = "is the year right? Otherwise drop it from `outline`"
            yield Diagnostic(_TAXONOMY, span, WARNING, "", message, hint, snippet)


@rule("terms/unused-organization", WARNING)
def unused_organization(site: Site, taxonomy: Taxonomy) -> Iterator[Diagnostic]:
    """An organization, or one that is a part of it, has papers."""
    for organization in taxonomy.organizations.values():
        if not site.counts.get(("organization", organization.id)):
            yield from _unused(site, "organization", organization.id, organization.name)


@rule("terms/dangling", ERROR)
def dangling(site: Site) -> Iterator[Diagnostic]:
    """A key under `related` is that of a record, or a former one."""
    for claim in site.dangling:
        guess = site.keys(claim.shown)
        message = f"no record has the key '{shown(claim.shown)}'"
        if guess:
            message += f" (did you mean '{guess}'?)"
        hint = f"write `{guess}`" if guess else "add the record, or drop the key"
        yield Diagnostic(
            claim.path, claim.span, ERROR, "terms/dangling", message, hint, claim.snippet
        )


@rule("terms/resource-paper", ERROR)
def resource_paper(site: Site, taxonomy: Taxonomy) -> Iterator[Diagnostic]:
    """The `paper` of a resource is the key of a record."""
    for term in taxonomy.terms.values():
        for resource in term.resources:
            if resource.paper and not site.has_key(resource.paper):
                yield _missing_paper(site, resource.paper, ("term", term.id))
    for section in taxonomy.sections:
        for resource in section.resources:
            if resource.paper and not site.has_key(resource.paper):
                yield _missing_paper(site, resource.paper, ("section", section.id))
    for venue in taxonomy.venues.values():
        for edition in venue.editions.values():
            for resource in edition.resources:
                if resource.paper and not site.has_key(resource.paper):
                    yield _missing_paper(site, resource.paper, ("venue", venue.id))


def _missing_paper(site: Site, key: str, owner: tuple[str, str]) -> Diagnostic:
    span, snippet = site.places.get(owner, site.start)
    guess = site.keys(key)
    message = f"a resource of '{owner[1]}' names the paper '{shown(key)}', which is not there"
    if guess:
        message += f" (did you mean '{guess}'?)"
    hint = f"write `{guess}`" if guess else "add the record, or drop `paper:`"
    return Diagnostic(_TAXONOMY, span, ERROR, "terms/resource-paper", message, hint, snippet)


def _unused(site: Site, kind: str, id: str, name: str) -> Iterator[Diagnostic]:
    span, snippet = site.places.get((kind, id), site.start)
    message = f"no paper names the {kind} '{id}' ({shown(name)})"
    hint = "name it in a record, or delete it here"
    yield Diagnostic(_TAXONOMY, span, WARNING, f"terms/unused-{kind}", message, hint, snippet)


def _has_content(taxonomy: Taxonomy, id: str) -> bool:
    term = taxonomy.terms[id]
    return bool(term.note or term.resources)


def _below(taxonomy: Taxonomy, id: str) -> Iterator[str]:
    for child in taxonomy.terms[id].children:
        yield child
        yield from _below(taxonomy, child)
