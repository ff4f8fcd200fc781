"""The addresses in the tags of a page: what leads on, what is loaded, what is said to programs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading_list.audit._parts import LEADS, LOADS, NAMES, Problem, Reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reading_list.audit._parts import Tag

_LOADED = frozenset("src poster data background action formaction ping manifest".split())
_SETS = frozenset({"srcset", "imagesrcset"})
_LINKS = frozenset({"href", "xlink:href"})
_DRAWN = frozenset("image use feimage".split())  # of SVG, whose href is fetched
# Of `rel`: what a browser fetches, or opens a connection for.
_FETCHED = frozenset(
    "stylesheet icon apple-touch-icon mask-icon manifest preload modulepreload prefetch"
    " prerender preconnect dns-prefetch".split()
)
# Attributes from which the built-in scripts take addresses, and whether from the root.
_SCRIPTED = {"data-cite": True, "data-shelf": True, "data-offline": True, "data-engine": False,
             "data-labels": False, "data-search": False}  # fmt: skip
_REFRESH = re.compile(r"\s*\d*(?:\.\d*)?\s*[;,]?\s*(?:url\s*=)?\s*(.*)", re.IGNORECASE | re.DOTALL)
_NAMED = frozenset({"og:url", "og:image", "citation_pdf_url", "citation_abstract_html_url"})


def references(tags: Iterable[Tag]) -> Iterator[Reference]:
    """Every address, in order."""
    for tag in tags:
        for name, value in tag.attributes:
            if value is None:
                continue
            if name in _LINKS:
                yield Reference(value, _use_of(tag), tag.line, tag.column)
            elif name in _LOADED and not (name == "data" and tag.name != "object"):
                for address in value.split() if name == "ping" else (value,):
                    yield Reference(address, LOADS, tag.line, tag.column)
            elif name in _SETS:
                for address in candidates(value):
                    yield Reference(address, LOADS, tag.line, tag.column)
            elif name in _SCRIPTED:
                yield Reference(value, LOADS, tag.line, tag.column, _SCRIPTED[name])
        if tag.name == "meta":
            yield from _of_meta(tag)


def problems(tags: Iterable[Tag]) -> Iterator[Problem]:
    """Tags that change or hide where addresses lead."""
    for tag in tags:
        if tag.name == "base":
            message = "<base> changes where every link of the page leads"
            hint = "write links relative to the page, with {{ root }}"
            yield Problem(tag.line, tag.column, "site/base", message, hint)
        elif tag.name in {"iframe", "frame", "object", "embed"}:
            message = f"<{tag.name}> shows another document in the page"
            yield Problem(tag.line, tag.column, "site/frame", message, "link to it instead")


def moves_to(tags: Iterable[Tag]) -> bool:
    """Whether a page sends its readers on."""
    return any(tag.name == "meta" and _is_refresh(tag) for tag in tags)


def candidates(value: str) -> Iterator[str]:
    """The addresses of a `srcset`; one may hold commas, but not end in one."""
    for part in re.split(r",\s+|\s+,", value):
        words = part.strip(" \t\n\r,").split()
        if words:
            yield words[0]


def _use_of(tag: Tag) -> str:
    if tag.name in _DRAWN:
        return LOADS
    if tag.name != "link":
        return LEADS
    return LOADS if _FETCHED & set((tag.get("rel") or "").lower().split()) else NAMES


def _is_refresh(tag: Tag) -> bool:
    return (tag.get("http-equiv") or "").lower() == "refresh"


def _of_meta(tag: Tag) -> Iterator[Reference]:
    content = tag.get("content") or ""
    if _is_refresh(tag):
        match = _REFRESH.match(content)
        address = match[1].strip("'\" ") if match else ""
        if address:
            yield Reference(address, LEADS, tag.line, tag.column)
    elif (tag.get("property") or tag.get("name") or "").lower() in _NAMED:
        yield Reference(content, NAMES, tag.line, tag.column)
