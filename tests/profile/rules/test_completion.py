"""How much of a profile is there: every question counts the same, and declining settles one."""

from hypothesis import given
from hypothesis import strategies as st

from mingus.profile import facts
from mingus.profile.rules import counted, percentage
from mingus.profile.rules.completion import QUESTIONS

NAMES = ("Alice", "Example")


def test_every_fact_that_is_asked_counts_and_nothing_else() -> None:
    assert sorted(QUESTIONS) == sorted(facts.KEYS)


def test_nothing_said_is_nothing_and_everything_settled_is_all() -> None:
    assert percentage((), None, names=("", " ")) == 0
    assert percentage((), None, names=NAMES) == 7
    assert percentage(QUESTIONS, None, names=NAMES) == 100
    assert percentage(QUESTIONS[1:], None, names=NAMES) == 96


def test_nobody_without_an_employer_is_missing_one() -> None:
    without = [question for question in QUESTIONS if question not in {"company_name", "company_size"}]
    assert percentage(without, "unemployed", names=NAMES) == 100
    assert percentage(without, "employed_full_time", names=NAMES) < 100
    assert "company_name" not in counted("retired")


@given(st.sets(st.sampled_from(QUESTIONS)), st.sampled_from(QUESTIONS), st.sampled_from([None, "student"]))
def test_one_more_answer_never_takes_away_and_a_hundred_means_all(
    settled: set[str], more: str, employment: str | None
) -> None:
    before = percentage(settled, employment, names=NAMES)
    assert before <= percentage(settled | {more}, employment, names=NAMES) <= 100
    assert (before == 100) == (settled >= set(counted(employment)))
