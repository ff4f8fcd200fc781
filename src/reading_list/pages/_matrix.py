"""Topics against years: a table of numbers, each of which leads to its papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reading_list.catalog.addresses import term_path
from reading_list.pages._groups import Cell, cells
from reading_list.pages._trees import flattened

if TYPE_CHECKING:
    from reading_list.catalog.taxonomy import Term
    from reading_list.catalog.view import CatalogView

ROWS = 60  # a matrix with more rows is cut at a depth at which it has fewer


class MatrixRow(NamedTuple):
    """A term and its papers in each year."""

    title: str
    path: str
    depth: int
    hue: int
    size: int
    cells: tuple[Cell, ...]


def matrix_of(columns: list[str], view: CatalogView) -> tuple[MatrixRow, ...]:
    """Terms with papers against years, as deep as `ROWS` allows."""
    terms: list[Term] = []
    for depth in range(20):
        deeper = [it for it in flattened(view.taxonomy, depth) if view.count("term", it.id)]
        if depth and (len(deeper) > ROWS or len(deeper) == len(terms)):
            break
        terms = deeper
    parts = {term.id: view.parts("term", term.id) for term in terms}
    most = max((group.count for groups in parts.values() for group in groups), default=1)
    return tuple(
        MatrixRow(
            term.title,
            term_path(term.id),
            term.depth,
            term.hue,
            view.count("term", term.id),
            cells(parts[term.id], columns, most, term_path, term.title),
        )
        for term in terms
    )
