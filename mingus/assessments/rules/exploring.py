"""Trying a definition out: plausible answers at random, and answers that lead into a certain band."""

from collections.abc import Sequence
from random import Random
from typing import Any, Final

from mingus.assessments.rules.answering import Answer, Lists, asked, is_asked
from mingus.assessments.rules.definition import Band, Definition
from mingus.assessments.rules.questions import Exact, Multiple, Number, Question, Scale, Single
from mingus.assessments.rules.scoring import choices, score

TRIES: Final = 60
_USUAL: Final = 100_000  # what ratios are divided by when trying out: every step can be met exactly
NO_LISTS: Final[Lists] = {"occupations": {"15-1252": "Software developers"}, "areas": {"US": "United States"}}


def answers_to(question: Question, definition: Definition, lists: Lists = NO_LISTS) -> list[Answer]:
    """Every answer that makes a difference: all choices, and for numbers one on each side of every step."""
    if isinstance(question, Single):
        return list(lists[question.listed]) if question.listed else [option.key for option in question.options]
    if isinstance(question, Multiple):
        return list(choices(question))
    if isinstance(question, Scale):
        return list(range(1, question.highest + 1))
    if isinstance(question, Exact):
        return [str(question.least), f"{question.least}.5", str(question.most)]
    return list(_numbers(question, definition))


def at_random(definition: Definition, random: Random) -> dict[str, Any]:
    """A complete set of answers, each way through the questions as likely as chance has it."""
    answers: dict[str, Any] = {}
    for question in definition.questions:
        if is_asked(question, answers, answers):
            answers[question.key] = random.choice(answers_to(question, definition))
    return answers


def way_into(definition: Definition, band: Band, random: Random) -> dict[str, Any] | None:
    """Answers that lead into `band`: from random ones, the change that comes nearest. None when none is found."""
    place = definition.bands.index(band)
    top = definition.bands[place + 1].at - 1 if place + 1 < len(definition.bands) else 100
    for _ in range(TRIES):
        answers = _nearest(definition, at_random(definition, random), (band.at, top))
        if score(definition, answers).band == band:
            return answers
    return None


def _nearest(definition: Definition, answers: dict[str, Any], aim: tuple[int, int]) -> dict[str, Any]:
    """Change one answer after the other for the best, as long as that comes nearer."""
    for question in definition.questions:
        if question.key not in answers:
            continue
        tried = [_completed(definition, {**answers, question.key: one}) for one in answers_to(question, definition)]
        answers = min([answers, *tried], key=lambda one: _away(score(definition, one).score, aim))
    return answers


def _completed(definition: Definition, answers: dict[str, Any]) -> dict[str, Any]:
    """Answer what another way through the questions asks in addition."""
    whole = dict(answers)
    for question in definition.questions:
        if question.key not in whole and question in asked(definition, whole):
            whole[question.key] = answers_to(question, definition)[0]
    return whole


def _away(found: int, aim: tuple[int, int]) -> int:
    return max(aim[0] - found, found - aim[1], 0)


def _numbers(question: Number, definition: Definition) -> Sequence[int]:
    """Around each step; for a number that counts in a measure, what brings its ratio to each step of that measure."""
    found = {question.least, question.most}
    found |= {at for step in question.steps for at in (step.at, step.at - 1)}
    for measure in definition.measures:
        if question.key in measure.of:
            found |= {_USUAL * step.at // measure.times for step in measure.steps}
        if question.key in measure.over:
            found = {_USUAL}
    return sorted(number for number in found if question.least <= number <= question.most)
