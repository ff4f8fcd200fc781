"""What stands around an entry that says little itself."""

from __future__ import annotations

from reading_list.awesome.reader import read


def test_bare_titles_are_papers_where_the_whole_list_is_bare() -> None:
    text = "# L\n## A\n" + "".join(f"- A Study of Number {n} in Nature\n" for n in range(8))
    assert len(read(text, "x.md").drafts) == 8


def test_paper_that_the_text_above_all_sections_names_is_no_entry() -> None:
    intro = "# L\nOur survey: [A Title of Some Words](https://arxiv.org/abs/1901.00001)\n\n## A\n"
    items = (f"- [The Title of Paper {n}](https://arxiv.org/abs/1901.0001{n})\n" for n in range(6))
    assert len(read(intro + "".join(items), "x.md").drafts) == 6


def test_remark_without_capitals_among_titles_with_some_is_no_paper() -> None:
    items = [
        f"- A Study of Number {n} [[paper](https://arxiv.org/abs/1901.0001{n})]\n" for n in range(6)
    ]
    text = f"# L\n## A\n{''.join(items)}- contains more than one framework for all of them\n"
    assert len(read(text, "x.md").drafts) == 6
