from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import small_list

from reading_list.holdings import Listed, listed
from reading_list.store.files import find_project
from reading_list.talk import Talk

MakeList = Callable[[Mapping[str, str]], Path]


def test_what_the_list_holds(make_list: MakeList) -> None:
    found = listed(find_project(make_list(small_list.files())), Talk())
    assert isinstance(found, Listed)
    assert found.paths == {"molchanov2017pruning": "papers/2017/molchanov2017pruning.yaml"}
    assert found.titles == (
        (
            "molchanov2017pruning",
            "Pruning Convolutional Networks for Mobile Devices",
            ("pruning",),
        ),
    )
    assert found.taken == {"molchanov2017pruning"}
    same = found.known.same({"arxiv": "1611.06440"})
    assert same is not None and same.key == "molchanov2017pruning"


def test_a_broken_taxonomy_is_a_finding_and_a_broken_record_is_not(make_list: MakeList) -> None:
    broken = listed(find_project(make_list({"taxonomy.yaml": "list: ["})), Talk())
    assert isinstance(broken, list) and broken[0].path == "taxonomy.yaml"
    root = make_list(small_list.files(bad2018="title: [\n"))
    found = listed(find_project(root), Talk())
    assert isinstance(found, Listed) and "bad2018" not in found.paths
