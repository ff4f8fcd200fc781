"""Blocks below a short text that tell of the same paper."""

from __future__ import annotations

import pytest

from reading_list.awesome.reader import read


@pytest.mark.parametrize(
    "tail",
    [
        "- 分类：塔\n- Paper: https://arxiv.org/abs/1901.00001\n",
        "- 摘要：\n\n  > *We ask.*\n\n- Paper: https://arxiv.org/abs/1901.00001\n",
        "- Code: soon\n- Paper: https://arxiv.org/abs/1901.00001\n- 图示：\n\n![a tower](a.png)\n",
    ],
)
def test_short_text_above_labelled_lines_is_a_paper(tail: str) -> None:
    (draft,) = read(f"# L\n\n[1] Towers That Learn from Ships\n\n{tail}", "x.md").drafts
    assert draft.fields["title"] == "Towers That Learn from Ships"
    assert draft.fields["arxiv"] == "1901.00001"


def test_labelled_lines_without_a_link_make_no_paper() -> None:
    assert (
        read("# L\n\nTowers That Learn from Ships\n\n- 分类：塔\n- 声音：钟\n", "x.md").drafts == ()
    )


def test_citation_of_another_paper_is_an_entry_of_its_own() -> None:
    text = (
        "# L\n\nTowers That Learn from Ships [[Paper]](https://arxiv.org/abs/1901.00001)\n"
        "* Ines Hale, Wei Brook. Horns Heard across the Bay. ICML 2016.\n"
    )
    assert len(read(text, "x.md").drafts) == 2


LINKED = "* [First ropes paper](https://arxiv.org/abs/1901.00001)\n\n"
CITED = "Ropes of hemp in salt water. Ines Hale, Wei Brook, and Ola Palm. 2008. JMLR. 4 pages.\n\n"


def test_citation_in_a_paragraph_below_a_linked_item_says_the_title() -> None:
    text = f"# L\n\n## Papers\n\n{LINKED}{CITED}They swell, and then they hold.\n"
    (draft,) = read(text, "x.md").drafts
    assert draft.fields["title"] == "Ropes of hemp in salt water"
    assert draft.fields["authors"] == ["Ines Hale", "Wei Brook", "Ola Palm"]
    assert draft.fields["year"] == 2008


@pytest.mark.parametrize(
    "below",
    ["They swell in 2008, and then they hold.\n", CITED + CITED.replace("hemp", "flax")],
)
def test_remark_and_papers_of_their_own_leave_the_title_alone(below: str) -> None:
    titles = [
        d.fields["title"] for d in read(f"# L\n\n## Papers\n\n{LINKED}{below}", "x.md").drafts
    ]
    assert titles[0] == "First ropes paper"
