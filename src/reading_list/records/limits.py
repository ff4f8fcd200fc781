"""How much a file may hold before it is refused; apart, so that asking costs no parser."""

from __future__ import annotations

from typing import NamedTuple


class Limits(NamedTuple):
    """What a file may hold: bytes of the file, levels of nesting, values in it."""

    size: int
    depth: int
    nodes: int


RECORD_LIMITS = Limits(size=1_000_000, depth=12, nodes=20_000)
TAXONOMY_LIMITS = Limits(size=16_000_000, depth=48, nodes=300_000)
