"""The taxonomy of a list."""

from __future__ import annotations

from typing import Any

from reading_list.awesome.outline import outline_of
from reading_list.awesome.reader import read

TEXT = """# Things

About things.

## Big

Big ones.

### 2020

- [A Big Thing of Some Size](https://arxiv.org/abs/2001.00001)

## Conferences

### NIPS 2016

- A Thing Seen at a Conference

## Tools

- [thinger](https://github.com/a/thinger)
"""


def outlined() -> tuple[dict[str, Any], list[dict[str, Any]]]:
    made = outline_of(read(TEXT, "x.md"), "unnamed")
    return dict(made.data), [dict(fields) for fields in made.fields]


def test_headings_are_terms_and_text_their_description() -> None:
    data, _ = outlined()
    assert data["list"]["title"] == "Things"
    assert data["list"]["description"] == "About things."
    big = data["facets"][0]
    assert (big["id"], big["description"]) == ("big", "Big ones.")


def test_year_below_a_topic_is_the_year_of_its_papers() -> None:
    _, (first, *_) = outlined()
    assert (first["topics"], first["year"]) == (["big"], 2020)


def test_links_that_are_no_papers_are_resources() -> None:
    data, _ = outlined()
    tools = next(facet for facet in data["facets"] if facet["id"] == "tools")
    assert tools["resources"] == [{"title": "thinger", "url": "https://github.com/a/thinger"}]


def test_edition_is_a_section_when_nothing_else_holds_its_papers() -> None:
    text = "# X\n\n## NIPS 2016\n\n- [A Thing Seen There](https://arxiv.org/abs/1601.00001)\n"
    made = outline_of(read(text, "x.md"), "x")
    assert made.data["list"]["outline"][0]["editions"] == ["neurips/2016"]  # type: ignore[index]  # plain data
    assert made.fields[0]["venue"] == "neurips"
    assert "topics" not in made.fields[0]
