"""Keys are what a person would have typed, and always keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list.intake.keys import key_of, wished_key
from reading_list.records.identifiers import check_key
from reading_list.records.parse import parse

PAPERS = Path(__file__).resolve().parents[2] / "papers"


def fields(title: object = "", authors: object = (), year: object = None) -> dict[str, object]:
    return {"title": title, "authors": authors, "year": year}


@pytest.mark.parametrize(
    ("record", "key"),
    [
        (fields("AMC: AutoML for Model Compression", ["Yihui He"], 2018), "he2018amc"),
        (fields("An Exploration of Redundancy", ["Yu Cheng"], "2015"), "cheng2015exploration"),
        (fields("Data-Dependent Coresets", ["C. Baykal"], 2019), "baykal2019datadependent"),
        (fields("Big/Little Net", ["Chen, C."], 2019), "chen2019biglittle"),
        (fields("Visualizing", ["Laurens van der Maaten"], 2008), "vandermaaten2008visualizing"),
        (fields("Über Köpfe", [{"name": "Jürgen Schmidhüber"}], 1991), "schmidhuber1991uber"),
        (fields("Bench", [{"name": "ML Perf", "group": True}], 2020), "mlperf2020bench"),
        (fields("深度学习", ["李飞飞"], 2015), "lifeifei2015shenduxuexi"),
        (fields("$L_0$ Regularization", ["Christos Louizos"], 2018), "louizos2018l0"),
        (fields("*Deep* thought", ["A B"], 2018), "b2018deep"),
        (fields("Accelerating Recurrent Networks", (), 2017), "accelerating2017recurrent"),
        (fields("Of the And", ["A B"], 2017), "b2017of"),
        (fields("Undated", ["A Bee"]), "beeundated"),
        (fields("Bad year", ["A Bee"], "20x"), "beebad"),
        (fields("!!!", (), 2017), "untitled2017"),
        (fields("Con"), "conx"),
        (fields("N", ["A Co"]), "con-paper"),
        (fields(), "untitled"),
    ],
)
def test_a_key_is_name_year_and_word(record: dict[str, object], key: str) -> None:
    assert key_of(record, set()) == key


def test_a_taken_key_takes_more_words_then_a_number() -> None:
    record = fields("AMC: AutoML for Model Compression", ["Yihui He"], 2018)
    taken: set[str] = set()
    found = []
    for _ in range(6):
        found.append(key_of(record, taken))
        taken.add(found[-1])
    assert found == [
        "he2018amc",
        "he2018amc-automl",
        "he2018amc-automl-model",
        "he2018amc-automl-model-compression",
        "he2018amc-2",
        "he2018amc-3",
    ]


def test_one_key_for_many_papers_costs_little() -> None:
    class Counting(set[str]):
        asked = 0

        def __contains__(self, key: object) -> bool:
            self.asked += 1
            return super().__contains__(key)

    taken = Counting()
    for _ in range(3000):
        key = wished_key("same", taken)
        assert key
        taken.add(key.casefold())
    assert len(taken) == 3000
    assert taken.asked < 3000 * 30


@pytest.mark.parametrize(
    ("wish", "key"),
    [
        ("he2018amc", "he2018amc"),
        ("He-2018", "He-2018"),
        ("Araz:2026img", "Araz-2026img"),
        ("DBLP:journals/corr/abs-1802", "DBLP-journals-corr-abs-1802"),
        ("Müller2019", "muller2019"),
        ("../../etc/passwd", "etc-passwd"),
        ("x" * 300, "x" * 90),
        ("a_b", "a-b"),
        ("nul", None),
        ("///", None),
        ("", None),
        (None, None),
    ],
)
def test_a_wished_key_keeps_what_keys_may_have(wish: str | None, key: str | None) -> None:
    assert wished_key(wish, set()) == key


def test_a_wished_key_that_is_taken_gets_a_number() -> None:
    assert wished_key("He2018", {"he2018"}) == "He2018-2"


@given(st.text(max_size=50), st.lists(st.text(max_size=30), max_size=2), st.integers(0, 9999))
def test_every_key_is_one(title: str, authors: list[str], year: int) -> None:
    check_key(key_of(fields(title, authors, year), set()))


@given(st.text(max_size=50))
def test_every_wish_that_is_granted_is_a_key(wish: str) -> None:
    key = wished_key(wish, set())
    assert key is None or check_key(key)


def test_most_keys_of_the_own_list_are_made_so() -> None:
    same = total = 0
    for path in sorted(PAPERS.glob("*/*.yaml")):
        record = parse(path.name, path.read_bytes())
        same += key_of(record.facts.model_dump(), set()) == path.stem
        total += 1
    assert same > 0.95 * total
