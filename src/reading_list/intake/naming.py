"""A draft's words for venue and topics as the taxonomy names them; what it does not know stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading_list.catalog.card import TYPES
from reading_list.records.model import OTHERS
from reading_list.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reading_list.catalog.taxonomy import Taxonomy, Venue

_YEAR = re.compile(r"[,\s(']*(?:19|20)?[0-9]{2}\)?$")
_BEFORE = re.compile(
    r"^(?:in:?\s+)?(?:proc(?:eedings|\.)?\s+(?:of\s+)?(?:the\s+)?)?"
    r"(?:(?:19|20)[0-9]{2}\s+)?(?:[0-9]+(?:st|nd|rd|th)\s+)?(?:annual\s+)?"
    r"(?:(?:ieee|acm|ieee/cvf|aaai)\s+)?",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"\(([^()]{2,40})\)")


def named(fields: Mapping[str, object], taxonomy: Taxonomy) -> dict[str, object]:
    """The fields with `venue` for a container that is one, and `topics` for known keywords.

    The container's own title stays where the venue does not say the same.
    """
    made = dict(fields)
    _spare_unknown(made, taxonomy)
    _name_venue(made, taxonomy)
    _name_topics(made, taxonomy)
    return made


def _spare_unknown(made: dict[str, object], taxonomy: Taxonomy) -> None:
    """Names that the taxonomy does not know are words: a container's title, keywords, a field."""
    extra = made.get("extra")
    spare = dict(extra) if isinstance(extra, dict) else {}
    venue = made.get("venue")
    if venue is not None and taxonomy.venue(str(venue)) is None:
        del made["venue"]
        # A conference beside its proceedings, as BibLaTeX calls it.
        if made.setdefault("booktitle", venue) != venue:
            spare["eventtitle"] = str(venue)
    for field, find, word in (
        ("topics", taxonomy.topic, "keywords"),
        ("organizations", taxonomy.organization, "organizations"),
    ):
        names = made.get(field)
        if not isinstance(names, (list, tuple)):
            continue
        known = [name for name in names if name == OTHERS or find(str(name))]
        unknown = [str(name) for name in names if name not in known]
        if unknown:
            made[field] = known
            spare[word] = ", ".join(filter(None, (spare.get(word), *unknown)))
        if not known or known == [OTHERS]:
            made.pop(field)
    if spare:
        made["extra"] = spare


def _name_venue(made: dict[str, object], taxonomy: Taxonomy) -> None:
    container = made.get("booktitle")
    if "venue" in made:
        venue_id = taxonomy.venue(str(made["venue"]))
    elif isinstance(container, str) and len(container) <= 500:
        venue_id = next(filter(None, map(taxonomy.venue, _names(container))), None)
        if venue_id is None:
            venue_id = _by_proceedings(container, taxonomy)
    elif made.get("type") == "preprint" and made.get("arxiv"):
        venue_id = taxonomy.venue("arXiv")
    else:
        return
    if venue_id is None:
        return
    venue = taxonomy.venues[venue_id]
    made["venue"] = venue_id
    if isinstance(container, str) and _says_the_same(container, venue):
        del made["booktitle"]
    if "type" in made and TYPES.get(venue.type) == made["type"]:
        del made["type"]
    if "booktitle" not in made:
        for field, usual in (("publisher", venue.publisher), ("series", venue.series),
                             ("issn", venue.issn)):  # fmt: skip
            if usual and fold(str(made.get(field, ""))) == fold(usual):
                del made[field]


def _names(container: str) -> Iterator[str]:
    """What of a container's title may be a venue's name, the surest first."""
    yield container
    for found in _INSIDE.findall(container):
        yield found
        yield _YEAR.sub("", found)
    bare = _YEAR.sub("", _INSIDE.sub("", container)).strip(" ,.-")
    yield bare
    yield _BEFORE.sub("", bare)


def _by_proceedings(container: str, taxonomy: Taxonomy) -> str | None:
    wanted = fold(_YEAR.sub("", container)).strip()
    found = (v.id for v in taxonomy.venues.values() if v.proceedings)
    return next((id for id in found if fold(taxonomy.venues[id].proceedings) == wanted), None)


def _says_the_same(container: str, venue: Venue) -> bool:
    usual = {fold(venue.name), fold(venue.proceedings), *(fold(a) for a, _, _ in venue.acronyms)}
    return fold(container) in usual | {fold(alias) for alias in venue.aliases} - {""}


def _name_topics(made: dict[str, object], taxonomy: Taxonomy) -> None:
    extra = made.get("extra")
    if not isinstance(extra, dict) or "keywords" not in extra:
        return
    words = [word.strip() for word in re.split("[,;]", str(extra["keywords"])) if word.strip()]
    ids = {word: id for word in words if (id := taxonomy.topic(word))}
    if not ids:
        return
    others = [word for word in words if word not in ids]
    rest = {name: text for name, text in extra.items() if name != "keywords"}
    if others:
        rest["keywords"] = ", ".join(others)
    made["topics"] = with_topics(made.get("topics"), ids.values(), taxonomy)
    if rest:
        made["extra"] = rest
    else:
        del made["extra"]


def with_topics(has: object, more: Iterable[str], taxonomy: Taxonomy) -> list[str]:
    """Topics by id, each once, without those that a finer one includes."""
    names = [*has] if isinstance(has, (list, tuple)) else []
    ids = dict.fromkeys(taxonomy.topic(str(name)) or str(name) for name in (*names, *more))
    above = {a for id in ids if id in taxonomy.terms for a in taxonomy.terms[id].ancestors}
    return [id for id in ids if id not in above]
