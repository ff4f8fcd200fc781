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


def problem_url(settings: Settings, key: str, title: str) -> str:
    """A form, filled in as far as may be, for telling what is wrong with a paper.

    On GitHub it is the list's issue form for corrections; other hosts take a title and a text.
    """
    if not settings.repository:
        return ""
    home, host = _home(settings)
    subject = quote(f"Correct: {key}", safe="")
    if "gitlab" in host:
        about = quote(f"{title} ({key}): ", safe="")
        return f"{home}/-/issues/new?issue%5Btitle%5D={subject}&issue%5Bdescription%5D={about}"
    if "codeberg" in host or "gitea" in host or "forgejo" in host:
        return f"{home}/issues/new?title={subject}&body={quote(f'{title} ({key}): ', safe='')}"
    paper = quote(key, safe="")
    return f"{home}/issues/new?template=correct-a-paper.yml&title={subject}&paper={paper}"


def _at_host(settings: Settings, verb: str, path: str) -> str:
    if not settings.repository:
        return ""
    home, host = _home(settings)
    # GitLab and Forgejo keep their own pages apart from names of branches; GitHub does not.
    if "gitlab" in host:
        verb = f"-/{verb}"
    elif "codeberg" in host or "gitea" in host or "forgejo" in host:
        verb = f"_{verb}"
    return f"{home}/{verb}/{quote(settings.branch, safe='/')}/{quote(path, safe='/')}"


def _home(settings: Settings) -> tuple[str, str]:
    """The repository's address and its host."""
    home = (settings.repository or "").rstrip("/").removesuffix(".git")
    return home, home.partition("://")[2].partition("/")[0].lower()
