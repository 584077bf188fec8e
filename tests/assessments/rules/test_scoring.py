"""Promises of the score over every definition: never out of range, never worse for better, every band within reach."""

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from mingus.assessments.models import SLUGS
from mingus.assessments.rules.answering import asked, counted, missing
from mingus.assessments.rules.definition import Definition
from mingus.assessments.rules.exploring import answers_to, at_random, way_into
from mingus.assessments.rules.questions import Exact, Measure, Number, Question, Scale, Weighed
from mingus.assessments.rules.scoring import levels, points_of, score
from mingus.assessments.service import definitions

SCORED = [slug for slug in SLUGS if slug != "income-comparison"]
EVERY = pytest.mark.parametrize("slug", SCORED)
SEEDS = st.integers(0, 2**32)


@EVERY
@effort(max_examples=40)
@given(seed=SEEDS)
def test_a_score_lies_in_range_and_is_made_of_whole_numbers(slug: str, seed: int) -> None:
    definition = definitions.current(slug)
    found = score(definition, at_random(definition, Random(seed)))
    figures = [found.score, found.low, found.high, *found.sub_scores.values()]
    assert all(type(each) is int and 0 <= each <= 100 for each in figures)
    assert found.low <= found.score <= found.high


@EVERY
@effort(max_examples=25)
@given(seed=SEEDS)
def test_a_better_answer_never_scores_worse(slug: str, seed: int) -> None:
    """Every single answer is exchanged for each better one, also where that opens or closes a way."""
    definition, random = definitions.current(slug), Random(seed)
    answers = at_random(definition, random)
    before = score(definition, answers)
    for question in asked(definition, answers):
        for better in _better(definition, question, answers):
            for changed in _all_ways(definition, answers | {question.key: better}, answers):
                after = score(definition, changed)
                assert after.score >= before.score, (question.key, answers[question.key], better)
                assert all(after.sub_scores[key] >= each for key, each in before.sub_scores.items())


@EVERY
def test_every_band_can_be_reached(slug: str) -> None:
    definition = definitions.current(slug)
    for band in definition.bands:
        found = way_into(definition, band, Random(7))
        assert found is not None, band.key
        assert missing(definition, found) == []


@EVERY
def test_the_best_answers_give_a_hundred_and_the_worst_the_lowest_band(slug: str) -> None:
    """No band and no point of the scale is promised that nobody can have."""
    definition = definitions.current(slug)
    assert sum(item.weight * levels(item)[-1] for item in definition.scored) >= 9_500
    lowest = sum(item.weight * levels(item)[0] for item in definition.scored) // 100
    assert lowest < definition.bands[1].at


@pytest.mark.parametrize("slug", SLUGS)
@effort(max_examples=25)
@given(seed=SEEDS)
def test_every_way_through_the_questions_ends(slug: str, seed: int) -> None:
    definition, random = definitions.current(slug), Random(seed)
    answers: dict[str, Any] = {}
    for _ in range(len(definition.questions)):
        left = missing(definition, answers)
        if not left:
            break
        answers[left[0].key] = random.choice(answers_to(left[0], definition))
    assert missing(definition, answers) == []
    assert counted(definition, answers).keys() <= answers.keys()


def test_the_sub_score_of_a_section_is_the_weighted_mean_of_its_questions() -> None:
    definition = definitions.current("readiness")
    best = {item.key: _best(item) for item in definition.scored if not isinstance(item, Measure)}
    found = score(definition, best | {"picture": "blank"})
    assert found.sub_scores == {"be": 73, "do": 100, "have": 100}  # (8 + 8 + 8) of 33 parts
    assert found.score == 91


def test_reserve_months_are_savings_by_basics() -> None:
    """The mistake of others: divided by the surplus."""
    definition = definitions.current("financial-wellness")
    measure = definition.measures[0]
    assert points_of(measure, {"savings": 9_000, "basics": 3_000}) == 80  # three months
    assert points_of(measure, {"savings": 8_999, "basics": 3_000}) == 60
    assert points_of(measure, {"savings": 0, "basics": 3_000}) == 0


def test_what_was_not_asked_counts_as_the_definition_says() -> None:
    definition = definitions.current("financial-wellness")
    answers = at_random(definition, Random(1)) | {"card": "no"}
    answers.pop("card_pace", None)
    by_key = {one.item.key: one for one in score(definition, answers).counted}
    assert (by_key["card_pace"].points, by_key["card_pace"].was_asked) == (100, False)


def _better(definition: Definition, question: Question, answers: dict[str, Any]) -> list[Any]:
    """Answers that are better by what the question says of its order, not by its points."""
    options = answers_to(question, definition)
    if isinstance(question, Number | Scale):
        rising = _rises(definition, question)
        if rising is None:
            return []
        return [one for one in options if (one > answers[question.key]) == rising and one != answers[question.key]]
    if not question.weight or isinstance(question, Exact):
        return []
    now = points_of(question, answers)
    return [one for one in options if points_of(question, answers | {question.key: one}) >= now]


def _rises(definition: Definition, question: Number | Scale) -> bool | None:
    """Whether more is better; None where it only divides."""
    if isinstance(question, Scale):
        return question.best == "high"
    if question.best:
        return question.best == "more"
    counts: list[Measure] = [each for each in definition.measures if question.key in (*each.of, *each.over)]
    return (question.key in counts[0].of) == (counts[0].best == "more")


def _all_ways(definition: Definition, changed: dict[str, Any], before: dict[str, Any]) -> list[dict[str, Any]]:
    """The changed answers, with every answer to a question that is asked only now."""
    fresh = missing(definition, changed)
    if not fresh:
        return [changed]
    return [changed | {fresh[0].key: one} for one in answers_to(fresh[0], definition)]


def _best(question: Weighed) -> Any:
    options = answers_to(question, definitions.current("readiness"))
    return max(options, key=lambda one: points_of(question, {question.key: one}))
