"""Names that Linux, macOS and Windows all can hold, and that differ on all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reading_list.pipeline import build, check
from reading_list.records.identifiers import IdentifierError, check_key, check_term_id
from reading_list.store.files import Project
from reading_list.talk import Talk
from reading_list.text import is_device_name, name_slug, slug

Make = Callable[[Mapping[str, str]], Path]
TAXONOMY = '{"list": {"title": "A"}, "venues": [{"id": "v", "name": "V"}]}'
PAPER = "title: {}\nvenue: v\nyear: 2018\nauthors: [Ann Author]\n"
DEVICES = "con prn aux nul com0 com1 com9 lpt0 lpt1 lpt9".split()
# None of these is a name on all three systems, or they name another folder.
BAD = [
    "", ".", "..", "../x", "/x", "\\x", "C:x", "x.", "x ", " x", "x/y", "x\\y", "x:y", "x*", "x?",
    'x"', "x<y", "x>y", "x|y", "x\0y", "x\ny", "-x", "~x", "$x", "%2e%2e", "é", "e\u0301", "раypal",
    "x\u200by", "x" * 101, ".x", "ﬁ", "Ⅷ", "con.x", "nul.yaml",
]  # fmt: skip


@pytest.mark.parametrize("name", [*BAD, *DEVICES, *map(str.upper, DEVICES)])
def test_no_key_and_no_id_is_a_bad_name(name: str) -> None:
    for check_name in (check_key, check_term_id):
        with pytest.raises(IdentifierError):
            check_name(name)


@pytest.mark.parametrize(
    "name", [*BAD, *DEVICES, "CON", "Aux", "com¹", "ＣＯＮ", "con ", "x" * 999]
)
def test_every_address_of_a_text_is_a_good_name(name: str) -> None:
    for made in (slug(name), name_slug(name)):
        assert check_term_id(made) == made
        assert not is_device_name(made)
        assert len(f"{made}.html.reading-list-new".encode()) <= 255


@pytest.mark.parametrize(
    "pair",
    [
        ("papers/2018/he2018amc.yaml", "papers/2018/He2018AMC.yaml"),
        ("papers/2017/he2018amc.yaml", "papers/2018/HE2018amc.yaml"),
    ],
)
def test_keys_that_differ_in_case_alone_are_refused(make_list: Make, pair: tuple[str, str]) -> None:
    """They would be one page on macOS and Windows, and which one would be chance."""
    records = {path: PAPER.format(f"Paper {n}") for n, path in enumerate(pair)}
    found = check(Project(make_list({"taxonomy.yaml": TAXONOMY, **records})), 1, Talk()).findings
    assert {it.path for it in found if it.is_error} == set(pair)


def test_a_key_and_an_alias_that_differ_in_case_alone_are_refused(make_list: Make) -> None:
    records = {
        "papers/2018/a.yaml": PAPER.format("One") + "aliases: [Other2018]\n",
        "papers/2018/other2018.yaml": PAPER.format("Two"),
    }
    found = check(Project(make_list({"taxonomy.yaml": TAXONOMY, **records})), 1, Talk()).findings
    assert [it for it in found if it.is_error]


@pytest.mark.parametrize("name", ["nul", "CON", "x.", "a b", "é", "раypal", "-x", "x" * 120])
def test_a_record_of_a_bad_name_is_a_finding(make_list: Make, name: str) -> None:
    files = {"taxonomy.yaml": TAXONOMY, f"papers/2018/{name}.yaml": PAPER.format("One")}
    root = make_list(files)
    assert any(it.is_error for it in check(Project(root), 1, Talk()).findings)
    build(Project(root), None, 1, Talk())
    assert not (root / "site").exists()


def test_no_two_pages_are_one_where_case_does_not_count(make_list: Make) -> None:
    names = ["Ann Author", "ANN AUTHOR", "Änn Author", "A. Nul", "Nul", "Con", "王伟", "王维"]
    records = {
        f"papers/2018/k{n}.yaml": PAPER.format(f"Paper {n}").replace("Ann Author", name)
        for n, name in enumerate(names)
    }
    root = make_list({"taxonomy.yaml": TAXONOMY, **records})
    build(Project(root), None, 1, Talk())
    paths = [path.relative_to(root / "site").as_posix() for path in (root / "site").rglob("*")]
    assert len(paths) > 30
    assert len({path.casefold() for path in paths}) == len(paths)
    for path in paths:
        assert not any(
            is_device_name(part) or part != part.rstrip(". ") for part in path.split("/")
        )
