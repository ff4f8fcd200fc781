"""Templates and assets: the list's own before the built-in ones, all read at once.

A list's templates are code of its curator. Links among them are refused, so that a template
cannot show a file from outside its folder.
"""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reading_list.diagnostics import ProjectError
from reading_list.store.files import is_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reading_list.store.files import Project

ASSETS = "assets/"


class Templates(NamedTuple):
    """Template texts by name, assets by address, and the address of each asset by its name.

    The address of an asset carries a digest of its content, so that a browser may keep it for ever.
    `print` is a digest of it all; `built_in` names the texts that are the program's own, of all of
    which `built_in_print` is the digest, whether a list puts its own in their place or not.
    """

    texts: dict[str, str]
    assets: dict[str, bytes]
    addresses: dict[str, str]
    print: str
    built_in: frozenset[str]
    built_in_print: str


def load_templates(project: Project) -> Templates:
    """Everything below the built-in templates and the list's `templates/`."""
    own = project.root / "templates"
    folder = _built_in()
    built_in = dict(_files(folder))
    found = built_in | (dict(_files(own)) if own != folder else {})
    texts: dict[str, str] = {}
    assets: dict[str, bytes] = {}
    addresses: dict[str, str] = {}
    for name, content in sorted(found.items()):
        if name.startswith(ASSETS):
            short = name.removeprefix(ASSETS)
            address = _asset_address(short, content)
            assets[address] = content
            addresses[short] = address
        else:
            try:
                texts[name] = content.decode("utf-8")
            except UnicodeDecodeError as error:
                raise ProjectError(
                    f"templates/{name} is not UTF-8 text", "save it as UTF-8"
                ) from error
    same = frozenset(name for name in texts if built_in.get(name) == found[name])
    return Templates(texts, assets, addresses, _digest_of(found), same, _digest_of(built_in))


def _digest_of(contents: dict[str, bytes]) -> str:
    digest = blake2b(digest_size=16)
    for name, content in sorted(contents.items()):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _built_in() -> Path:
    """The templates inside the installed package, or beside `src` in a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "templates"
    return installed if installed.is_dir() else package.parents[1] / "templates"


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    try:
        yield from _files_below(folder, "")
    except OSError as error:
        where = error.filename or folder
        raise ProjectError(
            f"{where} cannot be read: {error.strerror}", "check its permissions"
        ) from error


def _files_below(folder: Path, below: str) -> Iterator[tuple[str, bytes]]:
    if folder.is_symlink():
        raise ProjectError(f"{folder} is a link", "put the folder itself there")
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            name = f"{below}{entry.name}"
            if entry.name.startswith(".") or entry.name.endswith(("~", "#", "___")):
                continue
            if entry.is_symlink():
                raise ProjectError(f"templates/{name} is a link", "put the file itself there")
            if not is_text(name):
                raise ProjectError(f"the name of templates/{name} is not UTF-8", "rename it")
            if entry.is_dir(follow_symlinks=False):
                yield from _files_below(folder / entry.name, f"{name}/")
            elif entry.is_file(follow_symlinks=False):
                yield name, (folder / entry.name).read_bytes()


def _asset_address(name: str, content: bytes) -> str:
    stem, dot, ending = name.rpartition(".")
    digest = blake2b(content, digest_size=5).hexdigest()
    return f"{ASSETS}{stem}.{digest}.{ending}" if dot else f"{ASSETS}{name}.{digest}"
