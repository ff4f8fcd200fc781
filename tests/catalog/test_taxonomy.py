"""The taxonomy as the site uses it: trees, names over time, everything by any of its names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list.catalog.outline import Outline
from reading_list.catalog.taxonomy import Taxonomy, taxonomy_of

Fields = dict[str, object]


def made(**fields: object) -> Taxonomy:
    return taxonomy_of(Outline.model_validate({"list": {"title": "A"}, **fields}))


def test_an_empty_taxonomy_is_fine() -> None:
    empty = made()
    assert (empty.facets, empty.terms, empty.sections) == ((), {}, ())
    assert empty.topic("x") is empty.venue("x") is empty.organization("x") is None
    assert empty.person("x", None, None) is None


def test_a_tree_of_terms_is_flat_with_its_lines_kept(taxonomy: Taxonomy) -> None:
    assert list(taxonomy.terms) == ["compression", "pruning", "channels", "hashing", "hardware"]
    assert taxonomy.facets == ("compression", "hardware")
    channels = taxonomy.terms["channels"]
    assert (channels.facet, channels.ancestors) == ("compression", ("compression", "pruning"))
    assert taxonomy.terms["compression"].children == ("pruning", "hashing")
    assert [taxonomy.terms[id].depth for id in ("compression", "pruning", "channels")] == [0, 1, 2]


def test_a_facet_gives_its_hue_to_its_terms(taxonomy: Taxonomy) -> None:
    assert taxonomy.terms["hardware"].hue == 200
    assert taxonomy.terms["channels"].hue == taxonomy.terms["compression"].hue
    hues = [made(facets=[{"id": f"f{n}", "title": "F"} for n in range(9)]).terms[f"f{n}"].hue
            for n in range(9)]  # fmt: skip
    assert len(set(hues)) == 9
    assert all(0 <= hue < 360 for hue in hues)
    assert made(facets=[{"id": "f", "title": "F", "hue": "0"}]).terms["f"].hue == 0


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("pruning", "pruning"),
        ("Pruning", "pruning"),
        ("PRUNING", "pruning"),
        ("network slimming", "pruning"),
        ("Network  Slimming", "pruning"),
        ("cutting", "pruning"),
        ("compression", "compression"),
        ("prunin", None),
        ("", None),
        ("nips", None),
    ],
)
def test_a_topic_is_found_by_its_id_alias_or_former_id(
    taxonomy: Taxonomy, name: str, id: str | None
) -> None:
    assert taxonomy.topic(name) == id


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("nips", "nips"),
        ("NeurIPS", "nips"),
        ("neurips", "nips"),
        ("conference on neural information processing systems", "nips"),
        ("TPAMI", "tpami"),
        ("pruning", None),
    ],
)
def test_a_venue_is_found_by_its_id_name_or_acronym(
    taxonomy: Taxonomy, name: str, id: str | None
) -> None:
    assert taxonomy.venue(name) == id


@pytest.mark.parametrize(
    ("name", "id"),
    [("Intel", "intel"), ("intel labs", "labs"), ("Intel Research", "labs"), ("others", None)],
)
def test_an_organization_is_found_by_its_id_name_or_alias(
    taxonomy: Taxonomy, name: str, id: str | None
) -> None:
    assert taxonomy.organization(name) == id


def test_an_id_wins_over_the_alias_of_another() -> None:
    terms = [{"id": "a", "title": "A", "aliases": ["b", "c"]}, {"id": "b", "title": "B"}]
    one = made(facets=terms)
    other = made(facets=terms[::-1])
    for taxonomy in (one, other):
        assert [taxonomy.topic(name) for name in ("b", "B", "c")] == ["b", "b", "a"]


ORCID = "0000-0002-4186-7618"


@pytest.mark.parametrize(
    ("name", "orcid", "given_id", "id"),
    [
        ("Song Han", None, None, "song-han"),
        ("s. han", None, None, "song-han"),
        ("Anybody", ORCID, None, "song-han"),
        ("Wei Wang", ORCID, None, "song-han"),
        ("Anybody", None, "song-han", "song-han"),
        ("Song Han", ORCID, "wei-wang-2", "wei-wang-2"),
        ("Song Han", ORCID, "nobody", None),
        ("Song Han", "0000-0001-5109-3700", None, "song-han"),
        ("Nobody", None, None, None),
    ],
)
def test_a_person_is_found_by_the_id_stated_then_the_orcid_then_the_name(
    taxonomy: Taxonomy, name: str, orcid: str | None, given_id: str | None, id: str | None
) -> None:
    assert taxonomy.person(name, orcid, given_id) == id


def test_a_venue_has_the_name_of_its_time(taxonomy: Taxonomy) -> None:
    nips = taxonomy.venues["nips"]
    assert [nips.acronym(year) for year in (1987, 2017, 2018, 2030, None)] == [
        "NIPS",
        "NIPS",
        "NeurIPS",
        "NeurIPS",
        "NeurIPS",
    ]
    assert taxonomy.venues["arxiv"].acronym(2018) == "arXiv"
    assert taxonomy.venues["tpami"].acronym() == "TPAMI"


def test_the_latest_name_is_that_of_the_latest_time_in_whatever_order_they_stand() -> None:
    for acronyms in (
        [{"Old": "..2017"}, {"New": "2018.."}],
        [{"New": "2018.."}, {"Old": "..2017"}],
    ):
        venue = made(venues=[{"id": "v", "name": "V", "acronyms": acronyms}]).venues["v"]
        assert (venue.acronym(2000), venue.acronym(2020), venue.acronym()) == ("Old", "New", "New")


def test_an_edition_is_there_whether_declared_or_not(taxonomy: Taxonomy) -> None:
    nips = taxonomy.venues["nips"]
    declared = nips.edition("2018")
    assert (declared.id, declared.title) == ("nips/2018", "NeurIPS in Montréal")
    assert declared.links == (("site", "https://a.b"),)
    assert [nips.edition(year).title for year in ("2016", "2019", "undated")] == [
        "NIPS 2016",
        "NeurIPS 2019",
        "NeurIPS",
    ]
    assert nips.edition("undated").id == "nips/undated"


def test_an_organization_knows_all_above_and_those_directly_below(taxonomy: Taxonomy) -> None:
    china = taxonomy.organizations["labs-china"]
    assert china.ancestors == ("intel", "labs")
    assert taxonomy.organizations["intel"].children == ("labs",)
    assert taxonomy.organizations["mit"].ancestors == ()


ids = st.sampled_from("abcde")


@given(st.dictionaries(ids, st.none() | ids, min_size=1))
def test_parents_in_a_circle_or_nowhere_end(parents: dict[str, str | None]) -> None:
    """They are findings, but even so they must not hang whoever looks."""
    given_ones = [
        {"id": id, "name": id.upper(), **({"parent": parent} if parent else {})}
        for id, parent in parents.items()
    ]
    organizations = made(organizations=given_ones).organizations
    assert set(organizations) == set(parents)
    for organization in organizations.values():
        assert len(set(organization.ancestors)) == len(organization.ancestors)


def test_without_an_outline_each_facet_is_a_section(taxonomy: Taxonomy) -> None:
    assert [(s.id, s.title, s.facet, s.editions) for s in taxonomy.sections] == [
        ("compression", "Compression", "compression", ()),
        ("hardware", "Hardware", "hardware", ()),
    ]


def test_an_outline_orders_the_sections_and_names_them() -> None:
    taxonomy = taxonomy_of(
        Outline.model_validate(
            {
                "list": {
                    "title": "A",
                    "outline": [
                        {"title": "Papers of a Conference!", "editions": ["nips/2016"]},
                        {"facet": "b"},
                        {"facet": "a", "title": "Other title", "note": "N"},
                        {"title": "More", "id": "further"},
                    ],
                },
                "facets": [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}],
            }
        )
    )
    assert [(s.id, s.title, s.facet, s.editions, s.note) for s in taxonomy.sections] == [
        ("papers-of-a-conference", "Papers of a Conference!", "", ("nips/2016",), ""),
        ("b", "B", "b", (), ""),
        ("a", "Other title", "a", (), "N"),
        ("further", "More", "", (), ""),
    ]
