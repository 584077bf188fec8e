"""What counts as an answer, and which questions are asked."""

from typing import Any

import pytest

from mingus.assessments.rules.answering import NoAnswer, asked, clean, counted, missing
from mingus.assessments.rules.exploring import NO_LISTS
from mingus.assessments.service import definitions


def _clean(slug: str, key: str, sent: Any) -> Any:
    question = definitions.current(slug).question(key)
    assert question is not None
    return clean(question, sent, NO_LISTS)


@pytest.mark.parametrize(
    ("slug", "key", "sent", "answer"),
    [
        ("readiness", "picture", "clear", "clear"),
        ("readiness", "self_talk", "5", 5),
        ("readiness", "automatic", ["card", "bills", "bills"], ("bills", "card")),
        ("readiness", "automatic", "none", ("none",)),
        ("financial-wellness", "savings", "$12,500", 12500),
        ("financial-wellness", "later", "12%", 12),
        ("income-comparison", "area", "US", "US"),
    ],
)
def test_answers_are_read_as_people_write_them(slug: str, key: str, sent: Any, answer: Any) -> None:
    assert _clean(slug, key, sent) == answer


@pytest.mark.parametrize(
    ("slug", "key", "sent"),
    [
        ("readiness", "picture", ""),
        ("readiness", "picture", "rich"),
        ("readiness", "picture", 1),
        ("readiness", "self_talk", 0),
        ("readiness", "self_talk", 6),
        ("readiness", "self_talk", True),
        ("readiness", "self_talk", "4.0"),
        ("readiness", "automatic", []),
        ("readiness", "automatic", ["none", "card"]),
        ("readiness", "automatic", ["card", 1]),
        ("readiness", "automatic", ["boat"]),
        ("financial-wellness", "basics", "0"),
        ("financial-wellness", "savings", "-5"),
        ("financial-wellness", "savings", "1e9"),
        ("financial-wellness", "savings", "٣"),
        ("financial-wellness", "savings", "9" * 30),
        ("income-comparison", "area", "atlantis"),
    ],
)
def test_what_is_no_answer_is_refused_with_a_sentence(slug: str, key: str, sent: Any) -> None:
    with pytest.raises(NoAnswer, match=r"\.$"):
        _clean(slug, key, sent)


def test_a_question_that_depends_is_asked_after_the_answer_it_depends_on() -> None:
    taxes = definitions.current("tax-readiness")
    assert "side_tax" not in [question.key for question in asked(taxes, {})]
    assert "side_tax" not in [question.key for question in asked(taxes, {"side_income": "no"})]
    assert "side_tax" in [question.key for question in missing(taxes, {"side_income": "little"})]


def test_an_answer_from_a_way_that_was_left_counts_no_more() -> None:
    taxes = definitions.current("tax-readiness")
    said = {"side_income": "no", "side_tax": "nothing", "papers": "lost"}
    assert counted(taxes, said) == {"side_income": "no", "papers": "lost"}
