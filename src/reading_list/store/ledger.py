"""Which pages builds have put into which folder, in two plain files beside the cache.

The cache knows it too, and is quicker to ask; but a cache that was damaged, or left by another
version, is dropped, and the pages of records that went meanwhile would stay in the site for ever.

A file is a row of blocks, which are only added, so that a kill or a full disk costs the last one at
most, whose pages are not written yet: `@` begins a folder, `+` is a page to come, `-` one that
went, `=` and a sum of the block end it. A block whose sum is another one is not believed: a page
that it names may be a file of the curator. There are two files since accidents befall one.
"""

from __future__ import annotations

import os
import zlib
from typing import TYPE_CHECKING, NamedTuple

from reading_list.diagnostics import START, WARNING, Diagnostic, ProjectError
from reading_list.store.output import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

LEFT_OVER = "site/left-over"  # the rule of a finding
FILES = ("pages", "pages-again")

_DOUBT = ""  # noted like a page where there may be more than what is noted
_Folders = dict[str, dict[str, bool]]  # per folder the pages: noted last as to come, or as gone


class Noted(NamedTuple):
    """What is known of a folder; `is_all` is false where some of it may have been lost."""

    pages: set[str]
    is_all: bool


NOTHING = Noted(set(), is_all=True)


class Ledger:
    """The two files in a cache folder; one build at a time writes them."""

    def __init__(self, folder: Path) -> None:
        self._paths = [folder / name for name in FILES]

    def noted(self, site: str) -> Noted:
        """The pages that were put into an output folder and not taken out again."""
        folders, is_whole = self._all()
        pages = _present(folders.get(site, {}))
        return Noted(pages - {_DOUBT}, is_whole and site in folders and _DOUBT not in pages)

    def replace(self, site: str, pages: Iterable[str], *, is_all: bool) -> None:
        """Note what is, or is to come, in an output folder, and whether there may be more."""
        folders, is_whole = self._all()
        known = {name: _present(its) for name, its in folders.items()}
        if not is_whole:
            known = {name: its | {_DOUBT} for name, its in known.items()}
        known[site] = set(pages) if is_all else {*pages, _DOUBT}
        body = b"".join(_block(name, "+", known[name]) for name in sorted(known))
        for path in self._paths:
            replace_file(path, body)

    def add(self, site: str, pages: Iterable[str]) -> None:
        """Note pages before they are written; those that were noted may be noted again."""
        self._append(site, "+", pages)

    def drop(self, site: str, pages: Iterable[str]) -> None:
        """Note that pages went."""
        self._append(site, "-", pages)

    def settle(self, site: str) -> None:
        """Note that there is no more in an output folder than what is noted."""
        self._append(site, "-", [_DOUBT])

    def _all(self) -> tuple[_Folders, bool]:
        """What the files say together, and whether one of them is undamaged."""
        read = [_read(path) for path in self._paths]
        whole = [folders for folders, is_whole in read if is_whole]
        merged: _Folders = {}
        for folders in whole or [folders for folders, _ in read]:
            for site, pages in folders.items():
                known = merged.setdefault(site, {})
                for page, is_there in pages.items():
                    known[page] = is_there and known.get(page, True)
        return merged, bool(whole)

    def _append(self, site: str, sign: str, pages: Iterable[str]) -> None:
        block = _block(site, sign, pages)
        if block.count(b"\n") <= 2:
            return
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        for path in self._paths:
            try:
                with os.fdopen(os.open(path, flags, 0o666), "ab") as file:
                    file.write(b"\n" + block)  # what stands before may have no end
            except OSError as error:
                what = f"{path} cannot be written: {error.strerror}"
                raise ProjectError(what, "make room, or check who may write there") from error


def _read(path: Path) -> tuple[_Folders, bool]:
    """What a file says, and whether it is there and nothing in it is damaged."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            lines = file.read().split(b"\n")
    except OSError:
        return {}, False
    found: _Folders = {}
    is_whole = True
    block: list[bytes] = []
    for line in lines:
        if line.startswith(b"=") and block:
            if line == _sum(block) and block[0].startswith(b"@"):
                _apply(block, found)
            else:
                is_whole = False
            block = []
        elif line.startswith(b"@"):
            is_whole &= not block
            block = [line]
        elif line:
            block.append(line)
    return found, is_whole and not block


def _apply(block: list[bytes], found: _Folders) -> None:
    pages = found.setdefault(block[0][1:].decode("utf-8", "replace"), {})
    for line in block[1:]:
        pages[line[1:].decode("utf-8", "replace")] = line.startswith(b"+")


def _present(pages: dict[str, bool]) -> set[str]:
    return {page for page, is_there in pages.items() if is_there}


def _block(site: str, sign: str, pages: Iterable[str]) -> bytes:
    names = [f"@{site}", *(f"{sign}{page}" for page in sorted(pages) if "\n" not in page)]
    lines = [name.encode("utf-8", "replace") for name in names]
    return b"\n".join([*lines, _sum(lines), b""])


def _sum(lines: list[bytes]) -> bytes:
    return b"=%08x" % zlib.crc32(b"\n".join(lines))


_MOST_SHOWN = 100


def said_of(paths: list[str], folder: str) -> Iterator[Diagnostic]:
    """What the curator is told of files that may be of records that went."""
    message = "no page of the list as it is now; what builds had made was noted in .cache, and lost"
    hint = "delete the file unless it is your own, or delete the site's folder and build again"
    for path in paths[:_MOST_SHOWN]:
        yield Diagnostic(f"{folder}/{path}", START, WARNING, LEFT_OVER, message, hint)
    if len(paths) > _MOST_SHOWN:
        said = f"{len(paths) - _MOST_SHOWN:,} more such files"
        yield Diagnostic(folder, START, WARNING, LEFT_OVER, said, hint)
