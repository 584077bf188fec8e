"""The story holds whenever it is told, not only today."""

from collections import defaultdict
from datetime import date, timedelta

import pytest

from mingus.core.months import add_months, first_of
from mingus.ops.demo import story
from mingus.ops.demo.story.accounts import ACCOUNTS
from mingus.ops.demo.story.lines import CARD, CASH, LOAN, Line
from mingus.ops.demo.story.moves import ATM

DAYS = [date(2026, 1, 1), date(2026, 2, 28), date(2026, 11, 22), date(2027, 8, 31), date(2028, 2, 29)]


def told(day: date) -> list[Line]:
    return story.tell(story.first_day(day), day)


def lowest_balances(lines: list[Line]) -> dict[str, int]:
    balances = {account.key: account.opening_minor for account in ACCOUNTS}
    lowest = dict(balances)
    for line in lines:
        balances[line.account] += line.minor
        if line.text == ATM:
            balances[CASH] -= line.minor
        lowest = {key: min(lowest[key], balances[key]) for key in lowest}
    return lowest


@pytest.mark.parametrize("day", DAYS)
def test_it_covers_eighteen_full_months_and_ends_today(day: date) -> None:
    lines = told(day)
    assert {first_of(line.on) for line in lines} == {add_months(first_of(day), -back) for back in range(19)}
    assert lines[-1].on <= day


@pytest.mark.parametrize("day", DAYS)
def test_no_account_that_holds_money_is_ever_overdrawn(day: date) -> None:
    lowest = lowest_balances(told(day))
    assert not {key: minor for key, minor in lowest.items() if key not in {CARD, LOAN} and minor < 0}


@pytest.mark.parametrize("day", DAYS)
def test_the_card_has_something_of_today_or_yesterday(day: date) -> None:
    assert [line for line in told(day) if line.account == CARD and line.on > day - timedelta(days=2)]


@pytest.mark.parametrize("day", DAYS)
def test_parts_of_a_purchase_sum_to_it(day: date) -> None:
    split = [line for line in told(day) if line.pieces]
    assert len(split) >= 3
    assert not [line for line in split if sum(piece.minor for piece in line.pieces) != line.minor]


def test_tomorrow_the_story_goes_on_and_nothing_of_it_changes() -> None:
    first_on = story.first_day(date(2026, 11, 22))
    today, later = story.tell(first_on, date(2026, 11, 22)), story.tell(first_on, date(2027, 1, 5))
    assert later[: len(today)] == today
    assert len(later) > len(today)


def test_electricity_costs_most_in_summer_and_gas_in_winter() -> None:
    by_month: dict[tuple[str, int], int] = defaultdict(int)
    for line in story.tell(date(2025, 1, 1), date(2025, 12, 31)):
        for word in ("ELECTRIC", "NATURAL GAS"):
            if word in line.text:
                by_month[word, line.on.month] -= line.minor
    assert by_month["ELECTRIC", 7] > by_month["ELECTRIC", 1] > 0
    assert by_month["NATURAL GAS", 1] > by_month["NATURAL GAS", 7] > 0
