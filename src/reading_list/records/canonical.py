"""A record in the canonical layout, with its comments; no value of it is ever altered."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reading_list.records.layout import printed
from reading_list.records.writer import MODELINE, modeline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reading_list.records.layout import Node
    from reading_list.records.reader import Document, Loc
    from reading_list.records.tree import Tree


def canonical(document: Document) -> str:
    """The text of a record in the canonical layout.

    One that is no YAML, or that is written in a way which cannot be taken apart without a loss,
    comes back as it is.
    """
    from yaml import YAMLError

    from reading_list.records.tree import tree_of

    if document.data is None:
        return document.text
    text = document.text.replace("\r\n", "\n")
    tree = tree_of(text)
    content = _content(tree, document.path)
    made = _printed(document.path, tree)
    try:
        again = tree_of(made)
    except (YAMLError, ValueError):
        return document.text
    # The last guard of the law that layout changes neither a value nor a comment.
    return made if _content(again, document.path) == content else document.text


def _printed(path: str, tree: Tree) -> str:
    header = _with_modeline(path, tree)
    return "".join(f"{line}\n" for line in header) + printed(tree.root)


def _with_modeline(path: str, tree: Tree) -> list[str]:
    """The comments at the beginning, the line by which editors find the schema first.

    It may stand right above the first field, where it is taken for that field's comment.
    """
    first = tree.root.parts[0].above if tree.root.parts else tree.root.below
    for comments in (tree.header, first):
        for index, comment in enumerate(comments):
            if comment.startswith(MODELINE):
                del comments[index]
                return [comment, *tree.header]
    return [modeline(path), *tree.header]


def _content(tree: Tree, path: str) -> Counter[tuple[object, ...]]:
    """Every value with its place, and every comment but the line for editors."""
    found = Counter(_values(tree.root, ()))
    found.update(("#", comment) for comment in tree.header)
    del found[("#", modeline(path))]
    return found


def _values(node: Node, loc: Loc, *, is_known: bool = True) -> Iterator[tuple[object, ...]]:
    """What stands in and below a node; the comments in an unknown field are in its source."""
    if node.kind == "scalar":
        yield (loc, node.text, node.source == (node.text,))  # nothing is not the text "null"
    else:
        yield (loc, node.kind)
    if is_known:
        yield from (("#", comment) for comment in node.below)
    for index, part in enumerate(node.parts):
        here = (*loc, part.key if node.kind == "map" else index)
        if is_known:
            yield from (("#", comment) for comment in part.above)
        if part.source:
            yield (here, *part.source[:-1], f"{part.source[-1]} {part.beside}".rstrip(" "))
        elif part.beside and is_known:
            yield ("#", part.beside)
        yield from _values(part.value, here, is_known=is_known and not part.source)
