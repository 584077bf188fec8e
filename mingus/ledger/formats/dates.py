"""Read the dates of a column, and decide from the whole column whether the day or the month comes first."""

import re
from collections.abc import Callable, Iterable
from datetime import date

from mingus.ledger.formats.choice import Choice
from mingus.ledger.formats.months import month_number

Reader = Callable[[str], date]
ORDERS = ("ymd", "mdy", "dmy")
_WORDS = {"ymd": "year first", "mdy": "month first, as in the United States", "dmy": "day first"}
FIRST_YEAR, LAST_YEAR = 1970, 2100
_TIME = r"(?:[T ,]+[0-9]{1,2}[:.h][0-9]{2}.{0,25})?"
_NUMERIC = re.compile(r"([0-9]{1,4})\s?([-/.\s])\s?([0-9]{1,2})\s?\2\s?([0-9]{1,4})\.?" + _TIME)
_POINTS = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}" + _TIME)  # nobody who puts the month first writes so
_COMPACT = re.compile(r"([0-9]{8}|[0-9]{6})(?:T?[0-9]{4,6}(?:\.[0-9]+)?)?(?:Z|\[.{1,20}\])?" + _TIME)
_NAMED = re.compile(
    r"(?:[^\W\d]{2,12}\.?,?\s+)??(?:([0-9]{1,4})(?:st|nd|rd|th|\.|er)?[-/.\s,]*(?:de\s+)?)?([^\W\d]{3,12})\.?"
    r"[-/.\s,]*(?:de\s+)?([0-9]{1,4})(?:st|nd|rd|th)?(?:[,\s]+([0-9]{4}))?" + _TIME
)
_CACHED_DATES = 50_000


class DateFault(ValueError):
    """This text is no date in this order; the message says why."""


def reader(order: str) -> Reader:
    """A function from text to a date, with the year, month and day in `order`. It raises DateFault and remembers."""
    known: dict[str, date] = {}

    def read(text: str) -> date:
        found = known.get(text)
        if found is None:
            if len(known) >= _CACHED_DATES:
                known.clear()
            found = known[text] = _read(text, order)
        return found

    return read


def decide_order(values: Iterable[str], *, likelier: str = "mdy") -> Choice[str]:
    """Which of ymd, mdy and dmy a column of dates is in. Uncertain when two orders fit it equally well."""
    evidence = DateEvidence()
    evidence.add(values)
    return evidence.decide(likelier=likelier)


class DateEvidence:
    """What the dates of a column say so far. Takes any number of values in any number of portions."""

    def __init__(self) -> None:
        self._only = dict.fromkeys(ORDERS, 0)  # values that this order reads and another does not
        self._reads = dict.fromkeys(ORDERS, 0)
        self._differ = False
        self._dashes = False  # 26-01-15 begins with the year more likely than 15/01/26 does
        self._span: dict[str, tuple[date, date]] = {}

    def add(self, values: Iterable[str]) -> None:
        """Take `values` into account."""
        for value in values:
            self._add(value)

    def decide(self, *, likelier: str = "mdy") -> Choice[str]:
        """The best order so far."""
        best = max(self._reads.values())
        if not best:
            return Choice(likelier, False, "No date was found in this column.", ORDERS)
        fitting = self._plausible(tuple(order for order in ORDERS if self._reads[order] == best))
        preferred = likelier if likelier in fitting else fitting[0 if self._dashes else -1]
        if len(fitting) > 1 and self._differ:
            ways = " or ".join(_WORDS[order].partition(",")[0] for order in fitting)
            return Choice(preferred, False, f"Every date in this column can be read {ways}.", fitting)
        strays = sum(self._only[order] for order in ORDERS if order != preferred)
        if strays:
            why = f"Most dates are {_WORDS[preferred]}, but {strays} can only be read another way."
            return Choice(preferred, False, why, tuple(order for order in ORDERS if self._reads[order]))
        return Choice(preferred, True, f"Every date in this column is {_WORDS[preferred]}.")

    def _plausible(self, orders: tuple[str, ...]) -> tuple[str, ...]:
        """Without orders that spread the file over decades where another keeps it within a few years (25.11.26)."""
        spans = {order: (self._span[order][1] - self._span[order][0]).days for order in orders}
        shortest = min(spans.values())
        return tuple(order for order in orders if spans[order] < 3 * 366 or spans[order] < 3 * shortest)

    def _add(self, value: str) -> None:
        read = {order: _or_none(value, order) for order in ORDERS}
        if read["dmy"] and _POINTS.fullmatch(value.strip()):
            read["mdy"] = None
        self._dashes = self._dashes or "-" in value
        fitting = [order for order in ORDERS if read[order]]
        for order in fitting:
            self._reads[order] += 1
            found = read[order]
            assert found is not None, "fitting orders have a date"
            earliest, latest = self._span.get(order, (found, found))
            self._span[order] = min(earliest, found), max(latest, found)
        if len(fitting) == 1:
            self._only[fitting[0]] += 1
        elif len({read[order] for order in fitting}) > 1:
            self._differ = True


def is_date(text: str) -> bool:
    """Whether `text` is a date in some order."""
    return any(_or_none(text, order) for order in ORDERS)


def _or_none(text: str, order: str) -> date | None:
    try:
        return _read(text, order)
    except DateFault:
        return None


def _read(text: str, order: str) -> date:
    stripped = text.strip()[:60]
    if not stripped:
        raise DateFault("The date is missing.")
    year, month, day = _numeric(stripped, order) or _compact(stripped, order) or _named(stripped) or (0, 0, 0)
    if not month:
        raise DateFault(f"“{text[:40]}” is not a date.")
    try:
        found = date(year, month, day)
    except ValueError:
        raise DateFault(f"“{text[:40]}” is not a day of the calendar ({_WORDS[order]}).") from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateFault(f"“{text[:40]}” is not between {FIRST_YEAR} and {LAST_YEAR}.")
    return found


def _numeric(text: str, order: str) -> tuple[int, int, int] | None:
    found = _NUMERIC.fullmatch(text)
    if found is None:
        return None
    return _in_order((found[1], found[3], found[4]), order)


def _compact(text: str, order: str) -> tuple[int, int, int] | None:
    found = _COMPACT.fullmatch(text)
    if found is None:
        return None
    digits = found[1]
    year_digits = len(digits) - 4
    if order == "ymd":
        return _in_order((digits[:year_digits], digits[year_digits:-2], digits[-2:]), order)
    return _in_order((digits[:2], digits[2:4], digits[4:]), order)


def _in_order(three: tuple[str, str, str], order: str) -> tuple[int, int, int] | None:
    year, month, day = (three[order.index(part)] for part in "ymd")
    if len(year) not in {2, 4} or len(day) > 2 or len(month) > 2:
        return None
    return _full_year(year), int(month), int(day)


def _named(text: str) -> tuple[int, int, int] | None:
    found = _NAMED.fullmatch(text)
    if found is None:
        return None
    before, name, after, last = found.groups()
    month = month_number(name)
    if month is None or (before is None) == (last is None):
        return None
    if last is not None:  # Nov 25, 2026
        return int(last), month, int(after)
    if len(before) == 4:  # 2026-Nov-25
        return int(before), month, int(after)
    return (_full_year(after), month, int(before)) if len(after) in {2, 4} else None


def _full_year(digits: str) -> int:
    """Two-digit years are of 1970 to 2069."""
    year = int(digits)
    return year if len(digits) > 2 else year + (1900 if year >= 70 else 2000)
