"""The filters that templates use."""

from __future__ import annotations

from html import escape

import pytest
from jinja2 import Environment
from markupsafe import Markup

from reading_list.catalog.outline import Settings
from reading_list.rendering.filters import FILTERS, hue, number, once, plural, summary, tab, title

SITE = Settings(title="A list of papers", short_title="A list")


def test_markup_is_safe_and_text_is_escaped() -> None:
    environment = Environment(autoescape=True)
    environment.filters.update(FILTERS)
    template = environment.from_string("{{ t|title }}|{{ t|plain }}|{{ t|inline }}|{{ t|block }}")
    shown = template.render(t="*a* <b>")
    assert shown == (
        "<em>a</em> &lt;b&gt;|a &lt;b&gt;|<em>a</em> &lt;b&gt;|<p><em>a</em> &lt;b&gt;</p>"
    )


def test_a_title_is_markup() -> None:
    assert isinstance(title("a"), Markup)


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, "0 papers"), (1, "1 paper"), (2, "2 papers"), (1234567, "1,234,567 papers")],
)
def test_numbers_agree_with_their_nouns(count: int, shown: str) -> None:
    assert plural(count, "paper") == shown


def test_a_noun_may_have_its_own_plural() -> None:
    assert plural(2, "entry", "entries") == "2 entries"


def test_thousands_stand_apart() -> None:
    assert (number(999), number(1000)) == ("999", "1,000")


@pytest.mark.parametrize(
    ("degrees", "shown"),
    [(0, "hue-0"), (7, "hue-0"), (8, "hue-15"), (215, "hue-210"), (359, "hue-0"), (-1, "hue-none")],
)
def test_a_hue_is_the_nearest_class(degrees: int, shown: str) -> None:
    assert hue(degrees) == shown


def test_a_tab_names_page_and_site() -> None:
    assert tab("Pruning", SITE) == "Pruning · A list"


@pytest.mark.parametrize("text", ["long words " * 20, "x" * 200, "<&>" * 40, '"' * 90, "a" * 70])
def test_a_tab_is_never_too_long(text: str) -> None:
    assert 0 < len(escape(tab(text, SITE))) <= 70


def test_a_summary_is_one_line_without_markup() -> None:
    assert summary("A *note*\nwith a [link](https://example.org).") == "A note with a link."
    assert len(summary("word " * 100)) <= 160


def test_what_many_pages_share_is_made_once() -> None:
    source = (
        "{% macro frame(site, root, path) %}{{ root }}|{{ path }}|{{ site.title }}{% endmacro %}"
    )
    macro = Environment(autoescape=True).from_string(source).module.frame  # type: ignore[attr-defined]
    deep = once(macro, SITE, "../", "papers/a.html")
    assert deep == "../||A list of papers"
    assert once(macro, SITE, "../", "papers/b.html") is deep
    assert once(macro, SITE, "", "topics.html") != once(macro, SITE, "", "years.html")
    other = Settings(title="Another")
    assert "Another" in once(macro, other, "../", "papers/a.html")
