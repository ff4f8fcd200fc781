from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list.catalog.taxonomy import taxonomy_of
from reading_list.catalog.taxonomy_checks import places_of, read_taxonomy
from reading_list.diagnostics import Diagnostic, Span

TAXONOMY = Path(__file__).resolve().parents[2] / "taxonomy.yaml"
SOUND = """\
list:
  title: A list
  outline:
    - {facet: methods}
    - {title: Editions, editions: [nips/2017]}
    - {title: Help, note: None yet.}
facets:
  - id: methods
    title: Methods
    see_also: [pruning]
    terms:
      - {id: pruning, title: Pruning, aliases: [sparsity], formerly: [cutting]}
      - id: hashing
        title: Hashing
        resources: [{title: A tool, url: https://a.example}]
venues:
  - id: nips
    name: Neural Information Processing Systems
    acronyms: [{NIPS: "..2017"}, {NeurIPS: "2018.."}]
    editions: [{year: 2017}, {year: 2018}]
  - {id: eccv, name: European Conference, acronym: ECCV, aliases: [eccv-main]}
organizations:
  - {id: intel, name: Intel}
  - {id: labs, name: Intel Labs, parent: intel}
people:
  - {id: wei-wang-1, name: Wei Wang, orcid: 0000-0002-1825-0097}
  - {id: wei-wang-2, name: Wei Wang}
"""


def findings(text: str) -> list[Diagnostic]:
    return list(read_taxonomy("taxonomy.yaml", text.encode())[2])


def changed(old: str, new: str) -> str:
    assert old in SOUND
    return SOUND.replace(old, new, 1)


def test_a_sound_taxonomy_has_no_findings() -> None:
    outline, document, found = read_taxonomy("taxonomy.yaml", SOUND.encode())
    assert found == ()
    assert outline is not None
    assert taxonomy_of(outline).venue("NeurIPS") == "nips"
    assert document.path == "taxonomy.yaml"


def test_the_taxonomy_of_this_list_is_sound() -> None:
    assert read_taxonomy("taxonomy.yaml", TAXONOMY.read_bytes())[2] == ()


@pytest.mark.parametrize(
    ("old", "new", "rule", "message", "pointed"),
    [
        ("id: hashing", "id: pruning", "duplicate-id", "the term 'pruning' is declared twice",
         "pruning"),
        ("id: labs", "id: intel", "duplicate-id", "the organization 'intel' is declared twice",
         "intel"),
        ("[sparsity]", "[Hashing]", "duplicate-name", "'Hashing' already names the term 'hashing'",
         "Hashing"),
        ("[cutting]", "[methods]", "duplicate-name", "'methods' already names the term 'methods'",
         "methods"),
        ("[eccv-main]", "[nips]", "duplicate-name", "'nips' already names the venue 'nips'",
         "nips"),
        ("acronym: ECCV", "acronym: NeurIPS", "duplicate-name",
         "'NeurIPS' already names the venue 'nips'", "NeurIPS"),
        ("name: Intel Labs", "name: ïntel", "duplicate-name",
         "'ïntel' already names the organization 'intel'", "ïntel"),
        ("id: wei-wang-2, name: Wei Wang",
         "id: wei-wang-2, name: Wei Wang, orcid: 0000-0002-1825-0097",
         "duplicate-name", "'0000-0002-1825-0097' already names the person 'wei-wang-1'",
         "0000-0002-1825-0097"),
        ("see_also: [pruning]", "see_also: [prunning]", "unknown-term",
         "unknown term 'prunning' (did you mean 'pruning'?)", "prunning"),
        ("parent: intel", "parent: itel", "unknown-organization",
         "unknown organization 'itel' (did you mean 'intel'?)", "itel"),
        ("parent: intel", "parent: labs", "circle", "'labs' is above itself by its parents",
         "labs"),
        ("facet: methods", "facet: pruning", "unknown-facet", "unknown facet 'pruning'", "pruning"),
        ("nips/2017", "nisp/2017", "unknown-venue", "unknown venue 'nisp' (did you mean 'nips'?)",
         "nisp/2017"),
        ("{facet: methods}", "{facet: methods, editions: [eccv/2018]}", "section",
         "a section shows a facet or editions, not both", "["),
        ("{facet: methods}", "{note: Hello}", "section", "a section needs a title",
         "{"),
        ("title: Help, note: None yet.", "title: Help", "section", "the section shows nothing",
         "{"),
        ("title: Help", "title: Editions", "section", "two sections have the address 'editions'",
         "{"),
        ("{year: 2018}", "{year: 2017}", "duplicate-edition",
         "the edition 2017 of 'nips' is declared twice", "2017"),
        ('"2018.."', '"2017.."', "acronym-span", "two acronyms of 'nips' are valid in 2017",
         '"2017.."'),
        ('"2018.."', '"..2016"', "acronym-span", "two acronyms of 'nips' are valid at first",
         '"..2017"'),
        ('"2018.."', '"2019..2018"', "acronym-span", "the span ends in 2018, before it begins",
         '"2019..2018"'),
        (", url: https://a.example", "", "resource",
         "the resource 'A tool' leads nowhere and says nothing", "A tool"),
        ("title: Methods", "titel: Methods", "unknown-field",
         "unknown field 'titel' (did you mean 'title'?)", "titel"),
        ("id: hashing", "id: Hash ing", "id",
         "`Hash ing` has to be of small letters, digits and hyphens, and no hyphen comes first",
         "Hash ing"),
    ],
)  # fmt: skip
def test_finding(old: str, new: str, rule: str, message: str, pointed: str) -> None:
    text = changed(old, new)
    found = [it for it in findings(text) if it.rule == f"taxonomy/{rule}"]
    assert [it.message for it in found] == [message]
    assert at(text, found[0].span) == pointed
    assert found[0].hint


