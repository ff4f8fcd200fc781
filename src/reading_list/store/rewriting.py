"""Change record files: only those that still hold what the change was made for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.diagnostics import ProjectError
from reading_list.store import files, output

if TYPE_CHECKING:
    from reading_list.store.files import Project


def rewrite(project: Project, path: str, before: bytes, after: bytes) -> None:
    """Replace the bytes of a record in one step, keeping its mode.

    Raises ProjectError where the file holds something else by now, or cannot be written: what
    somebody saved in an editor meanwhile is not overwritten.
    """
    if files.read_record(project, path) != before:
        message = f"{path} has changed while it was being worked on, and was left as it is"
        raise ProjectError(message, "run again")
    output.replace_file(project.root / path, after)
