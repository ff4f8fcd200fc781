"""The files of a new list: taxonomy, an example, README, workflows, issue forms, hooks.

Nothing here touches the disk but to read what the package holds; `init` writes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading_list import __name__ as package
from reading_list.store.scaffold import scaffold
from reading_list.text import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

# Where a list's workflows find the action that installs the program, and where this
# repository's own do.
LOCAL_ACTION = "./.github/actions/reading-list"
OWN_ACTION = "./"
_FIRST_TERM = "first-topic"
_SMALL = frozenset("a an and as at but by for from in of on or the to via with".split())


def files_of(title: str, program: str) -> dict[str, str]:
    """Every file of a new list called `title`, whose workflows install `program`, by path."""
    texts = {path: _filled(text, title, program) for path, text in scaffold().items()}
    return {path: texts[path] for path in sorted(texts)}


def with_surroundings(texts: Mapping[str, str], title: str, program: str) -> dict[str, str]:
    """A list that was made of something else, with what it does not bring itself."""
    mine = files_of(title, program)
    return {path: text for path, text in mine.items() if not _is_data(path)} | dict(texts)


def workflows(action: str) -> dict[str, str]:
    """The workflows by path, calling the action that stands at `action`."""
    return {
        path: text.replace("@ACTION@", action)
        for path, text in scaffold().items()
        if path.startswith(".github/workflows/")
    }


def title_of(folder: str) -> str:
    """A title for the list in a folder of that name: `sparse-networks` is `Sparse Networks`."""
    words = re.findall(r"[^\s_-]+", printable(folder))
    named = [
        word if place and word in _SMALL else word[:1].upper() + word[1:]
        for place, word in enumerate(words)
    ]
    return " ".join(named) or "Reading List"


def own_program() -> str:
    """What pip installs to get this very version, with what look-ups need."""
    from importlib.metadata import version

    name = package.replace("_", "-")
    return f"{name}[net]=={version(name)}"


def _is_data(path: str) -> bool:
    return path == "taxonomy.yaml" or path.startswith("papers/")


def _filled(text: str, title: str, program: str) -> str:
    from reading_list.records import scalars
    from reading_list.records.markdown import escape_markdown

    description = f"Papers on {title}, each with its record, its page and its BibTeX."
    marks = {
        "ACTION": LOCAL_ACTION,
        "PROGRAM": program,
        "TITLE": scalars.double(title),
        "HEADING": escape_markdown(title),
        "DESCRIPTION": scalars.double(description),
        "TERM": _FIRST_TERM,
    }
    return re.sub(r"@([A-Z]+)@", lambda mark: marks.get(mark[1], mark[0]), text)
