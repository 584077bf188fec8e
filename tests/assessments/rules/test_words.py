"""What is said about an outcome: how sure, what helped, what cost, what next."""

from random import Random

import pytest

from mingus.assessments.rules import words
from mingus.assessments.rules.exploring import NO_LISTS, answers_to, at_random
from mingus.assessments.rules.questions import NextStep
from mingus.assessments.rules.scoring import score
from mingus.assessments.service import definitions

READINESS = definitions.current("readiness")
ANSWERS = at_random(READINESS, Random(3))


def test_the_margin_says_what_one_answer_carries() -> None:
    found = score(READINESS, ANSWERS)
    assert f"between {found.low} and {found.high}" in words.margin(found)


def test_what_helped_and_what_cost_are_not_the_same_and_the_most_comes_first() -> None:
    found = score(READINESS, ANSWERS)
    helped, cost = words.helped(found), words.cost(found)
    assert not {one.item.key for one in helped} & {one.item.key for one in cost}
    assert [one.given for one in helped] == sorted((one.given for one in helped), reverse=True)
    assert [one.withheld for one in cost] == sorted((one.withheld for one in cost), reverse=True)


def test_next_steps_begin_with_what_cost_most_and_lead_to_each_place_once() -> None:
    found = score(READINESS, ANSWERS)
    steps = words.steps(READINESS, found)
    assert steps[0] == next(step for one in words.cost(found) for step in one.item.next)
    assert len({(step.kind, step.to) for step in steps}) == len(steps) <= 6


def test_somebody_who_has_everything_still_gets_a_next_step() -> None:
    best = {
        question.key: max(_answers(question.key), key=lambda one: score(READINESS, ANSWERS | one).score)[question.key]
        for question in READINESS.questions
    }
    found = score(READINESS, best)
    assert (found.score, words.cost(found)) == (100, [])
    assert words.steps(READINESS, found)
    assert "between 96 and 100" in words.margin(found)


@pytest.mark.parametrize(
    ("kind", "to", "url"),
    [
        ("article", "enough-is-a-number", "/library/enough-is-a-number"),
        ("goal", "car", "/goals/new?kind=car"),
        ("action", "/transactions", "/transactions"),
    ],
)
def test_a_step_has_an_address(kind: str, to: str, url: str) -> None:
    assert words.address(NextStep.model_validate({"kind": kind, "to": to, "text": "Go"})) == url


def test_answers_are_said_in_the_words_they_were_chosen_by() -> None:
    wellness, income = definitions.current("financial-wellness"), definitions.current("income-comparison")
    said = {"gaps": ["health", "home"], "savings": 4500, "say_yes": 3, "later": 12, "late_bills": 0}
    spoken = {key: words.said(question, said, {}) for key in said if (question := wellness.question(key))}
    assert spoken == {
        "gaps": "Health insurance; Renters or homeowners insurance",
        "savings": "$4,500",
        "say_yes": "3 of 5",
        "later": "12%",
        "late_bills": "0",
    }
    for key, answer, words_of in (
        ("hourly_pay", "18.5", "$18.50"),
        ("monthly_pay", "5200", "$5,200"),
        ("hours_per_week", "37.5", "37.5 hours"),
        ("hours_per_week", "1", "1 hour"),
    ):
        question = income.question(key)
        assert question is not None
        assert words.said(question, {key: answer}, {}) == words_of
    area = income.question("area")
    assert area is not None
    assert words.said(area, {"area": "US"}, NO_LISTS) == "United States"


def test_a_measure_is_said_as_people_say_it() -> None:
    months = definitions.current("financial-wellness").measures[0]
    percent = definitions.current("home-purchase-readiness").measures[0]
    assert words.found(months, {"savings": 7_500, "basics": 3_000}) == "2.5 months"
    assert words.found(percent, {"down": 30_000, "price": 250_000}) == "12%"


def test_a_change_says_its_direction() -> None:
    assert words.change(62, 58) == "Up 4, from 58 to 62."
    assert words.change(58, 62) == "Down 4, from 62 to 58."
    assert words.change(58, 58) == "The same as before: 58."


def test_only_answers_that_are_others_now_are_listed() -> None:
    later = ANSWERS | {"picture": "clear"}
    ((question, _, now),) = words.changes(READINESS, later, ANSWERS, {})
    assert question.startswith("When you picture")
    assert now.startswith("Clear")


def test_a_neighbouring_band_is_named_when_one_answer_would_lead_there() -> None:
    found = score(READINESS, ANSWERS)
    edge = words.near_edge(READINESS, found)
    reached = {band.key for band in READINESS.bands if found.low <= band.at <= found.high}
    assert (edge is None) == (not reached - {found.band.key})


def _answers(key: str) -> list[dict[str, object]]:
    question = READINESS.question(key)
    assert question is not None
    return [{key: one} for one in answers_to(question, READINESS)]
