"""A comparison of wages in words: where it stands, how sure that is, and what the figures are."""

from typing import Final

from mingus.assessments.wages.rules import CAP_MINOR, Comparison, Point, Wage
from mingus.core.money import Money

PUBLISHER: Final = "U.S. Bureau of Labor Statistics"
DOCUMENT: Final = "Occupational Employment and Wage Statistics"
NOT_AVAILABLE: Final = "not available"
CAVEAT: Final = (
    "These are yearly wages of individual earners, not of households and not salary offers."
    " Self-employed people are not counted. Each is of a full-time year of 2,080 hours: if you are paid for fewer and"
    " did not give your pay by the hour, an hour of yours is paid better than it looks here."
)


def standing(found: Comparison) -> str:
    """Where the wage stands, in one sentence."""
    if found.place == "unknown":
        return f"Wages for {found.wage.occupation} in {area(found.wage)} are {NOT_AVAILABLE}."
    return (
        f"{Money(found.salary_minor).text(cents=False)} is {_where(found)} for this occupation in {area(found.wage)}."
    )


def margin(found: Comparison) -> str:
    """How sure the standing is, in words."""
    lower, upper, capped = found.lower, found.upper, found.wage.capped
    if found.place == "at":
        return "This is a published point, so nothing is estimated."
    if lower and upper:
        return (
            f"An estimate: certain is only that it lies between the {_named(lower)} and the {_named(upper)}."
            " We draw a straight line between them. The survey has a margin of its own, which our table does not hold."
        )
    if upper:
        return f"Nothing is published below the {_named(upper)}, so we don’t say how far below."
    if lower and capped:
        return (
            f"The {ordinal(capped.percentile)} percentile is published only as more than {_cap()},"
            " so we don’t say how far above."
        )
    if lower:
        return f"Nothing is published above the {_named(lower)}, so we don’t say how far above."
    return "Without published figures there is nothing to compare with."


def against_median(found: Comparison) -> str:
    """How far from the middle, in words; that it is not available where no median is."""
    away = found.to_median_minor
    if away is None:
        return f"The median is {NOT_AVAILABLE}."
    if away == 0:
        return "That is exactly the median: half earn less, half earn more."
    side = "more" if away > 0 else "less"
    return f"That is {Money(abs(away)).text(cents=False)} {side} than the median."


def amount(minor: int | None) -> str:
    """A published yearly wage as it may be quoted: never above the publisher's cap."""
    if minor is None:
        return NOT_AVAILABLE
    return f"more than {_cap()}" if minor >= CAP_MINOR else Money(minor).text(cents=False)


def area(wage: Wage) -> str:
    """The area by what it is: a state is called a state, so that nobody takes it for a metro."""
    if wage.area_kind == "nation":
        return "the United States"
    if wage.area == "DC":
        return wage.area_name  # neither a state nor the metro around it
    return f"the state of {wage.area_name}" if wage.area_kind == "state" else f"the metro area {wage.area_name}"


def source(wage: Wage) -> str:
    """Who published the figures, where and for when."""
    return f"{PUBLISHER}, {DOCUMENT}, May {wage.year}"


def ordinal(number: int) -> str:
    """10th, 21st, 42nd, 83rd; 11th to 13th as well."""
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _where(found: Comparison) -> str:
    if found.place == "at":
        return f"at the {ordinal(found.percentile or 0)} percentile"
    if found.place == "between":
        return f"at about the {ordinal(found.percentile or 0)} percentile"
    edge = found.upper if found.place == "below" else found.lower
    assert edge, "beyond an outermost point there is that point"
    return f"{found.place} the {ordinal(edge.percentile)} percentile"


def _named(point: Point) -> str:
    return f"{ordinal(point.percentile)} percentile ({Money(point.amount_minor).text(cents=False)})"


def _cap() -> str:
    return Money(CAP_MINOR).text(cents=False)
