"""Rules for every template of a page: what the content security policy would block is not written in the first place.

Mails are no pages: they bring their styles with them, because nobody else would.
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = [
    *sorted(path for path in (ROOT / "mingus").glob("**/templates/**/*.html") if "mail" not in path.parts),
    *sorted((ROOT / "tests/frontend/pages").glob("*.html")),
]
FORBIDDEN = {
    "a style attribute": r"<[^>]*\sstyle\s*=",
    "an inline style": r"<style\b",
    "an inline script": r"<script\b(?![^>]*\bsrc=)[^>]*>",
    "a handler in an attribute": r"<[^>]*\son[a-z]+\s*=",
    "hx-on": r"\b(?:data-)?hx-on\b",
    "a js: value": r"=\s*[\"']\s*(?:js|javascript):",
    "a trigger with a filter": r"hx-trigger\s*=\s*[\"'][^\"']*\[",
    "|safe": r"\|\s*safe\b",
}
MACRO_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
BAD = (
    '<p style="color:red">',
    "<style>p{}</style>",
    "<script>alert(1)</script>",
    '<a href="/" onclick="x()">',
    '<a hx-on:click="x()">',
    '<a href="javascript:x()">',
    "<a hx-vals='js:{a: 1}'>",
    "<a hx-trigger=\"keyup[key=='a']\">",
    "{{ name|safe }}",
)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_templates_hold_nothing_the_policy_would_block(path: Path) -> None:
    assert faults(path.read_text()) == []


@pytest.mark.parametrize("template", BAD)
def test_the_rules_notice_each_fault(template: str) -> None:
    assert faults(template) != []


def test_there_are_templates_to_look_at() -> None:
    assert len(TEMPLATES) > 10


def test_pages_stay_short_enough_to_read() -> None:
    pages = [path for path in TEMPLATES if "components" not in path.parts and "mingus" in path.relative_to(ROOT).parts]
    assert [path.name for path in pages if len(path.read_text().splitlines()) > 60] == []


def faults(template: str) -> list[str]:
    written = MACRO_COMMENT.sub("", template)
    return [name for name, pattern in FORBIDDEN.items() if re.search(pattern, written)]
