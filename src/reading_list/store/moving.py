"""A record that gets another path: the new file first, then the old one goes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from reading_list.diagnostics import ProjectError
from reading_list.store import database, records

if TYPE_CHECKING:
    from reading_list.store.files import Project


def replace_record(project: Project, path: str, old: str, new_path: str, text: str) -> None:
    """Write `text` to `new_path` in the place of the record at `path`, whose text was `old`.

    Raises ProjectError, and leaves the old record as it is, where a file is in the way or the
    record was changed meanwhile. Killed in between, both files are there: `check` names them.
    """
    with database.locked(project.cache):
        if path == new_path:
            records.write_records(project, {path: text}, old={path: old})
            return
        if records.read_old(project, path) != old.removeprefix("\ufeff"):
            raise ProjectError(f"{path} was changed meanwhile; nothing was changed", "run again")
        records.write_records(project, {new_path: text}, old={})
        try:
            os.unlink(project.root / path)
        except OSError as error:
            raise ProjectError(
                f"{new_path} was written, but {path} cannot be deleted: {error.strerror}",
                f"delete {path}",
            ) from error
