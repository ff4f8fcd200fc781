"""A list that is begun: all of its files in a folder of its own, or none."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from reading_list.diagnostics import ProjectError
from reading_list.store.files import Project

if TYPE_CHECKING:
    from collections.abc import Mapping


def check_place(folder: str) -> Path:
    """The absolute place of a new list. Raises ProjectError (usage) where something is there."""
    place = Path(os.path.abspath(folder))
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        raise ProjectError(f"{folder} is there already and is no folder", "name another one", 2)
    if place.is_dir() and any(place.iterdir()):
        raise ProjectError(f"the folder {folder} is not empty", "name a new or empty one", 2)
    return place


def write_list(folder: Path, texts: Mapping[str, str]) -> Project:
    """Write files by their paths below `folder`, which is there whole or not at all."""
    beside = folder.with_name(f".{folder.name}.reading-list-new-{os.getpid()}")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside.mkdir()
        for path, text in texts.items():
            place = beside / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(text.encode())
        if folder.is_dir():
            folder.rmdir()
        os.rename(beside, folder)
    except OSError as error:
        raise ProjectError(
            f"the list cannot be written to {folder}: {error.strerror}", "name another folder"
        ) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return Project(folder.resolve())


def source_file(path: str) -> str:
    """The Markdown file that `path` names: itself, or the README of the folder that it is.

    Raises ProjectError (usage) where a folder has none.
    """
    if not os.path.isdir(path):
        return path
    names = sorted(
        name for name in os.listdir(path) if name.lower() in {"readme.md", "readme.markdown"}
    )
    if not names:
        raise ProjectError(f"the folder {path} has no README.md", "name the file of the list", 2)
    return os.path.join(path, names[0])
