"""What became of every line of a file: nothing is dropped in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Fate: TypeAlias = Literal["record", "topic", "resource", "left"]


class Line(NamedTuple):
    """A line's fate; `why` is the reason, `owner` the first line of the entry it is part of."""

    fate: Fate
    why: str
    owner: int = 0


class Ledger:
    """The fates of the lines of a file; the most a line became counts, then the first word on it."""

    def __init__(self, text: Sequence[str]) -> None:
        self._text = text
        self._lines: dict[int, Line] = {}

    def put(
        self, lines: Iterable[int], fate: Fate, why: str, owner: int = 0, fallback: bool = False
    ) -> None:
        """Say what became of lines; empty ones need no word."""
        for number in lines:
            if 1 <= number <= len(self._text) and self._text[number - 1].strip():
                known = self._lines.get(number)
                if fallback and known is not None:
                    continue
                if known is None or _RANK[fate] > _RANK[known.fate]:
                    self._lines[number] = Line(fate, why, owner)

    def get(self, number: int) -> Line | None:
        """What became of a line; None for an empty one."""
        if not 1 <= number <= len(self._text) or not self._text[number - 1].strip():
            return None
        return self._lines.get(number, _UNKNOWN)

    def all(self) -> Iterator[tuple[int, Line]]:
        """Every line that is not empty, with its fate."""
        for number in range(1, len(self._text) + 1):
            line = self.get(number)
            if line is not None:
                yield number, line


_RANK: dict[Fate, int] = {"left": 0, "topic": 1, "resource": 2, "record": 3}
_UNKNOWN = Line("left", "nothing here was recognized")
