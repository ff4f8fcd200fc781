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
