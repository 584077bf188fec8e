"""What may be asked: the names that were agreed, choices in words, and nothing twice."""

import pytest

from mingus.profile import facts
from mingus.profile.facts import FACTS, GROUPS

AGREED = {
    "income_frequency": "weekly biweekly semimonthly monthly annually",
    "credit_score_range": "excellent good fair poor very_poor unknown",
    "age_range": "18-24 25-34 35-44 45-54 55-64 65+",
    "marital_status": "single married partnership divorced widowed prefer_not_to_say",
    "years_of_experience": "less_than_1 1-3 4-7 8-12 13-20 20+",
    "risk_tolerance_level": "conservative moderate aggressive unsure",
    "financial_knowledge_level": "beginner intermediate advanced expert",
}


@pytest.mark.parametrize(("key", "values"), AGREED.items())
def test_the_choices_are_those_agreed_on(key: str, values: str) -> None:
    assert facts.fact(key).values == tuple(values.split())
    assert not facts.fact(key).is_open


def test_check_ins_come_as_often_as_agreed_on() -> None:
    assert [value for value, _ in facts.CHECKINS] == ["daily", "weekly", "monthly", "on_demand", "never"]


def test_every_fact_is_asked_once_on_a_page_that_exists() -> None:
    assert len(set(facts.KEYS)) == len(FACTS)
    assert {fact.group for fact in FACTS} == {group.key for group in GROUPS}
    assert sum(len(facts.of_group(group.key)) for group in GROUPS) == len(FACTS)


def test_a_choice_is_said_in_words_and_anything_else_as_it_stands() -> None:
    assert facts.fact("age_range").words("25-34") == "25–34"
    assert facts.fact("gender").words("Two-spirit") == "Two-spirit"
