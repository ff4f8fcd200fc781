"""The venue of the taxonomy that a source means by one of its names.

Sources write `2018 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)`,
`Computer Vision – ECCV 2018`, `ICLR 2024 oral` or `iclr`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading_list.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reading_list.catalog.taxonomy import Taxonomy

_OF_ITS_OWN = re.compile(r"workshop|companion|tutorial|adjunct|doctoral|findings", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b|['’][0-9]{2}\b")
_BEFORE = re.compile(
    r"^(?:in:?\s+)?(?:(?:proceedings|proc\.?)\s+(?:of\s+)?(?:the\s+)?)?(?:annual\s+)?"
    r"(?:[0-9]{1,3}(?:st|nd|rd|th)\s+|[a-z]{3,20}(?:-[a-z]{3,10})?(?:st|nd|rd|th)\s+)?"
    r"(?:annual\s+)?(?:(?:ieee/cvf|ieee|acm|cvf|aaai|usenix)\s+)?",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"\b[A-Z][A-Za-z]*[A-Z][A-Za-z]*\b")
_LONG = 20  # letters of a name that is not found inside another one by chance


def venue_of(names: Iterable[str], taxonomy: Taxonomy) -> str | None:
    """The id of the venue that one of `names` means, the first that is certain.

    What happens beside a conference (a workshop, a companion volume) is no paper of it: such a
    name has to be known as a whole.
    """
    for name in names:
        for candidate in _candidates(name[:500]):
            if found := taxonomy.venue(candidate):
                return found
        if not _OF_ITS_OWN.search(name) and (found := _inside(name, taxonomy)):
            return found
    return None


def _candidates(name: str) -> Iterator[str]:
    yield name
    bare = " ".join(_YEAR.sub(" ", re.sub(r"\([^()]*\)", " ", name)).split()).strip(" ,.-–:")
    if _OF_ITS_OWN.search(name):
        return
    yield bare
    yield _BEFORE.sub("", bare).strip(" ,.-–:")
    yield _BEFORE.sub("", name).strip(" ,.-–:")
    yield from (inner.strip() for inner in re.findall(r"\(([^()]{2,40})\)", _YEAR.sub(" ", name)))
    yield from _ACRONYM.findall(_YEAR.sub(" ", name))[:10]


def _inside(name: str, taxonomy: Taxonomy) -> str | None:
    """The venue whose full name stands in a longer one."""
    folded = f" {fold(name)} "
    for venue in taxonomy.venues.values():
        for full in (venue.name, venue.proceedings):
            if len(full) >= _LONG and f" {fold(full)} " in folded:
                return venue.id
    return None
