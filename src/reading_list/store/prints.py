"""What a cached result depends on besides the records: this program and what it runs on."""

from __future__ import annotations

import os
import sys
from hashlib import blake2b
from pathlib import Path

# Those that a build leans on, and what these lean on, as their metadata folders are called.
_LIBRARIES = frozenset(
    "annotated_types anyascii jinja2 latex2mathml markdown_it_py markupsafe mdurl pydantic"
    " pydantic_core pylatexenc pyyaml rapidfuzz".split()
)


def tool_print() -> str:
    """A digest of the program's source, the Python version and the installed libraries.

    The libraries are told by the names of their metadata folders, which hold their versions:
    listing a folder takes 0.1 ms, asking for six versions by name 20 ms. What else is installed
    beside them does not matter.
    """
    digest = blake2b(digest_size=16)
    digest.update(repr(sys.version_info).encode())
    package = Path(__file__).resolve().parents[1]
    for folder, folders, names in os.walk(package):
        folders[:] = sorted(name for name in folders if name not in {"__pycache__", "templates"})
        for name in sorted(names):
            if name.endswith(".py"):
                file = Path(folder, name)
                digest.update(f"{file.relative_to(package)}\0".encode())
                digest.update(file.read_bytes())
    for place in sys.path:
        if place.endswith(("site-packages", "dist-packages")) and os.path.isdir(place):
            found = (name for name in os.listdir(place) if name.endswith(".dist-info"))
            ours = sorted(name for name in found if name.partition("-")[0].lower() in _LIBRARIES)
            digest.update("\0".join(ours).encode())
    return digest.hexdigest()


def digest_of(*parts: bytes) -> str:
    """A digest of some byte strings, none of which can run into the next."""
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()
