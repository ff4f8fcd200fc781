"""Which files of the list a user's PATHS name, for the commands that take some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.store import files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reading_list.store.files import Project


def below_list(project: Project, paths: Sequence[str]) -> list[str]:
    """The paths as they are called from the list's root. Raises ProjectError for others."""
    return [files.path_in_list(project, path) for path in paths]


def is_among(path: str, wanted: Sequence[str]) -> bool:
    """Whether a file is one of those named, or below a folder that is; all are, if none is."""
    if not wanted:
        return True
    return any(path == name or path.startswith(f"{name}/") or name == "." for name in wanted)
