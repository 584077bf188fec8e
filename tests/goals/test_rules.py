from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingus.core.money import Money
from mingus.core.months import whole_months
from mingus.goals import rules
from mingus.goals.rules import Standing

TODAY = date(2026, 11, 22)
amounts = st.integers(0, 10**12)
days = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(("saved", "percent"), [(0, 0), (999, 99), (1000, 100), (2000, 100)])
def test_percent_is_rounded_down_and_capped(saved: int, percent: int) -> None:
    assert rules.percent_saved(Money(1000), Money(saved)) == percent


@given(st.integers(1, 10**12), amounts, days, days)
def test_needed_is_enough_and_a_cent_less_is_not(target: int, saved: int, today: date, due_on: date) -> None:
    standing = Standing(Money(target), Money(saved), due_on=due_on)
    needed = rules.monthly_needed(standing, today)
    months, missing = max(1, whole_months(today, due_on)), standing.missing.minor
    if due_on < today and missing:
        assert needed is None
        return
    assert needed is not None
    assert months * needed.minor >= missing
    assert missing == 0 or months * (needed.minor - 1) < missing


def test_with_less_than_a_month_left_all_of_it_is_needed() -> None:
    standing = Standing(Money(1000), Money(400), due_on=date(2026, 11, 30))
    assert rules.monthly_needed(standing, TODAY) == Money(600)


def test_a_monthly_amount_is_what_it_says_but_never_more_than_what_is_missing() -> None:
    assert rules.monthly_needed(Standing(Money(1000), Money(0), monthly=Money(300)), TODAY) == Money(300)
    assert rules.monthly_needed(Standing(Money(1000), Money(900), monthly=Money(300)), TODAY) == Money(100)


def test_a_goal_without_date_and_amount_needs_nobody_knows_what() -> None:
    assert rules.monthly_needed(Standing(Money(1000), Money(0)), TODAY) is None
    assert rules.expected_on(Standing(Money(1000), Money(0)), TODAY) is None


@given(amounts, st.integers(1, 10**12), days)
def test_the_date_at_a_pace_is_the_first_that_is_enough(missing: int, monthly: int, today: date) -> None:
    found = rules.date_at_pace(Money(missing), Money(monthly), today)
    if found is None:
        assert missing > monthly * rules.LONGEST_MONTHS
        return
    months = whole_months(today, found)
    assert months * monthly >= missing
    assert months == 0 or (months - 1) * monthly < missing


def test_nothing_a_month_arrives_never() -> None:
    assert rules.date_at_pace(Money(1), Money(0), TODAY) is None
    assert rules.date_at_pace(Money(1), Money(-5), TODAY) is None


def test_a_monthly_amount_gives_the_date() -> None:
    standing = Standing(Money(1000_00), Money(0), monthly=Money(300_00))
    assert rules.expected_on(standing, TODAY) == date(2027, 3, 22)


def test_milestones_are_passed_only_when_the_money_is_there() -> None:
    passed = [(m.percent, m.amount.minor, m.is_passed) for m in rules.milestones(Money(1001), Money(500))]
    assert passed == [(25, 251, True), (50, 501, False), (75, 751, False), (100, 1001, False)]


@given(st.integers(1, 10**9), st.integers(0, 10**9))
def test_milestones_and_percent_agree(target: int, saved: int) -> None:
    percent = rules.percent_saved(Money(target), Money(saved))
    assert all(m.is_passed == (percent >= m.percent) for m in rules.milestones(Money(target), Money(saved)))


def test_the_highest_milestone_on_the_way_is_named() -> None:
    assert rules.milestone_between(Money(100), Money(10), Money(80)) == 75
    assert rules.milestone_between(Money(100), Money(80), Money(90)) is None
    assert rules.milestone_between(Money(100), Money(80), Money(20)) is None


def test_the_surplus_is_the_average_of_the_newest_three_months_with_figures() -> None:
    months = [(300, 100), (0, 0), (400, 100), (500, 101), (9000, 0)]
    assert rules.average_surplus([(Money(i), Money(o)) for i, o in months]) == Money(299)


def test_no_income_means_unknown_not_zero() -> None:
    assert rules.average_surplus([]) is None
    assert rules.average_surplus([(Money(0), Money(500))]) is None


def test_thirty_percent_of_what_is_kept_is_the_line() -> None:
    assert rules.feasibility([Money(200), Money(100)], Money(1000), "USD").verdict == "feasible"
    assert rules.feasibility([Money(200), Money(101)], Money(1000), "USD").verdict == "too_much"
    assert rules.feasibility([Money(1)], Money(-1000), "USD").available == Money(0)
    assert rules.feasibility([Money(1)], None, "USD").verdict == "unknown"


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=6), st.integers(0, 10**10))
def test_shares_never_add_up_to_more_than_there_is(needs: list[int], surplus: int) -> None:
    whole = rules.feasibility([Money(need) for need in needs], Money(surplus), "USD")
    assert whole.available is not None
    assert sum(whole.available.minor * need // whole.needed.minor for need in needs) <= whole.available.minor


def test_a_goal_that_asks_too_much_gets_the_date_of_its_share() -> None:
    whole = rules.feasibility([Money(200), Money(400)], Money(1000), "USD")
    assert rules.date_within(Money(1000), Money(200), whole, TODAY) == date(2027, 9, 22)  # 100 a month
    nothing = rules.feasibility([Money(200)], Money(-5), "USD")
    assert rules.date_within(Money(1000), Money(200), nothing, TODAY) is None
