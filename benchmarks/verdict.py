"""A measured value beside the one that was aimed at, as a line of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from measure import Series

HEAD = """| what | measured | against | result | target | |
|---|---|---|---|---|---|"""


class Verdict(NamedTuple):
    """`target` is None where nothing was aimed at."""

    what: str
    measured: str
    against: str
    value: float
    unit: str
    target: float | None

    @classmethod
    def ratio(cls, series: Series, other: Series, target: float | None) -> Verdict:
        """One command as a multiple of another."""
        return cls(
            series.name, _seconds(series), f"{other.name}: {_seconds(other)}",
            series.ratio(other), "×", target,
        )  # fmt: skip

    @classmethod
    def time(cls, series: Series, target: float | None) -> Verdict:
        """Seconds by the clock."""
        return cls(series.name, _seconds(series), "", series.wall, " s", target)

    @classmethod
    def memory(cls, name: str, size: int, other: int, target: float | None) -> Verdict:
        """Megabytes at most; `other` is Hugo's."""
        against = f"Hugo: {other / 1e6:,.0f} MB" if other else ""
        return cls(f"{name}, memory", "", against, size / 1e6, " MB", target)

    @property
    def is_over(self) -> bool:
        """True where the target was missed."""
        return self.target is not None and self.value > self.target

    def line(self) -> str:
        """A row of the table."""
        target = "" if self.target is None else f"≤ {self.target:.3g}{self.unit}"
        word = "" if self.target is None else "**over**" if self.is_over else "ok"
        value = f"{self.value:,.0f}" if self.unit == " MB" else f"{self.value:.2f}"
        return (
            f"| {self.what} | {self.measured} | {self.against} "
            f"| {value}{self.unit} | {target} | {word} |"
        )


def _seconds(series: Series) -> str:
    return f"{series.wall:.3g} s ({series.spread})"
