from typing import Any

import pytest

from mingus.articles.schemas.document import MAX_CHARACTERS, parse
from mingus.core.errors import Refused
from tests.articles.writing import text


def test_a_text_comes_apart_into_head_and_body() -> None:
    document = parse(text("on-saving", goal="emergency_fund"))
    assert document.head.slug == "on-saving"
    assert document.head.goal == "emergency_fund"
    assert document.body.startswith("A first paragraph")


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ({"slug": "Not A Slug"}, "slug"),
        ({"phase": "dream"}, "phase"),
        ({"level": "expert"}, "level"),
        ({"topics": "[saving, yachts]"}, "topics.1"),
        ({"topics": "[]"}, "topics"),
        ({"summary": "x" * 201}, "summary"),
        ({"title": None}, "title"),
        ({"published": "yesterday"}, "published"),
        ({"updated": "2025-12-31"}, "head"),
        ({"sources": "[a survey]"}, "sources.0"),
        ({"objectives": "[Only one of them]"}, "objectives"),
        ({"related": "[on-saving, b-c]"}, "related"),
        ({"related": "[b-c, b-c]"}, "related"),
        ({"topics": "[debt, debt]"}, "topics"),
        ({"slug": "saved"}, "slug"),
        ({"goal": "yacht"}, "goal"),
        ({"score": "100"}, "score"),
    ],
)
def test_a_head_that_does_not_fit_is_refused_by_its_field(head: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse(text(**{"slug": "on-saving", **head}))
    assert field in refusal.value.fields


@pytest.mark.parametrize(
    "text_sent",
    [
        "",
        "no head at all",
        "---\nslug: x\n",
        "---\n- a\n- b\n---\nBody",
        "---\na: [\n---\nBody",
        "x" * (MAX_CHARACTERS + 1),
    ],
)
def test_what_is_no_article_is_refused(text_sent: str) -> None:
    with pytest.raises(Refused):
        parse(text_sent)


def test_yaml_makes_no_objects() -> None:
    with pytest.raises(Refused):
        parse("---\nslug: !!python/object/apply:os.system [echo]\n---\nBody")
