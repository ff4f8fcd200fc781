from __future__ import annotations

import pytest

from reading_list.diagnostics import Span
from reading_list.probing import Found, Past, Place, history_from, history_text, judged

PLACE = Place("papers/2018/a.yaml", Span(1, 1, 1, 2), "x")
TARGETS = {"https://a.example.org/": [PLACE], "https://b.example.org/": [PLACE]}
A = "https://a.example.org/"


def test_what_the_list_names_no_more_is_forgotten() -> None:
    past = {"https://old.example.org/": Past(2, "2020-01-01", "2020-01-02", "gone")}
    _, after = judged(TARGETS, {A: Found("ok", "")}, past, "2020-01-03", 3)
    assert after == {}


def test_who_refuses_programs_is_left_as_the_history_has_it() -> None:
    past = {A: Past(2, "2020-01-01", "2020-01-02", "no answer")}
    _, after = judged(TARGETS, {A: Found("blocked", "403")}, past, "2020-01-03", 3)
    assert after == past


def test_what_there_was_no_time_for_keeps_its_past() -> None:
    past = {A: Past(2, "2020-01-01", "2020-01-02", "no answer")}
    links, after = judged(TARGETS, {}, past, "2020-01-03", 3)
    assert (links, after) == ([], past)


def test_two_runs_of_one_day_count_once() -> None:
    silent = {A: Found("blocked", "no answer", is_answer=False)}
    _, once = judged(TARGETS, silent, {}, "2020-01-01", 3)
    _, twice = judged(TARGETS, silent, once, "2020-01-01", 3)
    assert once == twice == {A: Past(1, "2020-01-01", "2020-01-01", "no answer")}


def test_the_history_is_read_as_it_was_written() -> None:
    past = {A: Past(2, "2020-01-01", "2020-01-02", "ü"), "doi:10.1/x": Past(1, "a", "b", "c")}
    assert history_from(history_text(past)) == past
    assert history_text(past).startswith('{\n "version": 1')


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"failing": 1}', '{"failing": {"a": {}}}', "{"])
def test_another_file_is_no_history(text: str) -> None:
    with pytest.raises(ValueError):
        history_from(text)
