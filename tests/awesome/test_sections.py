"""What headings say."""

from __future__ import annotations

import pytest

from reading_list.awesome.reader import read
from reading_list.awesome.sections import Section, bare_title, heading_issue, heading_kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("📜 Table of Contents", "contents"), ("How to Contribute", "meta"), ("News", "meta"), ("Survey Papers", "papers"),
        ("Tools & Libraries", "resources"), ("Datasets", "data"), ("Video Generation", "plain"), ("目录", "contents"), ("Index", "plain"),
    ],
)  # fmt: skip
def test_heading_tells_what_is_below(title: str, kind: str) -> None:
    assert heading_kind(title) == kind


def test_videos_below_papers_are_what_papers_are_about() -> None:
    papers = Section("", 0, 0).add("Papers", 2, 1)
    assert papers.add("Video", 3, 2).kind == "papers"
    assert Section("", 0, 0).add("Video", 2, 1).kind == "resources"


@pytest.mark.parametrize(
    ("title", "venue", "year"),
    [
        ("2023", "", 2023),
        ("### CVPR 2018 (12)".strip("# "), "CVPR", 2018),
        ("2020年", "", 2020),
        ("NIPS", "NeurIPS", 0),
    ],
)
def test_years_and_venues_are_no_topics(title: str, venue: str, year: int) -> None:
    issue = heading_issue(title)
    assert issue is not None
    assert (issue.venue, issue.year) == (venue, year)


def test_topics_are_topics() -> None:
    assert heading_issue("3D Object Detection") is None
    assert heading_issue("Nature") is None
    assert bare_title("1.2 Models (12):") == "models"


def test_section_inherits_what_its_parent_is() -> None:
    root = Section("", 0, 0)
    tools = root.add("Tools", 2, 1)
    assert tools.add("Python Things of Ours", 3, 2).kind == "resources"
    assert tools.add("2023", 3, 3).path == ("Tools", "2023")


def test_how_to_use_something_is_a_topic_and_how_to_use_the_list_is_none() -> None:
    text = "# L\n\n## {}\n\n- [Ropes and Their Knots](https://arxiv.org/abs/1901.00001)\n"
    assert len(read(text.format("How to Use a Rope"), "x.md").drafts) == 1
    assert len(read(text.format("How to use this list"), "x.md").drafts) == 0
