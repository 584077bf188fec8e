"""What counts as an answer, and which questions are asked."""

from typing import Any

import pytest

from mingus.assessments.rules.answering import NoAnswer, asked, clean, counted, missing, most_asked
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
        ("income-comparison", "hourly_pay", "$18.75", "18.75"),
        ("income-comparison", "hourly_pay", "18.50", "18.5"),
        ("income-comparison", "salary", 85000, "85000"),
        ("income-comparison", "salary", "85,000.00", "85000"),
        ("income-comparison", "hours_per_week", "037.5", "37.5"),
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
        ("income-comparison", "hourly_pay", "18.755"),
        ("income-comparison", "hourly_pay", "0.99"),
        ("income-comparison", "hourly_pay", "-18"),
        ("income-comparison", "hourly_pay", "1e3"),
        ("income-comparison", "hourly_pay", "١٨"),
        ("income-comparison", "hourly_pay", True),
        ("income-comparison", "hours_per_week", "100.01"),
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


def test_of_the_ways_to_be_paid_one_amount_is_asked_for() -> None:
    income = definitions.current("income-comparison")
    ways = {"hourly": ["hourly_pay", "hours_per_week"], "weekly": ["weekly_pay"], "biweekly": ["biweekly_pay"]}
    ways |= {"semimonthly": ["semimonthly_pay"], "monthly": ["monthly_pay"], "annually": ["salary"]}
    for period, amounts in ways.items():
        keys = [question.key for question in asked(income, {"pay_period": period})]
        assert keys[keys.index("pay_period") + 1 : keys.index("experience")] == amounts
    assert most_asked(income) == 7
