"""Which pages builds have put into which folder, in a plain file beside the cache.

The cache knows it too, and is quicker to ask; but a cache that was damaged, or left by another
version, is dropped, and the pages of records that went meanwhile would stay in the site for ever.
Lines are only added, so that a kill or a full disk costs the last one at most: `@` begins a folder,
`+` is a page to come, `-` one that went.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from reading_list.diagnostics import ProjectError
from reading_list.store.output import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FILE = "pages"


class Ledger:
    """The file in a cache folder; one build at a time writes it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def pages(self, site: str) -> set[str]:
        """The pages that were put into an output folder and not taken out again."""
        return self._all().get(site, set())

    def replace(self, site: str, pages: Iterable[str]) -> None:
        """Note all that is, or is to come, in an output folder."""
        known = {**self._all(), site: set(pages)}
        lines = [line for name in sorted(known) for line in _lines(name, "+", known[name])]
        replace_file(self._path, _bytes_of(lines))

    def add(self, site: str, pages: Iterable[str]) -> None:
        """Note pages before they are written; those that were noted may be noted again."""
        self._append(_lines(site, "+", pages))

    def drop(self, site: str, pages: Iterable[str]) -> None:
        """Note that pages went."""
        self._append(_lines(site, "-", pages))

    def _all(self) -> dict[str, set[str]]:
        try:
            descriptor = os.open(self._path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            with os.fdopen(descriptor, "rb") as file:
                text = file.read().decode("utf-8", "replace")
        except OSError:
            return {}
        found: dict[str, set[str]] = {}
        here: set[str] = set()
        for line in text.split("\n"):
            sign, name = line[:1], line[1:]
            if sign == "@":
                here = found.setdefault(name, set())
            elif sign == "+":
                here.add(name)
            elif sign == "-":
                here.discard(name)
        return found

    def _append(self, lines: list[str]) -> None:
        if len(lines) < 2:
            return
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        try:
            with os.fdopen(os.open(self._path, flags, 0o666), "ab") as file:
                file.write(b"\n" + _bytes_of(lines))  # what stands before may have no end
        except OSError as error:
            what = f"{self._path} cannot be written: {error.strerror}"
            raise ProjectError(what, "make room, or check who may write there") from error


def _lines(site: str, sign: str, pages: Iterable[str]) -> list[str]:
    return [f"@{site}", *(f"{sign}{page}" for page in sorted(pages) if "\n" not in page)]


def _bytes_of(lines: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
