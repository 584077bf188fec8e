"""Which findings come first, and what would let more of them be found. Pure; the same numbers give the same order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mingus.advice.figures.inputs import INPUTS, Input
from mingus.advice.figures.numbers import Numbers
from mingus.advice.rules import RULES
from mingus.advice.rules.rule import Finding, Rule

SHOWN: Final = 5
WANTED: Final = 3
SHARED: Final = 60  # divides by one to six missing inputs


@dataclass(frozen=True, slots=True)
class Found:
    """A rule and what it found."""

    rule: Rule
    finding: Finding


def found(numbers: Numbers) -> list[Found]:
    """Everything that fires, the most urgent first, within that the most money a year."""
    every = [Found(rule, finding) for rule in RULES if (finding := rule.look(numbers)) is not None]
    return sorted(every, key=lambda one: (-one.rule.urgency, -one.finding.stake_minor, one.rule.id))


def wanted(numbers: Numbers) -> list[Input]:
    """The three inputs that would let the most rules look; none when nothing is missing."""
    return most_wanted([rule.missing(numbers) for rule in RULES])


def most_wanted(missing: Sequence[tuple[str, ...]]) -> list[Input]:
    """Of what each rule misses: an input counts more, the fewer others are missing beside it. No link twice."""
    weights: Counter[str] = Counter()
    for keys in missing:
        for key in keys:
            weights[key] += SHARED // len(keys)
    order = {key: place for place, key in enumerate(INPUTS)}
    chosen: dict[str, Input] = {}
    for key in sorted(weights, key=lambda key: (-weights[key], order[key])):
        chosen.setdefault(INPUTS[key].url, INPUTS[key])
    return list(chosen.values())[:WANTED]


def has_grown(measure: int, before: int, percent: int) -> bool:
    """Whether what was dismissed is so much larger now that it is worth saying again."""
    return measure > before and (measure - before) * 100 >= abs(before) * percent
