from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from mingus.advice.figures import arithmetic
from mingus.advice.figures.arithmetic import Payoff
from tests.advice.numbers import CARD, CHECKING, cash, household, months, owed, said

AMOUNTS = st.integers(0, 10**12)


@given(st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=24))
def test_half_of_the_values_lie_on_either_side_of_the_median(values: list[int]) -> None:
    middle = arithmetic.median(values)
    assert sum(value <= middle for value in values) * 2 >= len(values)
    assert sum(value >= middle for value in values) * 2 >= len(values) - 1
    assert arithmetic.median(values[::-1]) == middle


@given(AMOUNTS, st.integers(1, 10**12))
def test_a_share_is_exact_to_a_basis_point(part: int, whole: int) -> None:
    share = arithmetic.share(part, whole)
    assert share * whole <= part * arithmetic.WHOLE < (share + 1) * whole


@given(st.integers(1, 10**7), st.integers(1, 10**7))
def test_months_of_reserve_are_divided_by_what_a_month_costs(have: int, cost: int) -> None:
    """Never by what is left of it: a household that saves nothing has a reserve all the same."""
    spent = tuple(replace(month, expenses_minor=cost * 100, income_minor=cost * 100) for month in months(1, 1, 1))
    found = arithmetic.reserve_tenths(household(months=spent, **cash(have)))
    assert found == have * 10 // cost


def test_more_cash_is_never_a_shorter_reserve() -> None:
    found = [arithmetic.reserve_tenths(household(**cash(dollars))) for dollars in range(0, 40_000, 1000)]
    assert found == sorted(found, key=lambda tenths: tenths or 0)


def test_an_overdrawn_account_takes_nothing_from_the_others() -> None:
    below = replace(CHECKING, balance_minor=-500_00)
    assert arithmetic.cash(household(holdings=(below, CHECKING))) == 5000_00
    assert arithmetic.cash(household(holdings=(CARD,))) is None


def test_a_usual_month_takes_two_months_to_be_known_and_looks_at_six() -> None:
    assert arithmetic.usual_income(household(months=months(5000))) is None
    assert arithmetic.usual_income(household(months=months(5000, 6000))) == 5500_00
    assert arithmetic.usual_income(household(months=months(*[4000] * 6, *[9000] * 6))) == 4000_00
    assert arithmetic.usual_income(household(months=months(0, 0, 0))) is None
    assert arithmetic.usual_kept(household(months=months(3000, 3000))) == -500_00


def test_income_is_what_they_said_or_what_arrives() -> None:
    assert arithmetic.income_said(household()) == 6500_00
    assert arithmetic.income_said(household(**said(income_minor=None))) == 5000_00
    assert arithmetic.income_said(household(months=(), **said(income_minor=None))) is None


def test_one_missing_minimum_makes_the_sum_unknown() -> None:
    assert arithmetic.minimums(household(debts=(owed(10, minimum=5), owed(20, minimum=6)))) == 11_00
    assert arithmetic.minimums(household(debts=(owed(10, minimum=5), owed(20)))) is None
    assert arithmetic.minimums(household(debts=(owed(10, minimum=5), owed(0)))) == 5_00
    assert arithmetic.minimums(household(debts=None)) is None
    assert arithmetic.minimums(household(debts=())) == 0


def test_paying_a_debt_off_adds_the_interest_of_each_month() -> None:
    debt = owed(1000, 1200)  # 1 % a month: 1000 → 510 → 15.10 → 0
    assert arithmetic.payoff(debt, 500_00) == Payoff(3, 10_00 + 5_10 + 16)
    assert arithmetic.payoff(debt, 10_00) == Payoff(None, 0)
    assert arithmetic.payoff(owed(1000), 500_00) is None
    assert arithmetic.payoff(owed(1000, 0), 500_00) == Payoff(2, 0)


@given(st.integers(1, 10**6), st.integers(0, 4000), st.integers(1, 10**6))
def test_paying_more_never_takes_longer_nor_costs_more(balance: int, rate: int, monthly: int) -> None:
    debt = replace(owed(1, rate), balance_minor=balance)
    slow, fast = arithmetic.payoff(debt, monthly), arithmetic.payoff(debt, monthly + 100)
    assert slow is not None
    assert fast is not None
    if slow.months is not None:
        assert fast.months is not None
        assert fast.months <= slow.months
        assert fast.interest_minor <= slow.interest_minor


def test_every_limit_must_be_known_for_utilisation() -> None:
    cards = (replace(CARD, balance_minor=-1000_00), replace(CARD, balance_minor=50_00))
    assert arithmetic.utilisation(household(holdings=cards)) == 1000
    assert arithmetic.utilisation(household(holdings=(*cards, replace(CARD, limit_minor=None)))) is None
    assert arithmetic.utilisation(household(holdings=(CHECKING,))) is None


def test_percentages_and_months_read_well() -> None:
    assert [arithmetic.percent(each) for each in (2199, 450, 3000, 5, -150)] == [
        "21.99%",
        "4.5%",
        "30%",
        "0.05%",
        "−1.5%",
    ]
    assert [arithmetic.whole_percent(each) for each in (2950, 2949, -2950, -20)] == ["30%", "29%", "−30%", "0%"]
    assert [arithmetic.months_said(each) for each in (0, 10, 24)] == ["0 months", "1 month", "2.4 months"]


def test_the_income_of_a_household_is_what_its_people_said() -> None:
    debts = (owed(9000, 900, 650),)
    for own, others, share, whose in (
        (6_500_00, 0, 1000, "your income"),
        (6_500_00, 3_500_00, 650, "your household’s income"),
        (0, 3_250_00, 2000, "your household’s income"),
    ):
        numbers = household(debts=debts, others_pay_minor=others, **said(income_minor=own))
        assert arithmetic.debt_share(numbers) == share
        assert arithmetic.whose_income(numbers) == whose
