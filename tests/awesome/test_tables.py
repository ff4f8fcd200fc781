"""Tables of papers."""

from __future__ import annotations

from reading_list.awesome.blocks import blocks_of
from reading_list.awesome.tables import is_grid, read_table


def rows(text: str) -> list[tuple[str, list[str]]]:
    return [
        (e.title, [link.kind for link in e.links]) for _, e in read_table(blocks_of(text)[0].rows)
    ]


def test_column_of_titles_is_found_by_its_header_or_by_what_it_holds() -> None:
    assert rows(
        "|Year|Title|Code|\n|-|-|-|\n|2020|A Title of Some Words|[x](https://a.org/b)|\n"
    ) == [("A Title of Some Words", ["code"])]
    assert rows("|标题|论文|\n|-|-|\n|A Title of Some Words|[link](https://a.org/b)|\n") == [
        ("A Title of Some Words", ["paper"])
    ]
    assert (
        rows("|?|!|\n|-|-|\n|1|[A Title of Some Words](https://a.org/b)|\n")[0][0]
        == "A Title of Some Words"
    )


def test_table_without_titles_has_no_entries() -> None:
    assert rows("|Name|Size|\n|-|-|\n|X|7|\n") == [("", [])]


def test_grid_has_an_entry_in_each_cell() -> None:
    cell = "[A Title of Words](https://a.org/b)"
    assert is_grid(blocks_of(f"|a|b|\n|-|-|\n|{cell}|{cell}|\n")[0].rows)


def test_cell_of_html_has_its_title_people_and_labelled_links() -> None:
    cell = (
        "<table><tr><td><b>Trees by Walking Dogs</b><br>Jane Doe, John Roe<br>"
        'Paper: <a href="https://arxiv.org/abs/1905.00001">arXiv</a> '
        'Code: <a href="https://github.com/a/b">GitHub</a></td></tr></table>'
    )
    assert rows(cell) == [("Trees by Walking Dogs", ["arxiv", "code"])]
