"""The headings above a paper in another list, as the topics of this one; names it does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.intake.naming import with_topics
from reading_list.text import fold, slug

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reading_list.catalog.taxonomy import Taxonomy


def placed(
    fields: Mapping[str, object], sections: Sequence[Sequence[str]], taxonomy: Taxonomy
) -> dict[str, object]:
    """The fields with topics for the headings that are topics here.

    A venue that the taxonomy does not know is the title of a container, an organization that it
    does not know a remark: a record may name only what is declared.
    """
    made = dict(fields)
    ids = [id for path in sections if (id := _topic(path, taxonomy))]
    if ids:
        made["topics"] = with_topics(made.get("topics"), ids, taxonomy)
    venue = made.get("venue")
    if isinstance(venue, str) and taxonomy.venue(venue) is None:
        del made["venue"]
        made.setdefault("booktitle", venue)
    places = made.get("organizations")
    if isinstance(places, list):
        known = [name for name in places if name == "others" or taxonomy.organization(str(name))]
        unknown = [str(name) for name in places if name not in known]
        if unknown:
            made["note"] = "; ".join(
                filter(None, (str(made.get("note") or ""), ", ".join(unknown)))
            )
        made["organizations"] = known if any(name != "others" for name in known) else []
    return made


def _topic(path: Sequence[str], taxonomy: Taxonomy) -> str | None:
    """The innermost heading of a path that is a topic, by title, id or alias."""
    titles = {fold(term.title): term.id for term in taxonomy.terms.values()}
    for title in reversed(path):
        bare = title.strip(" :*")
        found = titles.get(fold(bare)) or taxonomy.topic(bare) or taxonomy.topic(slug(bare))
        if found:
            return found
    return None
