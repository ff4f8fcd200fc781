"""Each page says, before anything is fetched, what it may load: from the site alone.

A site on a static host has no headers of its own, so the policy is a `<meta>` of the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.audit._parts import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reading_list.audit._parts import Tag

_RULE = "site/policy"
_HINT = "keep the Content-Security-Policy of templates/base.html, before all that loads something"
_FETCHING = frozenset("script link style img iframe object embed base body".split())
_CLOSED = ("base-uri", "form-action")  # `default-src` says nothing about these
_ALLOWED = {"'none'", "'self'"}


def problems(tags: Sequence[Tag]) -> Iterator[Problem]:
    """A policy that is missing, comes late, or allows more than the site itself."""
    for tag in tags:
        is_policy = (tag.get("http-equiv") or "").lower() == "content-security-policy"
        if tag.name == "meta" and is_policy:
            yield from _of(tag)
            return
        if tag.name in _FETCHING:
            message = f"<{tag.name}> comes before the page's policy, or there is none"
            yield Problem(tag.line, tag.column, _RULE, message, _HINT)
            return
    yield Problem(1, 1, _RULE, "the page has no policy", _HINT)


def _of(tag: Tag) -> Iterator[Problem]:
    said: dict[str, list[str]] = {}
    for part in (tag.get("content") or "").split(";"):
        words = part.lower().split()
        if words:
            said.setdefault(words[0], words[1:])  # browsers take the first of two
    at = (tag.line, tag.column, _RULE)
    for name in ("default-src", *_CLOSED):
        if name not in said:
            yield Problem(*at, f"the policy does not say {name}", _HINT)
    for name, sources in said.items():
        allowed = _ALLOWED | {"data:"} if name == "img-src" else _ALLOWED
        for source in sources:
            if source not in allowed:
                yield Problem(*at, f"the policy allows {source} in {name}", _HINT)
