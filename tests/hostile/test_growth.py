"""A list twice as long takes twice the work, from its files to its pages: calls are counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from tests.hostile.test_work import work

from reading_list import pipeline
from reading_list.store.files import Project
from reading_list.talk import Talk

README = "# A list\n\n<!-- reading-list:begin -->\n<!-- reading-list:end -->\n"
RECORD = (
    "title: The {0}th\nauthors: [Ann A{1}]\nyear: 2018\nvenue: v{1}\ntopics: [t{1}]\n"
    "organizations: [o{1}]\nadded: 2020-01-01\n"
)


def outline(groups: int) -> str:
    terms = [f"  - {{id: t{n}, title: T{n}}}\n" for n in range(groups)]
    venues = [f"- {{id: v{n}, name: V{n}}}\n" for n in range(groups)]
    places = [f"- {{id: o{n}, name: O{n}}}\n" for n in range(groups)]
    head = "list: {title: A, url: https://example.org/}\nfacets:\n- id: top\n  title: T\n  terms:\n"
    return "".join([head, *terms, "venues:\n", *venues, "organizations:\n", *places])


@pytest.mark.slow
@pytest.mark.parametrize("is_apart", [False, True], ids=["one group", "a group each"])
def test_a_build_from_scratch_costs_no_more_than_the_list_is_long(
    make_list: Callable[[Mapping[str, str]], Path], *, is_apart: bool
) -> None:
    """Pages of topics, venues, years, people and organizations, their files, feeds and README."""
    counts = []
    for number in (40, 80, 160):
        records = {
            f"papers/2018/p{n}.yaml": RECORD.format(n, n if is_apart else 0) for n in range(number)
        }
        taxonomy = outline(number if is_apart else 1)
        root = make_list({"taxonomy.yaml": taxonomy, "README.md": README, **records})

        def build(root: Path = root, number: int = number) -> None:
            for file in (root / ".cache").glob("*"):
                file.unlink()
            assert pipeline.build(Project(root.resolve()), None, 1, Talk()).records == number

        counts.append(work(build))
    assert all(many <= 2.2 * few for few, many in pairwise(counts)), counts
