"""What git knows of a list: which of its files a branch touches, and what they held before.

Git is called without a shell, what users and branches name never stands where an option could,
and no hook, monitor, pager or program for differences is run. Paths are those below the list's
root, which may lie deeper than the repository's.
"""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING, NamedTuple

from reading_list.diagnostics import ProjectError
from reading_list.store.files import PAPERS, TAXONOMY, is_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reading_list.store.files import Project

_SAFE = (
    "--no-pager", "--no-optional-locks", "--literal-pathspecs", "-c", "core.fsmonitor=false",
    "-c", "core.hooksPath=/dev/null", "-c", "core.quotePath=false", "-c", "protocol.allow=never",
)  # fmt: skip
_PATIENCE = 120  # seconds; a list of 100,000 records takes less than two
_COMMIT = re.compile(rb"[0-9a-f]{40}|[0-9a-f]{64}")
_CHUNK = 500  # files in memory at once
_FILE_MODES = frozenset({"100644", "100755"})


class Blob(NamedTuple):
    """A file as git keeps it."""

    path: str
    id: str
    is_file: bool


class Base(NamedTuple):
    """The commit from which a branch began, as seen from a list."""

    project: Project
    commit: str


def prefix_of(project: Project) -> str:
    """What leads from the repository's root to the list's; empty without a repository."""
    try:
        return os.fsdecode(_ask(project, "rev-parse", "--show-prefix")).rstrip("\n")
    except ProjectError:
        return ""


def main_branch(project: Project) -> str:
    """The branch that others begin from. Raises ProjectError where none has a usual name."""
    names = ("origin/HEAD", "main", "master")
    for name in names:
        found = _run(project, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
        if not found.returncode:
            return name
    raise ProjectError(f"there is no {', '.join(names)} here", "name the commit to compare with", 2)


def base_of(project: Project, name: str) -> Base:
    """Where the work in the list's folder parted from the commit, branch or tag `name`.

    Raises ProjectError where there is no repository, no such commit or no way between the two.
    """
    _ask(project, "rev-parse", "--git-dir")
    found = _run(
        project, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"
    )
    if found.returncode or not _COMMIT.fullmatch(found.stdout.strip()):  # `^main` is none
        raise ProjectError(
            f"git knows no commit '{name}'", "name a branch, a tag or a commit; fetch it first", 2
        )
    commit = found.stdout.decode("ascii", "replace").strip()
    merged = _run(project, "merge-base", commit, "HEAD")
    if merged.returncode:
        hint = "fetch the whole history: in a GitHub workflow `fetch-depth: 0`"
        raise ProjectError(f"git finds no common ancestor of '{name}' and this branch", hint)
    return Base(project, merged.stdout.decode().strip())


def changed(base: Base) -> frozenset[str]:
    """The paths of records and of the taxonomy that are not as they were, new ones among them."""
    options = ("--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv")
    tracked = _ask(
        base.project, "diff", *options, "--relative", "--ignore-submodules=all", base.commit,
        "--", PAPERS, TAXONOMY,
    )  # fmt: skip
    new = _ask(
        base.project, "ls-files", "-z", "--others", "--exclude-standard", "--", PAPERS, TAXONOMY
    )
    return frozenset(os.fsdecode(name) for name in (tracked + new).split(b"\0") if name)


def blobs(base: Base) -> dict[str, Blob]:
    """Every record of the base, and the taxonomy, by path; links and submodules are no files."""
    listed = _ask(base.project, "ls-tree", "-r", "-z", base.commit, "--", PAPERS, TAXONOMY)
    found: dict[str, Blob] = {}
    for line in listed.split(b"\0"):
        if not line:
            continue
        about, _, name = line.partition(b"\t")
        mode, _, id = about.decode("ascii").split(" ")
        path = os.fsdecode(name)
        if is_text(path) and _is_ours(path):
            found[path] = Blob(path, id, mode in _FILE_MODES)
    return found


def read_blobs(project: Project, wanted: Sequence[Blob], limit: int) -> Iterator[tuple[str, bytes]]:
    """Path and content of some files; those that are larger than `limit` are left out."""
    for start in range(0, len(wanted), _CHUNK):
        yield from _read_some(project, wanted[start : start + _CHUNK], limit)


def _read_some(project: Project, wanted: Sequence[Blob], limit: int) -> Iterator[tuple[str, bytes]]:
    ids = [blob.id for blob in wanted]
    sizes = list(_batch(project, "--batch-check=%(objectsize)", ids))
    small = [blob for blob, size in zip(wanted, sizes, strict=True) if _is_small(size, limit)]
    whole = _feed(project, "--batch", [blob.id for blob in small])
    place = 0
    for blob in small:
        head, _, _ = whole[place : place + 200].partition(b"\n")
        size = int(head.split(b" ")[2])
        start = place + len(head) + 1
        yield blob.path, whole[start : start + size]
        place = start + size + 1


def _is_small(size: bytes, limit: int) -> bool:
    return size.isdigit() and int(size) <= limit


def _is_ours(path: str) -> bool:
    """As `scans.scan` sees it: records below `papers/`, in no hidden folder."""
    parts = path.split("/")
    is_record = parts[0] == PAPERS and path.endswith(".yaml")
    return path == TAXONOMY or (is_record and not any(it.startswith(".") for it in parts))


def _batch(project: Project, option: str, ids: Iterable[str]) -> Iterator[bytes]:
    return iter(_feed(project, option, ids).split(b"\n")[:-1])


def _feed(project: Project, option: str, ids: Iterable[str]) -> bytes:
    wanted = "".join(f"{id}\n" for id in ids).encode("ascii")
    return _ask(project, "cat-file", option, told=wanted) if wanted else b""


def _ask(project: Project, *words: str, told: bytes = b"") -> bytes:
    """What git answers. Raises ProjectError where it fails."""
    done = _run(project, *words, told=told)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = said[0].removeprefix("fatal: ")[:300] if said else "it gave no reason"
        raise ProjectError(f"git cannot tell: {reason}", "the list has to lie in a git repository")
    return done.stdout


def _run(project: Project, *words: str, told: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {
        **os.environ, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1", "GIT_LITERAL_PATHSPECS": "1",
    }  # fmt: skip
    for name in ("GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS", "GIT_TRACE"):
        environment.pop(name, None)
    try:
        return subprocess.run(  # noqa: S603 - a list of words, no shell, names behind their options
            ["git", *_SAFE, "-C", str(project.root), *words],  # noqa: S607 - the user's own git
            input=told,
            capture_output=True,
            env=environment,
            timeout=_PATIENCE,
            check=False,
        )
    except FileNotFoundError as error:
        raise ProjectError("git is not installed", "install git") from error
    except subprocess.TimeoutExpired as error:
        raise ProjectError(f"git did not answer in {_PATIENCE} seconds", "run again") from error
    except (ValueError, OSError) as error:  # a NUL in a name, a name that is too long
        raise ProjectError(f"git cannot be asked: {error}", "name another commit", 2) from error
