"""Pages from templates: what every template sees, and whose fault it is when one fails."""

from __future__ import annotations

import pytest

from reading_list.catalog.card import Card, card_of
from reading_list.catalog.memory import MemoryCatalog
from reading_list.catalog.outline import Outline
from reading_list.catalog.scope import ScopeError
from reading_list.catalog.taxonomy import Taxonomy, taxonomy_of
from reading_list.catalog.view import Line
from reading_list.diagnostics import ProjectError
from reading_list.records.model import Paper
from reading_list.rendering.render import BRIEF_TEMPLATE, ENTRY_TEMPLATE, ROOT_MARK, Renderer

ENTRY = "{% macro entry(e, root) %}<li>{{ root }}{{ e.title }}</li>{% endmacro %}"
PAPER = Paper.model_validate({"title": "A & <b>", "venue": "v", "year": "2018"})


def taxonomy() -> Taxonomy:
    outline = {"list": {"title": "A list"}, "venues": [{"id": "v", "name": "V"}]}
    return taxonomy_of(Outline.model_validate(outline))


def no_line(card: Card, taxonomy: Taxonomy) -> Line:
    raise AssertionError("pages in HTML hold no Markdown")


def rendered(template: str, kind: str = "year", subject: str = "2018", entry: str = ENTRY) -> str:
    texts = {
        f"pages/{kind}.html": template,
        ENTRY_TEMPLATE: entry,
        BRIEF_TEMPLATE: ENTRY.replace("entry(", "brief("),
        "other.html": "{{ nothing }}",
    }
    renderer = Renderer(texts, {"site.css": "assets/site.1.css"})
    view = MemoryCatalog({"a": PAPER}, taxonomy(), renderer.entry, no_line)
    return renderer.render(kind, subject, view)[1].decode()


def test_a_template_sees_the_site_the_root_its_path_and_the_assets() -> None:
    text = "{{ site.title }}|{{ root }}|{{ path }}|{{ assets['site.css'] }}"
    assert rendered(text) == "A list|../|years/2018.html|assets/site.1.css"


def test_text_is_escaped() -> None:
    assert rendered("{{ '<script>' }}") == "&lt;script&gt;"


def test_the_root_of_an_entry_is_put_in_by_the_page_that_shows_it() -> None:
    brief = ENTRY.replace("entry(", "brief(").replace("li>", "b>")
    renderer = Renderer({ENTRY_TEMPLATE: ENTRY, BRIEF_TEMPLATE: brief}, {})
    entry, short = renderer.entry(card_of("a", PAPER, taxonomy()), taxonomy())
    assert (short.html, short.is_brief) == (f"<b>{ROOT_MARK}A &amp; &lt;b&gt;</b>", True)
    assert entry.html == f"<li>{ROOT_MARK}A &amp; &lt;b&gt;</li>"
    shown = "{% for g in groups %}{% for e in g.entries %}{{ e.html|safe }}{% endfor %}{% endfor %}"
    assert rendered(shown) == "<li>../A &amp; &lt;b&gt;</li>"


@pytest.mark.parametrize(
    ("template", "place", "what"),
    [
        ("\n{{ nothing }}", "pages/year.html:2", "'nothing' is undefined"),
        ("\n\n{% if %}", "pages/year.html:3", "Expected an expression"),
        ("a\n{{ 1 / 0 }}", "pages/year.html:2", "division by zero"),
        ("{{ 'x'|plural }}", "pages/year.html:1", "missing"),
        ("{% include 'other.html' %}", "other.html:1", "'nothing' is undefined"),
    ],
)
def test_a_failing_template_is_named_with_its_line(template: str, place: str, what: str) -> None:
    with pytest.raises(ProjectError) as raised:
        rendered(template)
    assert raised.value.message.startswith(f"templates/{place}: ")
    assert what in raised.value.message
    assert raised.value.exit_code == 1


def test_a_template_that_is_missing_is_named() -> None:
    with pytest.raises(ProjectError, match=r"needs templates/gone\.html, which is missing"):
        rendered("{% include 'gone.html' %}")


def test_a_failing_entry_is_the_templates_fault_too() -> None:
    macro = "{% macro entry(e, root) %}{{ e.nothing }}{% endmacro %}"
    with pytest.raises(ProjectError, match=r"templates/parts/entry.html:1: "):
        rendered("{{ groups|length }}", entry=macro)


def test_a_page_that_reads_beyond_its_scope_is_a_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    from reading_list.pages import year

    monkeypatch.setattr(year, "context", lambda subject, view: {"n": view.total()})
    with pytest.raises(ScopeError, match="read total"):
        rendered("{{ n }}")
