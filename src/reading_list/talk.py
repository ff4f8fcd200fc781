"""What long work says of its progress; nothing, unless somebody listens."""

from __future__ import annotations


class Talk:
    """Hears of phases and steps. This one keeps silent; `progress` has one that shows them."""

    def begin(self, phase: str, total: int) -> None:
        """Work on `total` things begins."""

    def step(self, number: int) -> None:
        """`number` more of them are done."""

    def end(self) -> None:
        """The work is done."""
