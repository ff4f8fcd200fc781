from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reading_list.formats._lines import anchor, balanced, heading, label, sentence, target

TITLES = [
    "Network Compression",
    "Teacher-Student Mechanism (Distilling)",
    "Sparsity regularizers & Pruning",
    "Binary/Ternary Neural Networks",
    "NIPS 2016",
    "Über – *das* `x_y` Ganze!",
    "网络压缩",
    "مرحبا بالعالم",
    "a  b",
    "İstanbul ΣΑΣ",
    "C++ & C#",
    "Contents",
    "Contents-1",
    "Contents",
    "Contents",
    "½ Ⓐ ‿ ①",
    "...",
    "???",
    "हिन्दी नाम",
    "NIPS 2016",
]


@pytest.mark.node
def test_anchors_are_those_of_github_slugger(node_tool: Callable[[str], Path]) -> None:
    package = node_tool("github-slugger")
    program = (
        f"import Slugger from {json.dumps(str(package / 'index.js'))};"
        "const slugger = new Slugger();"
        "console.log(JSON.stringify(JSON.parse(process.argv[1]).map(it => slugger.slug(it))));"
    )
    done = subprocess.run(
        ["node", "--input-type=module", "-e", program, json.dumps(TITLES)],
        capture_output=True,
        text=True,
        check=True,
    )
    seen: dict[str, int] = {}
    assert [anchor(title, seen) for title in TITLES] == json.loads(done.stdout)


def test_anchors_of_equal_headings_are_numbered() -> None:
    seen: dict[str, int] = {}
    titles = ["NIPS 2016", "NIPS 2016", "NIPS 2016-1", "NIPS 2016"]
    anchors = [anchor(title, seen) for title in titles]
    assert anchors == ["nips-2016", "nips-2016-1", "nips-2016-1-1", "nips-2016-2"]


@given(st.lists(st.text(max_size=8), max_size=8))
def test_no_two_headings_share_an_anchor(titles: list[str]) -> None:
    seen: dict[str, int] = {}
    anchors = [anchor(title, seen) for title in titles]
    assert len(set(anchors)) == len(anchors)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A note", "A note."),
        ("A note.", "A note."),
        ("Really?", "Really?"),
        ("Known as “Thinker”", "Known as “Thinker”."),
        ("Known as “Thinker.”", "Known as “Thinker.”"),
        ("(see there.)", "(see there.)"),
        ("*emphatic.*", "*emphatic.*"),
        ("et al.", "et al."),
        ("", ""),
    ],
)
def test_sentence_ends_in_one_mark(text: str, expected: str) -> None:
    assert sentence(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('A "quoted" word', 'A "quoted" word'),
        ('A 3.5" disk', "A 3.5″ disk"),
        ('"a" and "b', '"a" and ″b'),
        ("“open", "″open"),
        ("close”", "close″"),
        ("don’t, students’ work", "don’t, students’ work"),
        ("the ’90s", "the '90s"),
        ("‘single’ ones", "'single' ones"),
        ("‘single.’", "‘single.’"),
        ("（全角", "(全角"),
        ('"a “b" c”', "″a “b″ c”"),
    ],
)
def test_quotes_that_are_alone_are_replaced(text: str, expected: str) -> None:
    assert balanced(text) == expected


@example('a’"')
@example("‘a’（")
@given(st.text("a “”‘’\"'「」（）.", max_size=20))
def test_balancing_twice_changes_nothing(text: str) -> None:
    assert balanced(balanced(text)) == balanced(text)
    assert len(balanced(text)) == len(text)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/a_b?x=1&y=2", "https://a.example/a_b?x=1&y=2"),
        ("https://a.example/(SICI)1", "https://a.example/%28SICI%291"),
        ("https://a.example/?a&copy;b", "https://a.example/?a&amp;copy;b"),
    ],
)
def test_target(url: str, expected: str) -> None:
    assert target(url) == expected


def test_headings_end_in_no_punctuation() -> None:
    assert heading("Why now, and how?") == "Why now, and how"
    assert heading("???") == "???"
    assert heading('The 3.5"') == "The 3.5″"


def test_labels_are_small() -> None:
    assert label("Zhu2017") == "@zhu2017"
