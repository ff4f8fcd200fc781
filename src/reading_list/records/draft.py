"""What a source says of one paper, before anybody has checked it: `Draft`.

Readers of bibliographies, lists and look-ups end in drafts; `intake` gives them a key, a place and
what they have in common with the records that are there. `parse` decides what is right in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Place(NamedTuple):
    """Where in a source something stands; lines and columns count code points from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Draft:
    """A record to be.

    `fields` bear the names of a record's fields and hold what a record file would hold: text,
    numbers, booleans, lists and mappings, unchecked. `key` is the citation key that the source
    gives, if any; `sections` are the headings above the paper, outermost first, once for each
    place in the source; `remarks` is what its reader could not put into any field.
    """

    fields: Mapping[str, object]
    place: Place
    key: str | None = None
    sections: tuple[tuple[str, ...], ...] = ()
    remarks: tuple[str, ...] = ()
