"""Tables of papers."""

from __future__ import annotations

from reading_list.awesome.blocks import blocks_of
from reading_list.awesome.reader import read
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


def _papers(text: str) -> list[dict[str, object]]:
    return [draft.fields for draft in read(f"# L\n\n## Papers\n\n{text}", "x.md").drafts]


def test_rows_without_a_header_have_titles_in_one_column_and_links_in_others() -> None:
    rows = "".join(
        f'<tr>\n<td>{title}</td>\n<td>Paper: <a href="https://arxiv.org/abs/1901.0000{n}">link</a></td>\n'
        f'<td>Code: <a href="https://github.com/example/{n}">link</a></td>\n</tr>\n'
        for n, title in enumerate(("Power Drawn from Slow Tides", "Moonlight and Small Boats"))
    )
    found = _papers(f"<table>\n{rows}</table>\n")
    assert [paper["title"] for paper in found] == [
        "Power Drawn from Slow Tides",
        "Moonlight and Small Boats",
    ]
    assert [paper["arxiv"] for paper in found] == ["1901.00000", "1901.00001"]
    assert all("code" in str(paper["links"]) for paper in found)


def test_column_of_venues_wins_over_a_short_name_in_the_cell_of_the_title() -> None:
    (paper,) = _papers(
        "Year | Publication | Title | Preprint\n---|---|---|---\n2023 | ICML | [Salt Water and Old Rope](https://proceedings.mlr.press/v1/a.pdf) <br> A rope (HT) of hemp. | [arXiv](https://arxiv.org/abs/1901.00001)\n"
    )
    assert paper["venue"] == "ICML"
