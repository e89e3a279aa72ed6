"""The lighter templates say what Jinja's own say."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from build_tools.pages.quick_templates import QuickContext, QuickGenerator, shown

TEMPLATES = {
    "m.html": (
        "{% macro one(a) %}<b>{{ a }}</b>{% endmacro %}"
        "{% macro two(a, b='<') %}{{ one(a) }}{{ b }}{% endmacro %}"
        "{% macro box(label) %}<i>{{ label }}</i>{{ caller() }}{% endmacro %}"
        "{% macro rest() %}{{ varargs | join }}{{ kwargs.x }}{% endmacro %}"
    ),
    "page.html": (
        "{% import 'm.html' as m %}{{ text }}{{ html }}{{ number }}{{ none }}{{ list }}"
        "{% for each in list %}{{ m.one(each) }}{{ m.two(each) }}{{ m.two(each, b=html) }}"
        "{{ place(each) }}{{ plain(each) }}{{ loop.index }}{% endfor %}"
        "{% call m.box(text) %}{{ m.one(html) }}{{ text ~ html }}{% endcall %}"
        "{% set kept %}{{ text }}{% endset %}{{ kept }}{{ m.rest(text, html, x=text) }}"
        "{{ text | upper | safe }}{{ text.upper() }}{{ '<' }}{{ html | length }}"
    ),
}
VALUES: dict[str, Any] = {
    "text": "a <b> & 'c' \"d\"",
    "html": Markup("<em>x</em>"),
    "number": 3,
    "none": None,
    "list": ["<", Markup("<br>"), 7],
    "place": pass_context(lambda context, each: f"{context['text']}{each}"),
    "plain": lambda each: each,
}


def environment(quick: bool) -> Environment:
    env = Environment(loader=DictLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    if quick:
        env.code_generator_class, env.context_class = QuickGenerator, QuickContext
    return env


def test_a_page_is_the_same() -> None:
    one, other = (environment(quick).get_template("page.html").render(VALUES)
                  for quick in (True, False))  # fmt: skip
    assert one == other
    assert "<b>&lt;</b>" in one


def test_a_macro_gives_html() -> None:
    module: Any = environment(quick=True).get_template("m.html").module
    assert isinstance(module.one("<"), Markup)


@pytest.mark.parametrize("source", ["{{ nothing }}", "{{ text.nothing }}", "{{ nothing() }}"])
def test_an_undefined_name_is_refused(source: str) -> None:
    with pytest.raises(UndefinedError):
        environment(quick=True).from_string(source).render(VALUES)


def test_values_are_escaped() -> None:
    assert shown("<") == "&lt;"
    assert shown(Markup("<")) == "<"
    assert shown(4) == "4"
    assert issubclass(QuickContext, Context)
