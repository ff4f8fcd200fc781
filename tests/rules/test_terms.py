from __future__ import annotations

from collections.abc import Iterable

import pytest

from reading_list.catalog.outline import Outline
from reading_list.catalog.taxonomy import taxonomy_of
from reading_list.diagnostics import Diagnostic, Span
from reading_list.rules import Claim, Site, check_site
from reading_list.text import closest

OUTLINE = {
    "list": {"title": "A list", "outline": [{"title": "T", "note": "Yes."}]},
    "facets": [
        {
            "id": "methods",
            "title": "Methods",
            "terms": [
                {"id": "used", "title": "Used"},
                {"id": "noted", "title": "Noted", "note": "Soon."},
                {"id": "above", "title": "Above", "terms": [{"id": "below", "title": "Below",
                 "resources": [{"title": "A tool", "paper": "he2018amc"}]}]},
                {"id": "empty", "title": "Empty"},
            ],
        }
    ],
    "venues": [
        {"id": "eccv", "name": "European Conference"},
        {"id": "told", "name": "Told", "editions": [{"year": 2018, "note": "Sold out."}]},
        {"id": "silent", "name": "Silent", "editions": [{"year": 2018}]},
    ],
    "organizations": [{"id": "intel", "name": "Intel"}, {"id": "none", "name": "None"}],
}  # fmt: skip
COUNTS = {
    ("term", "methods"): 2,
    ("term", "used"): 2,
    ("venue", "eccv"): 1,
    ("organization", "intel"): 1,
}
LINE = "  - {id: x}"


def findings(
    dangling: Iterable[Claim] = (), keys: Iterable[str] = ("he2018amc",)
) -> list[Diagnostic]:
    known = set(keys)
    site = Site(
        counts=COUNTS,
        places={("term", "empty"): (Span(9, 3, 9, 8), LINE)},
        dangling=tuple(dangling),
        keys=lambda word: closest(word, known),
        has_key=known.__contains__,
    )
    return list(check_site(site, taxonomy_of(Outline.model_validate(OUTLINE))))


def test_what_is_declared_and_not_used() -> None:
    assert [(it.rule, it.message) for it in findings()] == [
        ("terms/empty", "no paper names the term 'empty' (Empty)"),
        ("terms/unused-organization", "no paper names the organization 'none' (None)"),
        ("terms/unused-venue", "no paper names the venue 'silent' (Silent)"),
    ]


def test_it_is_shown_where_it_is_declared() -> None:
    found = findings()
    assert (found[0].path, found[0].span.line, found[0].snippet) == ("taxonomy.yaml", 9, LINE)
    assert not any(it.is_error for it in found)


@pytest.mark.parametrize(
    ("shown", "message", "hint"),
    [
        ("he2018amd", "no record has the key 'he2018amd' (did you mean 'he2018amc'?)",
         "write `he2018amc`"),
        ("nobody", "no record has the key 'nobody'", "add the record, or drop the key"),
    ],
)  # fmt: skip
def test_a_key_that_leads_nowhere(shown: str, message: str, hint: str) -> None:
    place = Claim("papers/2018/a.yaml", "a", Span(4, 3, 4, 9), "related: ...", shown)
    (found,) = (it for it in findings([place]) if it.rule == "terms/dangling")
    assert (found.message, found.hint) == (message, hint)
    assert (found.path, found.span.line, found.is_error) == ("papers/2018/a.yaml", 4, True)


def test_a_resource_names_a_record() -> None:
    (found,) = (it for it in findings(keys=["he2018amb"]) if it.rule == "terms/resource-paper")
    assert found.message == (
        "a resource of 'below' names the paper 'he2018amc', which is not there"
        " (did you mean 'he2018amb'?)"
    )
    assert found.is_error
