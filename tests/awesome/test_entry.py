"""Single lines, in the styles in which people write them."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from reading_list.awesome.entry import link_of, read_entry
from reading_list.awesome.parts import Entry, count_words
from reading_list.awesome.runs import runs_of

PAPER = "https://arxiv.org/abs/1901.00001"


def entry_of(line: str) -> Entry:
    parser = MarkdownIt("commonmark", {"html": True}).enable("strikethrough")
    return read_entry(runs_of(parser.parseInline(line)[0].children or []))


TITLES = {
    f"[A Title of Some Words]({PAPER})": "link",
    f"[ICLR 2018] [A Title of Some Words]({PAPER}) Jane Doe, John Roe": "link",
    f"2018-NIPS-[A Title of Some Words]({PAPER})": "link",
    f"20180612 CVPR-18 一篇文章：[A Title of Some Words]({PAPER})": "link",
    f"**A Title of Some Words.** *Jane Doe et al.* 2019. [[pdf]]({PAPER})": "bold",
    f'DiMP: "A Title of Some Words" ICCV. [[Paper]]({PAPER})': "quote",
    f'Doe, Jane, and John Roe. "**A Title of Some Words**." Nature (2015). [[pdf]]({PAPER})': "bold",
    f"A Title of Some Words. Jane Doe, John Roe. *ICML* 2018 [[pdf]]({PAPER})": "text",
    f"Jane Doe, John Roe, A Title of Some Words, BMVC, 2014. [[Paper]]({PAPER})": "text",
    f"(arXiv 2022.12) A Title of Some Words, [[Paper]]({PAPER}), [[Code]](https://github.com/a/b)": "text",
    f"[[AAAI2022]({PAPER})] A Title of Some Words [[github](https://github.com/a/b)]": "text",
    f"**[XYZ]** A Title of Some Words(**WACV**) [[paper]({PAPER})]": "text",
    "A Title of Some Words (VLDB 2021 from Wim Xander)": "text",
    "A Title of Some Words. (Example University + Example Labs)": "text",
    f"<b>A Title of Some Words</b>. Jane Doe. <i>CVPR 2021</i>. <a href='{PAPER}'>[PDF]</a>": "bold",
    f"A Title of\nSome Words. [[Paper]]({PAPER})": "text",
}


@pytest.mark.parametrize("line", TITLES)
def test_title_is_found_whatever_marks_it(line: str) -> None:
    entry = entry_of(line)
    assert (entry.title, entry.how) == ("A Title of Some Words", TITLES[line])


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        (f"[A Title]({PAPER}), L.K. Moberg, P. Nyman, 1990", ["L.K. Moberg", "P. Nyman"]),
        (
            f"[A Title]({PAPER}), Jane Doe1, John Roe and Ann Poe 2017",
            ["Jane Doe", "John Roe", "Ann Poe"],
        ),
        (f"**A Title** (2015), G. Hinton et al. [[pdf]]({PAPER})", ["G. Hinton", "others"]),
        (f'Doe, Jane, et al. "A Longer Title." 2015. [[pdf]]({PAPER})', ["Doe, Jane", "others"]),
        (f"[A Title]({PAPER}) - a remark that names nobody", []),
    ],
)
def test_authors_are_those_that_the_line_states(line: str, authors: list[str]) -> None:
    assert entry_of(line).authors == authors


def test_line_without_year_or_people_gets_none() -> None:
    entry = entry_of(f"[A Title of Some Words]({PAPER})")
    assert (entry.authors, entry.issue.year, entry.issue.venue, entry.notes) == ([], 0, "", [])


def test_two_words_in_quotation_marks_behind_a_short_name_are_a_title() -> None:
    entry = entry_of(f'**HiP**: "Hierarchical Perceiver", arXiv, 2022. [[Paper]({PAPER})]')
    assert (entry.title, entry.how) == ("Hierarchical Perceiver", "quote")


def test_badges_tell_venue_and_code() -> None:
    entry = entry_of(
        f"**A Title of Some Words** [![arXiv](https://img.shields.io/badge/arXiv-1901.00001-b31b1b)]({PAPER}) "
        "![](https://img.shields.io/badge/CVPR-2023-blue) ![](https://img.shields.io/github/stars/a/b.svg?style=social)"
    )
    assert (entry.issue.venue, entry.issue.year) == ("CVPR", 2023)
    assert [(link.kind, link.url) for link in entry.links] == [
        ("arxiv", PAPER),
        ("code", "https://github.com/a/b"),
    ]


def test_a_link_with_a_space_before_its_address_is_a_link() -> None:
    assert [link.identifier for link in entry_of(f"A Longer Title [[Paper]] ({PAPER})").links] == [
        "1901.00001"
    ]


@pytest.mark.parametrize(
    ("url", "word", "kind"),
    [
        ("https://example.org/x.pdf", "paper", "pdf"),
        ("https://example.org/x", "论文", "paper"),
        ("https://drive.google.com/x", "PyTorch(Author)", "code"),
        ("https://github.com/a/b", "paper", "code"),
        ("https://youtu.be/x", "project", "video"),
        (PAPER, "code", "arxiv"),
        ("https://doi.org/10.1234/x", "link", "doi"),
    ],
)
def test_kind_of_a_link_follows_from_address_and_word(url: str, word: str, kind: str) -> None:
    assert link_of(url, word).kind == kind


def test_words_of_scripts_without_spaces_are_counted() -> None:
    assert count_words("看见钢筋混凝土中的裂缝") >= 5
    assert count_words("7761-methods-for-8-bit-training") >= 4


def test_venue_in_bold_brackets_and_code_within_links() -> None:
    entry = entry_of(f"Trees by Walking | **[arXiv' 19]** |[`[pdf]`]({PAPER})")
    assert (entry.title, entry.issue.venue, entry.issue.year) == ("Trees by Walking", "arXiv", 2019)
    assert [link.kind for link in entry.links] == ["arxiv"]


def test_year_in_brackets_within_a_link_is_no_title() -> None:
    entry = entry_of(f"[(2021) Trees by Walking]({PAPER})")
    assert (entry.title, entry.issue.year) == ("Trees by Walking", 2021)


def test_word_for_a_site_on_an_address_of_papers_leads_to_the_paper() -> None:
    assert link_of("https://ieeexplore.ieee.org/document/7285018", "SITE").kind == "paper"
    assert link_of("https://harbour.example.org/ropes", "SITE").kind == "project"
