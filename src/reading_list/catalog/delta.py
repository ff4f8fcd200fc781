"""What a change of some records puts out of date: groups, records, the site."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from reading_list.catalog.scope import SIBLINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

GroupKey = tuple[str, str]
SITE: GroupKey = ("site", "")
README: GroupKey = ("readme", "")


class Summary(NamedTuple):
    """A record as far as pages depend on it; empty texts where it holds no whole paper.

    `groups` maps each group that the record is in to the label it gives it; `aliases` and
    `related` are the former keys it claims and the keys it names.
    """

    key: str
    paper: str
    card: str
    groups: dict[GroupKey, str]
    aliases: tuple[str, ...]
    related: tuple[str, ...]


class Change(NamedTuple):
    """A record before and after; None where it was not or is no more."""

    id: int
    old: Summary | None
    new: Summary | None


class Delta(NamedTuple):
    """The effect of changes: who joins and leaves which group, and what is out of date."""

    joins: dict[GroupKey, dict[int, str]]
    leaves: dict[GroupKey, set[int]]
    dirty: set[GroupKey]
    mentioned: set[str]


def compare(changes: Iterable[Change], delta: Delta) -> None:
    """Add the effect of some changes to `delta`.

    A record's own page depends on its paper, lists on its card, and pages of records that it
    names, or that name it (`mentioned`, keys whose mentions must be looked up), on its card too.
    """
    for change in changes:
        _compare_one(change, delta)


def siblings_of(group: GroupKey) -> str | None:
    """The prefix of the ids beside `group`, where its appearing or vanishing shows on them."""
    kind, id = group
    if kind not in SIBLINGS:
        return None
    above = id.rpartition("/")[0]
    return f"{above}/" if above else ""


def label_of(labels: list[str]) -> str:
    """The name that most members give their group; of two, the first by alphabet."""
    counted = Counter(labels)
    return min(counted, key=lambda label: (-counted[label], label)) if counted else ""


def _compare_one(change: Change, delta: Delta) -> None:
    old, new = change.old, change.new
    old_card = old.card if old else ""
    new_card = new.card if new else ""
    if old and new and old.paper == new.paper and old_card == new_card and old.groups == new.groups:
        return
    for summary in (old, new):
        if summary is None:
            continue
        delta.dirty.add(("record", summary.key))
        delta.dirty.update(("alias", alias) for alias in summary.aliases)
        delta.dirty.update(("record", key) for key in summary.related)
        delta.mentioned.update(summary.aliases)
    old_groups = old.groups if old else {}
    new_groups = new.groups if new else {}
    if old_card == new_card and old_groups == new_groups:
        delta.dirty.update(new_groups)  # downloads say all that a record says
        return
    delta.dirty.update((SITE, README))
    delta.dirty.update(old_groups)
    delta.dirty.update(new_groups)
    delta.mentioned.update(summary.key for summary in (old, new) if summary)
    for group, label in new_groups.items():
        if old_groups.get(group) != label:
            delta.joins.setdefault(group, {})[change.id] = label
    for group in old_groups:
        if group not in new_groups:
            delta.leaves.setdefault(group, set()).add(change.id)
