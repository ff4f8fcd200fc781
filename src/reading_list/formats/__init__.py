"""What a list is written as and read from: one file a format, named by the word that users type.

A format maps values to text, text to values, and knows nothing of files, pages or the cache.
Modules whose name begins with an underscore are no formats: they hold what several of them lean on.

A format that `import` reads has

- `EXTENSIONS`, the endings of its files, such as `(".bib",)`
- `looks_like(text)`, whether a text is in this format; it looks at the text alone and is quick
- `read(path, text)`, drafts and findings in the order of the text; whatever the text, it raises
  nothing; `path` is what findings and drafts call the file

A format that `export` writes has

- `write(items, taxonomy, style)`, pieces of text, made while the items come, so that 100,000 of
  them need no more memory than one
- perhaps `ORDER = "list"`, if papers come as lists show them, newest first; else they come by key
- perhaps `HAS_ASCII` and `HAS_STYLES`, if it can do what `Style` asks for
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reading_list import leaves

if TYPE_CHECKING:
    from types import ModuleType

    from reading_list.catalog.card import Card
    from reading_list.records.model import Paper


# The built-in styles of references.
STYLES = ("plain", "apa", "ieee", "acm")


class Item(NamedTuple):
    """A paper to write, with its card."""

    key: str
    paper: Paper
    card: Card


class Style(NamedTuple):
    """How to write.

    `ascii` asks for ASCII alone. `name` is a built-in style of references; `csl` is the text of a
    style file of the user's, which goes before it.
    """

    ascii: bool = False
    name: str = "plain"
    csl: str = ""


def readers() -> dict[str, ModuleType]:
    """The formats that can be read, by name."""
    return _having("read")


def writers() -> dict[str, ModuleType]:
    """The formats that can be written, by name; users type a hyphen for an underscore."""
    return _having("write")


def reader_of(path: str, text: str) -> str | None:
    """The name of the format of a file: its content decides where its ending leaves a choice."""
    known = readers()
    ending = path.lower().rpartition("/")[2]
    by_name = [n for n, leaf in known.items() if ending.endswith(tuple(leaf.EXTENSIONS))]
    by_content = [n for n, leaf in known.items() if leaf.looks_like(text)]
    both = [name for name in by_name if name in by_content]
    return next(iter([*both, *by_name, *by_content]), None)


def _having(what: str) -> dict[str, ModuleType]:
    found = leaves.load_all("formats")
    return {leaf.__name__.rpartition(".")[2]: leaf for leaf in found if hasattr(leaf, what)}
