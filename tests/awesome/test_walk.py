"""Sections and nesting."""

from __future__ import annotations

from reading_list.awesome.reader import read

PAPER = "(https://arxiv.org/abs/1901.00001)"


def paths(text: str) -> list[tuple[str, ...]]:
    return [draft.sections[0] for draft in read(text, "x.md").drafts]


def test_item_above_papers_is_a_section() -> None:
    assert paths(f"# L\n## A\n- **group**\n  - [A Title of Words]{PAPER}\n") == [("A", "group")]


def test_year_of_the_same_level_belongs_to_the_topic_above_it() -> None:
    entry = f"- [A Title of Words]{PAPER}\n"
    text = f"# L\n## A\n## 2024\n{entry}## 2023\n{entry}## B\n## 2024\n{entry}"
    assert paths(text) == [("A", "2024"), ("A", "2023"), ("B", "2024")]


def test_contents_hold_no_sections() -> None:
    assert paths(f"# L\n## Contents\n- [a](#a)\n### A\n- [A Title of Words]{PAPER}\n") == [("A",)]


def test_folded_part_is_a_section_with_an_end() -> None:
    text = f"# L\n## A\n<details><summary>2020</summary>\n\n- [A Title of Words]{PAPER}\n\n</details>\n\n- [B Title of Words]{PAPER}\n"
    assert paths(text) == [("A", "2020"), ("A",)]


def test_heading_above_titles_with_links_in_paragraphs_is_no_paper() -> None:
    text = (
        "# L\n\n## 相关论文\n\nAdvances in ropes for small boats (CSR 2025) [[paper]](https://arxiv.org/abs/1901.00001)\n\n"
        "ACM-Rope: Ropes and nets that hold each other (arXiv 2025) [[paper]](https://arxiv.org/abs/1901.00002)\n"
    )
    drafts = read(text, "x.md").drafts
    assert [draft.fields["title"] for draft in drafts] == [
        "Advances in ropes for small boats",
        "ACM-Rope: Ropes and nets that hold each other",
    ]
    assert [list(draft.sections[0]) for draft in drafts] == [["相关论文"]] * 2


def test_paragraph_of_people_title_and_year_is_a_paper_wherever_it_leads() -> None:
    text = "# L\n\n## Papers\n\nHale, I., Brook, W., & Palm, O. [**Salt on the Rigging**](https://harbour.example.org/salt/) Ropes Quarterly (2020)\n"
    (draft,) = read(text, "x.md").drafts
    assert draft.fields["title"] == "Salt on the Rigging"
