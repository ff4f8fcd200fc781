"""The pages on which the host of a list's repository lets readers change its files."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from reading_list.catalog.outline import Settings


def edit_url(settings: Settings, path: str) -> str:
    """The page on which the host of the repository edits a file; empty without a repository."""
    return _at_host(settings, "edit", path)


def new_file_url(settings: Settings, folder: str) -> str:
    """The page on which the host of the repository starts a new file in a folder."""
    return _at_host(settings, "new", folder)


def _at_host(settings: Settings, verb: str, path: str) -> str:
    if not settings.repository:
        return ""
    home = settings.repository.rstrip("/").removesuffix(".git")
    # GitLab and Forgejo keep their own pages apart from names of branches; GitHub does not.
    host = home.partition("://")[2].partition("/")[0].lower()
    if "gitlab" in host:
        verb = f"-/{verb}"
    elif "codeberg" in host or "gitea" in host or "forgejo" in host:
        verb = f"_{verb}"
    return f"{home}/{verb}/{quote(settings.branch, safe='/')}/{quote(path, safe='/')}"
