"""What this program is made of: what the locks name, with the licences that packages state.

`make sbom` writes it as CycloneDX, `docs/dependencies.md` shows it. Nothing is asked of any
network: versions and hashes stand in the locks, licences and needs in what is installed.
"""

from __future__ import annotations

import base64
import json
import re
import tomllib
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PYTHON_LOCKS = ("requirements.lock", "requirements-dev.lock")
NODE_LOCK = "package-lock.json"

RUNTIME = "runtime"  # without it nothing runs
NET = "net"  # `add`, `enrich` and `links` need it
BUILD = "build"  # makes the wheel
DEVELOPMENT = "development"

_PINNED = re.compile(r"^(\S+)==(\S+?)(?: ; (.+?))? \\$", re.MULTILINE)
_HASH = re.compile(r"--hash=(\w+):([0-9a-f]+)")
# Of those who state no SPDX expression: what their classifier or word stands for. "BSD License"
# is none of these, as it does not say which one.
_SPDX = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "MIT license": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
    "Python Software Foundation License": "PSF-2.0",
}


class Package(NamedTuple):
    """A locked package.

    `hashes` are (algorithm, hexadecimal digest) of its files, `license` is an SPDX expression, a
    name, or empty where it is not known here, `needs` names other locked packages, `where` is the
    marker of the lock.
    """

    ecosystem: str
    name: str
    version: str
    hashes: tuple[tuple[str, str], ...]
    use: str
    license: str
    needs: tuple[str, ...]
    where: str = ""


class NotInstalled(Exception):
    """The environment is not what the locks say."""


def python_packages(root: Path = ROOT) -> list[Package]:
    """All that the two Python locks name, by name."""
    pinned: dict[str, tuple[str, str, tuple[tuple[str, str], ...]]] = {}
    for lock in PYTHON_LOCKS:
        text = (root / lock).read_text(encoding="utf-8")
        starts = [*_PINNED.finditer(text)]
        ends = [match.start() for match in starts[1:]] + [len(text)]
        for match, end in zip(starts, ends, strict=True):
            hashes = tuple(sorted(_HASH.findall(text, match.end(), end)))
            pinned[canonicalize_name(match[1])] = (match[2], match[3] or "", hashes)
    needs = {name: _needs(name, version, where) & pinned.keys()
             for name, (version, where, _) in pinned.items()}  # fmt: skip
    uses = _uses(root, needs)
    return [
        Package(
            "pypi",
            name,
            version,
            hashes,
            uses.get(name, DEVELOPMENT),
            _license(name),
            tuple(sorted(needs[name])),
            where,
        )
        for name, (version, where, hashes) in sorted(pinned.items())
    ]


def node_packages(root: Path = ROOT) -> list[Package]:
    """All that the lock of the Node tools names: they check pages and lists in tests."""
    lock = json.loads((root / NODE_LOCK).read_text(encoding="utf-8"))
    found = {}
    for path, one in lock["packages"].items():
        if not path:
            continue
        name = one.get("name", path.rpartition("node_modules/")[2])
        kind, _, digest = one["integrity"].partition("-")
        hashes = ((kind, base64.b64decode(digest).hex()),)
        made = Package("npm", name, one["version"], hashes, DEVELOPMENT, one.get("license", ""), ())
        found[name, one["version"]] = made
    return [found[key] for key in sorted(found)]


def direct(root: Path = ROOT) -> dict[str, set[str]]:
    """What `pyproject.toml` asks for, by use."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    return {
        RUNTIME: _names(project["project"]["dependencies"]),
        NET: _names(extras["net"]),
        BUILD: _names(project["build-system"]["requires"]),
        DEVELOPMENT: _names(extras["dev"]),
    }


def _names(requirements: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(one).name) for one in requirements}


def _uses(root: Path, needs: dict[str, set[str]]) -> dict[str, str]:
    """The first use that a package has, directly or through another one."""
    uses: dict[str, str] = {}
    for use, names in direct(root).items():
        waiting = sorted(names)
        while waiting:
            name = waiting.pop()
            if name not in uses:
                uses[name] = use
                waiting += needs.get(name, ())
    return uses


def _needs(name: str, version: str, where: str) -> set[str]:
    """The packages that an installed one asks for, whatever the system."""
    try:
        found = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        if where:
            return set()  # for another system
        raise NotInstalled(f"{name} is locked and not installed") from None
    if found.version != version:
        raise NotInstalled(f"{name} is locked as {version} and installed as {found.version}")
    asked = map(Requirement, found.requires or ())
    return {canonicalize_name(it.name) for it in asked if "extra ==" not in str(it.marker)}


def _license(name: str) -> str:
    """What a package says of its licence, as SPDX has it."""
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    if said := about.get("License-Expression"):
        return said
    word = about.get("License") or ""
    last = [it.rpartition(" :: ")[2] for it in about.get_all("Classifier") or () if "License" in it]
    for said in (word, *last):
        if said and said != "UNKNOWN" and "\n" not in said and said != "OSI Approved":
            return _SPDX.get(said, said)
    return ""
