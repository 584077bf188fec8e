"""Where a yearly wage stands among the published ones of its occupation and area. Pure, in whole cents.

The publication gives five points of a distribution. Between two of them we draw a straight line; beyond the outermost
we know a side and nothing else, so no percentile is ever made up there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

PERCENTILES: Final = (10, 25, 50, 75, 90)
CAP_MINOR: Final = 239_200_00  # the publisher's cap: what lies above it is only ever quoted as more than this

AreaKind = Literal["nation", "state", "metro"]
Place = Literal["unknown", "below", "at", "between", "above"]


@dataclass(frozen=True, slots=True)
class Wage:
    """One row of the publication. A missing cell is None; one at the cap or above it holds the cap."""

    year: int
    area: str
    area_kind: AreaKind
    area_name: str
    soc_code: str
    occupation: str
    employment: int | None
    mean_minor: int | None
    p10_minor: int | None
    p25_minor: int | None
    p50_minor: int | None
    p75_minor: int | None
    p90_minor: int | None

    @property
    def points(self) -> tuple["Point", ...]:
        """The published points below the cap, lowest first: all that may be reckoned with."""
        return tuple(point for point in self._given if not point.is_capped)

    @property
    def capped(self) -> "Point | None":
        """The lowest percentile of which only “more than the cap” is published."""
        return next((point for point in self._given if point.is_capped), None)

    @property
    def _given(self) -> Sequence["Point"]:
        amounts = (self.p10_minor, self.p25_minor, self.p50_minor, self.p75_minor, self.p90_minor)
        return [Point(p, minor) for p, minor in zip(PERCENTILES, amounts, strict=True) if minor is not None]


@dataclass(frozen=True, slots=True)
class Point:
    """One published percentile and its yearly wage."""

    percentile: int
    amount_minor: int

    @property
    def is_capped(self) -> bool:
        """Whether only “more than the cap” may be said of it."""
        return self.amount_minor >= CAP_MINOR


@dataclass(frozen=True, slots=True)
class Comparison:
    """Where a wage stands. `percentile` is exact `at` a published point and estimated `between` two; else None.

    `lower` and `upper` are the published points around it: what is certain, whatever the line between them does.
    """

    wage: Wage
    salary_minor: int
    place: Place
    percentile: int | None
    lower: Point | None
    upper: Point | None

    @property
    def to_median_minor(self) -> int | None:
        """How far above the median (negative: below); None where no median can be quoted."""
        median = next((point for point in self.wage.points if point.percentile == 50), None)
        return self.salary_minor - median.amount_minor if median else None


def compare(salary_minor: int, row: Wage) -> Comparison:
    """Where a yearly `salary_minor` in cents stands among the wages of `row`; `place` is unknown where none are."""
    lower = next((point for point in reversed(row.points) if point.amount_minor <= salary_minor), None)
    upper = next((point for point in row.points if point.amount_minor > salary_minor), None)
    place, percentile = _place(salary_minor, lower, upper)
    return Comparison(row, salary_minor, place, percentile, lower, upper)


def _place(salary_minor: int, lower: Point | None, upper: Point | None) -> tuple[Place, int | None]:
    if lower is None:
        return ("below", None) if upper else ("unknown", None)
    if lower.amount_minor == salary_minor:
        return "at", lower.percentile
    if upper is None:
        return "above", None
    return "between", _on_the_line(salary_minor, lower, upper)


def _on_the_line(salary_minor: int, lower: Point, upper: Point) -> int:
    """Rounded down, so that the upper point is only reached by reaching it."""
    gone = (salary_minor - lower.amount_minor) * (upper.percentile - lower.percentile)
    return lower.percentile + gone // (upper.amount_minor - lower.amount_minor)
