"""What a build has to tell, for those commands that build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.reports import Report, plural, summary
from reading_list.store.ledger import LEFT_OVER

if TYPE_CHECKING:
    from reading_list.builder import Outcome
    from reading_list.store.usage import Usage


def report_of(outcome: Outcome, used: Usage) -> Report:
    """The errors of a build that wrote nothing, or one line of what it made and what that took."""
    errors = [found for found in outcome.findings if found.is_error]
    if errors:
        said = f"{summary(outcome.findings, outcome.records)}: nothing was written"
        return Report(errors, said=said, exit_code=1)
    pages = f"{plural(outcome.written, 'page')} written, {outcome.kept:,} kept"
    pages += f", {outcome.removed:,} removed in {outcome.output}"
    lines = [f"{plural(outcome.records, 'record')}: {pages}; {cost(used)}"]
    shown = [found for found in outcome.findings if found.rule == LEFT_OVER]
    if hidden := len(outcome.findings) - len(shown):
        lines.append(f"{plural(hidden, 'warning')}: see reading-list check")
    if outcome.readme:
        lines.append(outcome.readme)
    return Report(shown, said="\n".join(lines))  # no check can tell these again


def cost(used: Usage) -> str:
    """`0.81 s, 96 MB`: time, and the memory of the largest process."""
    digits = 1 if used.seconds >= 10 else 2
    seconds = f"{used.seconds:,.{digits}f} s"
    return f"{seconds}, {used.memory / 1_000_000:,.0f} MB" if used.memory else seconds
