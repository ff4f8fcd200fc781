"""Badges: pictures whose address says what they show, as `img.shields.io/badge/CVPR-2023-blue`."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote, unquote_plus

_STATIC = re.compile(
    r"(?:img\.shields\.io|badgen\.net|shields\.io)/(?:badge|static/v1)/?([^?#]*)\??([^#]*)", re.I
)
_GITHUB = re.compile(
    r"(?:img\.shields\.io|badgen\.net)/github/"
    r"(?:stars|forks|last-commit|license|issues|watchers|repo-size|languages|contributors)/"
    r"([\w.-]+)/([\w.-]+?)(?:\.svg)?(?:[?#]|$)",
    re.I,
)
_ARXIV = re.compile(r"img\.shields\.io/(?:badge/)?arxiv/(\d{4}\.\d{4,5})", re.I)


class Badge(NamedTuple):
    """The text of a badge, and where it would lead if somebody had linked it."""

    text: str
    url: str = ""


def badge_of(image: str, alt: str) -> Badge | None:
    """What a picture says; None for pictures that are no badges."""
    if found := _GITHUB.search(image):
        return Badge("stars", f"https://github.com/{found[1]}/{found[2]}")
    if found := _ARXIV.search(image):
        return Badge("arXiv", f"https://arxiv.org/abs/{found[1]}")
    if found := _STATIC.search(image):
        if not found[1]:
            query = dict(part.partition("=")[::2] for part in found[2].split("&"))
            words = (query.get("label", ""), query.get("message", ""))
            return Badge(" ".join(filter(None, map(unquote_plus, words))))
        return Badge(_static(found[1]))
    if "shields.io" in image or "badge" in image.lower():
        return Badge(alt)
    return None


def _static(path: str) -> str:
    """`label-message-colour`; a doubled hyphen or underscore is one, an underscore a space."""
    name = unquote(path).removesuffix(".svg")
    name = name.replace("--", "\0").replace("__", "\1").replace("_", " ")
    parts = name.split("-")
    words = parts[:-1] if len(parts) > 1 else parts
    return " ".join(" ".join(words).replace("\0", "-").replace("\1", "_").split())
