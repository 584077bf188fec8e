"""What comes every month: pay, rent, bills, giving. Heating and cooling follow the seasons of Atlanta."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from mingus.ops.demo.story.lines import CARD, CHECKING, RETIREMENT, Line, dice, paydays

PAY_MINOR: Final = 2_176_40  # two weeks' pay with the taxes already out
PAID_IN_MINOR: Final = 73_85  # goes from each pay into the retirement plan, and the employer adds half
MATCH_MINOR: Final = 36_92
TITHE_MINOR: Final = 80_00

# Account, day of the month, amount, the bank's text.
_BILLS: Final = (
    (CHECKING, 1, -1_650_00, "OAK GROVE APARTMENTS RENT"),
    (CHECKING, 4, -134_20, "HARBORLIGHT INSURANCE PREMIUM"),
    (CHECKING, 9, -36_40, "CITY WATER BILL"),
    (CHECKING, 12, -45_00, "BRIGHTLINE WIRELESS AUTOPAY"),
    (CHECKING, 14, -60_00, "FIBERLOOP INTERNET AUTOPAY"),
    (CHECKING, 20, -100_00, "FAMILY SUPPORT MOM"),
    (CARD, 3, -34_00, "PULSE GYM MEMBERSHIP"),
    (CARD, 7, -15_99, "STREAMBOX.COM MONTHLY"),
    (CARD, 18, -10_99, "TUNEWELL MUSIC"),
)
# From January to December: cooling costs in summer, heating in winter.
_ELECTRIC_MINOR: Final = (78_00, 74_00, 66_00, 64_00, 82_00, 118_00, 146_00, 143_00, 112_00, 74_00, 66_00, 76_00)
_GAS_MINOR: Final = (92_00, 84_00, 58_00, 38_00, 27_00, 24_00, 23_00, 23_00, 25_00, 34_00, 59_00, 86_00)
_WOBBLE_MINOR: Final = 6_00


def lines(month_on: date) -> Iterator[Line]:
    """Everything steady of a month."""
    yield from (Line(account, month_on.replace(day=day), minor, text) for account, day, minor, text in _BILLS)
    yield from _energy(month_on)
    for day in paydays(month_on):
        yield Line(CHECKING, day, PAY_MINOR, "NORTHLAKE HEALTH PAYROLL PPD")
        yield Line(CHECKING, day, -TITHE_MINOR, "CORNERSTONE CHURCH ONLINE GIVING")
        yield Line(RETIREMENT, day, PAID_IN_MINOR, "PAYROLL CONTRIBUTION")
        yield Line(RETIREMENT, day, MATCH_MINOR, "PAYROLL EMPLOYER MATCH")


def _energy(month_on: date) -> Iterator[Line]:
    throw, number = dice("energy", month_on), month_on.month - 1
    electric, gas = _ELECTRIC_MINOR[number], _GAS_MINOR[number]
    wobble = (throw.randint(-_WOBBLE_MINOR, _WOBBLE_MINOR) for _ in range(2))
    yield Line(CHECKING, month_on.replace(day=11), -electric + next(wobble), "PEACH CITY ELECTRIC AUTOPAY")
    yield Line(CHECKING, month_on.replace(day=16), -gas + next(wobble), "CREEKSIDE NATURAL GAS AUTOPAY")
