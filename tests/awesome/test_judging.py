"""What is a paper and what is not."""

from __future__ import annotations

import pytest

from reading_list.awesome.reader import read


@pytest.mark.parametrize(
    "text",
    [
        "# L\n## Tools\n- [A Library of Some Kind](https://github.com/a/b)\n",
        "# L\n## Blogs\n- [Why Do Things Go Wrong So Often?](https://medium.com/x)\n",
        "# L\n## Contributing\n- [A Title of Some Words](https://arxiv.org/abs/1901.00001)\n",
        "# L\n## People\n- [Jane Doe](https://doe.example.org)\n",
        "# L\n## Things\n- Please send us more of them\n",
        "# L\n## Contents\n- [A Title of Some Words](#a)\n",
    ],
)
def test_what_is_no_paper_becomes_none(text: str) -> None:
    assert read(text, "x.md").drafts == ()


def test_bare_titles_are_papers_where_the_whole_list_is_bare() -> None:
    text = "# L\n## A\n" + "".join(f"- A Study of Number {n} in Nature\n" for n in range(8))
    assert len(read(text, "x.md").drafts) == 8
