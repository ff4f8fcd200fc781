"""What `taxonomy.yaml` may say: fields, types and forms."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from reading_list.catalog.outline import Outline

LIST = {"title": "A"}


def test_a_title_is_enough() -> None:
    outline = Outline.model_validate({"list": LIST})
    assert outline.list.title == "A"
    assert (outline.list.language, outline.list.branch) == ("en", "main")
    assert outline.list.pages.authors == "each"
    assert outline.list.pages.paper_downloads == ("bib",)
    assert (outline.facets, outline.venues, outline.organizations, outline.people) == ((),) * 4


RESOURCE = {"title": "T", "url": "https://a.b", "note": "*n*", "kind": "benchmark", "paper": "x"}
FULL = {
    "list": {
        **LIST,
        "short_title": "S",
        "description": "D",
        "url": "https://example.org/list/",
        "repository": "https://github.com/a/b",
        "license": "CC0-1.0",
        "contact": "a@b.c",
        "curators": ["A", "B"],
        "language": "pt-BR",
        "outline": [{"facet": "a"}, {"title": "E", "editions": ["nips/2016"], "note": "n"}],
        "pages": {"authors": "none", "organizations": "none", "paper_downloads": []},
    },
    "facets": [
        {
            "id": "a",
            "title": "A",
            "hue": "359",
            "description": "d",
            "aliases": ["b"],
            "formerly": ["c"],
            "see_also": ["d"],
            "resources": [RESOURCE],
            "terms": [{"id": "d", "title": "D", "terms": [{"id": "e", "title": "E"}]}],
        }
    ],
    "venues": [
        {
            "id": "nips",
            "name": "N",
            "acronyms": ["N", {"NIPS": "..2017"}, {"NeurIPS": "2018.."}, {"X": "1990..1995"}],
            "type": "journal",
            "issn": "0302-9743",
            "editions": [{"year": "2018", "links": {"accepted": "https://a.b"}}],
        }
    ],
    "organizations": [{"id": "i", "name": "I", "parent": "j", "url": "https://a.b"}],
    "people": [{"id": "p", "name": "P", "orcid": "0000-0002-4186-7618", "aliases": ["Q"]}],
}


def test_everything_may_be_said_at_once() -> None:
    outline = Outline.model_validate(FULL)
    assert outline.facets[0].hue == 359
    assert outline.facets[0].terms[0].terms[0].id == "e"
    assert outline.facets[0].resources[0].model_dump() == RESOURCE
    assert outline.venues[0].acronyms == (
        {"N": ".."},
        {"NIPS": "..2017"},
        {"NeurIPS": "2018.."},
        {"X": "1990..1995"},
    )
    assert outline.venues[0].editions[0].year == 2018
    assert outline.list.pages.paper_downloads == ()


def test_an_outline_is_frozen() -> None:
    with pytest.raises(ValidationError):
        Outline.model_validate(FULL).list.title = "B"


def refused(field: str, value: object) -> tuple[str | int, ...]:
    """The loc of the only thing that is wrong."""
    with pytest.raises(ValidationError) as caught:
        Outline.model_validate({"list": LIST, field: value})
    (error,) = caught.value.errors()
    return error["loc"]


def term(**fields: object) -> list[dict[str, object]]:
    return [{"id": "a", "title": "A", **fields}]


def venue(**fields: object) -> list[dict[str, object]]:
    return [{"id": "v", "name": "V", **fields}]


@pytest.mark.parametrize(
    ("field", "value", "loc"),
    [
        ("list", {}, ("list", "title")),
        ("list", {**LIST, "url": "javascript:x"}, ("list", "url")),
        ("list", {**LIST, "language": "english"}, ("list", "language")),
        ("list", {**LIST, "pages": {"authors": "some"}}, ("list", "pages", "authors")),
        ("list", {**LIST, "outline": [{"title": "E", "editions": ["nips"]}]},
         ("list", "outline", 0, "editions", 0)),
        ("facets", [{"title": "A"}], ("facets", 0, "id")),
        ("facets", term(id="A b"), ("facets", 0, "id")),
        ("facets", term(id="con"), ("facets", 0, "id")),
        ("facets", term(hue="360"), ("facets", 0, "hue")),
        ("facets", term(hue="-1"), ("facets", 0, "hue")),
        ("facets", term(hue="blue"), ("facets", 0, "hue")),
        ("facets", term(hue="9" * 5_000), ("facets", 0, "hue")),
        ("facets", term(terms=term(hue="1")), ("facets", 0, "terms", 0, "hue")),
        ("facets", term(resources=[{"note": "n"}]), ("facets", 0, "resources", 0, "title")),
        ("facets", term(resources=[{"title": "T", "kind": "x"}]),
         ("facets", 0, "resources", 0, "kind")),
        ("venues", venue(type="conf"), ("venues", 0, "type")),
        ("venues", venue(acronyms=[{"A": "2018"}]), ("venues", 0, "acronyms", 0, "A")),
        ("venues", venue(acronyms=[{"A": "18.."}]), ("venues", 0, "acronyms", 0, "A")),
        ("venues", venue(acronyms=[{}]), ("venues", 0, "acronyms", 0)),
        ("venues", venue(acronyms=[{"A": "..", "B": ".."}]), ("venues", 0, "acronyms", 0)),
        ("venues", venue(issn="0302-9744"), ("venues", 0, "issn")),
        ("venues", venue(editions=[{}]), ("venues", 0, "editions", 0, "year")),
        ("venues", venue(editions=[{"year": "18"}]), ("venues", 0, "editions", 0, "year")),
        ("venues", venue(editions=[{"year": "2018", "links": {"a": "x y"}}]),
         ("venues", 0, "editions", 0, "links", "a")),
        ("organizations", [{"id": "a"}], ("organizations", 0, "name")),
        ("people", [{"id": "a", "name": "A", "orcid": "1"}], ("people", 0, "orcid")),
        ("terms", [], ("terms",)),
    ],
)  # fmt: skip
def test_what_has_not_its_form_is_refused_at_its_place(
    field: str, value: object, loc: tuple[str | int, ...]
) -> None:
    assert refused(field, value) == loc


def test_the_list_itself_has_to_be_there() -> None:
    with pytest.raises(ValidationError):
        Outline.model_validate({"facets": []})
