"""Day by day: groceries, eating out, getting around, small things. So often a month, never far from the usual sum."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Final

from mingus.core.months import days_in
from mingus.ops.demo.story.lines import CARD, CASH, CHECKING, Line, Piece, days, dice


@dataclass(frozen=True, slots=True)
class Habit:
    """How often a month, at which places, for how much. `category` is for what is noted by hand."""

    times: tuple[int, int]
    minor: tuple[int, int]
    texts: tuple[str, ...]
    account: str = CARD
    category: str = ""


GROCERY: Final = "SUNNY ACRES GROCERY #214 ATLANTA GA"
CLOTHES: Final = "THREADWELL ATLANTA GA"
_COFFEE: Final = ("SQ *CORNER BLOCK COFFEE", "SQ *CORNER BLOCK COFFEE", "LAMPLIGHT CAFE ATLANTA GA")
_HABITS: Final = (
    Habit((4, 4), (58_00, 92_00), (GROCERY, GROCERY, "BELTWAY SUPERMARKET 0097 DECATUR GA")),
    Habit((3, 4), (14_00, 36_00), ("WESTSIDE FARMERS MARKET", GROCERY)),
    Habit((6, 8), (15_50, 41_00), ("MAGNOLIA KITCHEN ATLANTA GA", "TST* RED CLAY GRILL", "SQ *LITTLE MOON SUSHI")),
    Habit((2, 3), (33_00, 46_00), ("FUEL JUNCTION 2218 ATLANTA GA", "FUEL JUNCTION 2231 DECATUR GA")),
    Habit((1, 2), (8_00, 14_00), ("MIDTOWN DECK PARKING",)),
    Habit((1, 2), (9_00, 33_00), ("PARKSIDE PHARMACY #12",)),
    Habit((1, 1), (78_00, 108_00), ("CROWN AND CURL SALON",)),
    Habit((0, 2), (32_00, 84_00), (CLOTHES,)),
    Habit((1, 2), (22_00, 62_00), ("HOUSE & HEARTH ATLANTA GA",)),
    Habit((1, 2), (14_00, 34_00), ("STARLIGHT CINEMA #6", "HIGHLAND MUSEUM SHOP")),
    Habit((1, 1), (9_00, 17_00), ("Tip for the stylist",), CASH, "personal_care"),
    Habit((2, 2), (6_50, 16_00), ("Food truck", "Lunch at the market"), CASH, "dining_out"),
)
_FARE_MINOR: Final = 2_50
_FARE_DAYS: Final = 3


def lines(month_on: date) -> Iterator[Line]:
    """Everything bought in a month."""
    for number, habit in enumerate(_HABITS):
        throw = dice("habit", number, month_on)
        yield from (_bought(habit, day, throw) for day in _some_days(throw, month_on, throw.randint(*habit.times)))
    yield from _coffees(month_on)
    yield from _fares(month_on)


def _bought(habit: Habit, day: date, throw: Random) -> Line:
    line = Line(habit.account, day, -throw.randint(*habit.minor), throw.choice(habit.texts), category=habit.category)
    return _split(line) if line.text == GROCERY and line.minor < -88_00 else line


def _split(line: Line) -> Line:
    """The largest trips to the supermarket were not for food alone."""
    pieces = (Piece(line.minor + 31_50, "groceries"), Piece(-31_50, "home", "Storage boxes"))
    return Line(line.account, line.on, line.minor, line.text, note="Boxes for the closet", pieces=pieces)


def _coffees(month_on: date) -> Iterator[Line]:
    """Every other day, so that of any two days one has something that is still pending."""
    for day in days(month_on, month_on.replace(day=days_in(month_on))):
        if day.toordinal() % 2 == 0:
            throw = dice("coffee", day)
            yield Line(CARD, day, -throw.randint(4_25, 7_60), throw.choice(_COFFEE))


def _fares(month_on: date) -> Iterator[Line]:
    """There and back on one day: two lines that are equal and both true."""
    for day in _some_days(dice("fares", month_on), month_on, _FARE_DAYS):
        yield from [Line(CHECKING, day, -_FARE_MINOR, "METRO TRANSIT FARE")] * 2


def _some_days(throw: Random, month_on: date, count: int) -> list[date]:
    return [month_on.replace(day=day) for day in sorted(throw.sample(range(1, days_in(month_on) + 1), count))]
