"""The files of a new list: taxonomy, an example, README, workflows, issue forms, hooks.

Nothing here touches the disk but to read what the package holds; `init` writes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading_list.records import scalars
from reading_list.records.markdown import escape_markdown
from reading_list.store.scaffold import scaffold
from reading_list.text import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

# Where a list's workflows find the action that installs the program, and where this
# repository's own do.
LOCAL_ACTION = "./.github/actions/reading-list"
OWN_ACTION = "./"
_MARK = re.compile("@([A-Z]+)@")
_TOPIC = re.compile(r"^topics: \[([a-z0-9-]+)", re.MULTILINE)
_SMALL = frozenset("a an and as at but by for from in of on or the to via with".split())


def files_of(title: str, program: str, term: str = "first-topic") -> dict[str, str]:
    """Every file of a new list called `title`, whose workflows install `program`, by path.

    `term` is one of its terms, for examples.
    """
    marks = {
        "ACTION": LOCAL_ACTION,
        "PROGRAM": program,
        "TITLE": scalars.quoted(title),
        "HEADING": escape_markdown(title),
        "DESCRIPTION": scalars.quoted(f"Papers on {title}, each with its record and its BibTeX."),
        "TERM": term,
    }

    def fill(found: re.Match[str]) -> str:
        return marks.get(found[1], found[0])

    return {path: _MARK.sub(fill, text) for path, text in sorted(scaffold().items())}


def with_surroundings(texts: Mapping[str, str], program: str) -> dict[str, str]:
    """A list that was made of something else, with what stands around the data of a new one."""
    title = texts["README.md"].partition("\n")[0].removeprefix("# ")
    mine = files_of(title, program, _first_topic(texts))
    return dict(texts) | {path: text for path, text in mine.items() if not _is_data(path)}


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

    return f"reading-list[net]=={version('reading-list')}"


def _is_data(path: str) -> bool:
    return path == "taxonomy.yaml" or path.startswith("papers/")


def _first_topic(texts: Mapping[str, str]) -> str:
    """A term that some record names."""
    for path, text in sorted(texts.items()):
        found = _TOPIC.search(text) if path.startswith("papers/") else None
        if found:
            return found[1]
    return "first-topic"
