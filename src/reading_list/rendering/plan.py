"""From what is out of date to the pages to make and to remove."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reading_list.catalog.delta import SITE
from reading_list.pages import kinds as all_kinds
from reading_list.pages import leaf_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from reading_list.catalog.delta import GroupKey
    from reading_list.catalog.outline import PageChoices
    from reading_list.catalog.taxonomy import Edition, Taxonomy
    from reading_list.pages import PageKind, PageLeaf


class Page(NamedTuple):
    """An output file to be: its kind (a leaf of `pages`), what it is about, its address.

    `of` is what kind of thing the subject is: a `record`, a `term`, the `site`.
    """

    kind: str
    of: str
    subject: str
    path: str


class Plan(NamedTuple):
    """The pages to make, in the order of what they are about, and the addresses to remove."""

    pages: tuple[Page, ...]
    remove: tuple[str, ...]


def plan(
    dirty: Collection[GroupKey], exists: Callable[[GroupKey], bool], choices: PageChoices
) -> Plan:
    """The pages of what is dirty: those of what still exists are made, the others removed.

    An address is a function of the subject alone, so a page can be removed without looking for it.
    """
    kinds = _wanted_kinds(choices)
    # Whoever leaves an address may leave it to another, about whom nothing else has changed.
    heirs = {(_SAME_ADDRESS[of], id) for of, id in dirty if of in _SAME_ADDRESS}
    dirty = {*dirty, *filter(exists, heirs)}
    pages: list[Page] = []
    remove: list[str] = []
    for of, subject in sorted(dirty):
        there = exists((of, subject))
        for name, leaf in kinds.get(of, ()):
            path = leaf.address(subject)
            if there:
                pages.append(Page(name, of, subject, path))
            else:
                remove.append(path)
    made = {page.path for page in pages}
    return Plan(tuple(pages), tuple(path for path in remove if path not in made))


# The pages of a former key or id stand where the pages of one that is in use would stand.
_SAME_ADDRESS = {"record": "alias", "alias": "record", "term": "former", "former": "term"}


def declared(taxonomy: Taxonomy) -> set[GroupKey]:
    """The groups that have a page even while no paper is in them, and the site's own pages."""
    found = {SITE}
    found.update(("term", id) for id in taxonomy.terms)
    found.update(("former", id) for term in taxonomy.terms.values() for id in term.formerly)
    found.update(("venue", id) for id in taxonomy.venues)
    found.update(("organization", id) for id in taxonomy.organizations)
    found.update(("edition", it.id) for it in declared_editions(taxonomy, taxonomy.venues))
    return found


def declared_editions(taxonomy: Taxonomy, venues: Iterable[str]) -> Iterator[Edition]:
    """The editions that the taxonomy declares of some venues."""
    for id in venues:
        if id in taxonomy.venues:
            yield from taxonomy.venues[id].editions.values()


def _wanted_kinds(choices: PageChoices) -> dict[str, list[tuple[str, PageLeaf]]]:
    """The page kinds that the list wants, by what they are about."""
    found: dict[str, list[tuple[str, PageLeaf]]] = {}
    for name in all_kinds():
        leaf = leaf_of(name)
        if _is_wanted(leaf.KIND, choices):
            found.setdefault(leaf.KIND.of, []).append((name, leaf))
    return found


def _is_wanted(kind: PageKind, choices: PageChoices) -> bool:
    if not kind.choice:
        return True
    field, _, member = kind.choice.partition(":")
    choice = getattr(choices, field)
    return member in choice if member else bool(choice) and choice != "none"
