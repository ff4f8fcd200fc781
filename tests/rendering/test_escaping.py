"""Escaping gives what Jinja's own gives, for everything that a template may print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined, UndefinedError
from markupsafe import Markup, escape

from reading_list.rendering.escaping import PlainOutput, escaped


class Shown:
    def __html__(self) -> str:
        return "<i>shown</i>"


class Word(str):
    __slots__ = ()


VALUES = st.one_of(
    st.text(),
    st.text(alphabet="<>&'\"a"),
    st.text().map(Markup),
    st.text(alphabet="<&").map(Word),
    st.integers(),
    st.booleans(),
    st.none(),
    st.just(Shown()),
    st.lists(st.text(alphabet="<a")),
)
TEMPLATES = (
    "{{ v }}",
    "<p title='{{ v }}'>{{ v }}</p>",
    "{% macro m(x) %}[{{ x }}]{% endmacro %}{{ m(v) }}{{ m(m(v)) }}",
    "{% set x %}<b>{{ v }}</b>{% endset %}{{ x }}",
    "{{ v|string ~ '<' }}",
    "{% for x in [v, '<'] %}{{ x }}{% if not loop.last %}, {% endif %}{% endfor %}",
    "{% autoescape false %}{{ v }}{% endautoescape %}{{ v }}",
    "{% filter upper %}{{ v }}{% endfilter %}",
)


@given(VALUES)
def test_a_value_is_escaped_as_markupsafe_escapes_it(value: object) -> None:
    assert escaped(value) == str(escape(value))


def environment(generator: type | None) -> Environment:
    made = Environment(
        autoescape=True, undefined=StrictUndefined, extensions=["jinja2.ext.do"], cache_size=0
    )
    if generator:
        made.code_generator_class = generator
    return made


@pytest.mark.parametrize("template", TEMPLATES)
@given(value=VALUES)
def test_a_template_prints_what_it_prints_with_jinjas_own(template: str, value: object) -> None:
    ours, theirs = environment(PlainOutput), environment(None)
    assert ours.from_string(template).render(v=value) == theirs.from_string(template).render(
        v=value
    )


def test_what_is_not_defined_is_still_an_error() -> None:
    with pytest.raises(UndefinedError):
        environment(PlainOutput).from_string("{{ nothing }}").render()
