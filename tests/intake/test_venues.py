from __future__ import annotations

import pytest
import small_list

from reading_list.catalog.taxonomy import Taxonomy, taxonomy_of
from reading_list.catalog.taxonomy_checks import read_taxonomy
from reading_list.intake.venues import venue_of


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    outline, _, findings = read_taxonomy("taxonomy.yaml", small_list.TAXONOMY.encode())
    assert outline is not None, findings
    return taxonomy_of(outline)


@pytest.mark.parametrize(
    ("name", "venue"),
    [
        ("ECCV", "eccv"),
        ("eccv", "eccv"),
        ("Computer Vision – ECCV 2018", "eccv"),
        ("ECCV (7)", "eccv"),
        ("Proceedings of the European Conference on Computer Vision (ECCV)", "eccv"),
        ("15th European Conference on Computer Vision, ECCV 2018, Munich", "eccv"),
        ("Proceedings of the 36th International Conference on Machine Learning", "icml"),
        ("Proceedings of the Thirty-Sixth International Conference on Machine Learning", "icml"),
        ("Advances in Neural Information Processing Systems 31", "nips"),
        ("NeurIPS 2019", "nips"),
        ("ICLR 2024 oral", "iclr"),
        ("ICLR.cc 2024 Conference", "iclr"),
        ("4th International Conference on Learning Representations, ICLR 2016", "iclr"),
        (
            "Proceedings of the 58th Annual Meeting of the Association for Computational Linguistics",  # noqa: E501
            "acl",
        ),
    ],
)
def test_venues_by_the_names_that_sources_use(taxonomy: Taxonomy, name: str, venue: str) -> None:
    assert venue_of([name], taxonomy) == venue


@pytest.mark.parametrize(
    "name",
    [
        "ECCV 2018 Workshops",
        "Workshop on Efficient Systems at ICML 2019",
        "Findings of the Association for Computational Linguistics: ACL 2021",
        "Asian Conference on Computer Vision",
        "Nature",
        "",
        "A" * 5000,
    ],
)
def test_what_is_beside_or_none_of_them_is_no_venue(taxonomy: Taxonomy, name: str) -> None:
    assert venue_of([name], taxonomy) is None


def test_the_first_name_that_is_certain_counts(taxonomy: Taxonomy) -> None:
    assert venue_of(["Lecture Notes", "ICML 2019", "ECCV"], taxonomy) == "icml"
