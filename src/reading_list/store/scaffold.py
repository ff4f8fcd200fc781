"""The files that a new list begins with, as the package holds them in `scaffold/`.

Names there do without the leading dot of `.github`, `.gitignore` and the like, so that no tool
takes the package for a repository.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "scaffold"
_DOTTED = frozenset({"github", "gitignore", "pre-commit-config.yaml"})


def scaffold() -> dict[str, str]:
    """Every file by its path in the new list, with the marks that `founding` fills in."""
    texts = {}
    for place in sorted(FOLDER.rglob("*")):
        if place.is_file():
            first, *rest = place.relative_to(FOLDER).parts
            path = "/".join([f".{first}" if first in _DOTTED else first, *rest])
            texts[path] = place.read_text(encoding="utf-8")
    return texts
