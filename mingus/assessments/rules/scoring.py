"""From answers to a score: whole numbers all the way. A better answer never scores worse."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, combinations
from typing import Any

from mingus.assessments.rules.answering import Answers, asked
from mingus.assessments.rules.definition import PARTS, Band, Definition
from mingus.assessments.rules.questions import Measure, Multiple, Scale, Single, Step, Weighed

Item = Weighed | Measure


@dataclass(frozen=True, slots=True)
class Counted:
    """What one question or measure did: its points of 100, and whether it was asked."""

    item: Item
    points: int
    was_asked: bool

    @property
    def given(self) -> int:
        """Hundredths of a point of the whole that it gave."""
        return self.item.weight * self.points

    @property
    def withheld(self) -> int:
        """Hundredths of a point of the whole that it did not give."""
        return self.item.weight * (100 - self.points)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How answers come out: `low` and `high` are what the score would be if one answer were a step off."""

    score: int
    sub_scores: dict[str, int]
    band: Band
    counted: tuple[Counted, ...]
    low: int
    high: int


def score(definition: Definition, answers: Answers) -> Outcome:
    """Score complete answers. What was not asked counts as its `otherwise`, so weights always sum to the same."""
    shown = {question.key for question in asked(definition, answers)}
    counted = tuple(_counted(item, answers, shown) for item in definition.scored)
    total = sum(one.given for one in counted)
    rounded = _rounded(total, PARTS)
    return Outcome(
        score=rounded,
        sub_scores={section.key: _sub_score(counted, section.key) for section in definition.sections},
        band=band_of(definition, rounded),
        counted=counted,
        low=_rounded(total + min(_step(one, -1) for one in counted), PARTS),
        high=_rounded(total + max(_step(one, +1) for one in counted), PARTS),
    )


def band_of(definition: Definition, whole: int) -> Band:
    """The band a score lies in."""
    return [band for band in definition.bands if band.at <= whole][-1]


def points_of(item: Item, answers: Answers) -> int:
    """The points of one question or measure, 0 to 100."""
    if isinstance(item, Measure):
        return _measured(item, answers)
    answer = answers[item.key]
    if isinstance(item, Single):
        return next(option.points for option in item.options if option.key == answer)
    if isinstance(item, Multiple):
        return _summed(item, answer)
    if isinstance(item, Scale):
        return _on_scale(item, answer)
    return _by_steps(item.steps, answer)


def measured(measure: Measure, answers: Answers) -> int | None:
    """The ratio itself; None where there is nothing to divide by."""
    over = sum(answers[key] for key in measure.over)
    return sum(answers[key] for key in measure.of) * measure.times // over if over else None


def levels(item: Item) -> tuple[int, ...]:
    """Every number of points that an item can give, rising."""
    if isinstance(item, Single):
        found = {option.points for option in item.options}
    elif isinstance(item, Multiple):
        found = _sums(item.start, tuple(option.points for option in item.options))
    elif isinstance(item, Scale):
        found = {_on_scale(item, place) for place in range(1, item.highest + 1)}
    else:
        found = {step.points for step in item.steps}
    return tuple(sorted(found))


def choices(question: Multiple) -> list[tuple[str, ...]]:
    """Every answer that a question with several answers takes."""
    alone = next(option.key for option in question.options if option.alone)
    others = [option.key for option in question.options if not option.alone]
    some = chain.from_iterable(combinations(others, count) for count in range(1, len(others) + 1))
    return [(alone,), *some]


def _counted(item: Item, answers: Answers, shown: set[str]) -> Counted:
    if not isinstance(item, Measure) and item.key not in shown:
        assert item.otherwise is not None, "the definition says what an unasked question counts"
        return Counted(item, item.otherwise, was_asked=False)
    return Counted(item, points_of(item, answers), was_asked=True)


def _sub_score(counted: Sequence[Counted], section: str) -> int:
    inside = [one for one in counted if one.item.section == section]
    return _rounded(sum(one.given for one in inside), sum(one.item.weight for one in inside))


def _step(one: Counted, direction: int) -> int:
    """What one level less or more of this would do to the whole, in hundredths."""
    if not one.was_asked:
        return 0
    found = levels(one.item)
    place = found.index(one.points) + direction if one.points in found else -1
    return one.item.weight * (found[place] - one.points) if 0 <= place < len(found) else 0


def _measured(measure: Measure, answers: Answers) -> int:
    found = measured(measure, answers)
    return measure.when_empty if found is None else _by_steps(measure.steps, found)


def _summed(question: Multiple, chosen: Any) -> int:
    total = question.start + sum(option.points for option in question.options if option.key in chosen)
    return max(0, min(100, total))


def _on_scale(question: Scale, place: int) -> int:
    up = place - 1 if question.best == "high" else question.highest - place
    return up * 100 // (question.highest - 1)


@cache
def _sums(start: int, points: tuple[int, ...]) -> set[int]:
    """What a question with several answers can give: it has a way out that adds nothing."""
    sums = {start}
    for each in points:
        sums |= {total + each for total in sums}
    return {max(0, min(100, total)) for total in sums}


def _by_steps(steps: Sequence[Step], number: int) -> int:
    return [step.points for step in steps if step.at <= number][-1]


def _rounded(hundredths: int, parts: int) -> int:
    """To the nearest whole, a half upwards. Rounding keeps the order of what it rounds."""
    return (2 * hundredths + parts) // (2 * parts)
