"""Income comparison: what the published wages say of a salary on the day it was asked, kept with the attempt."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy.orm import Session

from mingus.assessments import wages
from mingus.assessments.rules.yearly import yearly

PERCENTILES: Final = (10, 25, 50, 75, 90)


def compared(db: Session, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The comparison in words and figures, as it is shown for ever; what is not published is “not available”."""
    row = wages.find(db, str(answers["occupation"]), str(answers["area"]))
    if row is None:
        return {"standing": f"Wages for this occupation are {wages.words.NOT_AVAILABLE}.", "figures": []}
    pay = yearly(answers)
    found = wages.compare(pay.minor, row)
    return {
        **({"sums": list(pay.sums)} if pay.sums else {}),
        "standing": wages.words.standing(found),
        "margin": wages.words.margin(found),
        "against_median": wages.words.against_median(found),
        "caveat": wages.words.CAVEAT,
        "source": wages.words.source(row),
        "occupation": row.occupation,
        "area": wages.words.area(row),
        "figures": [[_name(each), wages.words.amount(getattr(row, f"p{each}_minor"))] for each in PERCENTILES],
    }


def _name(percentile: int) -> str:
    if percentile == 50:
        return "Median: half earn less"
    return f"{wages.words.ordinal(percentile)} percentile: {percentile} of 100 earn less"
