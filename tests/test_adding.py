"""The corners of `add`; tests/commands/test_add.py tests it as users type it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import small_list

from reading_list import adding, holdings
from reading_list.adding import Candidate, Proposal
from reading_list.diagnostics import Diagnostic, ProjectError
from reading_list.holdings import Listed
from reading_list.store.files import find_project
from reading_list.talk import Talk

FIELDS = {"title": "Of Things", "authors": ["Ann Author"], "year": 2019}


@pytest.fixture
def root(make_list: Callable[[Mapping[str, str]], Path]) -> Path:
    return make_list(small_list.files())


@pytest.fixture
def here(root: Path) -> Listed:
    found = holdings.listed(find_project(root), Talk())
    assert not isinstance(found, list)
    return found


def proposed(here: Listed, key: str | None = None, **more: object) -> Proposal:
    origins = dict.fromkeys([*FIELDS, *more], "s")
    found = adding.propose(
        Candidate({**FIELDS, **more}, origins), here, ["pruning"], "2020-01-01", key
    )
    assert isinstance(found, Proposal), found
    return found


def test_a_preprint_is_called_one(here: Listed) -> None:
    made = proposed(here, arxiv="1901.00001")
    assert made.fields["venue"] == "arxiv"
    assert made.findings == ()


def test_the_container_of_a_workshop_is_kept(here: Listed) -> None:
    made = proposed(here, booktitle="ECCV 2018 Workshops")
    assert made.fields["booktitle"] == "ECCV 2018 Workshops" and "venue" not in made.fields


def test_a_wished_key_is_kept_or_refused(here: Listed) -> None:
    assert proposed(here, key="mine2019").path == "papers/2019/mine2019.yaml"
    with pytest.raises(ProjectError, match="another record"):
        adding.checked_key("Molchanov2017Pruning", here)


@pytest.mark.parametrize("key", ["../../x", "", "a b", "con"])
def test_a_key_that_is_none_is_usage(here: Listed, key: str) -> None:
    with pytest.raises(ProjectError) as caught:
        adding.checked_key(key, here)
    assert caught.value.exit_code == 2


def test_values_that_no_record_takes_are_kept_aside(here: Listed) -> None:
    made = proposed(here, pages="see the back", year=2019)
    assert made.fields["extra"] == {"pages": "see the back"}
    assert any("pages" in remark for remark in made.remarks)


def test_without_a_title_there_is_no_record(here: Listed) -> None:
    found = adding.propose(Candidate({"year": 2019}, {}), here, [], "2020-01-01")
    assert isinstance(found, Diagnostic) and found.rule == "add/no-title"


def test_topics_are_named_as_the_list_knows_them(here: Listed) -> None:
    assert adding.topics_of(["Sparsity", "pruning"], here.taxonomy) == ["pruning"]
    with pytest.raises(ProjectError, match="no topic 'x'"):
        adding.topics_of(["x"], here.taxonomy)


def test_no_file_is_overwritten(root: Path, here: Listed) -> None:
    made = proposed(here)
    adding.write(find_project(root), made)
    with pytest.raises(ProjectError, match="there already"):
        adding.write(find_project(root), made)
