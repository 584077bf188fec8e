"""What our Jinja leaves out changes no page: what is escaped, which arguments arrive, where an error points."""

import traceback
from typing import Any

import pytest
from flask import Flask
from jinja2 import DictLoader, TemplateRuntimeError, UndefinedError, select_autoescape
from markupsafe import Markup

from mingus.core.templates import Templates

ICONS = {"flag": Markup("<svg/>")}


def _shown(source: str, name: str = "page.html", **values: Any) -> str:
    others = {"macros.html": "{% macro named(one, two='2', three=none) %}{{ one }}|{{ two }}|{{ three }}{% endmacro %}"}
    loader = DictLoader({name: source, **others})
    environment = Templates(Flask("templates"), loader=loader, autoescape=select_autoescape(["html"]))
    environment.globals["icon"] = ICONS.__getitem__
    environment.globals["loud"] = lambda word: f"<{word}>".upper()
    return environment.get_template(name).render(**values)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Ben & Jerry", "Ben &amp; Jerry"),
        ("<script>", "&lt;script&gt;"),
        ("\"'", "&#34;&#39;"),
        ("plain", "plain"),
        (Markup("<b>"), "<b>"),
        (1_000, "1000"),
        (None, "None"),
        (["<"], "[&#39;&lt;&#39;]"),
    ],
)
def test_whatever_is_written_is_escaped_unless_it_is_markup(value: object, written: str) -> None:
    assert _shown("{{ value }}", value=value) == written


def test_what_a_class_of_text_says_is_escaped_too() -> None:
    class Name(str):
        __slots__ = ()

    assert _shown("{{ value }}", value=Name("<i>")) == "&lt;i&gt;"


def test_what_nobody_gave_is_nothing() -> None:
    assert _shown("[{{ missing_value }}]") == "[]"


def test_a_text_is_not_html() -> None:
    assert _shown("{{ value }}", name="mail.txt", value="Ben & Jerry") == "Ben & Jerry"
    macro = "{% macro said(it) %}{{ it }}{% endmacro %}{{ said(value) }}"
    assert _shown(macro, name="mail.txt", value="Ben & Jerry") == "Ben & Jerry"


def test_the_answers_of_functions_are_escaped() -> None:
    assert _shown("{{ loud('x') }}") == "&lt;X&gt;"


@pytest.mark.parametrize(
    ("call", "written"),
    [
        ("named('<')", "&lt;|2|None"),
        ("named('a', 'b')", "a|b|None"),
        ("named('a', three='c')", "a|2|c"),
        ("named(two='b', one='a')", "a|b|None"),
    ],
)
def test_a_macro_gets_its_arguments_by_place_by_name_or_by_default(call: str, written: str) -> None:
    assert _shown("{% from 'macros.html' import named %}{{ " + call + " }}") == written
    assert _shown("{% from 'macros.html' import named %}{% for _ in (1,) %}{{ " + call + " }}{% endfor %}") == written


@pytest.mark.parametrize("call", ["named('a', 'b', 'c', 'd')", "named('a', one='b')", "named('a', four='d')"])
def test_a_macro_refuses_arguments_it_does_not_know(call: str) -> None:
    with pytest.raises(TypeError, match="macro 'named'"):
        _shown("{% from 'macros.html' import named %}{{ " + call + " }}")


def test_macros_with_a_caller_and_with_any_arguments_work() -> None:
    framed = "{% macro framed() %}<p>{{ caller() }}</p>{% endmacro %}{% call framed() %}{{ value }}{% endcall %}"
    assert _shown(framed, value="<") == "<p>&lt;</p>"
    listed = "{% macro listed() %}{{ varargs | join('+') }}{{ kwargs.more }}{% endmacro %}{{ listed(1, 2, more='<') }}"
    assert _shown(listed) == "1+2&lt;"
    with pytest.raises(UndefinedError, match="No caller defined"):
        _shown("{% macro framed() %}{{ caller() }}{% endmacro %}{{ framed() }}")


def test_an_icon_is_written_where_it_stands_unless_the_template_has_its_own() -> None:
    assert _shown("{{ icon('flag') }}") == "<svg/>"
    own = "{% macro shown(icon) %}{{ icon('flag') }}{% endmacro %}{{ shown(loud) }}"
    assert _shown(own) == "&lt;FLAG&gt;"
    assert _shown("{% set icon = loud %}{{ icon('flag') }}") == "&lt;FLAG&gt;"


def test_an_icon_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        _shown("{{ icon('unknown') }}")


def test_an_error_points_at_its_line() -> None:
    with pytest.raises(TemplateRuntimeError) as caught:
        _shown("one\ntwo\n{{ value | no_such_filter if value else '' }}", value=1)
    assert ("<template>", 3) in [(where.filename, where.lineno) for where in traceback.extract_tb(caught.tb)]
