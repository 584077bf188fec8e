"""What does not come every month: travel, gifts, the dentist, refunds, and payments nobody can make sense of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from mingus.core.months import days_in
from mingus.ops.demo.story.lines import CARD, CHECKING, Line, Piece, dice, paydays
from mingus.ops.demo.story.shopping import CLOTHES


@dataclass(frozen=True, slots=True)
class Occasion:
    """One thing of a calendar month; every year has it again, for a slightly different amount."""

    day: int
    minor: int
    text: str
    note: str = ""
    account: str = CARD
    pieces: tuple[Piece, ...] = ()


_GIFTS: Final = "SPARROW & FINCH GIFTS"
_AIRLINE, _HOTEL, _DENTIST = "SUNLINE AIRLINES TICKET", "HOTEL MIRADOR", "PARKSIDE DENTAL GROUP"
_FURNITURE: Final = (Piece(-318_00, "home", "Bookshelf"), Piece(-98_00, "family_giving", "Lamp for Mom"))

_OF_MONTH: Final[Mapping[int, tuple[Occasion, ...]]] = {
    1: (Occasion(17, -184_50, "MIDTOWN CAR WASH AND SERVICE", "Oil, filters and two tires"),),
    2: (Occasion(13, -64_00, _GIFTS, "Valentine’s"), Occasion(21, -96_00, "STARLIGHT THEATER TICKETS")),
    3: (
        Occasion(10, 612_00, "STATE TAX REFUND", "Into the emergency fund", CHECKING),
        Occasion(15, -416_00, "HOUSE & HEARTH FURNITURE", "", CARD, _FURNITURE),
    ),
    4: (Occasion(8, -85_00, _DENTIST), Occasion(24, -58_00, _GIFTS, "Birthday")),
    5: (Occasion(9, -78_00, _GIFTS, "Mother’s Day"), Occasion(11, -92_40, "MAGNOLIA KITCHEN ATLANTA GA")),
    6: (Occasion(6, -214_40, _AIRLINE), Occasion(20, -186_00, _HOTEL, "Savannah for the weekend")),
    7: (Occasion(4, -74_30, "BELTWAY SUPERMARKET 0097 DECATUR GA", "Cookout"), Occasion(19, -118_00, _HOTEL)),
    8: (Occasion(16, -260_00, "CITY COLLEGE CERTIFICATE COURSE", "Project management, first half"),),
    9: (Occasion(12, -246_80, "MIDTOWN CAR WASH AND SERVICE", "Brakes"),),
    10: (Occasion(7, -85_00, _DENTIST), Occasion(18, -168_00, _HOTEL, "Homecoming")),
    11: (Occasion(5, -196_20, _AIRLINE, "Home for Thanksgiving"), Occasion(24, -118_60, "BELTWAY SUPERMARKET 0097")),
    12: (
        Occasion(9, -124_00, _GIFTS),
        Occasion(16, -96_50, _GIFTS),
        Occasion(19, -88_00, CLOTHES, "Nieces and nephews"),
        Occasion(22, -60_00, "FOOD BANK DONATION"),
    ),
}
# A third payday in a month pays for a trip.
_TRIP: Final = (
    (-338_40, _AIRLINE),
    (-482_60, _HOTEL),
    (-64_20, "HARBOR STEAKHOUSE"),
    (-38_50, "OLD TOWN SEAFOOD GRILL"),
    (-96_00, "CITY PASS MUSEUM TOUR"),
)
_STRANGERS: Final = ("NTS 4029 8841", "VLT*MKT 88123", "BLUEFIN LLC", "POS 7731 J AND R", "KRX HOLDINGS 20993")
_MONTHS_WITH_STRANGERS: Final = frozenset({1, 3, 5, 8, 10, 11})
_MONTHS_WITH_RETURNS: Final = frozenset({2, 5, 9, 11})


def lines(month_on: date) -> Iterator[Line]:
    """Everything unusual of a month."""
    yield from (_had(occasion, month_on) for occasion in _OF_MONTH[month_on.month])
    yield from _trip(month_on)
    yield from _strangers(month_on)
    yield from _returned(month_on)


def _had(occasion: Occasion, month_on: date) -> Line:
    on = month_on.replace(day=occasion.day)
    return Line(occasion.account, on, occasion.minor, occasion.text, note=occasion.note, pieces=occasion.pieces)


def _trip(month_on: date) -> Iterator[Line]:
    fridays = paydays(month_on)
    if len(fridays) < 3:
        return
    yield Line(CARD, fridays[1], *_TRIP[0], note="With the third pay of the month")
    for number, (minor, text) in enumerate(_TRIP[1:], start=1):
        yield Line(CARD, month_on.replace(day=min(fridays[1].day + 4 + number, days_in(month_on))), minor, text)


def _strangers(month_on: date) -> Iterator[Line]:
    """Nobody knows what these were: they wait for a category."""
    if month_on.month in _MONTHS_WITH_STRANGERS:
        throw = dice("stranger", month_on)
        yield Line(
            CARD, month_on.replace(day=throw.randint(2, 26)), -throw.randint(12_00, 82_00), throw.choice(_STRANGERS)
        )


def _returned(month_on: date) -> Iterator[Line]:
    """Bought, did not fit, brought back: the refund lowers what clothes cost this month."""
    if month_on.month in _MONTHS_WITH_RETURNS:
        throw = dice("return", month_on)
        minor = throw.randint(38_00, 74_00)
        yield Line(CARD, month_on.replace(day=throw.randint(3, 8)), -minor, CLOTHES)
        yield Line(CARD, month_on.replace(day=throw.randint(14, 20)), minor, CLOTHES, note="Too small, sent back")
