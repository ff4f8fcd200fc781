"""Shapes of charts, in the units of their drawings: stacked columns, and topics on a circle.

Whole numbers and fixed orders only, so that equal lists draw equal charts.
"""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HEIGHT = 220
STEP = 44  # a column and the gap behind it
WIDTH_OF_COLUMN = 32
RADIUS = 170
CENTRE = (380, 230)


class Block(NamedTuple):
    """A part of a column."""

    y: int
    height: int
    hue: int
    text: str


class Stack(NamedTuple):
    """A column: `x` is its left side, `middle` where its label stands."""

    x: int
    middle: int
    label: str
    path: str
    size: int
    top: int
    blocks: tuple[Block, ...]


class Dot(NamedTuple):
    """A topic on the circle, with its label outside of it."""

    x: int
    y: int
    radius: int
    label_x: int
    label_y: int
    anchor: str
    title: str
    path: str
    hue: int


class Chord(NamedTuple):
    """Two topics that meet: a curve by way of the middle."""

    path: str
    width: str
    text: str


def stacks(
    columns: Sequence[tuple[str, str, int]], parts: Sequence[tuple[str, int, Mapping[str, int]]]
) -> tuple[Stack, ...]:
    """Columns (label, path, papers) made of parts (title, hue, papers by label).

    A column is as high as the sum of its parts and what is in none of them.
    """
    sums = {
        label: max(size, sum(counts.get(label, 0) for _, _, counts in parts))
        for label, _, size in columns
    }
    most = max(sums.values(), default=0) or 1
    found = []
    for place, (label, path, size) in enumerate(columns):
        x = place * STEP + (STEP - WIDTH_OF_COLUMN) // 2
        inside = [(title, hue, counts.get(label, 0)) for title, hue, counts in parts]
        rest = sums[label] - sum(count for _, _, count in inside)
        blocks = []
        below = 0
        for title, hue, count in [*inside, ("No topic", -1, rest)]:
            if not count:
                continue
            # From sums, so that rounding leaves no gap between the parts.
            low, high = HEIGHT * below // most, HEIGHT * (below + count) // most
            blocks.append(Block(HEIGHT - high, max(high - low - 1, 1), hue, f"{title}: {count}"))
            below += count
        top = HEIGHT - HEIGHT * below // most
        found.append(Stack(x, x + WIDTH_OF_COLUMN // 2, label, path, size, top, tuple(blocks)))
    return tuple(found)


def circle(
    topics: Sequence[tuple[str, str, str, int, int]], pairs: Sequence[tuple[str, str, int]]
) -> tuple[tuple[Dot, ...], tuple[Chord, ...]]:
    """Topics (id, title, path, hue, papers) in their order, and how many papers two share."""
    places: dict[str, tuple[int, int]] = {}
    titles = {id: title for id, title, *_ in topics}
    most = max((size for *_, size in topics), default=1)
    dots = []
    for number, (id, title, path, hue, size) in enumerate(topics):
        angle = 2 * pi * number / len(topics) - pi / 2
        x, y = _at(angle, RADIUS)
        places[id] = (x, y)
        label_x, label_y = _at(angle, RADIUS + 16)
        across = cos(angle)
        anchor = "middle" if abs(across) < 0.15 else "start" if across > 0 else "end"
        radius = 3 + round(6 * (size / most) ** 0.5)
        dots.append(Dot(x, y, radius, label_x, label_y + 4, anchor, title, path, hue))
    strongest = max((count for *_, count in pairs), default=1)
    chords = []
    for one, other, count in pairs:
        (x1, y1), (x2, y2) = places[one], places[other]
        curve = f"M{x1} {y1}Q{CENTRE[0]} {CENTRE[1]} {x2} {y2}"
        text = f"{titles[one]} and {titles[other]}: {count}"
        chords.append(Chord(curve, f"{1 + 6 * count / strongest:.3g}", text))
    return tuple(dots), tuple(chords)


def _at(angle: float, radius: int) -> tuple[int, int]:
    # Rounded to a tenth first: the last digits of a sine differ between machines.
    return (
        CENTRE[0] + round(round(radius * cos(angle), 1)),
        CENTRE[1] + round(round(radius * sin(angle), 1)),
    )
