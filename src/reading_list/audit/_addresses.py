"""Where an address leads, as browsers resolve it (WHATWG URL), seen from a file of the site."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

INSIDE = "inside"
OUTSIDE = "outside"  # on the web, or mail
LOST = "lost"  # above the site's root, or at its host's where nobody knows what that is
SCRIPT = "script"  # runs, or shows what it carries
DATA = "data"

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_IGNORED = dict.fromkeys(map(ord, "\t\n\r"))
_TRIMMED = "".join(map(chr, range(33)))
_SCRIPTED = {"javascript", "vbscript"}
_PORTS = {"http": 80, "https": 443}


class Target(NamedTuple):
    """What an address leads to; `path` is set for what is in the site, `fragment` decoded."""

    kind: str
    path: str = ""
    fragment: str = ""


@lru_cache(maxsize=65_536)
def target_of(folder: str, address: str, home: str) -> Target:
    """What `address` means in a file of `folder` (empty, or with a slash at its end).

    The path of an address without one, such as `#top`, is empty: the file itself.
    """
    cleaned = address.strip(_TRIMMED).translate(_IGNORED).replace("\\", "/")
    scheme = _SCHEME.match(cleaned)
    if scheme or cleaned.startswith("//"):
        return _absolute(cleaned, scheme[1].lower() if scheme else "", home)
    rest, _, fragment = cleaned.partition("#")
    path = rest.partition("?")[0]
    if path.startswith("/"):
        below = urlsplit(home).path + "/"
        if not home or not path.startswith(below):
            return Target(LOST)
        return _inside("", path.removeprefix(below) or ".", fragment)
    return _inside(folder, path, fragment)


def _absolute(address: str, scheme: str, home: str) -> Target:
    if scheme in _SCRIPTED:
        return Target(SCRIPT)
    if scheme == "data":
        return Target(DATA)
    if not home or scheme not in {"", *_PORTS}:
        return Target(OUTSIDE)
    try:
        here, there = urlsplit(home), urlsplit(address, scheme=urlsplit(home).scheme)
        is_same = _origin(here) == _origin(there)
    except ValueError:
        return Target(OUTSIDE)
    if not is_same or not f"{there.path}/".startswith(f"{here.path}/"):
        return Target(OUTSIDE)
    path = there.path.removeprefix(here.path).removeprefix("/")
    return _inside("", path or ".", there.fragment)


def _origin(parts: object) -> tuple[object, ...]:
    scheme, host = getattr(parts, "scheme", ""), getattr(parts, "hostname", "")
    return scheme, host, getattr(parts, "port", None) or _PORTS.get(scheme)


def _inside(folder: str, path: str, fragment: str) -> Target:
    if not path:
        return Target(INSIDE, "", unquote(fragment))
    parts: list[str] = []
    for part in f"{folder}{unquote(path)}".split("/"):
        if part == "..":
            if not parts:
                return Target(LOST)
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    last = path.rpartition("/")[2]
    if last in {"", ".", ".."}:
        parts.append("index.html")
    return Target(INSIDE, "/".join(parts), unquote(fragment))
