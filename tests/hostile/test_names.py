"""Names that Linux, macOS and Windows all can hold, and that differ on all of them."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

import html5lib
import pytest
from tests.hostile.conftest import Hostile

from reading_list.catalog.taxonomy_checks import read_taxonomy
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


def files(root: Path) -> dict[str, bytes]:
    """Every file of a folder, links not followed."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and not path.is_symlink()
    }


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


@pytest.mark.parametrize(
    "place", ["papers", "papers/2018/site", ".", "..", ".cache", ".cache/site", ".git", "link",
              "README.md", "templates/x", "site/../papers"],
)  # fmt: skip
def test_no_build_goes_into_the_list_itself(
    make_list: Make, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_list({
        "taxonomy.yaml": TAXONOMY, "papers/2018/x.yaml": PAPER.format("One"), "README.md": "# A\n",
    })  # fmt: skip
    (root / "elsewhere").mkdir()
    (root / "link").symlink_to("elsewhere")
    before = files(root)
    monkeypatch.chdir(root)  # what is typed is meant from there
    done = Hostile(root, {}, 0).run("build", "--output", place, check=False)
    assert done.returncode == 2, done.stderr
    assert "--output" in done.stderr
    assert files(root) == before


@pytest.mark.parametrize("target", ["elsewhere", "papers", "nowhere", "README.md"])
def test_a_cache_that_is_a_link_is_not_followed(make_list: Make, target: str) -> None:
    root = make_list({
        "taxonomy.yaml": TAXONOMY, "papers/2018/x.yaml": PAPER.format("One"), "README.md": "# A\n",
    })  # fmt: skip
    (root / "elsewhere").mkdir()
    (root / ".cache").symlink_to(target)
    before = files(root)
    done = Hostile(root, {}, 0).run("build", check=False)
    assert done.returncode in {0, 3}, done.stderr
    assert (root / ".cache").is_symlink()
    after = {path: body for path, body in files(root).items() if not path.startswith("site/")}
    assert after == before
    assert not (root / "nowhere").exists()


NAMES = [
    "Ann Author", "ANN AUTHOR", "ann author", "Zoë Author", "Zoe\u0308 Author", "Zoe Author", "Con",
    "Aux.", "NUL", "Com1", "Author...", "Author.", "L" * 300, "L" * 299 + "M", "l" * 300,
    "ＣＯＮ", "Straße Author", "Strasse Author", "李 明", "里 明", "İ Author", "I Author",
    "ﬁ Author",
]  # fmt: skip


def test_authors_of_any_name_have_pages_of_good_names(make_list: Make) -> None:
    paper = {"title": "One", "venue": "v", "year": 2018, "authors": NAMES}
    files_ = {"taxonomy.yaml": TAXONOMY, "papers/2018/x.yaml": json.dumps(paper)}
    root = make_list(files_)
    build(Project(root), None, 1, Talk())
    pages = [path.stem for path in (root / "site" / "authors").glob("*.html")]
    assert len({unicodedata.normalize("NFKC", it).casefold() for it in pages}) == len(pages)
    for name in pages:
        assert check_term_id(name) == name
        assert len(f"{name}.feed.json.reading-list-new") < 255
    page = html5lib.parse((root / "site/papers/x.html").read_text("utf-8"), "etree", False)
    led = {it.get("href", "").rpartition("/")[2] for it in page.iter("a")}
    assert {f"{it}.html" for it in pages} <= led  # nobody's page was written over another's
    apart = ["L" * 300, "L" * 299 + "M", "Con", "NUL", "Com1", "李 明", "里 明"]
    assert len({name_slug(it) for it in apart}) == len(apart)


@pytest.mark.parametrize("kind", ["organizations", "venues", "people"])
@pytest.mark.parametrize("name", ["con", "NUL", "a.", "A", "é", "e\u0301", "x" * 300, "../x", "a "])
def test_no_organization_or_venue_has_a_bad_id(kind: str, name: str) -> None:
    value = {"list": {"title": "A"}, kind: [{"id": name, "name": "N"}]}
    found = read_taxonomy("taxonomy.yaml", json.dumps(value).encode())[2]
    assert any(it.is_error for it in found)


@pytest.mark.parametrize("pair", [("a", "a"), ("a", "A")])
def test_two_organizations_are_never_one_page(pair: tuple[str, str]) -> None:
    value = {
        "list": {"title": "A"},
        "organizations": [{"id": it, "name": f"N{n}"} for n, it in enumerate(pair)],
    }
    found = read_taxonomy("taxonomy.yaml", json.dumps(value).encode())[2]
    assert any(it.is_error for it in found)
