"""What the options before the command say, for the commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from reading_list.reports import Report
    from reading_list.store.files import Project
    from reading_list.talk import Talk


def _keep_silent(report: Report) -> None:
    """Show a report to nobody."""
    del report


class Context(NamedTuple):
    """The shared options; the list is looked for when a command asks for it.

    `ask` shows a text to the person at the terminal and gives the line that is typed, None at the
    end of input; without a person it is None.
    `show` prints a report at once, for a command that has more to tell than one at its end.
    """

    root: str | None
    color: str
    talk: Talk
    quiet: bool
    ask: Callable[[str], str | None] | None = None
    show: Callable[[Report], None] = _keep_silent

    def project(self) -> Project:
        """The list to work on. Raises ProjectError where there is none."""
        from pathlib import Path

        from reading_list.store.files import find_project

        return find_project(Path(self.root) if self.root is not None else None)
