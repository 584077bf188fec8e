"""One row of the publisher's files as a wage, as something left out on purpose, or as a fault. Pure."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Final

from mingus.assessments.wages.areas import NATION, STATES
from mingus.assessments.wages.files import WAGES
from mingus.assessments.wages.rules import CAP_MINOR, AreaKind, Wage

KINDS: Final[dict[str, AreaKind]] = {"1": "nation", "2": "state", "3": "state", "4": "metro"}
NONMETRO: Final = "6"
AT_THE_CAP: Final = "#"
MISSING: Final = frozenset({"*", "**", ""})
MAX_DOLLARS: Final = 10_000_000
_OCCUPATION: Final = re.compile(r"\d{2}-\d{4}", re.ASCII)
_METRO_DIGITS: Final = 5


class Fault(ValueError):
    """A row that is not what the publisher would write; the message says which cell."""


def left_out(cells: Mapping[str, str]) -> str:
    """Why a row is not for us, in a few words; '' when it is."""
    if cells["O_GROUP"] != "detailed":
        return "sums of several occupations"
    if cells["AREA_TYPE"] == NONMETRO:
        return "areas outside of metros"
    if cells.get("I_GROUP", "cross-industry") not in {"cross-industry", ""}:
        return "single industries or owners"
    return ""


def wage(cells: Mapping[str, str], year: int) -> Wage:
    """The wage a row holds. Raises Fault."""
    area_kind = KINDS.get(cells["AREA_TYPE"])
    if area_kind is None:
        raise Fault(f"AREA_TYPE is “{cells['AREA_TYPE'][:20]}”, not 1, 2, 3, 4 or 6.")
    if not _OCCUPATION.fullmatch(cells["OCC_CODE"]):
        raise Fault(f"OCC_CODE is “{cells['OCC_CODE'][:20]}”, not a code such as 15-1252.")
    p10, p25, p50, p75, p90 = (_minor(name, cells[name]) for name in WAGES)
    given = [amount for amount in (p10, p25, p50, p75, p90) if amount is not None]
    if any(lower > upper for lower, upper in pairwise(given)):
        raise Fault("the wages do not rise from A_PCT10 to A_PCT90.")
    return Wage(
        year=year,
        area=_area(area_kind, cells["AREA"]),
        area_kind=area_kind,
        area_name=_title("AREA_TITLE", cells),
        soc_code=cells["OCC_CODE"],
        occupation=_title("OCC_TITLE", cells),
        employment=_number("TOT_EMP", cells["TOT_EMP"]),
        mean_minor=_minor("A_MEAN", cells["A_MEAN"]),
        p10_minor=p10,
        p25_minor=p25,
        p50_minor=p50,
        p75_minor=p75,
        p90_minor=p90,
    )


def _minor(name: str, text: str) -> int | None:
    """A yearly wage in cents, never more than the cap: of what is above it only that may be said."""
    if text == AT_THE_CAP:
        return CAP_MINOR
    dollars = _number(name, text)
    if dollars is not None and not 0 < dollars < MAX_DOLLARS:
        raise Fault(f"{name} is “{text[:20]}”, which is no yearly wage.")
    return None if dollars is None else min(dollars * 100, CAP_MINOR)


def _number(name: str, text: str) -> int | None:
    if text in MISSING:
        return None
    try:
        number = Decimal(text.replace(",", ""))
        whole = int(number) if number.is_finite() and abs(number.adjusted()) < 12 else -1
    except InvalidOperation:
        whole, number = -1, Decimal(0)
    if whole < 0 or whole != number:
        raise Fault(f"{name} is “{text[:20]}”, neither a whole number nor * nor #.")
    return whole


def _area(area_kind: AreaKind, code: str) -> str:
    """US, a postal code, or a metro’s five digits. Workbooks drop zeros in front, old files add some."""
    digits = code.removesuffix(".0")
    if not digits.isdecimal():
        raise Fault(f"AREA is “{code[:20]}”, not a number.")
    if area_kind == "nation":
        return NATION
    if area_kind == "metro":
        return _metro(digits.lstrip("0").zfill(_METRO_DIGITS))
    state = STATES.get(digits.zfill(2))
    if state is None:
        raise Fault(f"AREA is “{code[:20]}”, which is no state or territory.")
    return state


def _metro(digits: str) -> str:
    if len(digits) != _METRO_DIGITS:
        raise Fault(f"AREA is “{digits[:20]}”, not the five digits of a metro area.")
    return digits


def _title(name: str, cells: Mapping[str, str]) -> str:
    title = " ".join(cells[name].split())
    if not title or len(title) > 200:
        raise Fault(f"{name} is empty or longer than 200 characters.")
    return title