def at(text: str, span: Span) -> str:
    assert span.line == span.end_line
    return text.splitlines()[span.line - 1][span.column - 1 : span.end_column - 1]


@pytest.mark.parametrize(
    ("old", "new", "fixed"),
    [
        ("see_also: [pruning]", "see_also: [prunning]", "pruning"),
        ("parent: intel", "parent: itel", "intel"),
    ],
)
def test_a_slip_comes_with_its_repair(old: str, new: str, fixed: str) -> None:
    (found,) = findings(changed(old, new))
    assert [edit.text for edit in found.edits] == [fixed]
    assert found.edits[0].span == found.span


def test_where_the_first_one_stands_is_said() -> None:
    (found,) = findings(changed("id: hashing", "id: pruning"))
    assert found.span.line == 13
    assert found.hint == "the first one is in line 12"


@pytest.mark.parametrize(
    ("old", "new"),
    [("title: Help, note: None yet.", "title: Help"), (", url: https://a.example", "")],
)
def test_warnings_do_not_stop_a_build(old: str, new: str) -> None:
    outline, _, found = read_taxonomy("taxonomy.yaml", changed(old, new).encode())
    assert outline is not None
    assert not any(it.is_error for it in found)


def test_all_problems_are_found_in_one_run() -> None:
    text = changed("facet: methods", "facet: method").replace("id: hashing", "id: pruning")
    text = text.replace("title: Methods", "titel: Methods").replace("parent: intel", "parent: itel")
    rules = {found.rule for found in findings(text)}
    assert rules == {
        "taxonomy/unknown-facet",
        "taxonomy/duplicate-id",
        "taxonomy/unknown-field",
        "taxonomy/unknown-organization",
    }


@pytest.mark.parametrize("levels", [8, 9])
def test_terms_have_a_depth(levels: int) -> None:
    term = "{id: t0, title: T}"
    for level in range(1, levels):
        term = f"{{id: t{level}, title: T, terms: [{term}]}}"
    text = f"list: {{title: A}}\nfacets: [{term}]\n"
    found = [it.message for it in findings(text)]
    assert found == (["terms are nested more than 8 levels deep"] if levels > 8 else [])


def test_what_is_no_taxonomy_is_said() -> None:
    outline, _, found = read_taxonomy("taxonomy.yaml", b"- a\n")
    assert outline is None
    assert [it.rule for it in found] == ["yaml/not-a-mapping"]


def test_places_are_those_of_the_ids() -> None:
    places = places_of(read_taxonomy("taxonomy.yaml", SOUND.encode())[1])
    span, line = places["term", "pruning"]
    assert (span.line, span.column) == (12, 14)
    assert line.strip().startswith("- {id: pruning")
    assert places["venue", "eccv"][0].line == 21
    assert {kind for kind, _ in places} == {"term", "venue", "organization", "person"}


VALUES = st.recursive(
    st.sampled_from(["methods", "nips", "pruning", "2018", "", "intel/2018", "{", "x"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "list facets venues organizations people id title terms aliases acronyms editions"
                " year parent outline facet resources name see_also".split()
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(
    st.dictionaries(
        st.sampled_from(["list", "facets", "venues", "organizations", "people"]), VALUES
    )
)
def test_no_shape_raises(data: dict[str, object]) -> None:
    outline, document, found = read_taxonomy("taxonomy.yaml", json.dumps(data).encode())
    places_of(document)
    assert (outline is None) == any(it.is_error for it in found)
    if outline is not None:
        taxonomy_of(outline)
