"""Venues and times in short texts."""

from __future__ import annotations

import pytest

from reading_list.awesome.venues import date_of, issue_of, long_issue_of, month_of, stated_venue

ISSUES = {
    "[ICLR 2018, Oral]": ("ICLR", 2018, "oral"),
    "CVPR'19": ("CVPR", 2019, ""),
    "NIPS 16, Oral": ("NeurIPS", 2016, "oral"),
    "2018-ICLRw": ("ICLR", 2018, "workshop"),
    "arXiv 2022.12": ("arXiv", 2022, ""),
    "20181008 PSB-19": ("PSB", 2019, ""),
    "ICML 2018 Workshop": ("ICML", 2018, "workshop"),
    "arXiv preprint arXiv:1409.1556 (2014)": ("arXiv", 2014, ""),
    "IEEE TNN 2009": ("TNN", 2009, ""),
    "3DV2021": ("3DV", 2021, ""),
    "arXiv 6 Dec 2018": ("arXiv", 2018, ""),
    "Proceedings of the IEEE, 2011": ("Proceedings of the IEEE", 2011, ""),
    "Proc. IEEE 2011": ("Proceedings of the IEEE", 2011, ""),
    "Proceedings of the National Academy of Sciences 2019": (
        "Proceedings of the National Academy of Sciences",
        2019,
        "",
    ),
}


@pytest.mark.parametrize("text", ISSUES)
def test_short_text_tells_venue_and_year(text: str) -> None:
    issue = issue_of(text)
    assert issue is not None
    assert (issue.venue, issue.year, issue.track) == ISSUES[text]


@pytest.mark.parametrize(
    "text", ["DETR", "GPT-4", "LLaMA-2", "New Model,Fast", "A Title of 2018 Words and More", ""]
)
def test_other_text_is_no_venue(text: str) -> None:
    assert issue_of(text) is None


def test_dates_of_many_forms() -> None:
    found = [date_of(text) for text in ("2023/04", "20181106", "27 March, 2026", "2018", "03-01")]
    assert [(it.year, it.month) if it else None for it in found] == [
        (2023, 4),
        (2018, 11),
        (2026, 3),
        (2018, 0),
        None,
    ]
    assert (month_of("Sept"), month_of("seldom")) == (9, 0)


def test_venues_written_out() -> None:
    issue = long_issue_of("Journal of Machine Learning Research 15.1 (2014): 1929-1958")
    assert issue is not None
    assert (issue.venue, issue.year, issue.type) == (
        "Journal of Machine Learning Research",
        2014,
        "journal",
    )
    stated = stated_venue("Big Data Research 2021")
    assert stated is not None
    assert (stated.venue, stated.year) == ("Big Data Research", 2021)
