"""`each`: what a macro says of many items, said once for each."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from jinja2 import Environment
from markupsafe import Markup

from reading_list.rendering import each
from reading_list.rendering.each import Each

MACROS = (
    "{% macro link(name, root) %}<a href='{{ root }}{{ name }}'>{{ name }}</a>{% endmacro %}"
    "{% macro other(name, root) %}({{ name }}){% endmacro %}"
)


@pytest.fixture
def render() -> Callable[..., str]:
    environment = Environment(autoescape=True)
    environment.filters["each"] = Each()

    def render(template: str, **names: object) -> str:
        return environment.from_string(MACROS + template).render(**names)

    return render


def test_items_are_said_in_order_with_something_between(render: Callable[..., str]) -> None:
    said = render("{{ names|each(other, ', ', '') }}", names=["b", "a", "b"])
    assert said == "(b), (a), (b)"


def test_text_is_escaped_once(render: Callable[..., str]) -> None:
    said = render("{{ names|each(link, ' ', '../') }}", names=["<b>&"])
    assert said == "<a href='../&lt;b&gt;&amp;'>&lt;b&gt;&amp;</a>"


def test_no_items_are_nothing(render: Callable[..., str]) -> None:
    assert render("{{ []|each(link, ', ', '') }}") == ""


def test_what_a_macro_says_depends_on_all_its_arguments(render: Callable[..., str]) -> None:
    template = "{{ names|each(link, '', '') }}{{ names|each(link, '', '../') }}"
    assert render(template, names=["a"]) == "<a href='a'>a</a><a href='../a'>a</a>"


def test_two_macros_do_not_speak_for_each_other(render: Callable[..., str]) -> None:
    template = "{{ names|each(link, '', '') }}{{ names|each(other, '', '') }}"
    assert render(template, names=["a"]) == "<a href='a'>a</a>(a)"


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(each, "KEPT", 3)
    asked = []

    class Counting:
        def __call__(self, item: int) -> Markup:
            asked.append(item)
            return Markup(item)

    said = Each()
    macro = Counting()
    for items in ((1, 2, 3), (1, 2, 3), (4,), (1,)):
        assert said(items, macro, "") == "".join(map(str, items))  # type: ignore[arg-type]
    assert asked == [1, 2, 3, 4, 1]
