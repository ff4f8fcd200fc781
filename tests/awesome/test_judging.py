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
        "# L\n## Papers\n- Precision and recall in [RockNet](https://arxiv.org/abs/1901.00001)\n",
        "# L\n## Papers\n- A Talk of Some Words [[Blog]](https://example.org/blog/x)\n",
        "# L\n## Papers\nA survey of lamps can be found at this link: [arxiv](https://arxiv.org/abs/1901.00001).\n",
        "# L\n## Textbooks\n- [A Title of Some Words](https://example.org/x.pdf)\n",
        "# L\n## Datasets\n- ROCKS [[link]](https://www.nature.com/articles/sdata1)\n",
        "# L\n## Call for Papers\n- Issue on Some Lamps [[PDF](https://example.org/x.pdf)]\n",
    ],
)
def test_what_is_no_paper_becomes_none(text: str) -> None:
    assert read(text, "x.md").drafts == ()


@pytest.mark.parametrize(
    ("title", "count"), [("Harbours Told Apart by the Sound of Their Bells", 1), ("Bells", 0)]
)
def test_long_title_with_venue_and_year_is_a_paper_among_data_sets(title: str, count: int) -> None:
    text = f"# L\n\n## Benchmarks\n\n### Real-world Datasets\n\n- (B9) [{title}](https://bells.example.org/), IROS 2017.\n"
    assert len(read(text, "x.md").drafts) == count


def test_book_is_no_paper_wherever_it_leads() -> None:
    text = "# L\n\n## Books\n\n- [Ropes, Nets and Knots](https://www.researchgate.net/publication/1_Ropes)\n"
    assert read(text, "x.md").drafts == ()


def test_tutorials_hold_resources() -> None:
    text = "# L\n\n## Papers\n\n- [Ropes and Their Knots](https://arxiv.org/abs/1901.00001)\n\n## Rope Making Tutorial\n\n- For beginners [[link]](https://ropes.example.org/a/)\n"
    assert len(read(text, "x.md").drafts) == 1


def test_short_title_with_people_and_a_link_on_paper_is_one_among_frameworks() -> None:
    text = "# L\n\n## Framework\n\n- Ropes at Sea [[paper]](https://ropes.example.org/a.pdf) by Ines Hale and Wei Brook. 2018\n"
    assert len(read(text, "x.md").drafts) == 1
