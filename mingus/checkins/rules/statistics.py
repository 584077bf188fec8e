"""Whether two numbers of the same weeks rise together: rank correlation, with its interval, from eight weeks on.

Spearman's coefficient looks at order alone, so a scale from 1 to 10 and an amount of money can be set side by side, and
one wild week decides nothing. Few pairs are looked at, and each by an interval of 99 %, so that all five together are
right in 95 of 100 cases: who looks at many pairs always finds one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import atanh, sqrt, tanh
from typing import Final, Literal

FEWEST_WEEKS: Final = 8
CONFIDENCE_PERCENT: Final = 99
Z: Final = 2.5758  # the normal deviate of 99 %, both sides
PAIRS: Final = (
    ("stress", "spending_regret"),
    ("stress", "spent"),
    ("mood", "spent"),
    ("sleep", "money_control"),
    ("movement", "stress"),
)

Verdict = Literal["too_few", "constant", "unclear", "together", "opposite"]


@dataclass(frozen=True, slots=True)
class Pattern:
    """What the weeks say about a pair. Without a coefficient (`rho`) there is no interval either."""

    first: str
    second: str
    weeks: int
    verdict: Verdict
    rho: float | None = None
    low: float | None = None
    high: float | None = None


def patterns(weeks: Sequence[Mapping[str, int]]) -> list[Pattern]:
    """Each of PAIRS over the weeks that have both numbers."""
    return [pattern(first, second, weeks) for first, second in PAIRS]


def pattern(first: str, second: str, weeks: Sequence[Mapping[str, int]]) -> Pattern:
    """One pair. `together` and `opposite` are said only where the whole interval lies on one side of zero."""
    both = [(week[first], week[second]) for week in weeks if first in week and second in week]
    if len(both) < FEWEST_WEEKS:
        return Pattern(first, second, len(both), "too_few")
    rho = spearman([pair[0] for pair in both], [pair[1] for pair in both])
    if rho is None:
        return Pattern(first, second, len(both), "constant")
    low, high = interval(rho, len(both))
    verdict: Verdict = "together" if low > 0 else "opposite" if high < 0 else "unclear"
    return Pattern(first, second, len(both), verdict, rho, low, high)


def spearman(xs: Sequence[int], ys: Sequence[int]) -> float | None:
    """The rank correlation from -1 to 1, equal values sharing their ranks; None where one side never changes."""
    a, b = _ranks(xs), _ranks(ys)
    middle = (len(a) + 1) / 2
    across = sum((x - middle) * (y - middle) for x, y in zip(a, b, strict=True))
    spread = sqrt(sum((x - middle) ** 2 for x in a) * sum((y - middle) ** 2 for y in b))
    return max(-1.0, min(1.0, across / spread)) if spread else None


def interval(rho: float, count: int) -> tuple[float, float]:
    """The interval of CONFIDENCE_PERCENT for `rho` over `count` weeks.

    Fisher's transformation with the standard error of Bonett and Wright (2000), sqrt((1 + rho²/2) / (n - 3)). A perfect
    order is taken half way to the nearest imperfect one, for which the transformation has a value.
    """
    most = 1 - 6 / (count * (count * count - 1))
    held = max(-most, min(most, rho))
    error = Z * sqrt((1 + held * held / 2) / (count - 3))
    return tanh(atanh(held) - error), tanh(atanh(held) + error)


def _ranks(values: Sequence[int]) -> list[float]:
    """1 for the smallest; equal values have the middle of the ranks they fill."""
    ordered = sorted(values)
    first = {value: place for place, value in reversed(list(enumerate(ordered, start=1)))}
    counts = {value: ordered.count(value) for value in first}
    return [first[value] + (counts[value] - 1) / 2 for value in values]
